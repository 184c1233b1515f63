/// What values in a line say.
public enum JSONText {
  /// The text of a string, without its escapes; of another value what is written.
  public static func decoded(_ line: LogLine, _ value: LineValue) -> [UInt8] {
    if value.kind != .escapedString { return line.copy(value.range) }
    // No escape stands for more bytes than it has.
    return Array(unsafeUninitializedCapacity: value.range.count) { bytes, count in
      // In bounds: escapes are whole, which was checked as the line was read, and the value ends before its
      // quote; there is room for as many bytes as were read.
      var at = value.start
      while at < value.end {
        let byte = line.start[at]
        at += 1
        if byte != UInt8(ascii: "\\") {
          bytes.initializeElement(at: count, to: byte)
          count += 1
          continue
        }
        let letter = line.start[at]
        at += 1
        if letter == UInt8(ascii: "u") {
          for byte in scalar(line, &at, value.end) {
            bytes.initializeElement(at: count, to: byte)
            count += 1
          }
        } else {
          bytes.initializeElement(at: count, to: unescaped(letter))
          count += 1
        }
      }
    }
  }

  @inline(__always)
  private static func unescaped(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    default: letter
    }
  }

  /// A value as a table has it: a string's text, nothing where there is none or null, and of others what
  /// is written.
  public static func shown(_ line: LogLine, _ value: LineValue) -> [UInt8] {
    value.isThere ? decoded(line, value) : []
  }

  /// A value as it is written, with its quotes.
  public static func written(_ line: LogLine, _ value: LineValue) -> [UInt8] {
    value.isString ? line.copy((value.start - 1)..<(value.end + 1)) : line.copy(value.range)
  }

  /// JSON without the bytes that are no UTF-8: what is put together of parts of lines has to be read by
  /// others.
  public static func valid(_ json: [UInt8]) -> [UInt8] {
    json.contains { $0 >= 0x80 } ? Array(String(decoding: json, as: UTF8.self).utf8) : json
  }

  private static func unit(_ line: LogLine, _ at: Int) -> UInt16 {
    var unit: UInt16 = 0
    for index in 0..<4 { unit = unit << 4 | (hexDigit(line.start[at + index]) ?? 0) }
    return unit
  }

  /// The scalar that begins at an offset, of one escape or of two. Half of a pair alone becomes U+FFFD.
  private static func scalar(
    _ line: LogLine, _ at: inout Int, _ end: Int
  ) -> UTF8.EncodedScalar {
    let first = unit(line, at)
    at += 4
    var value = UInt32(first)
    if first & 0xF800 == 0xD800 {
      value = 0xFFFD
      if first < 0xDC00, at + 6 <= end, line.start[at] == UInt8(ascii: "\\"),
        line.start[at + 1] == UInt8(ascii: "u")
      {
        let second = unit(line, at + 2)
        if second & 0xFC00 == 0xDC00 {
          value = 0x10000 + UInt32(first & 0x3FF) << 10 + UInt32(second & 0x3FF)
          at += 6
        }
      }
    }
    return Unicode.Scalar(value).flatMap { UTF8.encode($0) } ?? UTF8.encodedReplacementCharacter
  }

  /// The number that a value is; nil where it is none, or beyond what a double holds.
  public static func number(_ line: LogLine, _ value: LineValue) -> Double? {
    guard value.kind == .number else { return nil }
    if let whole = integer(line, value) { return Double(whole) }
    let number = Double(String(decoding: line.copy(value.range), as: UTF8.self))
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The whole number of at most 64 bits that a value is written as; nil where it is not.
  static func integer(_ line: LogLine, _ value: LineValue) -> Int64? {
    var at = value.start
    let isNegative = line.start[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    // Nanoseconds since 1970 have 19 digits, which an unsigned number holds.
    guard value.end - at <= 19 else { return nil }
    var number: UInt64 = 0
    // In bounds: up to the value's end.
    while at < value.end {
      let digit = line.start[at] &- 48
      guard digit < 10 else { return nil }
      number = number * 10 + UInt64(digit)
      at += 1
    }
    guard let whole = Int64(exactly: number) else { return nil }
    return isNegative ? -whole : whole
  }
}
