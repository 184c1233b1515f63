/// What finds the texts of a vocabulary that are tokens of their own: first those that are looked for in a
/// text as it was given, then, in what lies between them, those that are looked for in what normalization
/// makes of it, and of them.
struct SpecialFinders: Sendable {
  let given: SpecialFinder?
  let normalized: SpecialFinder?
  var isEmpty: Bool { given == nil && normalized == nil }

  init(
    _ specials: [VocabularySource.Special], _ normalization: VocabularySource.Normalization,
    _ use: SpecialUse
  ) {
    let wanted = specials.filter { use != .ordinary || $0.rules.contains(.always) }
    given = SpecialFinder(wanted.filter { !$0.rules.contains(.normalized) })
    normalized = SpecialFinder(
      wanted.filter { $0.rules.contains(.normalized) }.map { special in
        let text = Normalizer.normalized(special.text[...], normalization)
        return VocabularySource.Special(text: text, id: special.id, rules: special.rules)
      })
  }

  /// Lends the parts of a text: those that are found, and what lies before, between and behind them.
  static func forEachPart(
    of text: [UInt8], _ finder: SpecialFinder?,
    _ body: (Range<Int>, VocabularySource.Special?) throws(ForbiddenSpecial) -> Void
  ) throws(ForbiddenSpecial) {
    var start = 0
    while let (special, range) = finder?.next(text, from: start) {
      if range.lowerBound > start { try body(start..<range.lowerBound, nil) }
      try body(range, special)
      start = range.upperBound
    }
    if start < text.count { try body(start..<text.count, nil) }
  }
}
