import Testing

@testable import Logs

/// Stretches of time.
@Suite struct HistogramTests {
  private let second: Int64 = 1_000_000_000

  private func counts(_ histogram: Histogram) -> [Int] {
    (0..<histogram.count).map { histogram.total($0) }
  }

  @Test(
    arguments: [
      (0, 60, 0), (59, 60, 0), (60, 60, 60), (-1, 60, -60), (-60, 60, -60), (-61, 60, -120),
      // 2026-01-31T12:34:56Z
      (1_769_862_896, 3600, 1_769_860_800), (1_769_862_896, 86400, 1_769_817_600),
    ] as [(Int64, Int64, Int64)])
  func beginsBucketsSince1970(_ time: Int64, _ unit: Int64, _ start: Int64) {
    #expect(TimeBucket.floor(time, unit) == start)
  }

  @Test func staysWithinWhatThereIs() {
    #expect(TimeBucket.floor(.max, 86400 * second) <= .max)
    #expect(TimeBucket.floor(.min + 1, 86400 * second) == .min + 1)
    var histogram = Histogram(every: nil)
    histogram.add(.min + 1, kind: 0)
    histogram.add(.max, kind: 0)
    #expect(histogram.count <= Histogram.bucketsWanted)
    #expect(counts(histogram).reduce(0, +) == 2)
    #expect(histogram.start(0) == .min + 1)
  }

  @Test func hasEmptyOnesBetween() {
    var histogram = Histogram(every: second)
    for time in [5, 3, 5, 8] { histogram.add(Int64(time) * second + 1, kind: 2) }
    #expect(counts(histogram) == [1, 0, 2, 0, 0, 1])
    #expect(histogram.start(0) == 3 * second)
    #expect(Array(histogram.kinds(2)) == [0, 0, 2, 0, 0, 0, 0, 0])
  }

  @Test func choosesTheShortestThatDoes() {
    // Sixty seconds: sixty of one second. One more: five seconds.
    var histogram = Histogram(every: nil)
    for index in 0..<60 { histogram.add(Int64(index) * second, kind: 0) }
    #expect(histogram.unit == second)
    #expect(counts(histogram) == Array(repeating: 1, count: 60))
    histogram.add(60 * second, kind: 0)
    #expect(histogram.unit == 5 * second)
    #expect(counts(histogram) == Array(repeating: 5, count: 12) + [1])
  }

  @Test func doesNotDependOnOrder() {
    let times = (0..<500).map { Int64($0 * $0) * 7 * second }
    var (one, other) = (Histogram(every: nil), Histogram(every: nil))
    for time in times { one.add(time, kind: 1) }
    for time in times.reversed() { other.add(time, kind: 1) }
    #expect(one.unit == other.unit)
    #expect(counts(one) == counts(other))
    #expect(one.start(0) == other.start(0))
  }

  @Test func hasUnitsThatMakeEachOther() {
    for (unit, next) in zip(Histogram.units, Histogram.units.dropFirst()) {
      #expect(next > unit && next % unit == 0)
    }
  }

  @Test func isNoneWhereItWouldBeTooLong() {
    var histogram = Histogram(every: 1)
    histogram.add(0, kind: 0)
    histogram.add(Int64(Histogram.bucketsMax), kind: 0)
    #expect(histogram.isTooLong)
    histogram = Histogram(every: 1)
    histogram.add(0, kind: 0)
    histogram.add(Int64(Histogram.bucketsMax) - 1, kind: 0)
    #expect(!histogram.isTooLong)
    #expect(histogram.count == Histogram.bucketsMax)
    histogram = Histogram(every: 1)
    histogram.add(.max, kind: 0)
    histogram.add(.min + 1, kind: 0)
    #expect(histogram.isTooLong)
  }

  @Test func countsThoseWithoutTimeApart() {
    var histogram = Histogram(every: nil)
    histogram.add(LogTime.none, kind: 0)
    #expect(histogram.untimed == 1)
    #expect(histogram.count == 0)
  }
}
