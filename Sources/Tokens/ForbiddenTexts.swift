/// The texts that are tokens of their own and are not to be there, looked for where a text is not encoded as a
/// whole, or by no vocabulary.
public struct ForbiddenTexts: Sendable {
  private let finders: SpecialFinders
  private let normalization: VocabularySource.Normalization
  private let longestBytes: Int
  /// Whether one is told by its bytes alone, and not by what is around it, or what normalization makes
  /// of both.
  let areBytes: Bool

  /// Those of a published encoding: its vocabulary need not be there.
  public init(_ encoding: Encoding) { self.init(encoding.specials, .none) }

  /// Those of a vocabulary.
  public init(_ table: TokenTable) { self.init(table.specials, table.normalization) }

  private init(
    _ specials: [VocabularySource.Special], _ normalization: VocabularySource.Normalization
  ) {
    finders = SpecialFinders(specials, normalization, .forbid)
    self.normalization = normalization
    longestBytes = specials.reduce(0) { max($0, $1.text.count) }
    areBytes = specials.allSatisfy { $0.rules.subtracting(.always).isEmpty }
  }

  /// Throws where one of them is in a text.
  func refuse(in text: [UInt8]) throws(ForbiddenSpecial) {
    var search = Search(self)
    try search.add(text)
    try search.end()
  }

  /// Looks for them in a text that comes in parts.
  struct Search {
    private let texts: ForbiddenTexts
    /// What may be the beginning of one, or, where bytes alone do not tell, all that came.
    private var held: [UInt8] = []
    /// Where that begins in the text.
    private var offset = 0

    init(_ texts: ForbiddenTexts) { self.texts = texts }

    /// Looks at what comes next, as far as what follows cannot matter.
    mutating func add(_ bytes: [UInt8]) throws(ForbiddenSpecial) {
      held += bytes
      if texts.areBytes { try look(before: held.count - texts.longestBytes + 1) }
    }

    /// Looks at what is left.
    mutating func end() throws(ForbiddenSpecial) {
      if texts.areBytes { return try look(before: held.count) }
      try SpecialFinders.forEachPart(of: held, texts.finders.given) {
        (part, special) throws(ForbiddenSpecial) in
        if let special { return try special.refuse(at: part.lowerBound) }
        let normalized = Normalizer.normalized(held[part], texts.normalization)
        try SpecialFinders.forEachPart(of: normalized, texts.finders.normalized) {
          (inner, special) throws(ForbiddenSpecial) in
          try special?.refuse(at: part.lowerBound + inner.lowerBound)
        }
      }
    }

    /// Looks for those that begin before a place, and forgets what lies before it.
    private mutating func look(before limit: Int) throws(ForbiddenSpecial) {
      var start = 0
      while start < limit, let (special, range) = texts.finders.given?.next(held, from: start),
        range.lowerBound < limit
      {
        try special.refuse(at: offset + range.lowerBound)
        start = range.upperBound
      }
      start = max(start, limit)
      held.removeFirst(start)
      offset += start
    }
  }
}

extension VocabularySource.Special {
  /// Throws where it is one that only a program may write.
  func refuse(at offset: Int) throws(ForbiddenSpecial) {
    if !rules.contains(.always) { throw ForbiddenSpecial(text: text, offset: offset) }
  }
}
