import Platform

/// A text as tokens.
public struct EncodedText: Sendable {
  /// The text that was encoded: that which was given, unless the vocabulary normalizes texts.
  public internal(set) var text: [UInt8]
  /// How many tokens it has.
  public internal(set) var count = 0
  /// The ids, where they are kept.
  public internal(set) var ids: [UInt32] = []
  /// Where each token ends in the text, where that is kept.
  public internal(set) var ends: [Int] = []

  /// What is kept of the tokens: there may be very many.
  public struct Kept: OptionSet, Sendable {
    /// What is kept, as bits.
    public let rawValue: UInt8

    /// What is kept, from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Their ids.
    public static let ids = Kept(rawValue: 1)
    /// Where they end.
    public static let ends = Kept(rawValue: 2)
  }
}

/// Encodes texts by a vocabulary, and decodes them.
public final class TokenEncoder: Sendable {
  private let table: TokenTable

  /// One that encodes by a table; nil where that is damaged, which so many threads at most find out.
  public init?(_ table: TokenTable, threads: Int = 1) {
    if !table.check(threads: threads) { return nil }
    self.table = table
  }

  /// The tokens of a text.
  public func encode(
    _ text: [UInt8], _ use: SpecialUse = .ordinary, keeping kept: EncodedText.Kept = [.ids, .ends]
  ) throws(ForbiddenSpecial) -> EncodedText {
    var encoding = TextEncoding(table, kept)
    let specials = SpecialFinders(table.specials, table.normalization, use)
    if specials.isEmpty, table.normalization == .none, !table.addsSpace {
      encoding.add(whole: text)
      return encoding.result
    }
    try SpecialFinders.forEachPart(of: text, specials.given) {
      (part, special) throws(ForbiddenSpecial) in
      if let special { return try encoding.add(special, text[part], at: part.lowerBound, use) }
      let normalized = Normalizer.normalized(text[part], table.normalization)
      try SpecialFinders.forEachPart(of: normalized, specials.normalized) {
        (inner, special) throws(ForbiddenSpecial) in
        if let special {
          // Where it begins in what was given, normalization has moved; it is near there.
          try encoding.add(special, normalized[inner], at: part.lowerBound + inner.lowerBound, use)
        } else {
          encoding.add(normalized: normalized[inner])
        }
      }
    }
    return encoding.result
  }

  /// The text of some tokens; nil, and the number of the first that is none, where one is none.
  public func decode(_ ids: [UInt32]) -> (text: [UInt8], unknown: Int?) {
    let numbers = table.numbers()
    var text: [UInt8] = []
    for (index, id) in ids.enumerated() {
      guard let bytes = numbers[id] else { return (text, index) }
      text += bytes
    }
    return (text, nil)
  }
}

/// A text that is being encoded.
private struct TextEncoding {
  let table: TokenTable
  let merger: Merger
  let kept: EncodedText.Kept
  var result = EncodedText(text: [])

  init(_ table: TokenTable, _ kept: EncodedText.Kept) {
    self.table = table
    self.kept = kept
    merger = Merger(table)
  }

  /// Adds a token of its own, if it may be there.
  mutating func add(
    _ special: VocabularySource.Special, _ text: ArraySlice<UInt8>, at offset: Int,
    _ use: SpecialUse
  ) throws(ForbiddenSpecial) {
    if use == .forbid { try special.refuse(at: offset) }
    result.text += text
    add(special.id, end: result.text.count)
  }

  @inline(__always)
  private mutating func add(_ id: UInt32, end: Int) {
    result.count += 1
    if kept.contains(.ids) { result.ids.append(id) }
    if kept.contains(.ends) { result.ends.append(end) }
  }

  /// Before there are so many tokens, what is kept of them is never moved.
  private static let reservedMax = 1 << 26

  /// Makes room for the tokens of a text. What is not used of it takes no memory; but the system may refuse more than
  /// it has.
  private mutating func reserve(_ bytes: Int) {
    let count = min(bytes, TextEncoding.reservedMax)
    if kept.contains(.ids) { result.ids.reserveCapacity(count) }
    if kept.contains(.ends) { result.ends.reserveCapacity(count) }
  }

  /// Adds a text that is encoded as it is.
  mutating func add(whole text: [UInt8]) {
    result.text = text
    reserve(text.count)
    addTokens(of: text, from: 0)
  }

  /// Adds text that was normalized, with a space before it where the vocabulary has it so.
  mutating func add(normalized given: ArraySlice<UInt8>) {
    guard let first = given.first else { return }
    let base = result.text.count
    if table.addsSpace, first != 0x20 { result.text.append(0x20) }
    result.text += given
    // It is not copied: what holds it has gone before more is added.
    addTokens(of: result.text, from: base)
  }

  /// Adds the tokens of the end of a text.
  private mutating func addTokens(of text: [UInt8], from base: Int) {
    var sequence = CutSequence(table.cuts, count: text.count - base)
    text.withUnsafeBufferPointer { buffer in
      guard let bytes = buffer.baseAddress.map({ $0 + base }) else { return }
      var start = 0
      while start < text.count - base {
        let end = sequence.end(bytes, from: start)
        // In bounds: pieces end within the text.
        let count = merger.merge(bytes + start, end - start)
        var place = base + start
        for index in 0..<count {
          let token = merger.tokens[index]
          place = index + 1 == count ? base + end : place + token.count
          add(table.id(token.number), end: place)
        }
        start = end
      }
    }
  }
}

extension TokenTable {
  /// Whether a text is counted as it is, in any order of its parts.
  var isPlain: Bool {
    normalization == .none && !addsSpace && !specials.contains { $0.rules.contains(.always) }
  }

  /// The bytes of all tokens, by their ids.
  fileprivate func numbers() -> [UInt32: [UInt8]] {
    var numbers: [UInt32: [UInt8]] = [:]
    numbers.reserveCapacity(tokenCount)
    for number in 0..<tokenCount { numbers[id(UInt32(number))] = Array(token(number)) }
    for (text, number) in unreached { numbers[id(number)] = text }
    for special in specials { numbers[special.id] = special.text }
    return numbers
  }
}
