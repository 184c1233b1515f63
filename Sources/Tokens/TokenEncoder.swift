import Platform

/// A text as tokens.
public struct EncodedText: Sendable {
  /// The text that was encoded: that which was given, unless the vocabulary normalizes texts.
  public internal(set) var text: [UInt8]
  /// The ids.
  public internal(set) var ids: [UInt32] = []
  /// Where each token ends in the text.
  public internal(set) var ends: [Int] = []
}

/// Encodes texts by a vocabulary, and decodes them.
public final class TokenEncoder: Sendable {
  private let table: TokenTable

  /// One that encodes by a table; nil where that is damaged.
  public init?(_ table: TokenTable) {
    if !table.check() { return nil }
    self.table = table
  }

  /// The tokens of a text.
  public func encode(
    _ text: [UInt8], _ use: SpecialUse = .ordinary
  ) throws(ForbiddenSpecial) -> EncodedText {
    var encoding = TextEncoding(table)
    let wanted = table.specials.filter { use != .ordinary || $0.rules.contains(.always) }
    guard let finder = SpecialFinder(wanted) else {
      encoding.add(text[...])
      return encoding.result
    }
    var start = 0
    while let (special, range) = finder.next(text, from: start) {
      if use == .forbid, !special.rules.contains(.always) {
        throw ForbiddenSpecial(text: special.text, offset: range.lowerBound)
      }
      encoding.add(text[start..<range.lowerBound])
      encoding.add(special, text[range])
      start = range.upperBound
    }
    encoding.add(text[start...])
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
  var result = EncodedText(text: [])

  init(_ table: TokenTable) {
    self.table = table
    merger = Merger(table)
  }

  /// Adds a token of its own.
  mutating func add(_ special: VocabularySource.Special, _ text: ArraySlice<UInt8>) {
    result.text += text
    result.ids.append(special.id)
    result.ends.append(result.text.count)
  }

  /// Adds text.
  mutating func add(_ given: ArraySlice<UInt8>) {
    if given.isEmpty { return }
    let text = table.prepared(given)
    let base = result.text.count
    result.text += text
    var sequence = CutSequence(table.cuts, count: text.count)
    text.withUnsafeBufferPointer { buffer in
      guard let bytes = buffer.baseAddress else { return }
      var start = 0
      while start < text.count {
        let end = sequence.end(bytes, from: start)
        // In bounds: pieces end within the text.
        let count = merger.merge(bytes + start, end - start)
        var place = base + start
        for index in 0..<count {
          let token = merger.tokens[index]
          place = index + 1 == count ? base + end : place + token.count
          result.ids.append(table.id(token.number))
          result.ends.append(place)
        }
        start = end
      }
    }
  }
}

extension TokenTable {
  /// A text as it is cut: normalized, and with a space before it, where the vocabulary has it so.
  func prepared(_ given: ArraySlice<UInt8>) -> [UInt8] {
    var text = Normalizer.normalized(given, normalization)
    if addsSpace, text.first != 0x20 { text.insert(0x20, at: 0) }
    return text
  }

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
