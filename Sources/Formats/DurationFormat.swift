/// Lengths of time as people write them: `N[ms|s|m|h|d]`, where a bare number is in seconds.
public enum DurationFormat {
  private static let units: [(suffix: StaticString, nanoseconds: Double)] = [
    ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9), ("d", 86400e9),
  ]

  /// Reads a length of time: `30`, `1.5s`, `250ms`, `2h`. Nil where it is none, is negative, or
  /// is longer than a century.
  public static func parse(_ text: String) -> Duration? {
    var number = text
    var factor = 1e9
    if let unit = units.first(where: { text.hasSuffix("\($0.suffix)") }) {
      number.removeLast(unit.suffix.utf8CodeUnitCount)
      factor = unit.nanoseconds
    }
    guard let value = Decimal.parse(number) else { return nil }
    let nanoseconds = (value * factor).rounded()
    guard nanoseconds >= 0, nanoseconds <= 36525 * 86400e9 else { return nil }
    return .nanoseconds(Int64(nanoseconds))
  }

  /// A length of time for people, in the unit that suits it: `1.5 ms`, `32 s`, `2 h 5 m`.
  public static func text(nanoseconds: Int64) -> String {
    let magnitude = Double(nanoseconds.magnitude)
    let sign = nanoseconds < 0 ? "-" : ""
    if nanoseconds == 0 { return "0 s" }
    switch magnitude {
    case ..<1e3: return "\(sign)\(nanoseconds.magnitude) ns"
    // The limits are where rounding would reach the next unit: 999.95 µs is 1 ms, not 1000 µs.
    case ..<999.95e3: return "\(sign)\(Decimal.text(magnitude / 1e3, digits: 1)) µs"
    case ..<999.95e6: return "\(sign)\(Decimal.text(magnitude / 1e6, digits: 1)) ms"
    case ..<59.95e9: return "\(sign)\(Decimal.text(magnitude / 1e9, digits: 1)) s"
    default:
      let seconds = Int64((magnitude / 1e9).rounded())
      if seconds < 3600 { return "\(sign)\(seconds / 60) m \(seconds % 60) s" }
      if seconds < 86400 { return "\(sign)\(seconds / 3600) h \(seconds / 60 % 60) m" }
      return "\(sign)\(seconds / 86400) d \(seconds / 3600 % 24) h"
    }
  }
}
