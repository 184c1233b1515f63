/// Sizes in bytes as people write them: `N[K|M|G|T]`, powers of 1024.
public enum SizeFormat {
  private static let units: [(letter: Character, bytes: Double)] = [
    ("K", 1024), ("M", 1_048_576), ("G", 1_073_741_824), ("T", 1_099_511_627_776),
  ]

  /// Reads a size: `4096`, `64K`, `1.5G`, `10MB`, `2MiB`. Nil where it is none, is negative, or
  /// does not fit.
  public static func parse(_ text: String) -> Int64? {
    var number = text.uppercased()
    let hasBinaryMark = number.hasSuffix("IB")
    if number.hasSuffix("B") { number.removeLast(hasBinaryMark ? 2 : 1) }
    var factor = 1.0
    if let unit = units.first(where: { number.last == $0.letter }) {
      number.removeLast()
      factor = unit.bytes
    }
    if factor == 1, hasBinaryMark { return nil }
    // Past 2^53 bytes a Double would round.
    if factor == 1, number.utf8.allSatisfy({ (48...57).contains($0) }) { return Int64(number) }
    guard let value = Decimal.parse(number) else { return nil }
    let bytes = (value * factor).rounded()
    return bytes >= 0 && bytes < 9.2e18 ? Int64(bytes) : nil
  }

  /// A size for people: `512 B`, `1.5 KiB`, `27 MiB`.
  public static func text(bytes: Int64) -> String {
    // What rounding would show as 1024 of one unit is 1 of the next.
    guard let unit = units.last(where: { Double(bytes) >= $0.bytes * 0.99996 }) else {
      return "\(bytes) B"
    }
    return "\(Decimal.text(Double(bytes) / unit.bytes, digits: 1)) \(unit.letter)iB"
  }
}
