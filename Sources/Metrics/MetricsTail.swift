import Platform

/// The last rows of a log, and then those that are appended to it, also across rotations.
public struct MetricsTail: ~Copyable {
  private let log: MetricsLog
  private var rows: LastRows
  /// The file that rows were appended to when it was last looked at, read to its end.
  private var current: FollowedFile?
  /// The one before it: who had it open as it was rotated may still append to it.
  private var previous: FollowedFile?
  private let events = FolderEvents()

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
    // What was appended before it was rotated comes first.
    if let previous { try scan(previous) }
    if let current {
      try scan(current)
      // The folder's lock, which opening takes, is in the way of a rotation.
      if isInPlace(current.file) { return rows.drain() }
    }
    try read(later(than: current?.file, among: try log.open()))
    return rows.drain()
  }

  /// Those of the files that came after one of them.
  private func later(
    than last: MetricsFile?, among files: [MetricsFile]
  ) throws(MetricsError) -> ArraySlice<MetricsFile> {
    guard let last else { return files[...] }
    let known = try signature(last)
    for (index, file) in files.enumerated() where try known.isSameFile(as: signature(file)) {
      return files[(index + 1)...]
    }
    // A cleanup has replaced the one that we had, read to its end: what it kept is no news.
    let place = log.place
    return files.suffix(1).filter { $0.path == place }[...]
  }

  private mutating func read(_ files: some Sequence<MetricsFile>) throws(MetricsError) {
    for file in files {
      previous = current
      let next = FollowedFile(file)
      current = next
      try scan(next)
    }
  }

  private mutating func scan(_ followed: FollowedFile) throws(MetricsError) {
    let file = followed.file
    do throws(SystemError) {
      try followed.scanner.scan(file.descriptor.number, file.path, into: &rows)
    } catch {
      throw .system(error)
    }
  }

  /// Whether the log's name still means this file.
  private func isInPlace(_ file: MetricsFile) -> Bool {
    guard let named = try? FileStatus.of(path: log.place).signature else { return false }
    return (try? signature(file))?.isSameFile(as: named) == true
  }

  private func signature(_ file: MetricsFile) throws(MetricsError) -> FileSignature {
    do throws(SystemError) {
      return try FileStatus.of(file.descriptor.number, path: file.path).signature
    } catch {
      throw .system(error)
    }
  }
}

/// A file of which the rows that are yet to come are read, with the start of a row that has no end.
private final class FollowedFile {
  let file: MetricsFile
  var scanner = LineScanner()

  init(_ file: MetricsFile) { self.file = file }
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
