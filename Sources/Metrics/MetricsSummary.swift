import Platform

/// What the rows of some files come to.
public struct MetricsSummary: Sendable {
  /// What was found in one file.
  public struct File: Sendable {
    /// What it is called.
    public let path: BytePath
    /// What was found in it.
    public let report: ScanReport
  }

  /// The operations in the order of their names.
  public let operations: [OperationSummary]
  /// The files in the order in which they were read.
  public let files: [File]

  /// Reads files through one buffer and adds up what a filter lets through. Memory: four bytes a
  /// row at most, 256 KiB, and the last rows where only those are wanted.
  public init(_ files: [MetricsFile], _ filter: RowFilter = RowFilter()) throws(MetricsError) {
    guard let last = filter.last else {
      var sink = Aggregator(filter)
      self.files = try MetricsSummary.read(files, into: &sink)
      if sink.isOverfull { throw .tooManyOperations(files.last?.path ?? BytePath()) }
      operations = sink.summaries()
      return
    }
    var rows = LastRows(filter, limit: last)
    self.files = try MetricsSummary.read(files, into: &rows)
    if rows.isOverfull { throw .tooManyOperations(files.last?.path ?? BytePath()) }
    operations = MetricsSummary.summaries(of: rows.drain())
  }

  /// Tells a sink of the rows of some files, one file after the other.
  static func read<Sink: RowSink & ~Copyable>(
    _ files: [MetricsFile], into sink: inout Sink
  ) throws(MetricsError) -> [File] {
    var scanner = LineScanner()
    var found: [File] = []
    for file in files {
      scanner.begin()
      do throws(SystemError) {
        try read(file, &scanner, into: &sink)
      } catch {
        throw .system(error)
      }
      found.append(File(path: file.path, report: scanner.report))
    }
    return found
  }

  /// Tells a sink of the rows of a file that were not read yet.
  static func read<Sink: RowSink & ~Copyable>(
    _ file: MetricsFile, _ scanner: inout LineScanner, into sink: inout Sink
  ) throws(SystemError) {
    let number = file.descriptor.number
    try scanner.scan(number, file.path, into: &sink)
    if file.hasFinalRow { return scanner.finish(into: &sink) }
    var attempt = 0
    while scanner.isUnfinished, try UnfinishedRow.pause(number, file.path, attempt: attempt) {
      attempt += 1
      try scanner.scan(number, file.path, into: &sink)
    }
    scanner.skipUnfinished()
  }

  /// What some lines come to.
  private static func summaries(of lines: [[UInt8]]) -> [OperationSummary] {
    var sink = Aggregator(RowFilter())
    for line in lines {
      guard let row = Row(parsing: line) else { continue }
      let room = line + Array(repeating: 0, count: RowParser.padding)
      room.withUnsafeBufferPointer { _ = sink.take(row, $0) }
    }
    return sink.summaries()
  }
}
