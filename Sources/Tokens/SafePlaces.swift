/// Where a text may be parted, so that its pieces are those of its parts, whatever comes before and behind.
///
/// The characters on both sides of a place tell. Where a text is cut in several ways, one after the other, one of
/// them has to have a border there; the others only cut what that leaves. Such a place is
///
/// - behind a letter and before white space, a number or a sign, but for an apostrophe, of which the next letters
///   may make an ending of the word
/// - behind a number and before what is none: nothing goes on behind numbers
/// - behind a sign and before white space that is no line break, which may belong to the sign
/// - behind a line break and before a letter, a number or a sign, but for a slash, which may follow those that
///   belong to signs; where they are like other white space, the last of it is by itself only if something follows
/// - beside a line break that is a piece of its own
struct SafePlaces {
  private var cutsWords = false
  private var cutsNumbers = false
  private var breaksAreSpaces = false
  private var breaksBelongToNothing = false
  private var cutsBreaks = false

  private static let signs: CharacterClasses = [.punctuation, .symbol]
  private static let behindWords = CharacterClasses.numbers.union(signs).union(.whiteSpace)
  private static let behindBreaks = CharacterClasses.letters.union(.numbers).union(signs)

  /// The places of texts that are cut in these ways.
  init(_ cuts: [Cut]) {
    for cut in cuts {
      switch cut {
      case .threeNumbers, .eachNumber, .numbers: cutsNumbers = true
      case .eachLineBreak: cutsBreaks = true
      case .cjk: break
      // A number may stand before letters in their piece.
      case .deepSeek: cutsWords = true
      case .gpt2: (cutsWords, cutsNumbers, breaksAreSpaces) = (true, true, true)
      case .seedCoder: (cutsWords, cutsNumbers, breaksBelongToNothing) = (true, true, true)
      case .cl100k, .o200k, .llama3, .qwen2, .qwen35, .tekken:
        (cutsWords, cutsNumbers) = (true, true)
      }
    }
  }

  /// The last such place in a text; 0 where there is none.
  func last(in text: CutBytes) -> Int {
    var place = text.count - 4
    while place > 0 {
      if text.bytes[place] & 0xC0 != 0x80, isSafe(text, place) { return place }
      place -= 1
    }
    return 0
  }

  private func isSafe(_ text: CutBytes, _ place: Int) -> Bool {
    let right = text.character(at: place).number
    var start = place - 1
    while start > 0, place - start < 4, text.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let (left, length) = text.character(at: start)
    // What is no character there may be part of one.
    if length != place - start { return false }
    let breaks = (text.isLineBreak(at: start), text.isLineBreak(at: place))
    if cutsBreaks, breaks.0 || breaks.1 { return true }
    if cutsNumbers, CharacterClasses.numbers.holds(left) {
      return !CharacterClasses.numbers.holds(right)
    }
    guard cutsWords else { return false }
    let byte = text.bytes[place]
    if CharacterClasses.letters.holds(left) {
      return SafePlaces.behindWords.holds(right) && byte != UInt8(ascii: "'")
    }
    if SafePlaces.signs.holds(left) {
      return CharacterClasses.whiteSpace.holds(right)
        && (breaksAreSpaces || breaksBelongToNothing || !breaks.1)
    }
    return breaks.0 && !breaksAreSpaces && SafePlaces.behindBreaks.holds(right)
      && byte != UInt8(ascii: "/")
  }
}
