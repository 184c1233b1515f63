/// Strings: basic ones with escapes, literal ones without, each in one line or in several. What
/// means what it looks like stays where it stands.
extension TOMLParser {
  /// `"..."`, also as a key.
  mutating func basicString() throws(ParseError) -> TreeRecord {
    let opening = offset
    offset += 1
    while true {
      switch bytes[offset] {
      case Letter.quote:
        offset += 1
        return builder.text(.string, (opening + 1)..<(offset - 1), at: opening)
      case Letter.backslash: return try escapedString(opening)
      case 0..<Letter.space, Letter.delete: try plain(opening, "\"")
      default: offset += 1
      }
    }
  }

  /// The rest of `"..."` from its first escape on.
  private mutating func escapedString(_ opening: Int) throws(ParseError) -> TreeRecord {
    var text = Array(bytes[(opening + 1)..<offset])
    var start = offset
    while true {
      switch bytes[offset] {
      case Letter.quote:
        text += bytes[start..<offset]
        offset += 1
        return builder.text(.string, text, at: opening)
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
  mutating func literalString() throws(ParseError) -> TreeRecord {
    let opening = offset
    offset += 1
    while bytes[offset] != Letter.apostrophe {
      if bytes[offset] < Letter.space || bytes[offset] == Letter.delete {
        try plain(opening, "'")
      } else {
        offset += 1
      }
    }
    offset += 1
    return builder.text(.string, (opening + 1)..<(offset - 1), at: opening)
  }

  /// What was read of a string of several lines.
  private struct Lines {
    /// Where the string begins.
    let opening: Int
    /// What was read before `start`, where it is not what stands in the text.
    var text: [UInt8]?
    /// Where what stands in the text as it is begins.
    var start: Int
  }

  private mutating func beginLines() throws(ParseError) -> Lines {
    let opening = offset
    offset += 3
    _ = try newline()
    return Lines(opening: opening, text: nil, start: offset)
  }

  private mutating func finish(_ lines: Lines, at close: Int) -> TreeRecord {
    guard let text = lines.text else {
      return builder.text(.string, lines.start..<close, at: lines.opening)
    }
    return builder.text(.string, text + bytes[lines.start..<close], at: lines.opening)
  }

  /// `"""..."""`. The ends of its lines become newlines, however they are written.
  mutating func multilineBasicString() throws(ParseError) -> TreeRecord {
    var lines = try beginLines()
    while true {
      switch bytes[offset] {
      case Letter.quote:
        if let close = closing(Letter.quote) { return finish(lines, at: close) }
      case Letter.backslash:
        var text = lines.text ?? []
        // Held once: a second holder would have it copied at each escape.
        lines.text = nil
        text += bytes[lines.start..<offset]
        if try !skipEscapedNewline() { try escape(into: &text) }
        lines.text = text
        lines.start = offset
      case 0..<Letter.space, Letter.delete: try multilinePlain(&lines, "\"\"\"")
      default: offset += 1
      }
    }
  }

  /// `'''...'''`. The ends of its lines become newlines, however they are written.
  mutating func multilineLiteralString() throws(ParseError) -> TreeRecord {
    var lines = try beginLines()
    while true {
      switch bytes[offset] {
      case Letter.apostrophe:
        if let close = closing(Letter.apostrophe) { return finish(lines, at: close) }
      case 0..<Letter.space, Letter.delete: try multilinePlain(&lines, "'''")
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
    _ lines: inout Lines, _ quotes: String
  ) throws(ParseError) {
    switch bytes[offset] {
    case Letter.tab: offset += 1
    case 0 where offset == end: throw unclosed("string", lines.opening, quotes)
    case Letter.newline: _ = try newline()
    case Letter.carriageReturn:
      let start = lines.start
      lines.text = (lines.text.take() ?? []) + bytes[start..<offset]
      _ = try newline()
      lines.start = offset - 1
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
