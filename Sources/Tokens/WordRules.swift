/// What the ways to cut a text into words differ in, those of cl100k_base's kind. Of each text the
/// first of these is taken that is there:
///
/// 1. a contraction, such as `'re`
/// 2. letters, and one character before them
/// 3. numbers
/// 4. signs, a space before them, and line breaks behind them
/// 5. `\s*[\r\n]+`, `\s+(?!\S)`, `\s+`
struct WordRules {
  /// Whether 1. is there.
  var takesContractions = false
  /// Whether 2. ends with a contraction, if one is there.
  var endsWithContraction = false
  /// Whether 2. has its capitals before its small letters.
  var isCased = false
  /// Whether before all else there is an ASCII sign with ASCII letters.
  var takesSignedWords = false
  /// What may be the character before the letters; `\r` and `\n` never are.
  var lead: CharacterClasses = CharacterClasses.letters.union(.numbers).inverted
  /// The letters.
  var letters: CharacterClasses = .letters
  /// How many numbers belong together, at most.
  var numbersMax = 3
  /// The signs.
  var signs: CharacterClasses = CharacterClasses.letters.union([.numbers, .whiteSpace]).inverted
  /// Whether line breaks behind the signs belong to them, and whether slashes there do.
  var takesBreaks = true
  var takesSlashes = false

  /// What may stand before small letters, where capitals do: `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`.
  static let leading: CharacterClasses = [.upper, .title, .modifierLetter, .otherLetter, .mark]
  /// Small letters, and what may stand for them: `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`.
  static let following: CharacterClasses = [.lower, .modifierLetter, .otherLetter, .mark]

  /// Where the piece ends that begins at an offset; the offset itself where none does.
  @inline(__always)
  func end(_ text: CutBytes, _ start: Int) -> Int {
    if takesContractions {
      let end = text.contraction(from: start, ignoresCase: true)
      if end > start { return end }
    }
    if takesSignedWords {
      let end = WordRules.signedWord(text, start)
      if end > start { return end }
    }
    let (number, length) = text.character(at: start)
    let word =
      isCased ? casedWord(text, start, number, length) : self.word(text, start, number, length)
    if word > start {
      return endsWithContraction ? text.contraction(from: word, ignoresCase: true) : word
    }
    if numbersMax > 0, CharacterClasses.numbers.holds(number) {
      return text.run(of: .numbers, from: start, atMost: numbersMax)
    }
    let first = text.has(0x20, at: start) ? start + 1 : start
    var end = text.run(of: signs, from: first)
    if end > first {
      while takesBreaks, text.isLineBreak(at: end) || (takesSlashes && text.has(0x2F, at: end)) {
        end += 1
      }
      return end
    }
    return text.space(from: start, breaksLines: true)
  }

  @inline(__always)
  private func isLead(_ text: CutBytes, _ start: Int, _ number: UInt8) -> Bool {
    lead.holds(number) && !text.isLineBreak(at: start)
  }

  @inline(__always)
  private func word(_ text: CutBytes, _ start: Int, _ number: UInt8, _ length: Int) -> Int {
    if isLead(text, start, number) {
      let end = text.run(of: letters, from: start + length)
      if end > start + length { return end }
    }
    return letters.holds(number) ? text.run(of: letters, from: start + length) : start
  }

  /// With `A` for what may stand before small letters and `a` for these: `.?A*a+|.?A+a*`.
  @inline(__always)
  private func casedWord(_ text: CutBytes, _ start: Int, _ number: UInt8, _ length: Int) -> Int {
    if isLead(text, start, number) {
      let led = WordRules.capitalsAndSmall(text, start + length)
      if led.isWhole { return led.end }
      // A mark may also be a word by itself, and the first way to be one comes first.
      if CharacterClasses.mark.holds(number) {
        return WordRules.capitalsAndSmall(text, start).end
      }
      return led.end > start + length ? led.end : start
    }
    return WordRules.capitalsAndSmall(text, start).end
  }

  /// The end of `A*a+`, which is whole; where that is not there, of `A*`. Both look on to the end of
  /// the capitals, and what was passed in vain is a piece of its own: each byte is seen twice.
  @inline(__always)
  private static func capitalsAndSmall(
    _ text: CutBytes, _ start: Int
  ) -> (end: Int, isWhole: Bool) {
    var (end, wholeEnd) = (start, start)
    while true {
      let (number, length) = text.character(at: end)
      if !leading.holds(number) {
        if following.holds(number) { return (text.run(of: following, from: end), true) }
        break
      }
      end += length
      if following.holds(number) { wholeEnd = end }
    }
    return wholeEnd > start ? (wholeEnd, true) : (end, false)
  }

  @inline(__always)
  private static func signedWord(_ text: CutBytes, _ start: Int) -> Int {
    let byte = start < text.count ? text.bytes[start] : 0
    guard byte > 0x20, byte < 0x7F, !isAlphanumeric(byte) else { return start }
    var end = start + 1
    while end < text.count, isLetter(text.bytes[end]) { end += 1 }
    return end > start + 1 ? end : start
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- 0x30 < 10 }
}
