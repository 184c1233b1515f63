import Formats

/// A number as it is written in JSON, compared exactly whatever its size. One of up to 18 digits, as
/// nearly all are, costs no memory.
///
/// It is valid as long as the bytes that it was read from.
struct WhereNumber {
  private let start: UnsafePointer<UInt8>
  private let count: Int
  /// The digits, without a point; of a long one, only the first.
  private var digits: Int64 = 0
  /// By which power of ten the digits are divided.
  private var places = 0
  /// Whether there are digits that found no room.
  private var isLong = false

  private static let exponentMax = 1 << 40

  /// Reads a number; nil where the bytes are no number of JSON, or more than one.
  init?(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
    var at = 0
    // In bounds: each read is of a byte before the last.
    let isNegative = count > 0 && start[0] == UInt8(ascii: "-")
    if isNegative { at = 1 }
    let first = at
    readDigits(&at)
    guard at > first, at == first + 1 || start[first] != UInt8(ascii: "0") else { return nil }
    if at < count, start[at] == UInt8(ascii: ".") {
      at += 1
      let point = at
      readDigits(&at)
      guard at > point else { return nil }
      places = at - point
    }
    if at < count, start[at] | 0x20 == UInt8(ascii: "e") {
      guard readExponent(&at) else { return nil }
    }
    guard at == count else { return nil }
    if isNegative { digits = -digits }
  }

  @inline(__always)
  private mutating func readDigits(_ at: inout Int) {
    while at < count {
      let digit = start[at] &- 48
      guard digit < 10 else { return }
      if digits < 100_000_000_000_000_000 {
        digits = digits &* 10 &+ Int64(digit)
      } else {
        isLong = true
      }
      at += 1
    }
  }

  private mutating func readExponent(_ at: inout Int) -> Bool {
    at += 1
    guard at < count else { return false }
    let isSmall = start[at] == UInt8(ascii: "-")
    if isSmall || start[at] == UInt8(ascii: "+") { at += 1 }
    let first = at
    var exponent = 0
    while at < count, start[at] &- 48 < 10 {
      exponent = min(exponent * 10 + Int(start[at] - 48), WhereNumber.exponentMax)
      at += 1
    }
    places -= isSmall ? -exponent : exponent
    return at > first
  }

  /// Below 0 where one is below another, 0 where they are equal, else above 0.
  static func order(_ one: WhereNumber, _ other: WhereNumber) -> Int {
    if one.isLong || other.isLong { return exactOrder(one, other) }
    if one.places == other.places { return order(one.digits, other.digits) }
    if one.places < other.places {
      return order(one.digits, zeros: other.places - one.places, other.digits)
    }
    return -order(other.digits, zeros: one.places - other.places, one.digits)
  }

  private static func order(_ one: Int64, _ other: Int64) -> Int {
    one < other ? -1 : one == other ? 0 : 1
  }

  /// The order of a number with so many zeros behind it, and of another. The other has at most 18
  /// digits: what finds no room in 64 bits is farther from zero.
  private static func order(_ one: Int64, zeros: Int, _ other: Int64) -> Int {
    if one == 0 { return order(0, other) }
    if zeros > 18 { return Int(one.signum()) }
    var tens: Int64 = 1
    for _ in 0..<zeros { tens *= 10 }
    let (product, overflow) = one.multipliedReportingOverflow(by: tens)
    return overflow ? Int(one.signum()) : order(product, other)
  }

  private static func exactOrder(_ one: WhereNumber, _ other: WhereNumber) -> Int {
    guard let left = one.exact, let right = other.exact else { return 0 }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// Never nil: what JSON has as a number, it takes.
  private var exact: ExactNumber? {
    // In bounds: the number has so many bytes.
    LogLine(start, count).withBytes { ExactNumber($0) }
  }
}
