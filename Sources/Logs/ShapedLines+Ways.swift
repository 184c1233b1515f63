/// Finding values in a line by its tokens alone.
extension ShapedLines {
  /// Looks for the tokens of one line, an entry. Returns its shape; nil where it has too many, or a key
  /// with a backslash, so that it has to be read byte by byte.
  func begin(_ line: LogLine) -> UnsafePointer<LineShapes.Shape>? {
    // In bounds: a newline follows the line, and room behind that.
    tokens.begin(upTo: line.start + line.count + 1)
    guard let range = tokens.tokens(at: line.start), tokens.place(range.upperBound) == line.count,
      let shape = shapes.shape(tokens.kinds(0), range.count)
    else { return nil }
    (firstEscaped, lastEscaped) = (.max, 0)
    let kinds = tokens.kinds(0)
    while let token = tokens.nextOdd(before: range.upperBound) {
      // In bounds: a string has two tokens, and something ends the line behind them.
      if kinds[token] != UInt8(ascii: "\"") { continue }
      if kinds[token + 2] == UInt8(ascii: ":") { return nil }
      firstEscaped = min(firstEscaped, tokens.place(token))
      lastEscaped = tokens.place(token)
    }
    return shape
  }

  /// The string that begins with a token of the line, as if it had no escapes.
  @inline(__always)
  func text(_ token: Int) -> LineValue {
    LineValue(tokens.place(token) &+ 1, tokens.place(token &+ 1), .string)
  }

  /// A value as it is if there are escapes in it.
  @inline(__always)
  func looked(_ value: LineValue, in line: LogLine) -> LineValue {
    // Its first quote lies before its first byte.
    if value.kind != .string || value.start &- 1 < firstEscaped || value.start &- 1 > lastEscaped {
      return value
    }
    // In bounds: it lies in the line.
    let text = UnsafeBufferPointer(start: line.start + value.start, count: value.end - value.start)
    return text.contains(UInt8(ascii: "\\"))
      ? LineValue(value.start, value.end, .escapedString) : value
  }

  /// The value at the end of a way from another one, which begins with a token of the line; none where
  /// there is none. Of several with one key it is the last.
  ///
  /// In bounds: the tokens are known to be those of an object, so that each thing that begins has an end.
  func find(_ way: LinePath, from first: Int, in line: LogLine) -> LineValue {
    let kinds = tokens.kinds(0)
    var token = first
    for step in way.steps {
      let found: Int?
      switch step {
      case .key(let key): found = member(key, of: token, kinds, line)
      case .index(let index): found = ShapedLines.element(index, of: token, kinds)
      }
      guard let found else { return LineValue() }
      token = found
    }
    return looked(value(token, kinds), in: line)
  }

  private func member(
    _ key: [UInt8], of object: Int, _ kinds: UnsafePointer<UInt8>, _ line: LogLine
  ) -> Int? {
    guard kinds[object] == UInt8(ascii: "{") else { return nil }
    var found: Int?
    var next = object + 1
    while kinds[next] == UInt8(ascii: "\"") {
      // Both quotes of the key, and the colon.
      if LinePath.isEqual(line, text(next), key) { found = next + 3 }
      next = ShapedLines.end(next + 3, kinds)
      if kinds[next] != UInt8(ascii: ",") { break }
      next += 1
    }
    return found
  }

  private static func element(
    _ index: Int, of array: Int, _ kinds: UnsafePointer<UInt8>
  ) -> Int? {
    guard kinds[array] == UInt8(ascii: "["), kinds[array + 1] != UInt8(ascii: "]") else {
      return nil
    }
    var next = array + 1
    for _ in 0..<index {
      next = end(next, kinds)
      if kinds[next] != UInt8(ascii: ",") { return nil }
      next += 1
    }
    return next
  }

  /// The token behind a value.
  static func end(_ value: Int, _ kinds: UnsafePointer<UInt8>) -> Int {
    var depth = 0
    var next = value
    repeat {
      switch kinds[next] {
      case UInt8(ascii: "\""): next += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      next += 1
    } while depth > 0
    return next
  }

  /// The value that begins with a token.
  func value(_ token: Int, _ kinds: UnsafePointer<UInt8>) -> LineValue {
    let kind: ValueKind
    switch kinds[token] {
    case UInt8(ascii: "\""): return text(token)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let last = ShapedLines.end(token, kinds) - 1
      return LineValue(
        tokens.place(token), tokens.place(last) + 1,
        kinds[token] == UInt8(ascii: "{") ? .object : .array)
    case UInt8(ascii: "t"): kind = .yes
    case UInt8(ascii: "f"): kind = .no
    case UInt8(ascii: "n"): kind = .null
    default: kind = .number
    }
    return LineValue(tokens.place(token), tokens.end(token), kind)
  }
}
