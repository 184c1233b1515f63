/// Whether bytes are UTF-8.
enum UTF8Check {
  /// Whether all of it is ASCII; refuses what is not UTF-8, with its place.
  static func check(_ bytes: [UInt8]) throws(ParseError) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw ParseError(.start, "the text is UTF-16: expected UTF-8")
    }
    do {
      return try UTF8Span(validating: bytes.span).isKnownASCII
    } catch {
      let place = error.byteOffsets.lowerBound
      let digits = String(bytes[place], radix: 16, uppercase: true)
      throw ParseError(
        position(place, in: bytes), "the byte 0x\(digits) is not UTF-8 here: expected UTF-8")
    }
  }

  private static func position(_ place: Int, in bytes: [UInt8]) -> SourcePosition {
    var (line, column) = (1, 1)
    for byte in bytes[..<place] {
      if byte == Letter.newline {
        line += 1
        column = 1
      } else if !UTF8.isContinuation(byte) {
        column += 1
      }
    }
    return SourcePosition(line: line, column: column)
  }
}
