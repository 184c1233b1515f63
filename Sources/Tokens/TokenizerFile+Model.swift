import Formats

extension TokenizerFile {
  /// Reads the tokens and what they are merged of.
  static func readModel(
    _ model: Node, into source: inout VocabularySource
  ) throws(VocabularyError) {
    try checkModel(model)
    guard let vocabulary = model["vocab"], vocabulary.kind == .table else {
      throw model.unusable("expected a table \"vocab\" of tokens and their numbers")
    }
    guard let merges = model["merges"], merges.kind == .array else {
      throw model.unusable("expected an array \"merges\"")
    }
    source.takesWholePieces = try model.flag("ignore_merges", otherwise: false)
    let ids = try readTokens(vocabulary, into: &source)
    source.merges = try readMerges(merges, vocabulary, ids)
  }

  private static func checkModel(_ model: Node) throws(VocabularyError) {
    // Files of before 2020 do not say it.
    if let type = model["type"], type.kind != .null, type.text != "BPE" {
      throw type.unusable("the model \"\(type.text)\" is not supported: BPE is")
    }
    for name in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let text = model[name], text.kind != .null, text.string != [] {
        throw text.unusable("a \"\(name)\" is not supported")
      }
    }
    if let dropout = model["dropout"], dropout.kind != .null, dropout.double != 0 {
      throw dropout.unusable("\"dropout\" is not supported: it is a matter of chance")
    }
  }

  /// Reads the tokens. Returns their ids, by the places of their names.
  private static func readTokens(
    _ vocabulary: Node, into source: inout VocabularySource
  ) throws(VocabularyError) -> [UInt32] {
    var ids: [UInt32] = []
    ids.reserveCapacity(vocabulary.count)
    source.tokens.reserveCapacity(vocabulary.count)
    var taken: [Bool] = []
    var bytes: [UInt8] = []
    for place in 0..<vocabulary.count {
      let value = vocabulary.member(place)
      let id = try value.tokenID()
      if id >= taken.count {
        source.tokens += repeatElement([], count: id + 1 - source.tokens.count)
        taken += repeatElement(false, count: id + 1 - taken.count)
      }
      if taken[id] { throw value.unusable("the number \(id) stands for two tokens") }
      taken[id] = true
      ids.append(UInt32(id))
      // What is not in letters that stand for bytes is made of no bytes: it is no token but where it
      // is one of its own.
      bytes.removeAll(keepingCapacity: true)
      if vocabulary.name(place).withText({ ByteAlphabet.decode($0, into: &bytes) }) {
        source.tokens[id] = bytes
      }
    }
    try checkBytes(source, vocabulary)
    return ids
  }

  /// Each byte has to be a token: then it does not matter what is done with one that is not.
  private static func checkBytes(
    _ source: VocabularySource, _ vocabulary: Node
  ) throws(VocabularyError) {
    var isToken = [Bool](repeating: false, count: 256)
    for token in source.tokens where token.count == 1 { isToken[Int(token[0])] = true }
    if let missing = isToken.firstIndex(of: false) {
      throw vocabulary.unusable(
        "the byte \(missing) is no token: such vocabularies are not supported")
    }
  }

  /// Reads the merges.
  private static func readMerges(
    _ merges: Node, _ vocabulary: Node, _ ids: [UInt32]
  ) throws(VocabularyError) -> [VocabularySource.Merge] {
    var all: [VocabularySource.Merge] = []
    all.reserveCapacity(merges.count)
    var text: [UInt8] = []
    for place in 0..<merges.count {
      let node = merges.element(place)
      text.removeAll(keepingCapacity: true)
      let space = try readParts(node, into: &text)
      let left = vocabulary.index(of: text.span.bytes.extracting(..<space))
      let right = vocabulary.index(of: text.span.bytes.extracting((space + 1)...))
      text.remove(at: space)
      let whole = vocabulary.index(of: text)
      guard let left, let right, let whole else {
        throw node.unusable("what is merged here, or what becomes of it, is not in \"vocab\"")
      }
      all.append(VocabularySource.Merge(left: ids[left], right: ids[right], whole: ids[whole]))
    }
    return withoutRepetitions(all, ids.max().map { Int($0) + 1 } ?? 0)
  }

  /// Of merges of the same two tokens the last counts. To find the others, those that become the
  /// same token are put into a chain, which holds no two of the same tokens: a token can be parted
  /// in as many ways as it has bytes, less one.
  private static func withoutRepetitions(
    _ merges: [VocabularySource.Merge], _ idCount: Int
  ) -> [VocabularySource.Merge] {
    // Places are counted from 1; 0 ends a chain.
    var firsts = [Int](repeating: 0, count: idCount)
    var nexts = [Int](repeating: 0, count: merges.count + 1)
    var isRepeated = [Bool](repeating: false, count: merges.count)
    var repeatedCount = 0
    for place in merges.indices {
      let merge = merges[place]
      var before = 0
      var other = firsts[Int(merge.whole)]
      while other != 0, merges[other - 1].left != merge.left {
        before = other
        other = nexts[other]
      }
      if other != 0 {
        isRepeated[other - 1] = true
        repeatedCount += 1
        if before == 0 {
          firsts[Int(merge.whole)] = nexts[other]
        } else {
          nexts[before] = nexts[other]
        }
      }
      nexts[place + 1] = firsts[Int(merge.whole)]
      firsts[Int(merge.whole)] = place + 1
    }
    if repeatedCount == 0 { return merges }
    return merges.indices.filter { !isRepeated[$0] }.map { merges[$0] }
  }

  /// Appends both parts of a merge, with a space between them. Returns where that is.
  private static func readParts(
    _ node: Node, into text: inout [UInt8]
  ) throws(VocabularyError) -> Int {
    func append(_ node: Node) {
      node.withText { part in part.withUnsafeBytes { text.append(contentsOf: $0) } }
    }
    if node.kind == .array, node.count == 2, node.element(0).kind == .string,
      node.element(1).kind == .string
    {
      append(node.element(0))
      let space = text.count
      text.append(0x20)
      append(node.element(1))
      return space
    }
    if node.kind == .string {
      append(node)
      if let space = text.firstIndex(of: 0x20), text.lastIndex(of: 0x20) == space { return space }
    }
    throw node.unusable("expected two tokens to be merged, as \"a b\" or [\"a\", \"b\"]")
  }
}
