/// Whole numbers in four bases, and floating-point numbers.
extension TOMLParser {
  /// A number that begins with a sign, a digit, or `inf` and `nan`.
  mutating func number() throws(ParseError) -> TreeRecord {
    let start = offset
    let isSigned = bytes[offset] == Letter.plus || bytes[offset] == Letter.minus
    let isNegative = bytes[offset] == Letter.minus
    if isSigned { offset += 1 }
    switch bytes[offset] {
    case UInt8(ascii: "i"):
      let word = offset
      try self.word("inf")
      return builder.text(.float, (isNegative ? start : word)..<offset, at: start)
    case UInt8(ascii: "n"):
      let word = offset
      try self.word("nan")
      return builder.text(.float, word..<offset, at: start)
    case Letter.zero:
      if let base = TOMLParser.base(bytes[offset + 1]) {
        if isSigned { throw error("a number of base \(base) has no sign", at: start) }
        offset += 2
        return try integer(base: base, isNegative: false, start)
      }
      if Letter.isDigit(bytes[offset + 1]) || bytes[offset + 1] == Letter.underscore {
        throw error("a number has no zero before its other digits")
      }
    case Letter.zero...Letter.nine: break
    default:
      throw isSigned ? error("expected a digit after the sign, found \(found())") : noValue()
    }
    let digits = offset
    try digitRun(base: 10)
    switch bytes[offset] {
    case Letter.dot, UInt8(ascii: "e"), UInt8(ascii: "E"): return try float(start)
    default: break
    }
    // As many digits fit always, and stand as a tree has them, but for an underscore, a plus or -0.
    if offset - digits <= 18, !isUnderscored,
      !isSigned || isNegative && bytes[digits] != Letter.zero
    {
      return builder.text(.integer, start..<offset, at: start)
    }
    // A number of many digits might still have turned out to have a point.
    offset = digits
    return try integer(base: 10, isNegative: isNegative, start)
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
    isUnderscored = false
    guard Letter.digit(bytes[offset], base: base) != nil else {
      throw error("expected a digit of base \(base), found \(found())")
    }
    while true {
      offset += 1
      if bytes[offset] == Letter.underscore {
        isUnderscored = true
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
  ) throws(ParseError) -> TreeRecord {
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
    let sign = isNegative && magnitude != 0 ? "-" : ""
    return builder.text(.integer, Array("\(sign)\(magnitude)".utf8), at: start)
  }

  /// The rest of a floating-point number, whose digits before the point or the exponent were read.
  private mutating func float(_ start: Int) throws(ParseError) -> TreeRecord {
    var hasUnderscores = isUnderscored
    if bytes[offset] == Letter.dot {
      offset += 1
      try digitRun(base: 10)
      if isUnderscored { hasUnderscores = true }
    }
    if bytes[offset] == UInt8(ascii: "e") || bytes[offset] == UInt8(ascii: "E") {
      offset += 1
      if bytes[offset] == Letter.plus || bytes[offset] == Letter.minus { offset += 1 }
      try digitRun(base: 10)
      if isUnderscored { hasUnderscores = true }
    }
    let first = bytes[start] == Letter.plus ? start + 1 : start
    if !hasUnderscores { return builder.text(.float, first..<offset, at: start) }
    let text = bytes[first..<offset].filter { $0 != Letter.underscore }
    return builder.text(.float, text, at: start)
  }
}
