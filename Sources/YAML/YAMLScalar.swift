import Formats

/// What a scalar without quotes is, by the core schema of YAML 1.2.
enum YAMLScalar: Equatable {
  case string
  case null
  case bool(Bool)
  /// A number whose text is already as the tree has it.
  case number(ValueKind)
  /// A number with the text that the tree has for it.
  case rewritten(ValueKind, [UInt8])
  /// A number in another base with more digits than are turned into decimal ones.
  case tooLong

  /// Turning a number into decimal digits takes time in the square of their number.
  static let digitCountMax = 1000

  static func resolve(_ text: UnsafeRawBufferPointer) -> YAMLScalar {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return number(text)
    case UInt8(ascii: "~"): return text.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isWord(text, "null", "Null", "NULL") ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return isWord(text, "true", "True", "TRUE") ? .bool(true) : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return isWord(text, "false", "False", "FALSE") ? .bool(false) : .string
    default: return .string
    }
  }

  private static func isWord(
    _ text: UnsafeRawBufferPointer, _ one: StaticString, _ two: StaticString, _ three: StaticString
  ) -> Bool {
    equals(text, one) || equals(text, two) || equals(text, three)
  }

  private static func equals(_ text: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    text.count == word.utf8CodeUnitCount
      && text.elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  // MARK: Numbers

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func number(_ text: UnsafeRawBufferPointer) -> YAMLScalar {
    var place = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    let isSigned = isNegative || text[0] == UInt8(ascii: "+")
    if isSigned { place = 1 }
    func digits() -> Range<Int> {
      let start = place
      while place < text.count, isDigit(text[place]) { place += 1 }
      return start..<place
    }
    if place < text.count, text[place] == UInt8(ascii: "."),
      let special = special(text, place, isNegative: isNegative, isSigned: isSigned)
    {
      return special
    }
    let whole = digits()
    if place == text.count, !whole.isEmpty {
      return integer(text, whole, isNegative: isNegative, isSigned: isSigned)
    }
    if whole == 0..<1, text[0] == UInt8(ascii: "0"),
      text[1] == UInt8(ascii: "x") || text[1] == UInt8(ascii: "o")
    {
      return based(text)
    }
    var fraction = place..<place
    if place < text.count, text[place] == UInt8(ascii: ".") {
      place += 1
      fraction = digits()
    }
    if whole.isEmpty, fraction.isEmpty { return .string }
    let exponent = place
    if place < text.count, text[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < text.count,
        text[place] == UInt8(ascii: "+") || text[place] == UInt8(ascii: "-")
      {
        place += 1
      }
      if digits().isEmpty { return .string }
    }
    guard place == text.count else { return .string }
    let isPlain =
      !(isSigned && !isNegative) && !whole.isEmpty
      && (whole.count == 1 || text[whole.lowerBound] != UInt8(ascii: "0"))
      && !(fraction.isEmpty && fraction.lowerBound > whole.upperBound)
    if isPlain { return .number(.float) }
    // As JSON has it: no plus sign, digits before the point and behind it.
    var plain: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    plain += withoutZeros(text, whole)
    if !fraction.isEmpty || exponent == text.count {
      plain.append(UInt8(ascii: "."))
      plain += fraction.isEmpty ? [UInt8(ascii: "0")] : Array(text[fraction])
    }
    plain += text[exponent...]
    return .rewritten(.float, plain)
  }

  /// `.inf` and `.nan`.
  private static func special(
    _ text: UnsafeRawBufferPointer, _ place: Int, isNegative: Bool, isSigned: Bool
  ) -> YAMLScalar? {
    let rest = UnsafeRawBufferPointer(rebasing: text[place...])
    if isWord(rest, ".inf", ".Inf", ".INF") {
      return .rewritten(.float, Array((isNegative ? "-inf" : "inf").utf8))
    }
    if !isSigned, isWord(rest, ".nan", ".NaN", ".NAN") {
      return .rewritten(.float, Array("nan".utf8))
    }
    return nil
  }

  private static func integer(
    _ text: UnsafeRawBufferPointer, _ digits: Range<Int>, isNegative: Bool, isSigned: Bool
  ) -> YAMLScalar {
    let isPlain = digits.count == 1 || text[digits.lowerBound] != UInt8(ascii: "0")
    let isZero = digits.count == 1 && text[digits.lowerBound] == UInt8(ascii: "0")
    if isPlain, !isSigned || (isNegative && !isZero) { return .number(.integer) }
    let plain = withoutZeros(text, digits)
    let sign = isNegative && plain != [UInt8(ascii: "0")] ? [UInt8(ascii: "-")] : []
    return .rewritten(.integer, sign + plain)
  }

  private static func withoutZeros(
    _ text: UnsafeRawBufferPointer, _ digits: Range<Int>
  ) -> [UInt8] {
    let rest = text[digits].drop { $0 == UInt8(ascii: "0") }
    return rest.isEmpty ? [UInt8(ascii: "0")] : Array(rest)
  }

  /// `0x1F` and `0o17`.
  private static func based(_ text: UnsafeRawBufferPointer) -> YAMLScalar {
    let base: UInt64 = text[1] == UInt8(ascii: "x") ? 16 : 8
    if text.count == 2 { return .string }
    // Groups of nine decimal digits, the lowest first.
    var groups: [UInt64] = [0]
    let isLong = text.count - 2 > digitCountMax
    for byte in text[2...] {
      guard let digit = digit(byte), digit < base else { return .string }
      if isLong { continue }
      var carry = digit
      for index in groups.indices {
        let value = groups[index] * base + carry
        groups[index] = value % 1_000_000_000
        carry = value / 1_000_000_000
      }
      if carry > 0 { groups.append(carry) }
    }
    if isLong { return .tooLong }
    var decimal = Array("\(groups[groups.count - 1])".utf8)
    for group in groups.dropLast().reversed() {
      let text = Array("\(group)".utf8)
      decimal += [UInt8](repeating: UInt8(ascii: "0"), count: 9 - text.count) + text
    }
    return .rewritten(.integer, decimal)
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
