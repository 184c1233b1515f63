import Platform

/// A decimal number of any size, exactly as it was written: `1.0` is `1`, and `1e400` is not
/// infinite. It takes as much memory as its digits, and an exponent takes none: one that 40 bits
/// cannot hold counts as the largest that they can.
public struct ExactNumber: Equatable, Sendable {
  /// Whether it is below zero.
  public let isNegative: Bool
  /// Whether it is beyond every number: `inf`, which TOML and YAML have.
  public let isInfinite: Bool
  /// The digits without zeros at either end: of zero, none.
  private let digits: [UInt8]
  /// The power of ten by which the digits, read as a whole number, are multiplied.
  private let exponent: Int

  private static let exponentMax = 1 << 40

  /// Reads `-17`, `1.50`, `6.02e23`, `inf`; nil where it is none of these, as `nan`.
  public init?(_ text: RawSpan) {
    let number = text.withUnsafeBytes { ExactNumber.read($0) }
    guard let number else { return nil }
    self = number
  }

  /// The number that a value says; nil where it says none.
  public init?(_ node: Node) {
    guard node.kind == .integer || node.kind == .float else { return nil }
    let number = node.withText { ExactNumber($0) }
    guard let number else { return nil }
    self = number
  }

  private init(isNegative: Bool, isInfinite: Bool = false, digits: [UInt8], exponent: Int) {
    self.isInfinite = isInfinite
    let start = digits.firstIndex { $0 != 0 } ?? digits.count
    let end = digits.lastIndex { $0 != 0 }.map { $0 + 1 } ?? start
    self.digits = Array(digits[start..<end])
    self.exponent = start == end ? 0 : exponent + digits.count - end
    // There is one zero.
    self.isNegative = isNegative && (start < end || isInfinite)
  }

  private static func read(_ bytes: UnsafeRawBufferPointer) -> ExactNumber? {
    var rest = bytes[...]
    let isNegative = rest.first == Letter.minus
    if isNegative || rest.first == Letter.plus { rest.removeFirst() }
    if rest.elementsEqual("inf".utf8) {
      return ExactNumber(isNegative: isNegative, isInfinite: true, digits: [], exponent: 0)
    }
    var digits: [UInt8] = []
    digits.reserveCapacity(rest.count)
    var places = 0
    var isFraction = false
    while let byte = rest.first, Letter.isDigit(byte) || (byte == Letter.dot && !isFraction) {
      rest.removeFirst()
      if byte == Letter.dot {
        isFraction = true
        continue
      }
      digits.append(byte - Letter.zero)
      if isFraction { places += 1 }
    }
    guard !digits.isEmpty else { return nil }
    var exponent = 0
    if let byte = rest.first {
      guard byte | 32 == UInt8(ascii: "e") else { return nil }
      rest.removeFirst()
      let isSmall = rest.first == Letter.minus
      if isSmall || rest.first == Letter.plus { rest.removeFirst() }
      guard !rest.isEmpty else { return nil }
      for byte in rest {
        guard Letter.isDigit(byte) else { return nil }
        exponent = min(exponent * 10 + Int(byte - Letter.zero), exponentMax)
      }
      if isSmall { exponent = -exponent }
    }
    return ExactNumber(isNegative: isNegative, digits: digits, exponent: exponent - places)
  }

  // MARK: Asking

  /// Whether it is zero.
  public var isZero: Bool { digits.isEmpty && !isInfinite }

  /// Whether it has no fraction.
  public var isInteger: Bool { !isInfinite && exponent >= 0 }

  /// Adds it to a hash; equal numbers add the same.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(isNegative)
    hasher.combine(isInfinite)
    hasher.combine(exponent)
    digits.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// Whether it is a whole number of times another. The time it takes grows with the product of the
  /// numbers of digits where the other has more than 18, else with their sum.
  public func isMultiple(of other: ExactNumber) -> Bool {
    if isInfinite || other.isInfinite || other.isZero { return false }
    if isZero { return true }
    // Without a zero at its end, a number is no multiple of ten.
    if exponent < other.exponent { return false }
    // What zeros can contribute is twos and fives, and a number of n digits has fewer than 4 n of
    // them.
    let zeros = min(exponent - other.exponent, 4 * other.digits.count)
    if other.digits.count <= 18 {
      let divisor = other.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
      var rest = digits.reduce(UInt64(0)) { ($0 * 10 + UInt64($1)) % divisor }
      for _ in 0..<zeros { rest = rest * 10 % divisor }
      return rest == 0
    }
    var remainder = LongRemainder(by: other.digits)
    for digit in digits { remainder.append(digit) }
    for _ in 0..<zeros { remainder.append(0) }
    return remainder.isZero
  }
}

extension ExactNumber: Comparable {
  /// Whether one is below another.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? isSmaller(right, left) : isSmaller(left, right)
  }

  /// Whether one is nearer to zero than another.
  private static func isSmaller(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
    if left.isInfinite || right.isInfinite { return !left.isInfinite }
    if left.digits.isEmpty || right.digits.isEmpty { return left.digits.count < right.digits.count }
    let leftPlaces = left.digits.count + left.exponent
    let rightPlaces = right.digits.count + right.exponent
    if leftPlaces != rightPlaces { return leftPlaces < rightPlaces }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }
}

/// What is left when a number, given digit by digit, is divided by one of many digits: both as
/// pieces of nine digits, the lowest first.
private struct LongRemainder {
  private let divisor: [UInt32]
  private var rest: [UInt32]

  init(by digits: [UInt8]) {
    var pieces: [UInt32] = []
    var end = digits.count
    while end > 0 {
      let start = max(0, end - 9)
      pieces.append(digits[start..<end].reduce(0) { $0 * 10 + UInt32($1) })
      end = start
    }
    divisor = pieces
    // One more, for ten times the divisor.
    rest = Array(repeating: 0, count: pieces.count + 1)
  }

  var isZero: Bool { rest.allSatisfy { $0 == 0 } }

  mutating func append(_ digit: UInt8) {
    var carry = UInt64(digit)
    for index in rest.indices {
      let value = UInt64(rest[index]) * 10 + carry
      rest[index] = UInt32(value % 1_000_000_000)
      carry = value / 1_000_000_000
    }
    // At most nine times.
    while !isBelowDivisor { subtract() }
  }

  private var isBelowDivisor: Bool {
    if rest[divisor.count] != 0 { return false }
    for index in divisor.indices.reversed() where rest[index] != divisor[index] {
      return rest[index] < divisor[index]
    }
    return false
  }

  private mutating func subtract() {
    var borrow: Int64 = 0
    for index in rest.indices {
      var value = Int64(rest[index]) - borrow
      if index < divisor.count { value -= Int64(divisor[index]) }
      borrow = value < 0 ? 1 : 0
      rest[index] = UInt32(value + borrow * 1_000_000_000)
    }
  }
}
