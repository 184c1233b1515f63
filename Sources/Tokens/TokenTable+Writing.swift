import Platform

extension TokenTable {
  /// Compiles a vocabulary.
  public static func compile(
    _ source: VocabularySource, digest: [UInt8]
  ) throws(VocabularyError) -> TokenTable {
    let order = try MergeOrder(source)
    guard let tree = PrefixTree(order.tokens) else {
      throw VocabularyError("the tokens are too long together")
    }
    var writer = TableWriter()
    writer.writeHeader(source, order, tree, digest)
    writer.write(order, tree)
    writer.write(source, order)
    guard let table = TokenTable(writer.finish()) else {
      throw VocabularyError("the table that was made of it cannot be read")
    }
    return table
  }
}

/// Writes a table.
private struct TableWriter: ~Copyable {
  private var bytes = GrowingBytes(capacity: 16 << 20)

  mutating func writeHeader(
    _ source: VocabularySource, _ order: MergeOrder, _ tree: PrefixTree, _ digest: [UInt8]
  ) {
    var header = TokenTable.magic
    header.append(source.normalization.rawValue)
    header.append(UInt8(source.cuts.count))
    header += source.cuts.map { $0.rawValue } + Array(repeating: 0, count: 8 - source.cuts.count)
    header += digest.prefix(32) + Array(repeating: 0, count: max(0, 32 - digest.count))
    let isNumbered = order.ids.indices.allSatisfy { order.ids[$0] == UInt32($0) }
    for number in [
      order.tokens.count, tree.nodes.count, order.pairs.bucketCount,
      source.specials.count, order.unreached.count,
      (isNumbered ? 0 : 1) | (source.addsSpace ? 2 : 0) | (source.takesWholePieces ? 4 : 0),
    ] {
      header.append(littleEndian: UInt64(number), count: 4)
    }
    for size in [
      order.tokens.reduce(0) { $0 + $1.count },
      source.specials.reduce(0) { $0 + 8 + $1.text.count },
      order.unreached.reduce(0) { $0 + 8 + $1.text.count },
    ] {
      header.append(littleEndian: UInt64(size))
    }
    header.append(littleEndian: UInt64(order.wholes.count), count: 4)
    header += Array(repeating: 0, count: TokenTable.headerBytes - header.count)
    bytes.append(header)
  }

  /// What counting needs.
  mutating func write(_ order: MergeOrder, _ tree: PrefixTree) {
    // Where merges are ranked, no merges may lead to a token.
    let known = order.isRanked ? order.tokens.prefix(MergeOrder.byteCount) : order.tokens[...]
    let left = PieceCounts.append(known, to: &bytes)
    pad()
    WholeTokens.append(left, to: &bytes)
    pad()
    for index in 0..<(1 << 16) {
      let (left, right) = (UInt32(index & 0xFF), UInt32(index >> 8))
      bytes.append(order.pairs[left, right].littleEndian)
    }
    pad()
    for word in order.pairs.words { bytes.append(word.littleEndian) }
    pad()
    for word in JoinedCharacters(order.tokens).words { bytes.append(word.littleEndian) }
    pad()
    for node in tree.nodes { bytes.append(node.littleEndian) }
    pad()
    let facts = TokenFacts.all(order)
    for token in tree.tokens {
      bytes.append((token == .max ? TokenFacts.none : facts[Int(token)]).bits.littleEndian)
    }
    pad()
    for parts in order.parts {
      bytes.append(facts[Int(parts.left)].asRight.littleEndian)
      bytes.append(facts[Int(parts.right)].asLeft.littleEndian)
    }
    pad()
    for token in order.tokens {
      let shorter = tree.longest(before: token)
      bytes.append((shorter == .max ? TokenFacts.none : facts[Int(shorter)]).bits.littleEndian)
    }
    pad()
  }

  /// What the rest needs.
  mutating func write(_ source: VocabularySource, _ order: MergeOrder) {
    for whole in order.wholes { bytes.append(whole.littleEndian) }
    pad()
    for id in order.ids { bytes.append(id.littleEndian) }
    pad()
    var end: UInt32 = 0
    for token in order.tokens {
      end += UInt32(token.count)
      bytes.append(end.littleEndian)
    }
    pad()
    for token in order.tokens { bytes.append(token) }
    pad()
    for texts in [source.specials, order.unreached] {
      for text in texts {
        bytes.append(text.id.littleEndian)
        // A text that is longer than a table can tell was refused.
        let frame = UInt32(text.text.count) | UInt32(text.rules.rawValue) << 24
        bytes.append(frame.littleEndian)
        bytes.append(text.text)
      }
      pad()
    }
  }

  private mutating func pad() {
    while bytes.count % 64 != 0 { bytes.append(UInt8(0)) }
  }

  consuming func finish() -> FrozenBytes { bytes.frozen() }
}

extension PrefixTree {
  /// The longest token that a token begins with and that is not itself; none: `UInt32.max`.
  fileprivate func longest(before token: [UInt8]) -> UInt32 {
    var (place, longest) = (0, UInt32.max)
    for byte in token.dropLast() {
      place = Int(nodes[place] >> PrefixTree.baseShift) ^ Int(byte)
      if nodes[place] & PrefixTree.isToken != 0 { longest = tokens[place] }
    }
    return longest
  }
}
