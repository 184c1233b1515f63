/// Values, but for their texts and numbers.
extension TOMLParser {
  /// A value that lies so deep, counted from 1.
  mutating func value(depth: Int) throws(ParseError) -> Value {
    let position = self.position(offset)
    let content: Value.Content
    switch bytes[offset] {
    case Letter.quote:
      if bytes[offset + 1] == Letter.quote, bytes[offset + 2] == Letter.quote {
        content = .string(try multilineBasicString())
      } else {
        content = .string(try basicString())
      }
    case Letter.apostrophe:
      if bytes[offset + 1] == Letter.apostrophe, bytes[offset + 2] == Letter.apostrophe {
        content = .string(try multilineLiteralString())
      } else {
        content = .string(try literalString())
      }
    case Letter.openBracket: content = .array(try array(depth: depth + 1))
    case Letter.openBrace: content = .table(try inlineTable(depth: depth + 1))
    case UInt8(ascii: "t"): content = .bool(try word("true", true))
    case UInt8(ascii: "f"): content = .bool(try word("false", false))
    case Letter.zero...Letter.nine:
      if let date = try dateOrTime() { content = date } else { content = try number() }
    case Letter.plus, Letter.minus, UInt8(ascii: "i"), UInt8(ascii: "n"):
      content = try number()
    default: throw noValue()
    }
    return Value(content, at: position)
  }

  /// A word that stands for a value.
  mutating func word<Meaning>(
    _ word: StaticString, _ meaning: Meaning
  ) throws(ParseError) -> Meaning {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      // In bounds: the word has so many bytes, and the text a NUL behind it, which none of them is.
      if bytes[start + index] != word.utf8Start[index] {
        throw noValue()
      }
    }
    offset += word.utf8CodeUnitCount
    return meaning
  }

  /// The error for something that is no value.
  mutating func noValue() -> ParseError {
    let found = self.found()
    let hint: String
    switch found.lowercased() {
    case found: hint = Letter.isWord(bytes[offset]) ? ": a string needs quotes" : ""
    case "true", "false": hint = ": true and false are written in lower case"
    case "inf", "nan": hint = ": inf and nan are written in lower case"
    default: hint = ": a string needs quotes"
    }
    return error("expected a value, found \(found)\(hint)")
  }

  private mutating func array(depth: Int) throws(ParseError) -> [Value] {
    try checkDepth(depth, at: offset)
    let opening = position(offset)
    offset += 1
    var elements: [Value] = []
    while true {
      try skipLines()
      if bytes[offset] == Letter.closeBracket { break }
      if offset == end { throw unclosed("array", opening, "]") }
      elements.append(try value(depth: depth))
      try skipLines()
      if bytes[offset] == Letter.comma {
        offset += 1
      } else if bytes[offset] != Letter.closeBracket {
        if offset == end { throw unclosed("array", opening, "]") }
        throw error("expected , or ] after a value of the array, found \(found())")
      }
    }
    offset += 1
    return elements
  }

  private mutating func inlineTable(depth: Int) throws(ParseError) -> Table {
    try checkDepth(depth, at: offset)
    let opening = position(offset)
    offset += 1
    let table = TOMLTable(.dotted, at: opening)
    skipSpaces()
    while bytes[offset] != Letter.closeBrace || table.table.count > 0 {
      try pair(in: table, depth: depth)
      skipSpaces()
      if bytes[offset] == Letter.closeBrace { break }
      guard bytes[offset] == Letter.comma else {
        if offset == end { throw unclosed("inline table", opening, "}") }
        throw error(
          "expected , or } after a value of the inline table, found \(found())" + lineHint())
      }
      offset += 1
      skipSpaces()
      if bytes[offset] == Letter.closeBrace {
        throw error("expected a key after the comma: an inline table has no comma at its end")
      }
      if isAtLineEnd { throw error("expected a key, found \(found())" + lineHint()) }
    }
    offset += 1
    return table.finished()
  }

  private var isAtLineEnd: Bool {
    [Letter.newline, Letter.carriageReturn, Letter.hash].contains(bytes[offset])
  }

  private func lineHint() -> String {
    isAtLineEnd ? ": an inline table stands in one line" : ""
  }

  /// The error for something that is still open at the end of the text.
  mutating func unclosed(_ what: String, _ opening: SourcePosition, _ close: String) -> ParseError {
    ParseError(opening, "the \(what) that begins here has no end: expected \(close)")
  }
}
