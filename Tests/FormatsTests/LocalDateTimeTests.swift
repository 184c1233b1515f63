import Formats
import Testing

@Suite("A date and a time")
struct LocalDateTimeTests {
  @Test(
    "exist only where the calendar has them",
    arguments: [
      (2024, 2, 29, true), (2023, 2, 29, false), (1900, 2, 29, false), (2000, 2, 29, true),
      (2024, 4, 31, false), (2024, 13, 1, false), (2024, 0, 1, false), (2024, 1, 0, false),
      (0, 1, 1, true), (9999, 12, 31, true), (10000, 1, 1, false), (-1, 1, 1, false),
    ])
  func dates(_ row: (year: Int, month: Int, day: Int, exists: Bool)) {
    #expect((LocalDate(year: row.year, month: row.month, day: row.day) != nil) == row.exists)
  }

  @Test("exist only where a day has them; a leap second is one")
  func times() {
    #expect(LocalTime(hour: 23, minute: 59, second: 60, nanosecond: 999_999_999) != nil)
    #expect(LocalTime(hour: 24, minute: 0, second: 0, nanosecond: 0) == nil)
    #expect(LocalTime(hour: 0, minute: 60, second: 0, nanosecond: 0) == nil)
    #expect(LocalTime(hour: 0, minute: 0, second: 61, nanosecond: 0) == nil)
    #expect(LocalTime(hour: 0, minute: 0, second: 0, nanosecond: 1_000_000_000) == nil)
  }

  @Test(
    "are written as RFC 3339 has them",
    arguments: [
      (0, Int16(0), "0079-05-07T07:32:05Z"), (500_000_000, -480, "0079-05-07T07:32:05.5-08:00"),
      (1, 330, "0079-05-07T07:32:05.000000001+05:30"),
      (10, -1, "0079-05-07T07:32:05.00000001-00:01"),
    ])
  func text(_ row: (nanosecond: Int, offset: Int16, text: String)) throws {
    let date = try #require(LocalDate(year: 79, month: 5, day: 7))
    let time = try #require(
      LocalTime(hour: 7, minute: 32, second: 5, nanosecond: row.nanosecond))
    #expect(LocalDateTime(date: date, time: time).text(offsetMinutes: row.offset) == row.text)
  }
}
