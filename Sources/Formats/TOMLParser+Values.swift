/// Values, but for their texts and numbers.
extension TOMLParser {
  /// A value that lies so deep, counted from 1.
  mutating func value(depth: Int) throws(ParseError) -> TreeRecord {
    guard let outline else { return try plainValue(depth: depth) }
    let start = offset
    let value = try plainValue(depth: depth)
    outline.add(start..<offset)
    return value
  }

  private mutating func plainValue(depth: Int) throws(ParseError) -> TreeRecord {
    let start = offset
    switch bytes[start] {
    case Letter.quote:
      if bytes[start + 1] == Letter.quote, bytes[start + 2] == Letter.quote {
        return try multilineBasicString()
      }
      return try basicString()
    case Letter.apostrophe:
      if bytes[start + 1] == Letter.apostrophe, bytes[start + 2] == Letter.apostrophe {
        return try multilineLiteralString()
      }
      return try literalString()
    case Letter.openBracket: return try array(depth: depth + 1)
    case Letter.openBrace: return try inlineTable(depth: depth + 1)
    case UInt8(ascii: "t"):
      try word("true")
      return builder.bool(true, at: start)
    case UInt8(ascii: "f"):
      try word("false")
      return builder.bool(false, at: start)
    case Letter.zero...Letter.nine:
      if let date = try dateOrTime() { return date }
      return try number()
    case Letter.plus, Letter.minus, UInt8(ascii: "i"), UInt8(ascii: "n"): return try number()
    default: throw noValue()
    }
  }

  /// Reads a word that stands for a value.
  mutating func word(_ word: StaticString) throws(ParseError) {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      // In bounds: the word has so many bytes, and the text a NUL behind it, which none of them is.
      if bytes[start + index] != word.utf8Start[index] {
        throw noValue()
      }
    }
    offset += word.utf8CodeUnitCount
  }

  /// The error for something that is no value.
  func noValue() -> ParseError {
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

  private mutating func array(depth: Int) throws(ParseError) -> TreeRecord {
    try checkDepth(depth, at: offset)
    let opening = offset
    offset += 1
    // The elements of all arrays that are open lie one behind the other.
    let first = elements.count
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
    // Moved out for the call: a copy that shares the memory would have all of it copied next.
    var all: [TreeRecord] = []
    swap(&all, &elements)
    let array = builder.array(all.span.extracting(first..<all.count), at: opening)
    all.removeLast(all.count - first)
    swap(&all, &elements)
    return array
  }

  private mutating func inlineTable(depth: Int) throws(ParseError) -> TreeRecord {
    try checkDepth(depth, at: offset)
    let opening = offset
    offset += 1
    let table = TOMLTable(.dotted, at: opening)
    skipSpaces()
    while bytes[offset] != Letter.closeBrace || !table.isEmpty {
      try pair(in: table, depth: depth, brace: opening)
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
    return table.finished(&builder)
  }

  private var isAtLineEnd: Bool {
    switch bytes[offset] {
    case Letter.newline, Letter.carriageReturn, Letter.hash: true
    default: false
    }
  }

  private func lineHint() -> String {
    isAtLineEnd ? ": an inline table stands in one line" : ""
  }

  /// The error for something that is still open at the end of the text.
  func unclosed(_ what: String, _ opening: Int, _ close: String) -> ParseError {
    error("the \(what) that begins here has no end: expected \(close)", at: opening)
  }
}
