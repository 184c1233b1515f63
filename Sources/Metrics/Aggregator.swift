import Platform

/// Adds rows up, operation by operation.
struct Aggregator: ~Copyable, RowSink {
  /// What the rows of one operation come to so far.
  private struct Tally: ~Copyable {
    let isWanted: Bool
    var count: Int64 = 0
    var errors: Int64 = 0
    var total: Int64 = 0
    var min = Int64.max
    var max: Int64 = 0
    var hits: Int64 = 0
    var misses: Int64 = 0
    var bytes: Int64 = 0
    var peakKiB: Int64 = 0
    var first = Int64.max
    var last = Int64.min
    var durations = DurationTally()

    init(isWanted: Bool) { self.isWanted = isWanted }
  }

  private let filter: RowFilter
  private var table = OperationTable()
  private var tallies: UnsafeMutablePointer<Tally>
  private var count = 0
  private var capacity = 64
  /// Whether there were more operations than metrics have.
  private(set) var isOverfull = false

  init(_ filter: RowFilter) {
    self.filter = filter
    tallies = .allocate(capacity: capacity)
  }

  deinit {
    tallies.deinitialize(count: count)
    tallies.deallocate()
  }

  @inline(__always)
  mutating func take(_ row: Row, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    // In bounds: the name lies in the line, behind which the padding is readable.
    guard let start = line.baseAddress,
      let number = table.number(start + row.nameStart, row.nameCount)
    else { return false }
    if number >= count { addTally(number) }
    // In bounds: there is a tally for each number of the table.
    if tallies[number].isWanted, filter.isInTime(row) {
      Aggregator.add(row, to: &tallies[number])
    }
    return true
  }

  @inline(__always)
  private static func add(_ row: Row, to tally: inout Tally) {
    tally.count &+= 1
    if row.outcome == .error || row.outcome == .timeout { tally.errors &+= 1 }
    tally.total = sum(tally.total, row.microseconds)
    tally.min = Swift.min(tally.min, row.microseconds)
    tally.max = Swift.max(tally.max, row.microseconds)
    tally.hits = sum(tally.hits, row.hits)
    tally.misses = sum(tally.misses, row.misses)
    tally.bytes = sum(tally.bytes, row.bytes)
    tally.peakKiB = Swift.max(tally.peakKiB, row.peakKiB)
    tally.first = Swift.min(tally.first, row.endedNanoseconds)
    tally.last = Swift.max(tally.last, row.endedNanoseconds)
    tally.durations.add(row.microseconds)
  }

  /// A sum that stays at the largest number rather than overflow: no real metrics get there.
  @inline(__always)
  private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  @inline(never)
  private mutating func addTally(_ number: Int) {
    if count == capacity {
      let larger = UnsafeMutablePointer<Tally>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: tallies, count: count)
      tallies.deallocate()
      tallies = larger
      capacity *= 2
    }
    let isWanted = filter.isWanted(table.names[number])
    (tallies + count).initialize(to: Tally(isWanted: isWanted))
    count += 1
    if count > MetricsFormat.operationsMax { isOverfull = true }
  }

  /// What the rows come to, in the order of the operations' names.
  mutating func summaries() -> [OperationSummary] {
    var summaries: [OperationSummary] = []
    for number in 0..<count where tallies[number].count > 0 {
      let name = String(decoding: table.names[number], as: UTF8.self)
      summaries.append(Aggregator.summary(name, &tallies[number]))
    }
    return summaries.sorted { $0.operation < $1.operation }
  }

  private static func summary(_ name: String, _ tally: inout Tally) -> OperationSummary {
    var summary = OperationSummary(operation: name)
    summary.count = tally.count
    summary.errors = tally.errors
    summary.totalMicroseconds = tally.total
    summary.minMicroseconds = tally.min
    summary.maxMicroseconds = tally.max
    summary.hits = tally.hits
    summary.misses = tally.misses
    summary.bytes = tally.bytes
    summary.peakKiB = tally.peakKiB
    summary.first = Instant(nanoseconds: tally.first)
    summary.last = Instant(nanoseconds: tally.last)
    let count = tally.count
    let quantiles = tally.durations.ranked([50, 95, 99].map { rank(percent: $0, of: count) })
    summary.p50Microseconds = quantiles[0]
    summary.p95Microseconds = quantiles[1]
    summary.p99Microseconds = quantiles[2]
    return summary
  }

  /// The nearest rank: the smallest one that so many of a hundred are at or below.
  static func rank(percent: Int64, of count: Int64) -> Int64 {
    let whole = count / 100 * percent
    return whole + (count % 100 * percent + 99) / 100
  }
}
