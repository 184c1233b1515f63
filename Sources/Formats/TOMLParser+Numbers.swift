/// Whole numbers in four bases, and floating-point numbers.
extension TOMLParser {
  /// A number that begins with a sign, a digit, or `inf` and `nan`.
  mutating func number() throws(ParseError) -> Value.Content {
    let start = offset
    let isSigned = bytes[offset] == Letter.plus || bytes[offset] == Letter.minus
    let isNegative = bytes[offset] == Letter.minus
    if isSigned { offset += 1 }
    switch bytes[offset] {
    case UInt8(ascii: "i"):
      return .float(try word("inf", isNegative ? -.infinity : .infinity))
    case UInt8(ascii: "n"): return .float(try word("nan", isNegative ? -.nan : .nan))
    case Letter.zero:
      if let base = TOMLParser.base(bytes[offset + 1]) {
        if isSigned { throw error("a number of base \(base) has no sign", at: start) }
        offset += 2
        return .integer(try integer(base: base, isNegative: false, start))
      }
      if Letter.isDigit(bytes[offset + 1]) || bytes[offset + 1] == Letter.underscore {
        throw error("a number has no zero before its other digits")
      }
    case Letter.zero...Letter.nine: break
    default:
      throw isSigned ? error("expected a digit after the sign, found \(found())") : noValue()
    }
    // A number of many digits may still turn out to have a point.
    let digits = offset
    try digitRun(base: 10)
    guard [Letter.dot, UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[offset]) else {
      offset = digits
      return .integer(try integer(base: 10, isNegative: isNegative, start))
    }
    return .float(try float(start))
  }

  private static func base(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  /// Skips digits, and underscores between them.
  private mutating func digitRun(base: UInt8) throws(ParseError) {
    guard Letter.digit(bytes[offset], base: base) != nil else {
      throw error("expected a digit of base \(base), found \(found())")
    }
    while true {
      offset += 1
      if bytes[offset] == Letter.underscore {
        guard Letter.digit(bytes[offset + 1], base: base) != nil else {
          throw error("an underscore in a number stands between two digits")
        }
      } else if Letter.digit(bytes[offset], base: base) == nil {
        return
      }
    }
  }

  /// The digits of a whole number, whose sign and prefix were read.
  private mutating func integer(
    base: UInt8, isNegative: Bool, _ start: Int
  ) throws(ParseError) -> Int64 {
    let first = offset
    try digitRun(base: base)
    var magnitude: UInt64 = 0
    var fits = true
    for byte in bytes[first..<offset] {
      guard let digit = Letter.digit(byte, base: base) else { continue }
      let (product, isOver) = magnitude.multipliedReportingOverflow(by: UInt64(base))
      let (sum, isSumOver) = product.addingReportingOverflow(UInt64(digit))
      magnitude = sum
      if isOver || isSumOver { fits = false }
    }
    let limit = UInt64(Int64.max) + (isNegative ? 1 : 0)
    guard fits, magnitude <= limit else {
      throw error(
        "a whole number has at most 64 bits: expected \(Int64.min) to \(Int64.max)", at: start)
    }
    return Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude)
  }

  /// The rest of a floating-point number, whose digits before the point or the exponent were read.
  private mutating func float(_ start: Int) throws(ParseError) -> Double {
    if bytes[offset] == Letter.dot {
      offset += 1
      try digitRun(base: 10)
    }
    if bytes[offset] == UInt8(ascii: "e") || bytes[offset] == UInt8(ascii: "E") {
      offset += 1
      if bytes[offset] == Letter.plus || bytes[offset] == Letter.minus { offset += 1 }
      try digitRun(base: 10)
    }
    let text = bytes[start..<offset].filter { $0 != Letter.underscore }
    guard let value = Double(String(decoding: text, as: UTF8.self)) else {
      throw error("no number that can be read", at: start)
    }
    return value
  }
}
