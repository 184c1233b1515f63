import Formats
import Testing

@Suite("A decimal number")
struct DecimalTests {
  @Test(
    "is digits with at most one point",
    arguments: [
      ("0", 0.0), ("12", 12), ("1.5", 1.5), (".5", 0.5), ("1.", 1), ("007", 7),
      ("123456789.125", 123_456_789.125),
    ])
  func reads(_ row: (text: String, value: Double)) { #expect(Decimal.parse(row.text) == row.value) }

  @Test(
    "is nothing else that a floating-point parser would take",
    arguments: [
      "", ".", "1.2.3", "-1", "+1", "1e9", "nan", "inf", "0x10", " 1", "1 ", "1,5", "١",
      String(repeating: "9", count: 400),
    ])
  func refuses(_ text: String) { #expect(Decimal.parse(text) == nil) }

  @Test(
    "is written without trailing zeros",
    arguments: [
      (0.0, 3, "0"), (-0.0, 3, "0"), (1.5, 3, "1.5"), (1.0, 3, "1"), (1.0005, 3, "1.001"),
      (0.001, 3, "0.001"), (0.0004, 3, "0"), (-0.0004, 3, "0"), (-2.25, 1, "-2.3"),
      (99.96, 1, "100"), (12.05, 2, "12.05"), (.nan, 3, "0"), (.infinity, 3, "0"), (7, 0, "7"),
    ])
  func writes(_ row: (value: Double, digits: Int, text: String)) {
    #expect(Decimal.text(row.value, digits: row.digits) == row.text)
  }

  @Test(
    "in thousandths has exactly three digits after the point",
    arguments: [
      (0, "0.000"), (1, "0.001"), (1500, "1.500"), (-1, "-0.001"), (-1500, "-1.500"),
      (Int64.min, "-9223372036854775.808"),
    ])
  func thousandths(_ row: (value: Int64, text: String)) {
    #expect(Decimal.thousandths(row.value) == row.text)
  }
}

@Suite("A length of time")
struct DurationFormatTests {
  @Test(
    "is a number and a unit, seconds where there is none",
    arguments: [
      ("0", Duration.zero), ("30", .seconds(30)), ("1.5s", .milliseconds(1500)),
      ("250ms", .milliseconds(250)), ("0.5ms", .microseconds(500)), ("2m", .seconds(120)),
      ("2h", .seconds(7200)), ("1d", .seconds(86400)), (".25", .milliseconds(250)),
      ("36525d", .seconds(36525 * 86400)),
    ])
  func reads(_ row: (text: String, value: Duration)) {
    #expect(DurationFormat.parse(row.text) == row.value)
  }

  @Test(
    "is not negative, not longer than a century, and not in other units",
    arguments: [
      "", "s", "ms", "-1", "-1s", "+1s", "1 s", "1S", "1us", "1w", "1h30m", "1e3", "36526d", "inf",
      "99999999999999999999",
    ])
  func refuses(_ text: String) { #expect(DurationFormat.parse(text) == nil) }

  @Test(
    "is shown to people in the unit that suits it",
    arguments: [
      (0, "0 s"), (999, "999 ns"), (1_500, "1.5 µs"), (999_949, "999.9 µs"), (999_950, "1 ms"),
      (1_500_000, "1.5 ms"), (999_949_999, "999.9 ms"), (999_950_000, "1 s"),
      (32_000_000_000, "32 s"), (59_949_999_999, "59.9 s"), (59_950_000_000, "1 m 0 s"),
      (125_000_000_000, "2 m 5 s"), (7_500_000_000_000, "2 h 5 m"),
      (183_600_000_000_000, "2 d 3 h"), (-1_500, "-1.5 µs"), (Int64.min, "-106751 d 23 h"),
    ])
  func writes(_ row: (nanoseconds: Int64, text: String)) {
    #expect(DurationFormat.text(nanoseconds: row.nanoseconds) == row.text)
  }
}

@Suite("A size in bytes")
struct SizeFormatTests {
  @Test(
    "is a number and a unit, powers of 1024",
    arguments: [
      ("0", 0), ("4096", 4096), ("64K", 65_536), ("64k", 65_536), ("1.5G", 1_610_612_736),
      ("10MB", 10_485_760), ("2MiB", 2_097_152), ("1T", 1_099_511_627_776), ("12B", 12),
      ("9007199254740993", 9_007_199_254_740_993), ("9223372036854775807", .max),
    ])
  func reads(_ row: (text: String, value: Int64)) {
    #expect(SizeFormat.parse(row.text) == row.value)
  }

  @Test(
    "is not negative, and fits",
    arguments: [
      "", "K", "B", "iB", "-1", "+1", "+1K", "1KK", "1 K", "1P", "1iB", "nan",
      "9223372036854775808",
      "9000000T", "1e3",
    ])
  func refuses(_ text: String) { #expect(SizeFormat.parse(text) == nil) }

  @Test(
    "is shown to people in the unit that suits it",
    arguments: [
      (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (1_048_575, "1 MiB"),
      (28_311_552, "27 MiB"), (Int64.max, "8388608 TiB"), (-5, "-5 B"),
    ])
  func writes(_ row: (bytes: Int64, text: String)) {
    #expect(SizeFormat.text(bytes: row.bytes) == row.text)
  }
}
