/// Sizes in bytes as people write them: `N[K|M|G|T]`, powers of 1024.
public enum SizeFormat {
  private static let units: [(letter: Character, bytes: Double)] = [
    ("K", 1024), ("M", 1_048_576), ("G", 1_073_741_824), ("T", 1_099_511_627_776),
  ]

  /// Reads a size: `4096`, `64K`, `1.5G`, `10MB`, `2MiB`. Nil where it is none, is negative, or
  /// does not fit.
  public static func parse(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { bytes -> Int64? in
      var count = bytes.count
      var hasBinaryMark = false
      if count > 0, upper(bytes[count - 1]) == UInt8(ascii: "B") {
        count -= 1
        hasBinaryMark = count > 0 && upper(bytes[count - 1]) == UInt8(ascii: "I")
        if hasBinaryMark { count -= 1 }
      }
      var shift: Int64 = 0
      if count > 0 {
        switch upper(bytes[count - 1]) {
        case UInt8(ascii: "K"): shift = 10
        case UInt8(ascii: "M"): shift = 20
        case UInt8(ascii: "G"): shift = 30
        case UInt8(ascii: "T"): shift = 40
        default: break
        }
        if shift > 0 { count -= 1 }
      }
      if hasBinaryMark, shift == 0 { return nil }
      return size(bytes, count, shift: shift)
    }
  }

  /// The number that the first `count` bytes are, times a power of two.
  private static func size(
    _ bytes: UnsafeBufferPointer<UInt8>, _ count: Int, shift: Int64
  ) -> Int64? {
    // Whole numbers are reckoned as such: past 2^53 a Double would round.
    var whole: Int64 = 0
    for byte in bytes[0..<count] {
      guard (48...57).contains(byte) else {
        return fraction(String(decoding: bytes[0..<count], as: UTF8.self), shift: shift)
      }
      let (tens, isLarge) = whole.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int64(byte) - 48)
      if isLarge || isLarger { return nil }
      whole = sum
    }
    let (size, isLarge) = whole.multipliedReportingOverflow(by: 1 << shift)
    return count == 0 || isLarge ? nil : size
  }

  private static func fraction(_ text: String, shift: Int64) -> Int64? {
    guard let value = Decimal.parse(text) else { return nil }
    let bytes = (value * Double(Int64(1) << shift)).rounded()
    return bytes >= 0 && bytes < 9.2e18 ? Int64(bytes) : nil
  }

  private static func upper(_ byte: UInt8) -> UInt8 {
    (97...122).contains(byte) ? byte - 32 : byte
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
