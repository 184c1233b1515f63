import Glibc
import Platform

/// What is done with the lines of a metrics file. A line is lent without its newline, with
/// ``RowParser/padding`` readable bytes behind it, and only for the time of the call.
protocol RowSink: ~Copyable {
  /// A row. Returns false where the name of its operation is none, so that it is no row after all.
  mutating func take(_ row: Row, _ line: UnsafeBufferPointer<UInt8>) -> Bool
  /// A comment, or an empty line.
  mutating func takeComment(_ line: UnsafeBufferPointer<UInt8>)
}

extension RowSink where Self: ~Copyable {
  mutating func takeComment(_ line: UnsafeBufferPointer<UInt8>) {}
}

/// What was found in a file beside its rows.
public struct ScanReport: Equatable, Sendable {
  /// How many rows there were.
  public internal(set) var rows: Int64 = 0
  /// How many lines were no rows: torn, foreign, or too long.
  public internal(set) var skipped: Int64 = 0
  /// The number of the first of those, from 1; 0 where there is none.
  public internal(set) var firstSkippedLine: Int64 = 0
}

/// Reads a file through one buffer, whatever its size, and tells a sink of each line.
struct LineScanner: ~Copyable {
  /// What was found so far.
  private(set) var report = ScanReport()

  private static let bufferBytes = 256 * 1024
  private let buffer: UnsafeMutablePointer<UInt8>
  /// How much of a line that has not ended yet lies at the start of the buffer.
  private var kept = 0
  /// Whether what is being read is the rest of a line that is too long to be a row.
  private var isInsideLongLine = false
  private var lines: Int64 = 0

  init() {
    // Zeros, because what lies behind the last line is looked at, though nothing comes of it. The
    // kernel gives them page by page, so that a small file does not pay for a large buffer.
    buffer = ZeroedMemory.allocate(LineScanner.bufferBytes + RowParser.padding)
  }

  deinit { ZeroedMemory.release(buffer) }

  /// Begins another file.
  mutating func begin() {
    report = ScanReport()
    lines = 0
    kept = 0
    isInsideLongLine = false
  }

  /// Reads what there is up to the file's end, and keeps the start of a line that has no end yet.
  mutating func scan<Sink: RowSink & ~Copyable>(
    _ file: Int32, _ path: BytePath, into sink: inout Sink
  ) throws(SystemError) {
    while true {
      let room = UnsafeMutableRawBufferPointer(
        start: buffer + kept, count: LineScanner.bufferBytes - kept)
      let count = try IO.read(file, into: room, path: path)
      if count == 0 { return }
      takeLines(kept + count, &sink)
    }
  }

  /// Takes what was kept for a whole line: nothing more is coming.
  mutating func finish<Sink: RowSink & ~Copyable>(into sink: inout Sink) {
    if isInsideLongLine {
      isInsideLongLine = false
    } else if kept > 0 {
      // In bounds: there is room for the padding behind the buffer, whatever is kept.
      buffer[kept] = UInt8(ascii: "\n")
      takeLines(kept + 1, &sink)
    }
    kept = 0
  }

  /// Whether a line has begun that has no end yet.
  var isUnfinished: Bool { kept > 0 }

  /// Counts a line that has no end as skipped: it stays so.
  mutating func skipUnfinished() {
    if kept > 0 { skip() }
    kept = 0
    isInsideLongLine = false
  }

  /// Takes the whole lines in the first `filled` bytes of the buffer, and moves the rest to the
  /// start.
  private mutating func takeLines<Sink: RowSink & ~Copyable>(_ filled: Int, _ sink: inout Sink) {
    // In bounds: `next` and `end` run from the buffer's start to its first `filled` bytes, the last
    // line in which ends with a newline.
    var end = filled
    while end > 0, buffer[end - 1] != UInt8(ascii: "\n") { end -= 1 }
    var next = 0
    if isInsideLongLine, end > 0 {
      while buffer[next] != UInt8(ascii: "\n") { next += 1 }
      next += 1
      isInsideLongLine = false
    }
    var row = Row()
    while next < end { next = takeLine(next, &row, &sink) }
    keep(from: end, to: filled)
  }

  /// Takes the line at an index. Returns the index of the next one.
  @inline(__always)
  private mutating func takeLine<Sink: RowSink & ~Copyable>(
    _ start: Int, _ row: inout Row, _ sink: inout Sink
  ) -> Int {
    let line = UnsafePointer(buffer + start)
    lines &+= 1
    if let count = RowParser.parse(line, &row), count <= MetricsFormat.rowBytesMax,
      sink.take(row, UnsafeBufferPointer(start: line, count: count))
    {
      report.rows &+= 1
      return start &+ count &+ 1
    }
    return takeOther(start, &sink)
  }

  @inline(never)
  private mutating func takeOther<Sink: RowSink & ~Copyable>(
    _ start: Int, _ sink: inout Sink
  ) -> Int {
    var end = start
    while buffer[end] != UInt8(ascii: "\n") { end += 1 }
    let line = UnsafeBufferPointer(start: UnsafePointer(buffer + start), count: end - start)
    var text = line[...]
    if lines == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) {
      // A mark of the byte order, which some editors put first; what follows it is a line.
      return takeMarked(start, end, &sink)
    }
    if text.last == UInt8(ascii: "\r") { text = text.dropLast() }
    if text.isEmpty || text.first == UInt8(ascii: "#") || text.starts(with: "timestamp,".utf8) {
      sink.takeComment(line)
    } else {
      skip(line: lines)
    }
    return end + 1
  }

  private mutating func takeMarked<Sink: RowSink & ~Copyable>(
    _ start: Int, _ end: Int, _ sink: inout Sink
  ) -> Int {
    lines -= 1
    for index in start..<(start + 3) { buffer[index] = UInt8(ascii: "\n") }
    var row = Row()
    let first = start + 3
    return first > end ? end + 1 : takeLine(first, &row, &sink)
  }

  private mutating func skip() {
    lines += 1
    skip(line: lines)
  }

  private mutating func skip(line: Int64) {
    report.skipped += 1
    if report.firstSkippedLine == 0 { report.firstSkippedLine = line }
  }

  /// Keeps the start of a line for the next piece. One that fills more than a row may is not kept.
  private mutating func keep(from end: Int, to filled: Int) {
    kept = filled - end
    if isInsideLongLine {
      kept = 0
    } else if kept > LineScanner.bufferBytes / 2 {
      if buffer[end] == UInt8(ascii: "#") { lines += 1 } else { skip() }
      kept = 0
      isInsideLongLine = true
    } else if kept > 0, end > 0 {
      // The parts may overlap.
      buffer.update(from: buffer + end, count: kept)
    }
  }
}
