/// Decimal numbers: what is read is digits with at most one point, and nothing else that a
/// floating-point parser would take (`nan`, `0x10`, `1e9`).
public enum Decimal {
  /// Reads a number without sign or exponent.
  public static func parse(_ text: some StringProtocol) -> Double? {
    var digits = 0
    var points = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."): points += 1
      default: return nil
      }
    }
    guard digits > 0, points <= 1, let value = Double(String(text)), value.isFinite else {
      return nil
    }
    return value
  }

  /// A number with at most so many digits after the point, without trailing zeros.
  public static func text(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return "0" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let whole = Int64(scaled) / Int64(scale)
    var fraction = Int64(scaled) % Int64(scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    if fraction == 0 { return "\(sign)\(whole)" }
    var places = digits
    while fraction % 10 == 0 {
      fraction /= 10
      places -= 1
    }
    let text = "\(fraction)"
    return "\(sign)\(whole).\(String(repeating: "0", count: places - text.utf8.count))\(text)"
  }

  /// Thousandths as a number with exactly three digits after the point: `1500` is `1.500`.
  public static func thousandths(_ value: Int64) -> String {
    let text = "\(value.magnitude % 1000)"
    return "\(value < 0 ? "-" : "")\(value.magnitude / 1000)."
      + String(repeating: "0", count: 3 - text.utf8.count) + text
  }
}
