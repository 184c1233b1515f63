import CBytes

/// Strings, which are values and keys.
extension JSONParser {
  /// `"..."`
  mutating func string() throws(ParseError) -> TreeRecord {
    let opening = offset
    offset += 1
    skipPlain()
    if next == Letter.quote {
      offset += 1
      return builder.text(.string, (opening + 1)..<(offset - 1), at: opening)
    }
    return try escapedString(opening)
  }

  /// The rest of a string that has an escape, or none of the bytes that end it.
  private mutating func escapedString(_ opening: Int) throws(ParseError) -> TreeRecord {
    var start = opening + 1
    var text: [UInt8] = []
    while true {
      skipPlain()
      switch next {
      case Letter.quote:
        text += UnsafeBufferPointer(rebasing: bytes[start..<offset])
        offset += 1
        return builder.text(.string, text, at: opening)
      case Letter.backslash:
        text += UnsafeBufferPointer(rebasing: bytes[start..<offset])
        try escape(into: &text)
        start = offset
      default: throw control(opening)
      }
    }
  }

  /// Skips what stands for itself: sixteen bytes at a time, then one by one.
  @inline(__always)
  private mutating func skipPlain() {
    let count = bytes.count
    if let base = bytes.baseAddress {
      while offset + 16 <= count {
        // In bounds: sixteen bytes are left.
        let mask = bytes_string_mask(base + offset)
        if mask != 0 {
          offset += mask.trailingZeroBitCount
          return
        }
        offset += 16
      }
    }
    while offset < count, !JSONParser.isSpecial(bytes[offset]) { offset += 1 }
  }

  /// Whether a byte ends a string, begins an escape, or may not stand in a string.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == Letter.quote || byte == Letter.backslash || byte < Letter.space
  }

  /// The error for a control character in a string, or its missing end.
  private func control(_ opening: Int) -> ParseError {
    let escape: String
    switch next {
    case _ where offset >= bytes.count, Letter.newline, Letter.carriageReturn:
      return error(
        "the string that begins here has no end in its line: expected \"", at: opening)
    case Letter.tab: escape = "t"
    case let byte: escape = "u" + SourceWords.fourDigits(byte)
    }
    return error("\(found()) is not allowed in a string: expected the escape \\\(escape)")
  }

  /// The character that an escape stands for.
  private mutating func escape(into text: inout [UInt8]) throws(ParseError) {
    let start = offset
    offset += 1
    switch next {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(Letter.tab)
    case UInt8(ascii: "n"): text.append(Letter.newline)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(Letter.carriageReturn)
    case Letter.quote, Letter.backslash, Letter.slash: text.append(next)
    case UInt8(ascii: "u"):
      offset += 1
      try unicodeEscape(start, into: &text)
      return
    default:
      throw error(
        "no escape begins with \\ and \(found()): "
          + "expected one of b t n f r \" \\ / u after the backslash", at: start)
    }
    offset += 1
  }

  /// The digits of `\u`, and the second escape of a pair where they are the half of a character.
  private mutating func unicodeEscape(
    _ start: Int, into text: inout [UInt8]
  ) throws(ParseError) {
    var code = try fourDigits()
    if code & 0xFC00 == 0xD800 {
      guard next == Letter.backslash, offset + 1 < bytes.count,
        bytes[offset + 1] == UInt8(ascii: "u")
      else { throw half(start, "first", "second") }
      offset += 2
      let low = try fourDigits()
      guard low & 0xFC00 == 0xDC00 else { throw half(start, "first", "second") }
      code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
    }
    guard let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar) else {
      throw half(start, "second", "first")
    }
    text += encoded
  }

  private func half(_ start: Int, _ this: String, _ other: String) -> ParseError {
    let range = this == "first" ? "\\uDC00 to \\uDFFF after" : "\\uD800 to \\uDBFF before"
    return error(
      "the escape is the \(this) half of a character without the \(other): expected \(range) it",
      at: start)
  }

  private mutating func fourDigits() throws(ParseError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Letter.digit(next, base: 16) else {
        throw error("expected 4 hexadecimal digits, found \(found())")
      }
      code = code << 4 | UInt32(digit)
      offset += 1
    }
    return code
  }
}
