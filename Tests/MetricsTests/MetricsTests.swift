import CacheRoot
import Metrics
import Platform
import Support
import Testing

@testable import Metrics

/// A log of a test's own.
struct Log {
  let scratch = Scratch()
  let log: MetricsLog

  init(sizeBytesMax: Int64 = 8 << 20, generations: Int = 1) throws {
    log = try MetricsLog(
      directory: CacheDirectory(option: BytePath(scratch.cache)),
      settings: MetricsSettings(sizeBytesMax: sizeBytesMax, generations: generations))
  }

  var text: String { scratch.read("cache/metrics/perf.csv") }

  func summaries(_ filter: RowFilter = RowFilter()) throws -> [OperationSummary] {
    try MetricsSummary(try log.open(), filter).operations
  }
}

extension Measurement {
  /// A measurement in seconds since 1970 and milliseconds.
  static func of(_ operation: String, at seconds: Int64 = 1_632_123_456, ms: Double = 1) -> Self {
    Measurement(
      operation, ended: Instant(nanoseconds: seconds * 1_000_000_000),
      nanoseconds: Int64(ms * 1_000_000))
  }
}

@Suite("Writing")
struct WritingTests {
  @Test("A new file begins with a comment that names the columns, and each measurement is a row")
  func rows() throws {
    let log = try Log()
    var row = Measurement(
      "write_cache", ended: Instant(nanoseconds: 1_632_123_456_999_999_999),
      nanoseconds: 15_000_500, outcome: .timeout)
    row.hits = 1
    row.misses = 2
    row.bytes = 3
    row.peakKiB = 4
    try log.log.append([row, .of("get_cache_size", ms: 2)])
    #expect(
      log.text == """
        # timestamp,operation,duration_ms,outcome,hits,misses,bytes,peak_kib
        1632123456,write_cache,15.001,timeout,1,2,3,4
        1632123456,get_cache_size,2.000,ok,0,0,0,0

        """)
  }

  @Test("Extreme numbers are written in full, and a clock that was set back costs nothing")
  func extremes() throws {
    let log = try Log()
    try log.log.append([
      Measurement("a", ended: Instant(nanoseconds: 0), nanoseconds: .max),
      Measurement("a", ended: Instant(nanoseconds: 0), nanoseconds: -5),
    ])
    let rows = log.text.split(separator: "\n").dropFirst()
    #expect(rows.first == "0,a,9223372036854.775,ok,0,0,0,0")
    #expect(rows.last == "0,a,0.000,ok,0,0,0,0")
  }

  @Test(
    "Names beyond a-z, 0-9 and _ are refused, and nothing is written",
    arguments: [
      "", "Write", "a-b", "a b", "a,b", "ä", String(repeating: "a", count: 65),
    ])
  func names(_ name: String) throws {
    let log = try Log()
    #expect(throws: MetricsError.operation(name)) { try log.log.append([.of("ok"), .of(name)]) }
    #expect(log.text.isEmpty)
  }

  @Test("Folders are made for their owner alone, and so is the file")
  func permissions() throws {
    let log = try Log()
    try log.log.append([.of("a")])
    let shown = log.scratch.shell("stat -c %a cache cache/metrics cache/metrics/perf.csv").output
    #expect(shown == "700\n700\n600\n")
  }

  @Test(
    "In the cache directory neither a link, a pipe nor a folder is written to",
    arguments: [
      "ln -s /dev/null perf.csv", "ln -s nowhere perf.csv", "mkfifo perf.csv", "mkdir perf.csv",
    ])
  func strangers(_ script: String) throws {
    let log = try Log()
    log.scratch.shell("mkdir -p -m 700 cache/metrics; cd cache/metrics; \(script)")
    #expect(throws: MetricsError.notAFile(log.log.path)) { try log.log.append([.of("a")]) }
  }

  @Test("A file that the user names may be a link, also to a file that is yet to be made")
  func links() throws {
    let scratch = Scratch()
    scratch.shell("ln -s real.csv link.csv")
    let settings = MetricsSettings(file: BytePath("\(scratch.path)/link.csv"))
    let log = try MetricsLog(directory: nil, settings: settings)
    try log.append([.of("a")])
    #expect(scratch.read("real.csv").hasSuffix("1632123456,a,1.000,ok,0,0,0,0\n"))
  }

  @Test(
    "A row that was cut short can never be read as a whole one, and loses nobody else's",
    arguments: [0, 100, 510])
  func torn(_ bytesBefore: Int) throws {
    let log = try Log()
    log.scratch.shell("mkdir -p -m 700 cache/metrics")
    let row = "1632123456,cut,15"
    log.scratch.write(
      "cache/metrics/perf.csv",
      "#" + String(repeating: "x", count: max(0, bytesBefore - row.count)) + "\n" + row)
    try log.log.append([.of("whole")])
    #expect(log.text.hasSuffix("\n1632123456,cut,15!\n1632123456,whole,1.000,ok,0,0,0,0\n"))
    let summary = try MetricsSummary(try log.log.open())
    #expect(summary.operations.map(\.operation) == ["whole"])
    #expect(summary.files[0].report == ScanReport(rows: 1, skipped: 1, firstSkippedLine: 2))
  }

  @Test("Where the length of files is limited, recording fails and the process lives")
  func fileSizeLimit() {
    let scratch = Scratch()
    let result = scratch.shell(
      """
      pc-metrics add first 1
      head -c 985 /dev/zero | tr '\\0' '#' >> cache/metrics/perf.csv; echo >> cache/metrics/perf.csv
      ulimit -f 1; for i in 1 2 3; do pc-metrics add a 1; echo $?; done
      pc-metrics record b -- true; echo $?
      """)
    #expect(result.output == "74\n74\n74\n0\n")
    #expect(!scratch.read("cache/metrics/perf.csv").contains(",b,"))
  }
}

@Suite("Rotating")
struct RotationTests {
  @Test("A full file becomes the first generation, and the oldest goes")
  func generations() throws {
    let log = try Log(sizeBytesMax: 4096, generations: 2)
    // Each batch fills a file.
    for batch in 1...4 {
      try log.log.append(Array(repeating: .of("batch\(batch)"), count: 150))
    }
    try log.log.append([.of("last")])
    #expect(
      log.scratch.shell("cd cache/metrics; echo *").output == "perf.csv perf.csv.1 perf.csv.2\n")
    #expect(try log.summaries().map(\.operation) == ["batch3", "batch4", "last"])
  }

  @Test("Without generations the file is begun anew")
  func none() throws {
    let log = try Log(sizeBytesMax: 4096, generations: 0)
    try log.log.append(Array(repeating: .of("old"), count: 150))
    try log.log.append([.of("new")])
    #expect(log.scratch.shell("cd cache/metrics; echo *").output == "perf.csv\n")
    #expect(try log.summaries().map(\.operation) == ["new"])
  }

  @Test("A file of the user's that holds something else is appended to, never moved away")
  func foreign() throws {
    let scratch = Scratch()
    scratch.write("notes", String(repeating: "remember the milk\n", count: 500))
    let path = BytePath("\(scratch.path)/notes")
    let settings = MetricsSettings(file: path, sizeBytesMax: 4096)
    let log = try MetricsLog(directory: nil, settings: settings)
    try log.append([.of("a")])
    #expect(scratch.shell("echo notes*").output == "notes\n")
    #expect(throws: MetricsError.notMetrics(path)) {
      try log.clean(before: Instant(nanoseconds: .max))
    }
    #expect(scratch.read("notes").hasPrefix("remember"))
  }

  @Test("Eight writers lose nothing and tear nothing while the file rotates and is cleaned")
  func storm() {
    let scratch = Scratch()
    let result = scratch.shell(
      """
      export PC_METRICS_MAX_SIZE=4096 PC_METRICS_GENERATIONS=99
      for writer in 1 2 3 4 5 6 7 8; do
        for i in {1..150}; do pc-metrics add w$writer $i || echo failed; done &
      done
      for i in {1..40}; do
        pc-metrics cleanup --older-than 1h || echo failed
        pc-metrics --json > seen.json 2> errors || echo failed
        cat errors
      done > cleanups &
      wait
      grep -v '^removed 0 rows' cleanups
      cat cache/metrics/perf.csv* | grep -v '^#' | cut -d, -f2,3 | sort | uniq -c |
        awk '{ if ($1 != 1) print "twice", $0; n++ } END { print n }'
      pc-metrics --json | tr '}' '\\n' | grep -o '"count":[0-9]*,"errors":0,"total":[0-9]*' | uniq -c
      """)
    #expect(
      result.output.split(separator: "\n").map { $0.drop { $0 == " " } } == [
        "1200", "8 \"count\":150,\"errors\":0,\"total\":11325",
      ])
    #expect(result.errors == "")
  }
}

@Suite("Rows that are being written")
struct UnfinishedRowTests {
  @Test("are waited for, by readers and by other writers")
  func writersAndReader() throws {
    let log = try Log(sizeBytesMax: 1 << 40)
    let writing = log.log
    let rows = 20_000
    let name = String(repeating: "n", count: 64)
    try writing.append([.of(name)])
    let file = try #require(try writing.open().last)
    let append = { @Sendable in
      for _ in 0..<rows where (try? writing.append([.of(name)])) == nil {
        preconditionFailure("a row was refused")
      }
    }
    let first = try Thread(append)
    let second = try Thread(append)
    // It goes on where it was, and so looks at the end of the file again and again.
    var scanner = LineScanner()
    var sink = LastRows(RowFilter(), limit: 0)
    while scanner.report.skipped == 0, scanner.report.rows < 2 * rows + 1 {
      try MetricsSummary.read(file, &scanner, into: &sink)
    }
    first.join()
    second.join()
    #expect(scanner.report == ScanReport(rows: Int64(2 * rows + 1)))
  }
}

@Suite("Cleaning")
struct CleanupTests {
  @Test("Old rows go from all generations, comments of the user's stay")
  func age() throws {
    let log = try Log(sizeBytesMax: 4096, generations: 3)
    for second in 0..<400 {
      try log.log.append([.of("a", at: Int64(second)), .of("b", at: Int64(second))])
    }
    log.scratch.shell(
      "echo '# kept' >> cache/metrics/perf.csv; echo torn >> cache/metrics/perf.csv")
    let before = try log.summaries().reduce(0) { $0 + $1.count }
    let result = try log.log.clean(before: Instant(nanoseconds: 390_000_000_000))
    #expect(result.keptRows == 20)
    #expect(result.removedRows == before - 20)
    #expect(result.removedLines == 1)
    #expect(
      try log.summaries().map { [$0.count, $0.first.seconds, $0.last.seconds] } == [
        [10, 390, 399], [10, 390, 399],
      ])
    #expect(
      log.scratch.shell("cd cache/metrics; echo *; grep -c '# kept' perf.csv.1").output
        == "perf.csv.1\n1\n")
  }

  @Test("The newest rows stay where a size is wanted")
  func size() throws {
    let log = try Log()
    for second in 0..<100 { try log.log.append([.of("a", at: 1000 + Int64(second))]) }
    // A row has 24 bytes.
    let result = try log.log.clean(before: Instant(nanoseconds: .min), sizeBytesMax: 24 * 10)
    #expect(
      result
        == {
          var r = CleanupResult(); r.removedRows = 90; r.keptRows = 10; return r
        }())
    #expect(try log.summaries()[0].first.seconds == 1090)
  }

  @Test("A cleanup that is killed at any moment loses no row, and the next one tidies up")
  func killed() {
    let scratch = Scratch()
    let result = scratch.shell(
      """
      export PC_METRICS_MAX_SIZE=4096 PC_METRICS_GENERATIONS=99
      for i in {1..200}; do pc-metrics add a $i; done
      touch cache/metrics/perf.csv.2147483647.tmp
      for i in {201..260}; do
        pc-metrics cleanup --older-than 1h --quiet & cleanup=$!
        pc-metrics add a $i
        for ((n = RANDOM % 2000; n > 0; n--)); do :; done
        kill -9 $cleanup; wait $cleanup
      done 2> /dev/null
      pc-metrics cleanup --older-than 1h --quiet
      cut -d, -f3 cache/metrics/perf.csv* | grep '^[0-9]' | sort -u | wc -l
      ls -A cache/metrics | grep -c tmp
      """)
    #expect(result.output == "260\n0\n")
  }

  @Test("Nothing at all is cleaned without complaint")
  func empty() throws {
    #expect(try Log().log.clean(before: Instant(nanoseconds: .max)) == CleanupResult())
  }
}
