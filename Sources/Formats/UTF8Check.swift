/// Whether bytes are UTF-8.
public enum UTF8Check {
  /// Whether all of it is ASCII; refuses what is not UTF-8, with its place in a text whose first
  /// line has that number.
  public static func check(_ bytes: Span<UInt8>, line: Int = 1) throws(ParseError) -> Bool {
    if bytes.count > Tree.sourceBytesMax {
      throw ParseError(
        SourcePosition(line: line, column: 1), "the text is longer than 2 GiB: split it")
    }
    do {
      return try UTF8Span(validating: bytes).isKnownASCII
    } catch {
      let place = error.byteOffsets.lowerBound
      if bytes.count > 1,
        (bytes[0], bytes[1]) == (0xFF, 0xFE) || (bytes[0], bytes[1]) == (0xFE, 0xFF)
      {
        throw ParseError(
          SourcePosition(line: line, column: 1), "the text is UTF-16: expected UTF-8")
      }
      let digits = String(bytes[place], radix: 16, uppercase: true)
      throw ParseError(
        position(place, in: bytes, line: line),
        "the byte 0x\(digits) is not UTF-8 here: expected UTF-8")
    }
  }

  /// Whether UTF-8's byte order mark stands at a place.
  static func isMark(_ place: Int, in bytes: Span<UInt8>) -> Bool {
    place + 2 < bytes.count && bytes[place] == 0xEF && bytes[place + 1] == 0xBB
      && bytes[place + 2] == 0xBF
  }

  /// How many bytes the mark takes with which a text may begin.
  public static func markLength(_ bytes: Span<UInt8>) -> Int { isMark(0, in: bytes) ? 3 : 0 }

  private static func position(
    _ place: Int, in bytes: Span<UInt8>, line: Int
  ) -> SourcePosition {
    var (line, column) = (line, 1)
    for index in 0..<place {
      if bytes[index] == Letter.newline {
        line += 1
        column = 1
      } else if !UTF8.isContinuation(bytes[index]) {
        column += 1
      }
    }
    return SourcePosition(line: line, column: column)
  }
}
