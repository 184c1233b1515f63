import CBytes

/// Reads JSON in a line, byte by byte where it must and sixteen bytes at a time in strings, and takes
/// what RFC 8259 does, on one line: with bytes in strings that are no UTF-8, too.
///
/// Every read is in bounds: a newline follows the line, which no part of JSON but the space between
/// values may hold, so that each loop ends there; and sixteen bytes may be read behind it.
struct JSONScanner {
  /// How deep values may lie in one another.
  static let depthMax = 1024

  let start: UnsafePointer<UInt8>
  /// What is read next.
  var next: UnsafePointer<UInt8>

  @inline(__always)
  init(_ line: LogLine) { self.init(line.start) }

  /// Reads the line that begins at an address.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>) {
    self.start = start
    next = start
  }

  @inline(__always)
  init(_ line: LogLine, at offset: Int) {
    start = line.start
    next = line.start + offset
  }

  /// How many bytes were read.
  @inline(__always)
  var offset: Int { next - start }

  @inline(__always)
  var byte: UInt8 { next.pointee }

  /// Passes over spaces; a newline is the end.
  @inline(__always)
  mutating func skipSpace() {
    while true {
      let byte = next.pointee
      // Nearly always there is one space, or none.
      if byte > 0x20 { return }
      if byte != 0x20, byte != 0x09, byte != 0x0D { return }
      next += 1
    }
  }

  /// Takes a byte if it is there.
  @inline(__always)
  mutating func take(_ wanted: UInt8) -> Bool {
    if next.pointee != wanted { return false }
    next += 1
    return true
  }

  /// Passes over a string behind its first quote, and over the last one. Returns whether it is one, and has
  /// escapes.
  @inline(__always)
  private mutating func skipString() -> (isWhole: Bool, hasEscapes: Bool) {
    var hasEscapes = false
    while true {
      let mask = bytes_string_mask(next)
      if mask == 0 {
        next += 16
        continue
      }
      next += mask.trailingZeroBitCount
      let byte = next.pointee
      if byte == UInt8(ascii: "\"") {
        next += 1
        return (true, hasEscapes)
      }
      if byte != UInt8(ascii: "\\") { return (false, hasEscapes) }
      let isEscape: Bool
      (next, isEscape) = JSONScanner.escapeEnd(next)
      if !isEscape { return (false, hasEscapes) }
      hasEscapes = true
    }
  }

  /// Reads a string behind its first quote, and passes over the last one; nil where it is none.
  @inline(__always)
  mutating func string() -> LineValue? {
    let first = offset
    let (isWhole, hasEscapes) = skipString()
    return isWhole ? LineValue(first, offset - 1, hasEscapes ? .escapedString : .string) : nil
  }

  /// Where an escape ends; or what it cannot have, and false.
  ///
  /// What is called seldom takes and gives addresses, so that the one that is read next need not lie in
  /// memory.
  @inline(never)
  private static func escapeEnd(
    _ start: UnsafePointer<UInt8>
  ) -> (next: UnsafePointer<UInt8>, isEscape: Bool) {
    var next = start + 1
    switch next.pointee {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return (next + 1, true)
    case UInt8(ascii: "u"):
      next += 1
      for _ in 0..<4 {
        if hexDigit(next.pointee) == nil { return (next, false) }
        next += 1
      }
      return (next, true)
    default: return (next, false)
    }
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// Passes over a number; false where there is none. Nearly all are short and have no exponent: where
  /// their digits end, one mask tells.
  @inline(__always)
  private mutating func skipNumber() -> Bool {
    let digits = bytes_digit_mask(next)
    var count = (~digits).trailingZeroBitCount
    if count > 0, next.pointee != UInt8(ascii: "0") || count == 1 {
      if next[count] == UInt8(ascii: ".") {
        let fraction = (~(digits >> UInt32(count + 1))).trailingZeroBitCount
        count = fraction > 0 ? count + 1 + fraction : 16
      }
      if count < 16, next[count] | 0x20 != UInt8(ascii: "e") {
        next += count
        return true
      }
    }
    let isNumber: Bool
    (next, isNumber) = JSONScanner.numberEnd(next)
    return isNumber
  }

  /// Where any number ends; or what it cannot have, and false.
  @inline(never)
  private static func numberEnd(
    _ start: UnsafePointer<UInt8>
  ) -> (next: UnsafePointer<UInt8>, isNumber: Bool) {
    var next = start
    func skipDigits() -> Bool {
      guard isDigit(next.pointee) else { return false }
      repeat { next += 1 } while isDigit(next.pointee)
      return true
    }
    if next.pointee == UInt8(ascii: "-") { next += 1 }
    if next.pointee == UInt8(ascii: "0") {
      next += 1
    } else if !skipDigits() {
      return (next, false)
    }
    if next.pointee == UInt8(ascii: ".") {
      next += 1
      if !skipDigits() { return (next, false) }
    }
    if next.pointee | 0x20 == UInt8(ascii: "e") {
      next += 1
      if next.pointee == UInt8(ascii: "+") || next.pointee == UInt8(ascii: "-") { next += 1 }
      if !skipDigits() { return (next, false) }
    }
    return (next, true)
  }

  /// The next four bytes, which may be read behind the line, too.
  @inline(__always)
  private var four: UInt32 { UnsafeRawPointer(next).loadUnaligned(as: UInt32.self).littleEndian }

  /// Passes over a number, `true`, `false` or `null`. Returns what it was; nil where it is none.
  @inline(__always)
  private mutating func skipLiteral() -> ValueKind? {
    let byte = next.pointee
    if JSONScanner.isDigit(byte) || byte == UInt8(ascii: "-") {
      return skipNumber() ? .number : nil
    }
    switch four {
    case 0x6575_7274:
      next += 4
      return .yes
    case 0x6C6C_756E:
      next += 4
      return .null
    case 0x736C_6166 where next[4] == UInt8(ascii: "e"):
      next += 5
      return .no
    default: return nil
    }
  }

  /// Reads a value, whatever it is; nil where there is none, or what is there is not JSON.
  @inline(__always)
  mutating func value() -> LineValue? {
    switch next.pointee {
    case UInt8(ascii: "\""):
      next += 1
      return string()
    case UInt8(ascii: "{"), UInt8(ascii: "["): return nested()
    default: return literal()
    }
  }

  /// Reads a number, `true`, `false` or `null`.
  @inline(__always)
  mutating func literal() -> LineValue? {
    let first = offset
    guard let kind = skipLiteral() else { return nil }
    return LineValue(first, offset, kind)
  }

  /// Reads an object or an array, and all that is in it.
  @inline(__always)
  private mutating func nested() -> LineValue? {
    let first = offset
    let kind: ValueKind?
    (next, kind) = JSONScanner.nestedEnd(start, next)
    return kind.map { LineValue(first, offset, $0) }
  }

  /// Where an object or an array ends, and which of them it is; or what is none of them, and nil.
  @inline(never)
  private static func nestedEnd(
    _ start: UnsafePointer<UInt8>, _ next: UnsafePointer<UInt8>
  ) -> (next: UnsafePointer<UInt8>, kind: ValueKind?) {
    var scanner = JSONScanner(start)
    scanner.next = next
    let kind = scanner.skipNested()
    return (scanner.next, kind)
  }

  /// Passes over an object or an array. Returns which of them it was; nil where it is none.
  @inline(__always)
  private mutating func skipNested() -> ValueKind? {
    let kind: ValueKind = byte == UInt8(ascii: "{") ? .object : .array
    // Whether each level is an object: a bit for each of the 64 last ones. Nearly no line has more; what
    // those before were is kept aside then.
    var levels: UInt64 = 0
    var count = 0
    var aside: [UInt64] = []
    while true {
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        let isObject = byte == UInt8(ascii: "{")
        next += 1
        skipSpace()
        if take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          if count == 0 { return kind }
        } else {
          if count == JSONScanner.depthMax { return nil }
          if count > 0, count & 63 == 0 { aside.append(levels) }
          levels = levels << 1 | (isObject ? 1 : 0)
          count += 1
          if isObject, !key() { return nil }
          continue
        }
      } else if take(UInt8(ascii: "\"")) {
        guard skipString().isWhole else { return nil }
      } else {
        guard skipLiteral() != nil else { return nil }
      }
      // A value has ended: others follow, or the levels end.
      skipSpace()
      while !take(UInt8(ascii: ",")) {
        guard take(levels & 1 != 0 ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return nil }
        levels >>= 1
        count -= 1
        if count == 0 { return kind }
        if count & 63 == 0, let before = aside.popLast() { levels = before }
        skipSpace()
      }
      skipSpace()
      if levels & 1 != 0, !key() { return nil }
    }
  }

  /// Passes over a key, its colon, and the space behind it.
  @inline(__always)
  private mutating func key() -> Bool {
    guard take(UInt8(ascii: "\"")), skipString().isWhole else { return false }
    skipSpace()
    guard take(UInt8(ascii: ":")) else { return false }
    skipSpace()
    return true
  }
}

/// The value of a hexadecimal digit.
@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt16? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - 48)
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - 87)
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - 55)
  default: nil
  }
}
