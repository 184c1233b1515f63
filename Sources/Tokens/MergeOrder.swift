/// The tokens of a vocabulary in the order in which they are made: the 256 bytes, then those that
/// become of two earlier ones, the first merge first. A token's place in it is its number here.
///
/// A token is made of its two parts wherever its bytes are merged, by itself or within a longer text:
/// as long as no merge crosses its borders, the same merges are made between them. So each has one pair
/// of parts, and what else a vocabulary says of a token never happens.
///
/// That holds where no token is merged of later ones, as in all vocabularies that were trained. Where one
/// is, the merges are ranked: ``wholes`` tells of it, and ``RankedMerging`` merges by them.
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
  /// Where merges are ranked: which token each one makes. The pairs lead to the places in it then, the first
  /// merge having the lowest one; the tokens are all that there are, as they are numbered, and made of nothing.
  private(set) var wholes: [UInt32] = []
  /// Whether merges are ranked.
  var isRanked: Bool { !wholes.isEmpty }

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
      if try !add(merges, source) { try rank(merges, source) }
    } else if try !addTokens(source) {
      try rank(source)
    }
    if !source.takesWholePieces { unreached = [] }
  }

  private mutating func addBytes(_ source: VocabularySource) throws(VocabularyError) {
    var byteIDs = [UInt32?](repeating: nil, count: MergeOrder.byteCount)
    for (id, token) in source.tokens.enumerated() where token.count == 1 {
      if let first = byteIDs[Int(token[0])] { throw MergeOrder.repeated(first, UInt32(id)) }
      byteIDs[Int(token[0])] = UInt32(id)
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

  /// Adds the tokens of a vocabulary that lists no merges. Returns whether none is made of later ones.
  private mutating func addTokens(_ source: VocabularySource) throws(VocabularyError) -> Bool {
    var unreachedIDs: [[UInt8]: UInt32] = [:]
    for (id, token) in source.tokens.enumerated() where token.count > 1 {
      let (merged, id) = (self.merged(token), UInt32(id))
      switch merged.count {
      case 1: throw MergeOrder.repeated(ids[Int(merged[0])], id)
      case 2: try add(token, id, Parts(left: merged[0], right: merged[1]))
      default:
        if let first = unreachedIDs.updateValue(id, forKey: token) {
          throw MergeOrder.repeated(first, id)
        }
        unreached.append(VocabularySource.Special(text: token, id: id))
      }
    }
    // What is left of such a token when all merges are known is what stands beside each other in any text; two
    // that have become one long before would not be left.
    return unreached.allSatisfy { merged($0.text).count > 2 }
  }

  /// Adds the merges that a vocabulary lists. Returns whether none is of later ones.
  private mutating func add(
    _ merges: [VocabularySource.Merge], _ source: VocabularySource
  ) throws(VocabularyError) -> Bool {
    var numbers = try numbers(merges, source)
    for merge in merges where numbers[Int(merge.whole)] == .max {
      let token = source.tokens[Int(merge.whole)]
      let merged = self.merged(token)
      if merged.count == 2, merged[0] == numbers[Int(merge.left)],
        merged[1] == numbers[Int(merge.right)]
      {
        numbers[Int(merge.whole)] = UInt32(tokens.count)
        try add(token, merge.whole, Parts(left: merged[0], right: merged[1]))
      }
    }
    for merge in merges where numbers[Int(merge.whole)] == .max {
      let merged = self.merged(source.tokens[Int(merge.whole)])
      if merged == [numbers[Int(merge.left)], numbers[Int(merge.right)]] { return false }
    }
    for (id, token) in source.tokens.enumerated()
    where numbers[id] == .max && token.count > 1 && merged(token).count > 1 {
      unreached.append(VocabularySource.Special(text: token, id: UInt32(id)))
    }
    return true
  }

  /// The numbers of the tokens that were added, by their ids, for merges all of whose tokens are there.
  private func numbers(
    _ merges: [VocabularySource.Merge], _ source: VocabularySource
  ) throws(VocabularyError) -> [UInt32] {
    var numbers = [UInt32](repeating: .max, count: source.tokens.count)
    for (number, id) in ids.enumerated() { numbers[Int(id)] = UInt32(number) }
    let isThere = merges.allSatisfy { max($0.left, $0.right, $0.whole) < UInt32(numbers.count) }
    if !isThere { throw VocabularyError("a merge is of a token that is not there") }
    return numbers
  }

  private static func repeated(_ first: UInt32, _ second: UInt32) -> VocabularyError {
    VocabularyError("the ids \(first) and \(second) stand for the same token")
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
  // MARK: Ranked merges

  /// Takes the tokens as they are numbered, after the bytes.
  private mutating func takeAll(_ source: VocabularySource) {
    pairs = PairTable(room: source.tokens.count)
    unreached = []
    let count = tokens.count - MergeOrder.byteCount
    tokens.removeLast(count)
    ids.removeLast(count)
    parts.removeLast(count)
    for (id, token) in source.tokens.enumerated() where token.count > 1 {
      tokens.append(token)
      ids.append(UInt32(id))
      parts.append(Parts(left: 0, right: 0))
    }
  }

  /// Ranks the merges of a vocabulary that lists none: any two tokens that together are one.
  private mutating func rank(_ source: VocabularySource) throws(VocabularyError) {
    takeAll(source)
    var numbers: [[UInt8]: UInt32] = [:]
    numbers.reserveCapacity(tokens.count)
    for (number, token) in tokens.enumerated() {
      if let first = numbers.updateValue(UInt32(number), forKey: token) {
        throw MergeOrder.repeated(ids[Int(first)], ids[number])
      }
    }
    for (number, token) in tokens.enumerated() {
      for border in 1..<max(1, token.count) {
        guard let left = numbers[Array(token[..<border])],
          let right = numbers[Array(token[border...])]
        else { continue }
        try pairs.insert(Parts(left: left, right: right), UInt32(number))
      }
    }
    wholes = tokens.indices.map { UInt32($0) }
  }

  /// Ranks the merges that a vocabulary lists.
  private mutating func rank(
    _ merges: [VocabularySource.Merge], _ source: VocabularySource
  ) throws(VocabularyError) {
    takeAll(source)
    let numbers = try numbers(merges, source)
    if merges.count > MergeOrder.countMax {
      throw VocabularyError("more than \(MergeOrder.countMax) merges are not supported")
    }
    for merge in merges {
      let parts = Parts(left: numbers[Int(merge.left)], right: numbers[Int(merge.right)])
      let whole = numbers[Int(merge.whole)]
      // What is not made of bytes never comes up.
      if max(parts.left, parts.right, whole) == .max { continue }
      try pairs.insert(parts, UInt32(wholes.count))
      wholes.append(whole)
    }
  }
}
