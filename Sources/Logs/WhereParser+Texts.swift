import Patterns

/// Texts in quotes, and regular expressions.
extension WhereParser {
  /// Reads a text in quotes of either kind, with the escapes of JSON, and `\'`.
  mutating func readString() throws(WhereError) -> [UInt8] {
    let opening = at
    let quote = byte
    at += 1
    var bytes: [UInt8] = []
    while at < text.count {
      let byte = text[at]
      if byte == quote {
        at += 1
        return bytes
      }
      if byte == UInt8(ascii: "\\") {
        try readEscape(&bytes)
      } else {
        bytes.append(byte)
        at += 1
      }
    }
    throw WhereError(
      opening, "the text has no end: expected \(quote == UInt8(ascii: "'") ? "'" : "\"")")
  }

  private mutating func readEscape(_ bytes: inout [UInt8]) throws(WhereError) {
    let start = at
    at += 1
    let letter = byte
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      bytes.append(letter)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "u"):
      bytes += UTF8.encode(try readScalar(start)) ?? UTF8.encodedReplacementCharacter
    default:
      throw WhereError(start, "no such escape: expected one of b t n f r u \" ' \\ / after it")
    }
  }

  /// Reads a scalar behind `\u`: of one escape, or of two that are halves of it.
  private mutating func readScalar(_ start: Int) throws(WhereError) -> Unicode.Scalar {
    var value = UInt32(try readUnit())
    if value & 0xFC00 == 0xD800, byte == UInt8(ascii: "\\") {
      at += 1
      if byte == UInt8(ascii: "u") {
        at += 1
        let second = UInt32(try readUnit())
        if second & 0xFC00 == 0xDC00 {
          value = 0x10000 + (value & 0x3FF) << 10 + (second & 0x3FF)
        }
      }
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw WhereError(
        start, "half of a character: expected \\ud800 to \\udbff, then \\udc00 to \\udfff")
    }
    return scalar
  }

  private mutating func readUnit() throws(WhereError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = hexDigit(byte) else {
        throw WhereError(at, "expected 4 hexadecimal digits after \\u")
      }
      unit = unit << 4 | digit
      at += 1
    }
    return unit
  }

  /// Reads a regular expression, in quotes or between slashes: its backslashes are its own, and one
  /// before the sign that ends it takes its meaning away.
  mutating func readPattern() throws(WhereError) -> Int {
    skipSpace()
    let opening = at
    let end = byte
    guard [UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(end) else {
      throw WhereError(at, "expected a regular expression, as /time.?out/i or \"time.?out\"")
    }
    at += 1
    let start = at
    while at < text.count, text[at] != end { at += text[at] == UInt8(ascii: "\\") ? 2 : 1 }
    if at >= text.count {
      throw WhereError(
        opening,
        "the regular expression has no end: expected \(String(decoding: [end], as: UTF8.self))")
    }
    let bytes = Array(text[start..<at])
    at += 1
    var ignoresCase = false
    if end == UInt8(ascii: "/"), byte == UInt8(ascii: "i") {
      ignoresCase = true
      at += 1
    }
    if WhereParser.isName(byte) {
      throw WhereError(
        at,
        end == UInt8(ascii: "/")
          ? "no such flag: expected i, or a space" : "expected a space: flags follow /.../ only")
    }
    return try addPattern(bytes, ignoresCase, start)
  }

  private mutating func addPattern(
    _ bytes: [UInt8], _ ignoresCase: Bool, _ start: Int
  ) throws(WhereError) -> Int {
    if program.patterns.count == WhereParser.patternsMax {
      throw WhereError(
        start, "expected no more than \(WhereParser.patternsMax) regular expressions")
    }
    do throws(PatternError) {
      program.patterns.append(
        try WherePattern(bytes, ignoresCase: ignoresCase, offset: start))
      return program.patterns.count - 1
    } catch {
      switch error {
      case .invalid(let offset, let message):
        throw WhereError(start + offset, "not a regular expression: \(message)")
      case .limit, .outOfMemory: throw WhereError(start, error.message)
      }
    }
  }
}
