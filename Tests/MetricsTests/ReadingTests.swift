import Glibc
import Platform
import Support
import Testing

@testable import Metrics

/// Reads text as a file of the user's.
func read(
  _ bytes: [UInt8], _ filter: RowFilter = RowFilter()
) throws -> (operations: [OperationSummary], report: ScanReport) {
  let scratch = Scratch()
  let path = BytePath("\(scratch.path)/rows.csv")
  let file = try Descriptor.open(path, O_WRONLY | O_CREAT)
  try IO.write(file.number, bytes)
  let summary = try MetricsSummary([try MetricsFile.open(path)], filter)
  return (summary.operations, summary.files[0].report)
}

func read(_ text: String, _ filter: RowFilter = RowFilter()) throws -> (
  operations: [OperationSummary], report: ScanReport
) { try read(Array(text.utf8), filter) }

/// Reads text with the real reader and with the naive one.
func compare(_ bytes: [UInt8]) throws {
  let (operations, report) = try read(bytes)
  let reference = Reference(bytes)
  #expect(operations.map(\.flat) == reference.summaries)
  #expect(
    [report.rows, report.skipped, report.firstSkippedLine]
      == [reference.rows, reference.skipped, reference.firstSkippedLine])
}

@Suite("Reading")
struct ReadingTests {
  @Test("The rows of the three-column form are added up")
  func seed() throws {
    let (operations, report) = try read(
      """
      # timestamp,operation,duration_ms
      1632123456,write_cache,15
      1632123457,get_cache_size,2
      1632123458,batch_write,45
      """)
    #expect(operations.map(\.operation) == ["batch_write", "get_cache_size", "write_cache"])
    #expect(operations.map(\.totalMicroseconds) == [45000, 2000, 15000])
    #expect(report == ScanReport(rows: 3))
  }

  @Test(
    "What may stand in a row, and what may not",
    arguments: [
      "1,a,2": true, "1.5,a,2.25": true, "1,a,.5": true, "1,a,5.": true, "1,a,2\r": true,
      "1,a,2,": true, "1,a,2,ok": true, "1,a,2,,,,,": true, "1,a,2,ok,1,2,3,4": true,
      "1,a,2,error,1,2,3,4,5,more,\"x\"": true, "1,write-Cache.x:y,2": true, "9223372035,a,1": true,
      "1,a,999999999999.999": true, "1,a,2,ok,999999999999999": true, "1,a,2.00049999": true,
      "1,\(String(repeating: "n", count: 128)),2": true, "000000000001,a,0002": true,
      "": true, "# x": true, "timestamp,operation,duration_ms": true, "\r": true,
      "1": false, "1,": false, "1,a": false, "1,a,": false, ",a,2": false, "1,,2": false,
      "x,a,2": false, "-1,a,2": false, "1,a,-2": false, "1,a,2e3": false, "1,a,.": false,
      "1,a,nan": false, "1,a,0x1": false, "1,a,2,maybe": false, "1,a,2,OK": false, "1 ,a,2": false,
      "1, a,2": false, "1,a,2 ": false, "1,a,1.2.3": false, "1,a,2,ok,x": false,
      "1,a,2,ok,-1": false,
      "9223372036,a,1": false, "1,a,1000000000000": false, "1,a,2,ok,1000000000000000": false,
      "1,\(String(repeating: "n", count: 129)),2": false, "1,ä,2": false, "1,a\0,2": false,
      "1,a,2\0": false, "1,a,2!": false, "1,a,2\r\r": false, "\"1\",a,2": false, " ": false,
      "1632123456,lock_acquire,5,okay": false, "1632123456,a,5,ok;": false,
    ])
  func grammar(_ line: String, _ isTaken: Bool) throws {
    let (_, report) = try read(line + "\n")
    #expect((report.skipped == 0) == isTaken)
    // Wherever it stands, its neighbours are read.
    try compare(Array("1,before,1\n\(line)\n1,after,1\n\(line)".utf8))
  }

  @Test("Half a microsecond is rounded up, and less is not")
  func rounding() throws {
    let durations = try ["0.0005", "0.00049", "12345678.9995", "1.2345", "0.9"].map {
      try read("1,a,\($0)\n").operations[0].totalMicroseconds
    }
    #expect(durations == [1, 0, 12_345_679_000, 1235, 900])
  }

  @Test("A mark of the byte order before the first line is no part of it")
  func byteOrder() throws {
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("1,a,2\n".utf8)).report == ScanReport(rows: 1))
  }

  @Test("A row may have 4096 bytes and no more, wherever the reader's pieces end")
  func longRows() throws {
    for (size, rows) in [(4096, Int64(1)), (4097, 0)] {
      let row = "1,a,2,ok,0,0,0,0," + String(repeating: "x", count: size - 17)
      #expect(try read(row + "\n").report.rows == rows)
      // Long rows and short ones, so that the ends of the pieces fall everywhere.
      try compare(Array(String(repeating: row + "\n1,b,3\n", count: 200).utf8))
    }
  }

  @Test("A line of many megabytes is skipped, or is a comment, and what follows is read")
  func longLines() throws {
    let long = [UInt8](repeating: 120, count: 3 << 20)
    let text = Array("1,a,2\n".utf8) + long + Array("\n1,b,2\n#".utf8) + long
    let (operations, report) = try read(text + Array("\n1,c,2\n".utf8) + long)
    #expect(operations.map(\.operation) == ["a", "b", "c"])
    #expect(report == ScanReport(rows: 3, skipped: 2, firstSkippedLine: 2))
  }

  @Test("In the log itself a last line without its end is not yet a row")
  func unfinished() throws {
    let log = try Log()
    try log.log.append([.of("whole")])
    log.scratch.shell("printf '1632123456,cut,1' >> cache/metrics/perf.csv")
    let summary = try MetricsSummary(try log.log.open())
    #expect(summary.operations.map(\.operation) == ["whole"])
    #expect(summary.files[0].report == ScanReport(rows: 1, skipped: 1, firstSkippedLine: 3))
  }

  @Test("More operations than metrics have are refused, and memory stays small")
  func manyOperations() throws {
    let text = (0..<65536).map { "1,o\($0),2\n" }.joined()
    #expect(try read(text).operations.count == 65536)
    #expect(throws: MetricsError.self) { try read(text + "1,another,2\n") }
  }
}

@Suite("Adding up")
struct AggregationTests {
  /// One of some values.
  static func one<Value>(of values: [Value]) -> Value {
    values[Int.random(in: values.indices)]
  }

  /// Lines of all kinds: good rows, rows with something wrong, and rubbish.
  static func lines(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    let names = [
      "a", "write_cache", "get_cache_size", "12345678", "1234567890123456", "x.y:z-Q",
      "a_name_of_more_than_sixteen_bytes", "a_name_of_more_than_sixteen_byteS",
    ]
    let outcomes = ["ok", "negative", "timeout", "error", ""]
    let changes = Array(",.\r\n\0#0ok".utf8)
    for _ in 0..<count {
      var line = "\(UInt64.random(in: 0...9_999_999_999) >> UInt64.random(in: 0...34))"
      if Bool.random() { line += ".\(Int.random(in: 0...999_999))" }
      line +=
        ",\(one(of: names)),\(UInt64.random(in: 0...(1 << 40)) >> UInt64.random(in: 0...40))"
      if Bool.random() { line += ".\(UInt64.random(in: 0 ... .max) >> UInt64.random(in: 0...63))" }
      if Bool.random() { line += ",\(one(of: outcomes))" }
      for _ in 0..<Int.random(in: 0...5) {
        line += ",\(UInt64.random(in: 0...(1 << 48)) >> UInt64.random(in: 0...48))"
      }
      var bytes = Array(line.utf8)
      if Int.random(in: 0..<4) == 0 {
        // Something is changed, dropped or put in.
        let place = Int.random(in: 0..<bytes.count)
        switch Int.random(in: 0..<4) {
        case 0: bytes[place] = UInt8.random(in: 0...255)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(one(of: changes), at: place)
        default: bytes.removeLast(place)
        }
      }
      text += bytes + [10]
    }
    return text
  }

  @Test("Any lines come to what the naive reader makes of them", arguments: 0..<40)
  func differential(_ round: Int) throws {
    try compare(AggregationTests.lines(round < 30 ? 50 : 20000))
  }

  @Test("Rubbish comes to what the naive reader makes of it", arguments: 0..<40)
  func garbage(_ round: Int) throws {
    let letters = Array("0123456789,,,.ok\n\n\r#a".utf8)
    try compare(
      (0..<50000).map { _ in
        round % 2 == 0 ? UInt8.random(in: 0...255) : AggregationTests.one(of: letters)
      })
  }

  @Test(
    "Quantiles are the nearest ranks, for any number of durations",
    arguments: [
      1, 2, 3, 19, 20, 21, 99, 100, 101, 2047, 2048, 2049, 70000,
    ])
  func quantiles(_ count: Int) throws {
    let values = (0..<count).map { _ in
      UInt64.random(in: 0...(1 << 36)) >> UInt64.random(in: 0...36)
    }
    try compare(Array(values.map { "1,a,\($0 / 1000).\($0 % 1000)\n" }.joined().utf8))
  }

  @Test("More durations than are listed are counted, with the same answer")
  func counted() {
    var tally = DurationTally()
    var all: [Int64] = []
    for number in 0..<3_000_000 {
      // Most are short, some long, and a few longer than 32 bits can count.
      let value = Int64(number) &* 2_654_435_761 % (number % 10 == 0 ? 1 << 33 : 1 << 17)
      tally.add(value)
      all.append(value)
    }
    all.sort()
    let ranks = [1, 1_500_000, 2_850_000, 2_970_000, 3_000_000]
    #expect(tally.ranked(ranks.map { Int64($0) }) == ranks.map { all[$0 - 1] })
  }

  @Test("Sums stay at the largest number rather than overflow")
  func saturation() throws {
    let row = "1,a,999999999999,ok,999999999999999,0,999999999999999,0\n"
    let operation = try read(String(repeating: row, count: 10000)).operations[0]
    #expect(operation.totalMicroseconds == .max)
    #expect(operation.bytes == .max)
    #expect(operation.hitRate == 1)
  }

  @Test("Operation, time and number filter the rows")
  func filters() throws {
    let text = (0..<100).map { "\($0),\($0 % 2 == 0 ? "read_a" : "write_b"),\($0)\n" }.joined()
    func times(_ filter: RowFilter) throws -> [[Int64]] {
      try read(text, filter).operations.map { [$0.count, $0.first.seconds, $0.last.seconds] }
    }
    func second(_ number: Int64) -> Instant { Instant(nanoseconds: number * 1_000_000_000) }
    #expect(try times(RowFilter(operations: ["read_*"])) == [[50, 0, 98]])
    #expect(try times(RowFilter(operations: ["nothing", "*_b"])) == [[50, 1, 99]])
    #expect(
      try times(RowFilter(since: second(10), until: second(13))) == [[2, 10, 12], [2, 11, 13]])
    #expect(try times(RowFilter(last: 3)) == [[1, 98, 98], [2, 97, 99]])
    #expect(
      try times(RowFilter(operations: ["read*"], until: second(50), last: 2)) == [[2, 48, 50]])
    #expect(try times(RowFilter(last: 1000)) == [[50, 0, 98], [50, 1, 99]])
  }

  @Test(
    "A star stands for any characters",
    arguments: [
      ("*", "", true), ("*", "a", true), ("a*", "ab", true), ("a*", "ba", false),
      ("*a*b", "xaxxb", true),
      ("*a*b", "xbxa", false), ("a", "a", true), ("a", "ab", false), ("", "a", false),
      ("a**b", "ab", true),
      ("*aab", "aaab", true),
    ])
  func patterns(_ pattern: String, _ name: String, _ fits: Bool) {
    #expect(OperationPattern.matches(pattern, name) == fits)
  }
}
