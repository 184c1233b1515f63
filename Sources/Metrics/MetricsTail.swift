import Platform

/// The last rows of a log, and then those that are appended to it, also across rotations.
public struct MetricsTail: ~Copyable {
  private let log: MetricsLog
  private var rows: LastRows
  private var scanner = LineScanner()
  /// The file that rows were appended to when it was last looked at, read to its end.
  private var current: MetricsFile?
  private let events = FileEvents()

  /// Starts with at most so many of the last rows.
  public init(_ log: MetricsLog, _ filter: RowFilter, lines: Int) {
    self.log = log
    rows = LastRows(filter, limit: lines)
  }

  /// The rows so far, as lines without their ends; afterwards ``next()`` gives all that follow.
  public mutating func last() throws(MetricsError) -> [[UInt8]] {
    try read(try log.open())
    let lines = rows.drain()
    rows.limit = .max
    return lines
  }

  /// Waits for news, and returns the rows that came: none where the news were of something else.
  public mutating func next() throws(MetricsError) -> [[UInt8]] {
    // Where the system gives no news we look again each second.
    let patience: Int64 = isWatching ? 60_000_000_000 : 1_000_000_000
    _ = Events.wait(for: events.pollable, atMostNanoseconds: patience)
    events.clear()
    return try appended()
  }

  private var isWatching = false

  /// From now on ``next()`` wakes when something happens in the log's folder, which is made where
  /// it is missing.
  public mutating func follow() throws(MetricsError) {
    try log.prepare()
    isWatching = events.watch(MetricsLog.folder(of: log.place))
  }

  /// The rows that were appended since the last look.
  mutating func appended() throws(MetricsError) -> [[UInt8]] {
    let files = try log.open()
    guard let current else {
      try read(files)
      return rows.drain()
    }
    // What was appended before it was rotated comes first.
    try scan(current)
    let signature = try signature(current)
    var found = false
    var later: [MetricsFile] = []
    for file in files {
      if found { later.append(file) }
      if try signature.isSameFile(as: self.signature(file)) { found = true }
    }
    // A cleanup has replaced the one that we had, read to its end: what it kept is no news.
    if !found { later = files.suffix(1) }
    try read(later)
    return rows.drain()
  }

  private mutating func read(_ files: [MetricsFile]) throws(MetricsError) {
    for file in files {
      scanner.begin()
      try scan(file)
      current = file
    }
  }

  private mutating func scan(_ file: MetricsFile) throws(MetricsError) {
    do throws(SystemError) {
      try scanner.scan(file.descriptor.number, file.path, into: &rows)
    } catch {
      throw .system(error)
    }
  }

  private func signature(_ file: MetricsFile) throws(MetricsError) -> FileSignature {
    do throws(SystemError) {
      return try FileStatus.of(file.descriptor.number, path: file.path).signature
    } catch {
      throw .system(error)
    }
  }
}

extension Measurement {
  /// Reads a row, without its newline; nil where it is none.
  public init?(parsing line: [UInt8]) {
    guard let row = Row(parsing: line) else { return nil }
    let name = line[row.nameStart..<(row.nameStart + row.nameCount)]
    let (nanoseconds, overflow) = row.microseconds.multipliedReportingOverflow(by: 1000)
    self.init(
      String(decoding: name, as: UTF8.self), ended: Instant(nanoseconds: row.endedNanoseconds),
      nanoseconds: overflow ? .max : nanoseconds, outcome: row.outcome)
    hits = row.hits
    misses = row.misses
    bytes = row.bytes
    peakKiB = row.peakKiB
  }
}
