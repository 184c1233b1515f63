import Logs
import Testing

/// Sums and percentiles.
@Suite struct NumberTallyTests {
  private func tally(_ values: some Sequence<Double>) -> NumberTally {
    var tally = NumberTally()
    for value in values { tally.add(value) }
    return tally
  }

  @Test func hasNothingOfNothing() {
    var tally = NumberTally()
    tally.add(.nan)
    #expect(tally.count == 0)
    #expect(tally.mean == nil)
    #expect(tally.least() == nil)
    #expect(tally.most() == nil)
    #expect(tally.percentile(50) == nil)
  }

  @Test(arguments: [
    (5, 15.0), (20, 15), (21, 20), (30, 20), (40, 20), (50, 35), (95, 50), (100, 50),
  ])
  func takesTheNearestRank(_ hundredths: Int, _ expected: Double) {
    // Of five, each stands for 20 of a hundred.
    var tally = tally([50, 15, 40, 20, 35])
    #expect(tally.percentile(hundredths) == expected)
  }

  @Test func takesOneOfMany() {
    var tally = tally((1...1000).reversed().map { Double($0) })
    #expect(tally.percentile(50) == 500)
    #expect(tally.percentile(95) == 950)
    #expect(tally.percentile(99) == 990)
    #expect((tally.least(), tally.most()) == (1, 1000))
    #expect(tally.mean == 500.5)
  }

  @Test func knowsOneNumberHoweverOftenItCame() {
    for count in [1, 2, 5000] {
      var tally = tally(repeatElement(2.5, count: count))
      #expect(tally.count == count)
      #expect((tally.least(), tally.most(), tally.percentile(1)) == (2.5, 2.5, 2.5))
      #expect(tally.percentile(100) == 2.5)
      tally.add(1)
      #expect((tally.least(), tally.most()) == (1, 2.5))
      #expect(tally.percentile(100) == 2.5)
      #expect(tally.percentile(1) == (count < 100 ? 1 : 2.5))
    }
  }

  @Test func countsEqualOnes() {
    var tally = NumberTally()
    for index in 0..<100_000 { tally.add(Double(index % 10)) }
    tally.add(-1)
    #expect(tally.count == 100_001)
    #expect(tally.least() == -1)
    // One, then ten thousand of each: the 50,001st is the last 4 but one.
    #expect(tally.percentile(50) == 4)
    #expect(tally.percentile(99) == 9)
    #expect(tally.sum == 449_999)
  }

  @Test(arguments: [8.0, 4, 1])
  func agreesWithSorting(parts: Double) {
    var state: UInt64 = 1
    var values: [Double] = []
    var tally = NumberTally()
    for count in 1...5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      // Whole ones and others, below zero and above what is counted as small.
      values.append(Double(state >> 50) / parts - 100)
      tally.add(values[count - 1])
      guard count % 997 == 0 else { continue }
      let sorted = values.sorted()
      for hundredths in [1, 50, 95, 99, 100] {
        let rank = (Double(hundredths) * Double(count) / 100).rounded(.up)
        #expect(tally.percentile(hundredths) == sorted[Int(rank) - 1])
      }
    }
    #expect(tally.sum == values.reduce(0, +))
  }

  @Test func losesNothingInSums() {
    #expect(tally([1e100, 1, -1e100]).sum == 1)
    #expect(tally(repeatElement(0.1, count: 10)).sum == 1)
  }
}
