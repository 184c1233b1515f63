import Formats
import Platform
import Support
import Testing

@Suite("A moment")
struct MomentTests {
  private let now = Instant(nanoseconds: 1_750_000_000_000_000_000)

  /// What GNU date makes of the same texts, in nanoseconds since 1970.
  private func dates(_ texts: [String]) -> [Int64?] {
    let scratch = Scratch()
    scratch.write("texts", texts.joined(separator: "\n") + "\n")
    let output = scratch.shell("date -u -f texts +%s%N").output
    return output.split(separator: "\n").map { Int64($0) }
  }

  @Test("reads RFC 3339 as date does")
  func likeDate() {
    let texts = [
      "1970-01-01T00:00:00Z", "2026-01-31T12:00:00Z", "2026-01-31 12:00:00Z", "2026-01-31",
      "2026-01-31T12:00:00+02:00", "2026-01-31T12:00:00-05:30", "2024-02-29T23:59:59Z",
      "2000-02-29", "1900-03-01", "1969-12-31T23:59:59Z", "2026-01-31T12:00:00.5Z",
      "2026-01-31T12:00:00.123456789Z", "2026-12-31T23:59:59.999999999Z", "2026-01-31T12:00Z",
      "2262-04-11T23:47:16Z", "1700-01-01", "2026-01-31T12:00:00+0200",
    ]
    #expect(texts.map { Moment.parse($0, now: now)?.nanoseconds } == dates(texts))
  }

  @Test("reads any day of eight centuries as date does, and writes it back")
  func anyDay() {
    var generator = SystemRandomNumberGenerator()
    let seconds = (0..<400).map { _ in
      Int64.random(in: -8_500_000_000...9_200_000_000, using: &generator)
    }
    let texts = seconds.map { Moment.text(Instant(nanoseconds: $0 * 1_000_000_000)) }
    #expect(dates(texts) == seconds.map { $0 * 1_000_000_000 })
    #expect(texts.map { Moment.parse($0, now: now)?.seconds } == seconds)
  }

  @Test("may be seconds since 1970, now, or a while ago")
  func otherForms() {
    #expect(Moment.parse("1750000000", now: now) == now)
    #expect(Moment.parse("0.25", now: now)?.nanoseconds == 250_000_000)
    #expect(Moment.parse("now", now: now) == now)
    #expect(Moment.parse("-15m", now: now)?.seconds == now.seconds - 900)
    #expect(Moment.parse("-1", now: now)?.seconds == now.seconds - 1)
  }

  @Test("takes t and z in either case, and a comma before the fraction")
  func leniency() {
    let expected = Moment.parse("2026-01-31T12:00:00.5Z", now: now)
    #expect(expected != nil)
    #expect(Moment.parse("2026-01-31t12:00:00,5z", now: now) == expected)
  }

  @Test("counts a leap second as the first of the next minute")
  func leapSecond() {
    #expect(
      Moment.parse("2016-12-31T23:59:60Z", now: now) == Moment.parse("2017-01-01", now: now))
  }

  @Test("beyond what 64 bits count in nanoseconds is the nearest that they can")
  func farAway() {
    #expect(Moment.parse("9999-12-31", now: now)?.nanoseconds == .max)
    #expect(Moment.parse("0001-01-01", now: now)?.nanoseconds == .min)
  }

  @Test(
    "is refused where it is none",
    arguments: [
      "", "yesterday", "2026-1-31", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29",
      "2026-01-32", "2026-01-00", "2026-01-31T", "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z",
      "2026-01-31T12:00:61Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00.5Z", "2026-01-31T12Z",
      "2026-01-31T12:00:00+2", "2026-01-31T12:00:00+24:00", "2026-01-31T12:00:00+01:60",
      "2026-01-31T12:00:00Zz", "2026-01-31Z", "9000000000", "-1w", "--1",
    ])
  func refuses(_ text: String) { #expect(Moment.parse(text, now: now) == nil) }

  @Test(
    "is written in UTC, with milliseconds where it has a fraction",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_500_000_000, "1970-01-01T00:00:01.500Z"),
      (1_000_001, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (-1_000_000_000, "1969-12-31T23:59:59Z"),
      (Int64.max, "2262-04-11T23:47:16.854Z"), (Int64.min, "1677-09-21T00:12:43.145Z"),
    ])
  func writes(_ row: (nanoseconds: Int64, text: String)) {
    #expect(Moment.text(Instant(nanoseconds: row.nanoseconds)) == row.text)
  }
}
