/// A pattern for paths, as git has them, read into tokens: `*` stands for any bytes but `/`, `?`
/// for one, `[a-z]` for one of a set, `**` between slashes for any folders, `\` takes the next byte
/// as it is, and braces are letters like others.
///
/// Where git does not fold a letter's case (behind a backslash, alone in a set) this does not
/// either.
struct WildTokens {
  /// Tokens below this are the byte itself.
  static let one: Int32 = 256
  /// Any bytes but a slash.
  static let star: Int32 = 257
  /// Any bytes at all.
  static let anything: Int32 = 258
  /// Nothing, or any bytes that end with a slash.
  static let folders: Int32 = 259
  /// The first of the sets.
  static let firstSet: Int32 = 512

  /// The tokens of the pattern that was read last.
  var list: [Int32] = []
  /// The sets of all patterns that were read, four words of 64 bits each.
  var sets: [UInt64] = []
  let ignoresCase: Bool

  init(ignoresCase: Bool) { self.ignoresCase = ignoresCase }

  /// Reads a pattern. False where nothing can match it: a set without an end, a backslash with
  /// nothing behind it.
  mutating func read(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    list.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      switch byte {
      case Letter.backslash:
        index += 1
        if index == range.upperBound || ignoresCase && WildTokens.isUpper(text[index]) {
          return false
        }
        list.append(Int32(text[index]))
        index += 1
      case Letter.star: index = readStars(text, range, at: index)
      case UInt8(ascii: "?"):
        list.append(WildTokens.one)
        index += 1
      case Letter.openBracket:
        guard let end = readSet(text, range, at: index + 1) else { return false }
        index = end
      default:
        list.append(Int32(ignoresCase ? WildTokens.lowered(byte) : byte))
        index += 1
      }
    }
    return true
  }

  private mutating func readStars(_ text: [UInt8], _ range: Range<Int>, at start: Int) -> Int {
    var end = start + 1
    while end < range.upperBound, text[end] == Letter.star { end += 1 }
    let isLast = end == range.upperBound
    let isBeforeSlash = !isLast && text[end] == Letter.slash
    let isBeforeEscapedSlash =
      !isLast && text[end] == Letter.backslash && end + 1 < range.upperBound
      && text[end + 1] == Letter.slash
    guard end - start > 1, start == range.lowerBound || text[start - 1] == Letter.slash,
      isLast || isBeforeSlash || isBeforeEscapedSlash
    else {
      list.append(WildTokens.star)
      return end
    }
    guard isBeforeSlash else {
      list.append(WildTokens.anything)
      return end
    }
    // Twice in a row says no more than once, and would only cost time.
    if list.last != WildTokens.folders { list.append(WildTokens.folders) }
    return end + 1
  }

  // MARK: Sets

  /// Reads what follows `[`; nil where it is none that could match.
  private mutating func readSet(_ text: [UInt8], _ range: Range<Int>, at start: Int) -> Int? {
    var set = ByteSet()
    var index = start
    let end = range.upperBound
    guard index < end else { return nil }
    let isInverted = text[index] == UInt8(ascii: "!") || text[index] == UInt8(ascii: "^")
    if isInverted { index += 1 }
    var previous: UInt8 = 0
    // Where the next bracket closes, looked for once however many open before it.
    var close = start
    repeat {
      guard index < end else { return nil }
      var byte = text[index]
      if byte == Letter.backslash {
        index += 1
        guard index < end else { return nil }
        byte = text[index]
        set.insert(byte)
        previous = byte
      } else if byte == Letter.minus, previous != 0, index + 1 < end,
        text[index + 1] != Letter.closeBracket
      {
        index += 1
        if text[index] == Letter.backslash { index += 1 }
        guard index < end else { return nil }
        set.insert(from: previous, to: text[index], ignoresCase: ignoresCase)
        previous = 0
      } else if byte == Letter.openBracket, index + 1 < end, text[index + 1] == Letter.colon {
        close = max(close, index + 2)
        while close < end, text[close] != Letter.closeBracket { close += 1 }
        guard close < end else { return nil }
        if close > index + 2, text[close - 1] == Letter.colon {
          guard set.insert(class: text[(index + 2)..<(close - 1)], ignoresCase: ignoresCase)
          else { return nil }
          index = close
          previous = 0
        } else {
          set.insert(byte)
          previous = byte
        }
      } else {
        set.insert(byte)
        previous = byte
      }
      index += 1
    } while index >= end || text[index] != Letter.closeBracket
    if isInverted { set.invert() }
    return append(set) ? index + 1 : nil
  }

  /// Adds a set as a token: the byte itself where it holds only one. False where it holds none.
  private mutating func append(_ set: ByteSet) -> Bool {
    var set = set
    set.remove(Letter.slash)
    set.remove(0)
    // No letter is looked for as a capital.
    if ignoresCase { set.words.1 &= ~0x07FF_FFFE }
    let count = set.count
    if count == 0 { return false }
    if count == 1 {
      list.append(Int32(set.first))
      return true
    }
    list.append(WildTokens.firstSet + Int32(truncatingIfNeeded: sets.count / 4))
    sets.append(set.words.0)
    sets.append(set.words.1)
    sets.append(set.words.2)
    sets.append(set.words.3)
    return true
  }

  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  static func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
}

/// Some of the 256 bytes.
struct ByteSet {
  var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  var count: Int {
    words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount
      + words.3.nonzeroBitCount
  }

  /// The lowest byte in it, which must not be empty.
  var first: UInt8 {
    if words.0 != 0 { return UInt8(words.0.trailingZeroBitCount) }
    if words.1 != 0 { return UInt8(64 + words.1.trailingZeroBitCount) }
    if words.2 != 0 { return UInt8(128 + words.2.trailingZeroBitCount) }
    return UInt8(192 + (words.3.trailingZeroBitCount & 63))
  }

  mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  mutating func remove(_ byte: UInt8) {
    if byte < 64 { words.0 &= ~(1 << UInt64(byte)) }
  }

  mutating func removeFirst() {
    if words.0 != 0 {
      words.0 &= words.0 - 1
    } else if words.1 != 0 {
      words.1 &= words.1 - 1
    } else if words.2 != 0 {
      words.2 &= words.2 - 1
    } else {
      words.3 &= words.3 &- 1
    }
  }

  mutating func invert() { words = (~words.0, ~words.1, ~words.2, ~words.3) }

  /// Adds a range; where case does not count, also the small letters of capitals in it.
  mutating func insert(from low: UInt8, to high: UInt8, ignoresCase: Bool) {
    if low > high { return }
    for byte in low...high {
      insert(byte)
      if ignoresCase { insert(WildTokens.lowered(byte)) }
    }
  }

  /// Adds a class such as `alpha`; false where there is none of that name.
  mutating func insert(class name: ArraySlice<UInt8>, ignoresCase: Bool) -> Bool {
    guard let contains = ByteSet.test(ofClass: name, ignoresCase: ignoresCase) else { return false }
    for byte in 0..<UInt8(128) where contains(byte) { insert(byte) }
    return true
  }

  private static func test(
    ofClass name: ArraySlice<UInt8>, ignoresCase: Bool
  ) -> ((UInt8) -> Bool)? {
    func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    func isSpace(_ byte: UInt8) -> Bool {
      byte == Letter.space || byte == Letter.tab || byte == Letter.newline
        || byte == Letter.carriageReturn
    }
    func isPrinted(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
    switch String(decoding: name, as: UTF8.self) {
    case "alnum": return { isLetter($0) || Letter.isDigit($0) }
    case "alpha": return { isLetter($0) }
    case "blank": return { $0 == Letter.space || $0 == Letter.tab }
    case "cntrl": return { $0 < 0x20 || $0 == 0x7F }
    case "digit": return { Letter.isDigit($0) }
    case "graph": return { isPrinted($0) && $0 != Letter.space }
    case "lower": return { isLower($0) }
    case "print": return { isPrinted($0) }
    case "punct":
      return { isPrinted($0) && $0 != Letter.space && !isLetter($0) && !Letter.isDigit($0) }
    case "space": return { isSpace($0) }
    case "upper": return { WildTokens.isUpper($0) || ignoresCase && isLower($0) }
    case "xdigit": return { Letter.digit($0, base: 16) != nil }
    default: return nil
    }
  }
}
