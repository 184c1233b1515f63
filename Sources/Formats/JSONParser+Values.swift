/// Values, but for their strings and numbers.
extension JSONParser {
  /// A value inside so many arrays and objects.
  mutating func value(depth: Int) throws(ParseError) -> Value {
    let position = self.position(offset)
    let content: Value.Content
    switch next {
    case Letter.quote: content = .string(try string())
    case Letter.openBrace: content = .table(try object(depth: depth + 1))
    case Letter.openBracket: content = .array(try array(depth: depth + 1))
    case Letter.minus, Letter.zero...Letter.nine: content = try number()
    case UInt8(ascii: "t"): content = try word("true", .bool(true))
    case UInt8(ascii: "f"): content = try word("false", .bool(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    default: throw noValue()
    }
    return Value(content, at: position)
  }

  /// A word that stands for a value.
  private mutating func word(
    _ word: StaticString, _ meaning: Value.Content
  ) throws(ParseError) -> Value.Content {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      // In bounds: the word has so many bytes.
      guard next == word.utf8Start[index] else {
        offset = start
        throw noValue()
      }
      offset += 1
    }
    if Letter.isWord(next) {
      offset = start
      throw noValue()
    }
    return meaning
  }

  /// The error for something that is no value.
  private mutating func noValue() -> ParseError {
    let found = self.found()
    let hint: String
    switch found.lowercased() {
    case "true", "false", "null": hint = ": true, false and null are written in lower case"
    case "nan", "inf", "infinity": hint = ": JSON has no such number"
    case "+": hint = ": a number has no plus sign"
    case ".": hint = ": a number begins with a digit"
    case "'": hint = ": a string has double quotes"
    default: hint = Letter.isWord(next) ? ": a string needs quotes" : ""
    }
    return error("expected a value, found \(found)\(hint)")
  }

  private mutating func array(depth: Int) throws(ParseError) -> [Value] {
    let opening = try open(depth: depth)
    var elements: [Value] = []
    try skipBlanks()
    while next != Letter.closeBracket || !elements.isEmpty {
      if offset >= bytes.count { throw unclosed("array", opening, "]") }
      elements.append(try value(depth: depth))
      try skipBlanks()
      if next == Letter.closeBracket { break }
      try comma("array", "]", opening)
      if next == Letter.closeBracket {
        if options.allowsComments { break }
        throw error("expected a value after the comma: an array has no comma at its end")
      }
    }
    offset += 1
    return elements
  }

  private mutating func object(depth: Int) throws(ParseError) -> Table {
    let opening = try open(depth: depth)
    var table = Table()
    try skipBlanks()
    while next != Letter.closeBrace || table.count > 0 {
      if offset >= bytes.count { throw unclosed("object", opening, "}") }
      try member(of: &table, depth: depth)
      try skipBlanks()
      if next == Letter.closeBrace { break }
      try comma("object", "}", opening)
      if next == Letter.closeBrace {
        if options.allowsComments { break }
        throw error("expected a key after the comma: an object has no comma at its end")
      }
    }
    offset += 1
    return table
  }

  /// `"NAME": VALUE`
  @inline(__always)
  private mutating func member(of table: inout Table, depth: Int) throws(ParseError) {
    guard next == Letter.quote else {
      throw error("expected a key in double quotes, found \(found())")
    }
    let start = offset
    let position = self.position(start)
    let key = try string()
    let taken = table.add(key, at: position, Value(.null, at: position))
    if let taken, !options.takesLastDuplicate {
      let first = table.entries[taken].keyPosition.line
      throw error("\(SourceWords.name(key)) is defined already, in line \(first)", at: start)
    }
    try skipBlanks()
    guard next == Letter.colon else {
      throw error("expected : after the key \(SourceWords.name(key)), found \(found())")
    }
    offset += 1
    try skipBlanks()
    table.setValue(try value(depth: depth), at: taken ?? table.count - 1)
  }

  /// The bracket that begins an array or an object so deep, counted from 1.
  private mutating func open(depth: Int) throws(ParseError) -> SourcePosition {
    if depth > JSONParser.depthMax { throw error("nested more than \(JSONParser.depthMax) deep") }
    defer { offset += 1 }
    return position(offset)
  }

  /// The comma between two values, with what stands behind it.
  @inline(__always)
  private mutating func comma(
    _ what: StaticString, _ close: StaticString, _ opening: SourcePosition
  ) throws(ParseError) {
    guard next == Letter.comma else {
      if offset >= bytes.count { throw unclosed("\(what)", opening, "\(close)") }
      throw error("expected , or \(close) after a value of the \(what), found \(found())")
    }
    offset += 1
    try skipBlanks()
  }
}
