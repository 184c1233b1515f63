/// A row as it was read. Names stay where they were read: see ``RowSink``.
struct Row: Equatable {
  /// When the operation ended, in nanoseconds since 1970.
  var endedNanoseconds: Int64 = 0
  /// Where its name begins in the line, and how long it is.
  var nameStart = 0
  var nameCount = 0
  /// How long it took.
  var microseconds: Int64 = 0
  /// How it ended.
  var outcome = Measurement.Outcome.ok
  var hits: Int64 = 0
  var misses: Int64 = 0
  var bytes: Int64 = 0
  var peakKiB: Int64 = 0

  /// A row without values.
  init() {}

  /// Reads a row without its newline; nil where it is none.
  init?(parsing line: [UInt8]) {
    var row = Row()
    let room = line + [UInt8(ascii: "\n")] + Array(repeating: 0, count: RowParser.padding)
    let end = room.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { RowParser.parse($0, &row) }
    }
    guard end == line.count, line.count <= MetricsFormat.rowBytesMax,
      OperationTable.isReadable(line[row.nameStart..<(row.nameStart + row.nameCount)])
    else { return nil }
    self = row
  }
}
