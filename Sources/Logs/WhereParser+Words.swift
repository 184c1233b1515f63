/// Words, symbols, and the space between them.
extension WhereParser {
  /// The next byte; a newline, which means nothing, behind the end.
  var byte: UInt8 { at < text.count ? text[at] : UInt8(ascii: "\n") }

  mutating func skipSpace() {
    while at < text.count {
      switch text[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  /// Whether names may have a byte: letters of any alphabet, digits, `_`, `-`, `$`, `@`.
  static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "$"), UInt8(ascii: "@"), 0x80...:
      true
    default: false
    }
  }

  /// Whether names may begin with a byte: numbers do with the others.
  static func isNameStart(_ byte: UInt8) -> Bool {
    isName(byte) && byte &- 48 >= 10 && byte != UInt8(ascii: "-")
  }

  /// Takes a symbol, if it is there behind the space.
  mutating func takeSymbol(_ symbol: String) -> Bool {
    skipSpace()
    var index = at
    for sign in symbol.utf8 {
      guard index < text.count, text[index] == sign else { return false }
      index += 1
    }
    at = index
    return true
  }

  /// Takes a word in letters of any case, if it is there behind the space: whole, and not as the first
  /// key of a path.
  mutating func takeWord(_ word: String) -> Bool {
    skipSpace()
    guard isWord(word) else { return false }
    at += word.utf8.count
    return true
  }

  /// Whether one of the words of the language is next that stand between values.
  var isAtKeyword: Bool {
    ["and", "or", "not", "in", "exists", "contains", "startswith", "endswith"].contains {
      isWord($0)
    }
  }

  private func isWord(_ word: String) -> Bool {
    var index = at
    for letter in word.utf8 {
      guard index < text.count, text[index] | 0x20 == letter else { return false }
      index += 1
    }
    guard index < text.count else { return true }
    let next = text[index]
    return !WhereParser.isName(next) && next != UInt8(ascii: ".") && next != UInt8(ascii: "[")
  }
}
