/// Numbers.
extension JSONParser {
  /// A double has so many decimal digits exactly, wherever their point is.
  private static let exactDigitsMax = 15
  /// How long the shortest text can be that tells a double from all others.
  private static let descriptionBytesMax = 24
  /// The powers of ten that a double has exactly.
  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// A number that begins with a digit or a minus sign.
  mutating func number() throws(ParseError) -> Value.Content {
    let start = offset
    let isNegative = next == Letter.minus
    if isNegative { offset += 1 }
    // The digits without their point, as a number; meaningless where they do not fit.
    var magnitude: UInt64 = 0
    let first = offset
    let wholeDigits = try digits(&magnitude, "the number")
    if bytes[first] == Letter.zero, wholeDigits > 1 {
      throw error("a number has no zero before its other digits", at: first)
    }
    var fractionDigits = 0
    if next == Letter.dot {
      offset += 1
      fractionDigits = try digits(&magnitude, "the fraction")
    } else if next | 0x20 != UInt8(ascii: "e") {
      return integer(start, magnitude, wholeDigits, isNegative)
    }
    var power = 0
    if next | 0x20 == UInt8(ascii: "e") { power = try exponent() }
    power -= fractionDigits
    // One operation on two exact numbers gives the nearest one.
    if wholeDigits + fractionDigits <= JSONParser.exactDigitsMax, power.magnitude <= 22 {
      let scale = JSONParser.exactPowers[Int(power.magnitude)]
      let value = power < 0 ? Double(magnitude) / scale : Double(magnitude) * scale
      return .float(isNegative ? -value : value)
    }
    return JSONParser.fraction(UnsafeBufferPointer(rebasing: bytes[start..<offset]))
  }

  /// Reads digits behind those that were read; returns how many there were.
  @inline(__always)
  private mutating func digits(
    _ magnitude: inout UInt64, _ what: StaticString
  ) throws(ParseError) -> Int {
    let start = offset
    while Letter.isDigit(next) {
      magnitude = magnitude &* 10 &+ UInt64(next - Letter.zero)
      offset += 1
    }
    if offset == start { throw error("expected a digit of \(what), found \(found())") }
    return offset - start
  }

  /// `e10`, `E-3`: one that is very far from zero becomes one that is far enough.
  private mutating func exponent() throws(ParseError) -> Int {
    offset += 1
    let isNegative = next == Letter.minus
    if isNegative || next == Letter.plus { offset += 1 }
    let start = offset
    var magnitude: UInt64 = 0
    let count = try digits(&magnitude, "the exponent")
    if count > 9 {
      let significant = bytes[start..<offset].drop { $0 == Letter.zero }
      if significant.count > 9 { magnitude = 1_000_000_000 }
    }
    return isNegative ? -Int(magnitude) : Int(magnitude)
  }

  /// A number without a fraction and an exponent.
  private func integer(
    _ start: Int, _ magnitude: UInt64, _ digits: Int, _ isNegative: Bool
  ) -> Value.Content {
    // 19 digits fit into the 64 bits.
    if digits <= 19, magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) {
      return .integer(Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude))
    }
    return .number(Array(bytes[start..<offset]))
  }

  /// The double of a number that is written just as we would write it, as most are.
  private static func shortest(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard text.count <= descriptionBytesMax,
      let value = Double(String(decoding: text, as: UTF8.self))
    else { return nil }
    var written = value.description
    let isSame = written.withUTF8 { written in
      written.count == text.count && written.indices.allSatisfy { written[$0] == text[$0] }
    }
    return isSame ? value : nil
  }

  /// A number with a fraction or an exponent: a double if that is written with the same digits.
  private static func fraction(_ text: UnsafeBufferPointer<UInt8>) -> Value.Content {
    if let value = shortest(text) { return .float(value) }
    let isNegative = text[0] == Letter.minus
    guard let digits = DecimalDigits(text) else { return .number(Array(text)) }
    if digits.magnitude == 0 { return .float(isNegative ? -0.0 : 0.0) }
    // Beyond these no double has a single digit right.
    guard (-400...400).contains(digits.power),
      let value = Double("\(digits.magnitude)e\(digits.power)"), value.isFinite
    else { return .number(Array(text)) }
    var shortest = value.description
    let isSame = shortest.withUTF8 { DecimalDigits($0) == digits }
    return isSame ? .float(isNegative ? -value : value) : .number(Array(text))
  }
}

/// The digits of a number without the zeros at either end, and the power of ten of the last one:
/// the same for all ways of writing a number. Zero has no digits, and the power 0.
private struct DecimalDigits: Equatable {
  /// No double takes more digits to be told from all others.
  private static let countMax = 17

  private(set) var magnitude: UInt64 = 0
  private(set) var power = 0

  /// Reads a number; nil where it has more digits than a double.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var count = 0
    var zeros = 0
    var isFraction = false
    var index = 0
    while index < text.count, text[index] | 0x20 != UInt8(ascii: "e") {
      let byte = text[index]
      index += 1
      if byte == Letter.dot { isFraction = true }
      guard Letter.isDigit(byte) else { continue }
      if isFraction { power -= 1 }
      if byte == Letter.zero {
        // Only those between two digits count, which is known at the second.
        if count > 0 { zeros += 1 }
        continue
      }
      count += zeros + 1
      guard count <= DecimalDigits.countMax else { return nil }
      for _ in 0..<(zeros + 1) { magnitude *= 10 }
      zeros = 0
      magnitude += UInt64(byte - Letter.zero)
    }
    power += zeros
    addExponent(text[index...].dropFirst())
    if magnitude == 0 { power = 0 }
  }

  /// The digits of an exponent, with a sign or without; one that is far too large stays so.
  private mutating func addExponent(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
    var exponent = 0
    for byte in text where Letter.isDigit(byte) && exponent < 1_000_000_000_000 {
      exponent = exponent * 10 + Int(byte - Letter.zero)
    }
    power += text.first == Letter.minus ? -exponent : exponent
  }
}
