import Testing

@testable import Logs

/// What entries can be grouped by.
@Suite struct GroupFieldTests {
  private func list(_ text: String) throws -> [GroupField] {
    try GroupField.list(Array(text.utf8), FieldNames())
  }

  @Test func knowsRolesByNamesAndKeys() throws {
    let fields = try list("level,worker_id,msg,data.retries")
    #expect(
      fields.map { String(decoding: $0.name, as: UTF8.self) }
        == ["level", "worker_id", "msg", "data.retries"])
    #expect(fields[0].source == .column(0))
    #expect(fields[1].source == .column(1))
    #expect(fields[2].source == .role(.message))
    #expect(fields[3].source == .path(try #require(LinePath(Array("data.retries".utf8)))))
  }

  @Test func readsLengthsOfTime() throws {
    let fields = try list("time:1m,ts:2h")
    #expect(fields.map { $0.source } == [.time(60_000_000_000), .time(7_200_000_000_000)])
    #expect(fields[1].name == Array("ts".utf8))
  }

  @Test func takesEachOnce() throws { #expect(try list("level,severity,level").count == 1) }

  @Test func keepsCommasInQuotes() throws {
    let fields = try list("\"a,b\",c")
    #expect(fields.count == 2)
    #expect(fields[0].source == .path(LinePath(key: Array("a,b".utf8))))
  }

  @Test(arguments: ["", ",", "a,", "a..b", "a[", "time", "ts", "time:", "time:0", "time:x"])
  func refusesTheRest(_ text: String) {
    #expect(throws: GroupField.Problem.self) { try list(text) }
  }
}

/// Pairs of numbers.
@Suite struct PairNumbersTests {
  @Test func numbersEachOnce() {
    var pairs = PairNumbers()
    var known: [UInt64: UInt32] = [:]
    for round in 0..<3 {
      for index in 0..<5000 as Range<UInt32> {
        let (high, low) = (index % 71, index / 71 &* 0x0101_0101)
        let number = pairs.number(high, low)
        let pair = UInt64(high) << 32 | UInt64(low)
        #expect(number == known[pair, default: round == 0 ? UInt32(known.count) : .max])
        known[pair] = number
      }
    }
    #expect(pairs.pairs.count == 5000)
  }
}
