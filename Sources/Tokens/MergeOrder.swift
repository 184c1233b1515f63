/// The tokens of a vocabulary in the order in which they are made: the 256 bytes, then those that
/// become of two earlier ones, the first merge first. A token's place in it is its number here.
///
/// A token is made of its two parts wherever its bytes are merged, by itself or within a longer text:
/// as long as no merge crosses its borders, the same merges are made between them. So each has one pair
/// of parts, and what else a vocabulary says of a token never happens.
struct MergeOrder {
  /// The bytes of each token.
  private(set) var tokens: [[UInt8]] = []
  /// The id of each.
  private(set) var ids: [UInt32] = []
  /// What each is made of; of a byte, itself twice.
  private(set) var parts: [Parts] = []
  /// The pairs that become tokens.
  private(set) var pairs: PairTable
  /// Tokens that no merges lead to.
  private(set) var unreached: [VocabularySource.Special] = []

  /// What a token is made of.
  struct Parts: Equatable, BitwiseCopyable {
    var left: UInt32, right: UInt32
  }

  /// So many tokens are bytes, and come first.
  static let byteCount = 256
  /// The longest token: longer ones would take long to be looked at.
  static let tokenBytesMax = 1024
  /// So many tokens a pair of them can be told of.
  static let countMax = Int(PairTable.noToken)

  /// Finds out how each token is made. C: none; takes about a microsecond for each.
  init(_ source: VocabularySource) throws(VocabularyError) {
    let count = source.tokens.count
    if count > MergeOrder.countMax {
      throw VocabularyError("more than \(MergeOrder.countMax) tokens are not supported")
    }
    if let long = source.tokens.firstIndex(where: { $0.count > MergeOrder.tokenBytesMax }) {
      throw VocabularyError("token \(long) is longer than \(MergeOrder.tokenBytesMax) bytes")
    }
    if source.specials.contains(where: { $0.text.count > MergeOrder.tokenBytesMax }) {
      throw VocabularyError("a special token is longer than \(MergeOrder.tokenBytesMax) bytes")
    }
    pairs = PairTable(room: count)
    try addBytes(source)
    if let merges = source.merges {
      try add(merges, source)
    } else {
      for (id, token) in source.tokens.enumerated() where token.count > 1 {
        let merged = self.merged(token)
        if merged.count == 2 {
          try add(token, UInt32(id), Parts(left: merged[0], right: merged[1]))
        } else if merged.count > 2 {
          unreached.append(VocabularySource.Special(text: token, id: UInt32(id)))
        }
      }
    }
    if !source.takesWholePieces { unreached = [] }
  }

  /// What no trained vocabulary has.
  private static func outOfOrder(_ id: UInt32) -> VocabularyError {
    VocabularyError("token \(id) comes before what it is made of, which is not supported")
  }

  private mutating func addBytes(_ source: VocabularySource) throws(VocabularyError) {
    var byteIDs = [UInt32?](repeating: nil, count: MergeOrder.byteCount)
    for (id, token) in source.tokens.enumerated() where token.count == 1 {
      byteIDs[Int(token[0])] = byteIDs[Int(token[0])] ?? UInt32(id)
    }
    for byte in 0..<MergeOrder.byteCount {
      guard let id = byteIDs[byte] else {
        throw VocabularyError("there is no token for the byte \(byte); it cannot hold every text")
      }
      tokens.append([UInt8(byte)])
      ids.append(id)
      parts.append(Parts(left: UInt32(byte), right: UInt32(byte)))
    }
  }

  private mutating func add(
    _ merges: [VocabularySource.Merge], _ source: VocabularySource
  ) throws(VocabularyError) {
    var numbers = [UInt32](repeating: .max, count: source.tokens.count)
    for (number, id) in ids.enumerated() { numbers[Int(id)] = UInt32(number) }
    for merge in merges {
      guard max(merge.left, merge.right, merge.whole) < UInt32(numbers.count) else {
        throw VocabularyError("a merge is of a token that is not there")
      }
      if numbers[Int(merge.whole)] != .max { continue }
      let token = source.tokens[Int(merge.whole)]
      let merged = self.merged(token)
      if merged.count == 2, merged[0] == numbers[Int(merge.left)],
        merged[1] == numbers[Int(merge.right)]
      {
        numbers[Int(merge.whole)] = UInt32(tokens.count)
        try add(token, merge.whole, Parts(left: merged[0], right: merged[1]))
      }
    }
    // Where whole pieces are tokens anyway, this concerns a few tokens within longer pieces at most.
    for merge in merges where !source.takesWholePieces && numbers[Int(merge.whole)] == .max {
      let merged = self.merged(source.tokens[Int(merge.whole)])
      if merged == [numbers[Int(merge.left)], numbers[Int(merge.right)]] {
        throw MergeOrder.outOfOrder(merge.whole)
      }
    }
    for (id, token) in source.tokens.enumerated()
    where numbers[id] == .max && token.count > 1 && merged(token).count > 1 {
      unreached.append(VocabularySource.Special(text: token, id: UInt32(id)))
    }
  }

  private mutating func add(
    _ token: [UInt8], _ id: UInt32, _ parts: Parts
  ) throws(VocabularyError) {
    try pairs.insert(parts, UInt32(tokens.count))
    tokens.append(token)
    ids.append(id)
    self.parts.append(parts)
  }

  /// What becomes of some bytes by the merges known so far: the earliest one first, of equal ones the
  /// leftmost. For short texts: the work grows with the square of the length.
  private func merged(_ bytes: [UInt8]) -> [UInt32] {
    var parts = bytes.map { UInt32($0) }
    var wholes: [UInt32] = []
    for index in parts.indices.dropLast() { wholes.append(pairs[parts[index], parts[index + 1]]) }
    while let least = wholes.indices.min(by: { wholes[$0] < wholes[$1] }),
      wholes[least] != PairTable.none
    {
      parts[least] = wholes[least]
      parts.remove(at: least + 1)
      wholes.remove(at: least)
      if least > 0 { wholes[least - 1] = pairs[parts[least - 1], parts[least]] }
      if least < wholes.count { wholes[least] = pairs[parts[least], parts[least + 1]] }
    }
    return parts
  }
}
