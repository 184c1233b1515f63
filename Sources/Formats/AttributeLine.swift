/// A line of a `.gitattributes` file: a pattern, or `[attr]` and a macro's name, and what becomes
/// of which attributes.
struct AttributeLine {
  /// What it says of one attribute.
  struct Change {
    let name: [UInt8]
    let state: AttributeState
  }

  /// Where the pattern, or the macro's name, stands in the text; of one in quotes, its bytes are in
  /// `unquoted`.
  let pattern: Range<Int>
  /// The pattern, where it was in quotes.
  let unquoted: [UInt8]?
  let isMacro: Bool
  let changes: [Change]
  /// The line's number, counted from 1.
  let number: Int

  /// What git takes of a line at most, and of a file.
  private static let lengthMax = 2048
  private static let sizeMax = 100 << 20

  /// Reads all lines of a file, but for those that git passes over: too long, not well formed.
  static func forEach(_ text: [UInt8], _ body: (AttributeLine) -> Void) {
    if text.count >= sizeMax { return }
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != Letter.newline { end += 1 }
      number += 1
      var last = end
      if end < text.count, last > start, text[last - 1] == Letter.carriageReturn { last -= 1 }
      if let nul = text[start..<last].firstIndex(of: 0) { last = nul }
      if last - start < lengthMax, let line = AttributeLine(text, start..<last, number) {
        body(line)
      }
      start = end + 1
    }
  }

  private init?(_ text: [UInt8], _ range: Range<Int>, _ number: Int) {
    self.number = number
    var index = AttributeLine.skipBlanks(text, range.lowerBound, range.upperBound)
    let end = range.upperBound
    guard index < end, text[index] != Letter.hash else { return nil }
    var unquoted: [UInt8]?
    var start = index
    if text[index] == Letter.quote, let (word, next) = AttributeLine.unquote(text, index..<end) {
      unquoted = word
      index = next
    } else {
      index = AttributeLine.skipWord(text, index, end)
    }
    var nameEnd = index
    let mark = Array("[attr]".utf8)
    let word = unquoted ?? Array(text[start..<nameEnd])
    isMacro = word.count > mark.count && word.starts(with: mark)
    if isMacro {
      // A name in quotes is read again from the word, as far as its first blank.
      if let whole = unquoted {
        let name = whole[mark.count...].drop { AttributeLine.isBlank($0) }
          .prefix { !AttributeLine.isBlank($0) }
        unquoted = Array(name)
        guard AttributeLine.isFree(name) else { return nil }
      } else {
        start = AttributeLine.skipBlanks(text, start + mark.count, end)
        nameEnd = AttributeLine.skipWord(text, start, end)
        guard AttributeLine.isFree(text[start..<nameEnd]) else { return nil }
      }
    } else if word.first == UInt8(ascii: "!") {
      return nil
    }
    pattern = start..<nameEnd
    self.unquoted = unquoted
    guard let changes = AttributeLine.changes(text, index..<end) else { return nil }
    self.changes = changes
  }

  /// Reads the words behind the pattern; nil where one of them is no attribute.
  private static func changes(_ text: [UInt8], _ range: Range<Int>) -> [Change]? {
    var changes: [Change] = []
    var index = skipBlanks(text, range.lowerBound, range.upperBound)
    while index < range.upperBound {
      let end = skipWord(text, index, range.upperBound)
      let equals = text[index..<end].firstIndex(of: Letter.equals)
      var name = text[index..<(equals ?? end)]
      let mark = text[index]
      let isMarked = mark == Letter.minus || mark == UInt8(ascii: "!")
      if isMarked { name = name.dropFirst() }
      guard isFree(name) else { return nil }
      let state: AttributeState
      if isMarked {
        state = mark == Letter.minus ? .unset : .unspecified
      } else if let equals {
        state = .value(Array(text[(equals + 1)..<end]))
      } else {
        state = .set
      }
      changes.append(Change(name: Array(name), state: state))
      index = skipBlanks(text, end, range.upperBound)
    }
    return changes
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == Letter.space || byte == Letter.tab || byte == Letter.carriageReturn
      || byte == Letter.newline
  }

  private static func skipBlanks(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var index = from
    while index < end, isBlank(text[index]) { index += 1 }
    return index
  }

  private static func skipWord(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var index = from
    while index < end, !isBlank(text[index]) { index += 1 }
    return index
  }

  /// Whether it is a name that is not git's own.
  private static func isFree(_ name: ArraySlice<UInt8>) -> Bool {
    isName(name) && !name.starts(with: "builtin_".utf8)
  }

  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, first != Letter.minus else { return false }
    return name.allSatisfy { Letter.isWord($0) || $0 == Letter.dot }
  }

  /// Reads a word in quotes with the escapes of C; nil where it is not well formed.
  private static func unquote(_ text: [UInt8], _ range: Range<Int>) -> ([UInt8], next: Int)? {
    var word: [UInt8] = []
    var index = range.lowerBound + 1
    while index < range.upperBound {
      let byte = text[index]
      index += 1
      if byte == Letter.quote { return (word, index) }
      guard byte == Letter.backslash else {
        word.append(byte)
        continue
      }
      guard index < range.upperBound else { return nil }
      let escape = text[index]
      index += 1
      switch escape {
      case UInt8(ascii: "a"): word.append(7)
      case UInt8(ascii: "b"): word.append(8)
      case UInt8(ascii: "f"): word.append(12)
      case UInt8(ascii: "n"): word.append(10)
      case UInt8(ascii: "r"): word.append(13)
      case UInt8(ascii: "t"): word.append(9)
      case UInt8(ascii: "v"): word.append(11)
      case Letter.backslash, Letter.quote: word.append(escape)
      case UInt8(ascii: "0")...UInt8(ascii: "3"):
        guard index + 2 <= range.upperBound, let second = Letter.digit(text[index], base: 8),
          let third = Letter.digit(text[index + 1], base: 8)
        else { return nil }
        word.append((escape - Letter.zero) << 6 | second << 3 | third)
        index += 2
      default: return nil
      }
    }
    return nil
  }
}
