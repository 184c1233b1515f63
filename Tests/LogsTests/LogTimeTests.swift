import Platform
import Testing

@testable import Logs

/// Moments as those write them who ask. What is expected was asked of `date -u -d`.
@Suite struct LogTimeTests {
  private let now = Instant(nanoseconds: 1_772_352_000_000_000_000)

  @Test(arguments: [
    ("2026-03-01T08:00:00Z", 1_772_352_000_000_000_000),
    ("2026-03-01 10:00:00.5+02:00", 1_772_352_000_500_000_000),
    ("2026-03-01", 1_772_323_200_000_000_000),
    ("1772352000", 1_772_352_000_000_000_000), ("1772352000123", 1_772_352_000_123_000_000),
    ("1772352000123456", 1_772_352_000_123_456_000),
    ("1772352000123456789", 1_772_352_000_123_456_789),
    ("1772352000.25", 1_772_352_000_250_000_000),
    ("-15m", 1_772_351_100_000_000_000), ("now", 1_772_352_000_000_000_000),
  ])
  func reads(_ text: String, _ nanoseconds: Int) {
    #expect(LogMoment.parse(text, now: now) == Int64(nanoseconds))
  }

  @Test(arguments: [
    "", "tomorrow", "25:00", "14:60", "14", "yesterday noon", "yesterday 14:00 x", "2026-02-30",
    "-15x", "today 1:2:3:4",
  ])
  func refuses(_ text: String) {
    // A number alone is a moment since 1970.
    #expect(LogMoment.parse(text, now: now) == (text == "14" ? 14_000_000_000 : nil))
  }

  /// Each unit is read as it is written: a double has no room for nanoseconds.
  @Test(arguments: [
    ("1772352000123456789", 1_772_352_000_123_456_789),
    ("1772352000.123456789", 1_772_352_000_123_456_789),
    ("1772352000123456.789", 1_772_352_000_123_456_789),
    ("1772352000123456", 1_772_352_000_123_456_000),
    ("\"1772352000123456789\"", 1_772_352_000_123_456_789),
    ("9223372036854775807", Int.max), ("-1", -1_000_000_000),
  ])
  func readsNumbersExactly(_ value: String, _ nanoseconds: Int) {
    let time = LogLine.lending(Array("{\"ts\":\(value)}".utf8)) { line in
      let fields = LineFields(FieldNames())
      var days = LogTime.DayMemo()
      return fields.read(line) ? LogTime.of(line, fields[.time], &days) : nil
    }
    #expect(time == Int64(nanoseconds))
  }

  @Test func countsDaysFromLocalMidnight() throws {
    let day: Int64 = 86_400_000_000_000
    let today = try #require(LogMoment.parse("today", now: now))
    let yesterday = try #require(LogMoment.parse("yesterday", now: now))
    // A day on which clocks are changed is an hour longer or shorter.
    #expect(abs(today - yesterday - day) <= day / 24)
    #expect(today <= now.nanoseconds && now.nanoseconds - today <= day + day / 24)
    #expect(LogMoment.parse("14:00", now: now) == LogMoment.parse("today 14:00", now: now))
    let afternoon = try #require(LogMoment.parse("today 14:00:30", now: now))
    #expect(abs(afternoon - today - 50_430_000_000_000) <= day / 24)
  }
}
