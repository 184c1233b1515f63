/// Strings: basic ones with escapes, literal ones without, each in one line or in several.
extension TOMLParser {
  /// `"..."`, also as a key.
  mutating func basicString() throws(ParseError) -> [UInt8] {
    let opening = offset
    offset += 1
    var text: [UInt8] = []
    var start = offset
    while true {
      switch bytes[offset] {
      case Letter.quote:
        defer { offset += 1 }
        if text.isEmpty { return Array(bytes[start..<offset]) }
        text += bytes[start..<offset]
        return text
      case Letter.backslash:
        text += bytes[start..<offset]
        try escape(into: &text)
        start = offset
      case 0..<Letter.space, Letter.delete: try plain(opening, "\"")
      default: offset += 1
      }
    }
  }

  /// `'...'`, also as a key.
  mutating func literalString() throws(ParseError) -> [UInt8] {
    let opening = offset
    offset += 1
    let start = offset
    while bytes[offset] != Letter.apostrophe {
      if bytes[offset] < Letter.space || bytes[offset] == Letter.delete {
        try plain(opening, "'")
      } else {
        offset += 1
      }
    }
    offset += 1
    return Array(bytes[start..<(offset - 1)])
  }

  /// `"""..."""`. The ends of its lines become newlines, however they are written.
  mutating func multilineBasicString() throws(ParseError) -> [UInt8] {
    let opening = position(offset)
    offset += 3
    _ = try newline()
    var text: [UInt8] = []
    var start = offset
    while true {
      switch bytes[offset] {
      case Letter.quote:
        if let end = closing(Letter.quote) { return text + bytes[start..<end] }
      case Letter.backslash:
        text += bytes[start..<offset]
        if try !skipEscapedNewline() { try escape(into: &text) }
        start = offset
      case 0..<Letter.space, Letter.delete:
        try multilinePlain(&text, &start, opening, "\"\"\"")
      default: offset += 1
      }
    }
  }

  /// `'''...'''`. The ends of its lines become newlines, however they are written.
  mutating func multilineLiteralString() throws(ParseError) -> [UInt8] {
    let opening = position(offset)
    offset += 3
    _ = try newline()
    var text: [UInt8] = []
    var start = offset
    while true {
      switch bytes[offset] {
      case Letter.apostrophe:
        if let end = closing(Letter.apostrophe) { return text + bytes[start..<end] }
      case 0..<Letter.space, Letter.delete: try multilinePlain(&text, &start, opening, "'''")
      default: offset += 1
      }
    }
  }

  /// A control character in a string of one line: only the tab is allowed.
  private mutating func plain(_ opening: Int, _ quote: String) throws(ParseError) {
    switch bytes[offset] {
    case Letter.tab: offset += 1
    case 0 where offset == end, Letter.newline, Letter.carriageReturn:
      throw error(
        "the string that begins here has no end in its line: expected \(quote)", at: opening)
    default:
      throw error("\(found()) is not allowed in a string: expected an escape, such as \\u001B")
    }
  }

  /// A control character in a string of several lines: tabs and ends of lines are allowed.
  private mutating func multilinePlain(
    _ text: inout [UInt8], _ start: inout Int, _ opening: SourcePosition, _ quotes: String
  ) throws(ParseError) {
    switch bytes[offset] {
    case Letter.tab: offset += 1
    case 0 where offset == end: throw unclosed("string", opening, quotes)
    case Letter.newline: _ = try newline()
    case Letter.carriageReturn:
      text += bytes[start..<offset]
      _ = try newline()
      start = offset - 1
    default: throw error("\(found()) is not allowed in a string")
    }
  }

  /// Skips a run of quotes in a string of several lines. Where it ends the string, returns where
  /// the content ends: one or two quotes may stand right before the three that end it.
  private mutating func closing(_ quote: UInt8) -> Int? {
    let start = offset
    while bytes[offset] == quote, offset - start < 5 { offset += 1 }
    return offset - start < 3 ? nil : offset - 3
  }

  /// Skips a backslash that stands at the end of a line, with all spaces and lines that follow;
  /// false, and nothing skipped, where something else follows it in its line.
  private mutating func skipEscapedNewline() throws(ParseError) -> Bool {
    let start = offset
    offset += 1
    skipSpaces()
    guard try newline() else {
      offset = start
      return false
    }
    repeat { skipSpaces() } while try newline()
    return true
  }

  /// The character that an escape stands for.
  private mutating func escape(into text: inout [UInt8]) throws(ParseError) {
    let start = offset
    offset += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(Letter.tab)
    case UInt8(ascii: "n"): text.append(Letter.newline)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(Letter.carriageReturn)
    case Letter.quote: text.append(Letter.quote)
    case Letter.backslash: text.append(Letter.backslash)
    case UInt8(ascii: "u"): try unicodeEscape(digits: 4, start, into: &text)
    case UInt8(ascii: "U"): try unicodeEscape(digits: 8, start, into: &text)
    default:
      offset = start + 1
      let what = found()
      throw error(
        "no escape begins with \\ and \(what): expected one of b t n f r \" \\ u U after the backslash",
        at: start)
    }
  }

  private mutating func unicodeEscape(
    digits: Int, _ start: Int, into text: inout [UInt8]
  ) throws(ParseError) {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = Letter.digit(bytes[offset], base: 16) else {
        throw error("expected \(digits) hexadecimal digits, found \(found())")
      }
      code = code << 4 | UInt32(digit)
      offset += 1
    }
    guard let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar) else {
      throw error("the escape is no character of Unicode", at: start)
    }
    text += encoded
  }
}
