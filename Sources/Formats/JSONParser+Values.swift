/// Values, but for their strings and numbers.
extension JSONParser {
  /// A value inside so many arrays and objects.
  mutating func value(depth: Int) throws(ParseError) -> TreeRecord {
    let start = offset
    let record: TreeRecord
    switch next {
    case Letter.quote: record = try string()
    case Letter.openBrace: record = try object(depth: depth + 1)
    case Letter.openBracket: record = try array(depth: depth + 1)
    case Letter.minus, Letter.zero...Letter.nine: record = try number()
    case UInt8(ascii: "t"):
      try word("true")
      record = builder.bool(true, at: start)
    case UInt8(ascii: "f"):
      try word("false")
      record = builder.bool(false, at: start)
    case UInt8(ascii: "n"):
      try word("null")
      record = builder.null(at: start)
    default: throw noValue()
    }
    if keepsEnds { ends[start] = offset }
    return record
  }

  /// A word that stands for a value.
  private mutating func word(_ word: StaticString) throws(ParseError) {
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

  private mutating func array(depth: Int) throws(ParseError) -> TreeRecord {
    let opening = try open(depth: depth)
    let first = pending.count
    try skipBlanks()
    while next != Letter.closeBracket || pending.count > first {
      if offset >= bytes.count { throw unclosed("array", opening, "]") }
      pending.append(try value(depth: depth))
      try skipBlanks()
      if next == Letter.closeBracket { break }
      try comma("array", "]", opening)
      if next == Letter.closeBracket {
        if options.allowsComments { break }
        throw error("expected a value after the comma: an array has no comma at its end")
      }
    }
    offset += 1
    var values = takePending()
    let record = builder.array(values.span.extracting(first...), at: opening)
    values.removeLast(values.count - first)
    pending = values
    return record
  }

  private mutating func object(depth: Int) throws(ParseError) -> TreeRecord {
    let opening = try open(depth: depth)
    let first = pending.count
    try skipBlanks()
    while next != Letter.closeBrace || pending.count > first {
      if offset >= bytes.count { throw unclosed("object", opening, "}") }
      try member(depth: depth)
      try skipBlanks()
      if next == Letter.closeBrace { break }
      try comma("object", "}", opening)
      if next == Letter.closeBrace {
        if options.allowsComments { break }
        throw error("expected a key after the comma: an object has no comma at its end")
      }
    }
    offset += 1
    var values = takePending()
    let record: TreeRecord
    do throws(DuplicateName) {
      record = try builder.table(
        values.span.extracting(first...), at: opening,
        options.takesLastDuplicate ? .lastWins : .refuse)
    } catch {
      throw duplicate(error)
    }
    values.removeLast(values.count - first)
    pending = values
    return record
  }

  /// The finished values, lent for a moment in which nothing else is done with them.
  @inline(__always)
  private mutating func takePending() -> [TreeRecord] {
    var values: [TreeRecord] = []
    swap(&values, &pending)
    return values
  }

  /// The error for a name that an object has already.
  private mutating func duplicate(_ names: DuplicateName) -> ParseError {
    offset = Int(names.second)
    guard let record = try? string() else { return error("a key is defined already") }
    let name = builder.withText(record) { text in text.withUnsafeBytes { Array($0) } }
    return error(
      "\(SourceWords.name(name)) is defined already, in line \(line(Int(names.first)))",
      at: Int(names.second))
  }

  /// `"NAME": VALUE`
  @inline(__always)
  private mutating func member(depth: Int) throws(ParseError) {
    guard next == Letter.quote else {
      throw error("expected a key in double quotes, found \(found())")
    }
    let key = try string()
    pending.append(key)
    try skipBlanks()
    guard next == Letter.colon else {
      let name = builder.withText(key) { text in text.withUnsafeBytes { Array($0) } }
      throw error("expected : after the key \(SourceWords.name(name)), found \(found())")
    }
    offset += 1
    try skipBlanks()
    pending.append(try value(depth: depth))
  }

  /// The bracket that begins an array or an object so deep, counted from 1.
  private mutating func open(depth: Int) throws(ParseError) -> Int {
    if depth > options.depthMax { throw error("nested more than \(options.depthMax) deep") }
    offset += 1
    return offset - 1
  }

  /// The comma between two values, with what stands behind it.
  @inline(__always)
  private mutating func comma(
    _ what: StaticString, _ close: StaticString, _ opening: Int
  ) throws(ParseError) {
    guard next == Letter.comma else {
      if offset >= bytes.count { throw unclosed("\(what)", opening, "\(close)") }
      throw error("expected , or \(close) after a value of the \(what), found \(found())")
    }
    offset += 1
    try skipBlanks()
  }
}
