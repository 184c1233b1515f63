import Glibc
import Platform

/// Reads the lines of a log through a buffer. One object serves one thread.
final class LogReader {
  /// How much is read at once.
  static let chunkBytes = 256 << 10
  /// A longer line is passed over, and counts as malformed.
  static let lineBytesMax = 256 << 20

  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity = chunkBytes

  init() { buffer = LogReader.allocate(LogReader.chunkBytes) }

  deinit { buffer.deallocate() }

  /// A buffer, with a newline behind it and room behind that.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 1 + LogLine.roomBytes)
    // In bounds: so much was just asked for.
    (buffer + capacity).initialize(repeating: UInt8(ascii: "\n"), count: 1 + LogLine.roomBytes)
    return buffer
  }

  private func grow(keeping filled: Int) {
    let larger = LogReader.allocate(2 * capacity)
    // In bounds: the old buffer has as many bytes, and the new one twice as much room.
    larger.update(from: buffer, count: filled)
    buffer.deallocate()
    buffer = larger
    capacity *= 2
  }

  /// Where the first line of a log begins: behind a mark of the byte order (EF BB BF), which programs of
  /// Windows write first.
  static func textStart(_ file: Int32) -> Int64 {
    (try? IO.readOnce(file, at: 0, limit: 3)) == [0xEF, 0xBB, 0xBF] ? 3 : 0
  }

  /// What a reading has to tell.
  struct Ends {
    /// Where the last line ended that ends with a newline.
    var complete: Int64
    /// Where what there is ended: the file may have become shorter meanwhile.
    var all: Int64
  }

  /// Lends the lines of a file from an offset on, at which one begins, that begin before another
  /// offset, or of those the ones that a probe finds; and the stretches that they were read in. What
  /// follows the last newline is no line.
  ///
  /// `lines`: told before some bytes of lines are lent, one by one; `length`: how many bytes the line of them
  /// has that begins at an address, where somebody knows it who reads it anyway, or -1.
  func forEachLine(
    _ file: Int32, from start: Int64, to limit: Int64, size: Int64, path: BytePath,
    probe: Probe? = nil, lines: (UnsafePointer<UInt8>, Int) -> Void = { _, _ in },
    length: (UnsafePointer<UInt8>) -> Int = { _ in -1 },
    span: (_ end: Int64, _ bytes: RawSpan) -> Void = { _, _ in },
    _ body: (_ line: LogLine?, _ offset: Int64, _ end: Int64) -> Void
  ) throws(SystemError) -> Ends {
    var position = start
    var filled = 0
    var isSkipping = false
    var skippedFrom: Int64 = 0
    while position < limit || filled > 0 || isSkipping {
      let wanted = min(Int64(capacity - filled), size - position - Int64(filled))
      if wanted <= 0 { break }
      // In bounds: so much of the buffer is free.
      let room = UnsafeMutableRawBufferPointer(start: buffer + filled, count: Int(wanted))
      let count = try IO.read(file, at: position + Int64(filled), into: room, path: path)
      if count == 0 { break }
      let searched = filled
      filled += count
      guard let last = LogReader.lastNewline(buffer, from: searched, to: filled) else {
        if isSkipping || filled >= LogReader.lineBytesMax {
          if !isSkipping { skippedFrom = position }
          isSkipping = true
          position += Int64(filled)
          filled = 0
        } else if filled == capacity {
          grow(keeping: filled)
        }
        continue
      }
      var at = 0
      if isSkipping {
        at = (LogReader.newline(buffer, 0, filled) ?? 0) + 1
        body(nil, skippedFrom, position + Int64(at))
        isSkipping = false
      }
      let first = at
      if let probe {
        at = forEachFound(probe, from: at, through: last, position, limit, body)
      }
      if at <= last { lines(buffer + at, last + 1 - at) }
      while at <= last, position + Int64(at) < limit {
        // A newline ends the line at `last` at the latest.
        var end = at + length(buffer + at)
        if end < at { end = LogReader.newline(buffer, at, last + 1) ?? last }
        body(LogLine(buffer + at, end - at), position + Int64(at), position + Int64(end) + 1)
        at = end + 1
      }
      // In bounds: lines end with the bytes that were read.
      span(
        position + Int64(at),
        UnsafeRawBufferPointer(start: buffer + first, count: at - first).bytes)
      position += Int64(at)
      filled -= at
      if position >= limit { return Ends(complete: position, all: position) }
      memmove(buffer, buffer + at, filled)
    }
    return Ends(complete: isSkipping ? skippedFrom : position, all: position + Int64(filled))
  }

  /// Lends the lines of the buffer that a probe finds and that begin before an offset. Returns where the first
  /// line begins that was not looked at.
  private func forEachFound(
    _ probe: Probe, from first: Int, through last: Int, _ position: Int64, _ limit: Int64,
    _ body: (_ line: LogLine?, _ offset: Int64, _ end: Int64) -> Void
  ) -> Int {
    var at = first
    let end = limit - position > Int64(last) ? last + 1 : Int(limit - position)
    while at < end, let found = probe.find(buffer, from: at, to: last + 1) {
      let begin = LogReader.lineStart(buffer, at, found)
      if begin >= end { break }
      let stop = LogReader.newline(buffer, found, last + 1) ?? last
      body(
        LogLine(buffer + begin, stop - begin), position + Int64(begin),
        position + Int64(stop) + 1)
      at = stop + 1
    }
    // Lines that begin before the limit are done, wherever they end.
    return max(
      at, end > last ? last + 1 : (LogReader.newline(buffer, end - 1, last + 1) ?? last) + 1)
  }

  /// Lends what lies between two offsets as a line, up to the first newline; nil where it cannot be
  /// read, or is too long.
  func withLine<Result>(
    _ file: Int32, from start: Int64, to end: Int64, _ body: (LogLine) -> Result
  ) -> Result? {
    let wanted = Int(end - start)
    guard wanted >= 0, wanted <= LogReader.lineBytesMax + 1 else { return nil }
    while capacity < wanted { grow(keeping: 0) }
    let room = UnsafeMutableRawBufferPointer(start: buffer, count: wanted)
    guard let count = try? IO.read(file, at: start, into: room) else { return nil }
    let length = LogReader.newline(buffer, 0, count) ?? count
    // In bounds: the buffer has one byte more than its capacity, and room behind that.
    buffer[length] = UInt8(ascii: "\n")
    return body(LogLine(buffer, length))
  }

  /// The offset of the first newline between two others.
  @inline(__always)
  static func newline(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    // In bounds: the caller has so many bytes.
    guard let found = memchr(bytes + start, 10, end - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }

  /// Where the line begins that a byte is of, at an offset or behind it.
  private static func lineStart(_ bytes: UnsafePointer<UInt8>, _ first: Int, _ offset: Int) -> Int {
    var at = offset
    // In bounds: from a byte of the line down to the first.
    while at > first, bytes[at - 1] != UInt8(ascii: "\n") { at -= 1 }
    return at
  }

  private static func lastNewline(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var at = end
    // In bounds: from the last byte down to the first.
    while at > start {
      at -= 1
      if bytes[at] == UInt8(ascii: "\n") { return at }
    }
    return nil
  }
}
