import Glibc
import Platform

/// A part of a log in memory, from which lines are lent. One object serves one thread.
final class LineWindow {
  /// How much is read at once where lines lie near each other.
  private let nearBytes: Int
  /// How much is read of a line at first.
  private static let firstBytes: Int64 = 4096

  private var buffer: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private var start: Int64 = 0
  private var filled = 0
  private var lastEnd: Int64 = -1
  /// The log that the bytes are of.
  private var content: LogContent?
  /// Whether the log has changed since it was found: what lies where a line was may be something else.
  private var isChanged = false

  /// `others`: how many more windows there are, which should not take too much together.
  init(others: Int = 0) { nearBytes = min(64 << 10, max(4 << 10, (32 << 20) / (others + 1))) }

  deinit { buffer?.deallocate() }

  /// Lends the line that begins at an offset, and ends before another; nil where it cannot be read.
  func withLine<Result>(
    _ content: LogContent, from offset: Int64, to limit: Int64, _ body: (LogLine) -> Result
  ) -> Result? {
    if self.content !== content {
      self.content = content
      (start, filled, lastEnd) = (0, 0, -1)
    }
    // Where others of its kind lie between a line and the next one that is known, its end is looked for.
    var wanted = min(limit - offset, LineWindow.firstBytes)
    while true {
      let known = start + Int64(filled)
      if offset < start || offset + wanted > known {
        guard fill(content, offset, wanted) else { return nil }
      }
      guard let buffer, offset < start + Int64(filled) else { return nil }
      let at = Int(offset - start)
      if let end = LogReader.newline(buffer, at, filled) {
        lastEnd = start + Int64(end)
        return lend(LogLine(buffer + at, end - at), content, at: offset, body)
      }
      if wanted == limit - offset || filled - at < wanted {
        // The newline behind the bytes ends it.
        lastEnd = limit
        return lend(LogLine(buffer + at, filled - at), content, at: offset, body)
      }
      wanted = min(limit - offset, 4 * wanted)
    }
  }

  /// Lends a line; nil where the log has changed, and this is no longer one.
  private func lend<Result>(
    _ line: LogLine, _ content: LogContent, at offset: Int64, _ body: (LogLine) -> Result
  ) -> Result? {
    if isChanged, !isEntry(line, content, at: offset) {
      content.fail(SystemError(ESTALE, "read", content.path))
      return nil
    }
    return body(line)
  }

  /// Whether a line that was an entry looks like one: it begins behind a newline, and in braces.
  private func isEntry(_ line: LogLine, _ content: LogContent, at offset: Int64) -> Bool {
    let bytes = line.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
      bytes.last(where: { $0 > 0x20 }) == UInt8(ascii: "}"),
      let file = try? content.opened()
    else { return false }
    if offset == 0 || offset == LogReader.textStart(file.number) { return true }
    return (try? IO.readOnce(file.number, at: Int(offset - 1), limit: 1)) == [UInt8(ascii: "\n")]
  }

  /// Gives back what was needed for a line that is unusually long.
  func shrink() {
    if capacity <= 16 * nearBytes { return }
    buffer?.deallocate()
    (buffer, capacity, content) = (nil, 0, nil)
  }

  private func fill(_ content: LogContent, _ offset: Int64, _ needed: Int64) -> Bool {
    guard needed >= 0, needed <= Int64(LogReader.lineBytesMax) + 1 else { return false }
    let isNear = offset >= lastEnd && offset - lastEnd < Int64(nearBytes)
    let wanted = max(Int(needed), isNear && lastEnd >= 0 ? nearBytes : 0)
    if capacity < wanted {
      buffer?.deallocate()
      capacity = max(4096, wanted)
      buffer = .allocate(capacity: capacity + 1 + LogLine.roomBytes)
    }
    guard let buffer else { return false }
    filled = 0
    start = offset
    do throws(SystemError) {
      let file = try content.opened(stays: true)
      let room = UnsafeMutableRawBufferPointer(start: buffer, count: wanted)
      filled = try IO.read(file.number, at: offset, into: room)
      isChanged = !content.isAsFound(file.number)
    } catch {
      content.fail(error)
      return false
    }
    // In bounds: the buffer has room for so many behind its capacity.
    (buffer + filled).update(repeating: UInt8(ascii: "\n"), count: 1 + LogLine.roomBytes)
    return filled > 0
  }
}
