/// Cuts what comes piece by piece into lines. What follows the last newline waits for the rest of its
/// line, in memory: up to the length that a line may have.
final class LineFeed {
  /// What came of a line that has not ended yet.
  private(set) var torn: [UInt8] = []
  /// How many lines have ended.
  var lines: Int64
  /// Whether the line that has not ended was complete, and is taken already.
  var isTaken = false
  private var isTooLong = false
  private let lineBytesMax: Int

  init(lines: Int64 = 0, lineBytesMax: Int = LogReader.lineBytesMax) {
    self.lines = lines
    self.lineBytesMax = lineBytesMax
  }

  /// One for lines from the first on.
  func anew() -> LineFeed { LineFeed(lineBytesMax: lineBytesMax) }

  /// A line that has ended.
  struct Ended {
    /// Nil: it was too long to be kept.
    let line: LogLine?
    /// From 1 on.
    let number: Int64
    let wasTaken: Bool
  }

  /// Takes a piece, and lends the lines that end in it. As many bytes as a line has for room must follow
  /// the piece.
  func take(_ piece: UnsafeBufferPointer<UInt8>, _ body: (Ended) -> Void) {
    guard let start = piece.baseAddress else { return }
    var at = 0
    // In bounds: newlines are looked for, and found, within the piece.
    while let end = LogReader.newline(start, at, piece.count) {
      if torn.isEmpty, !isTooLong {
        finish(LogLine(start + at, end - at), body)
      } else {
        keep(UnsafeBufferPointer(start: start + at, count: end - at))
        var whole = torn
        torn = []
        if isTooLong {
          finish(nil, body)
        } else {
          LogLine.lending(own: &whole) { finish($0, body) }
        }
      }
      at = end + 1
    }
    keep(UnsafeBufferPointer(start: start + at, count: piece.count - at))
  }

  private func finish(_ line: LogLine?, _ body: (Ended) -> Void) {
    let line = lines == 0 ? line?.withoutMark : line
    lines += 1
    let ended = Ended(line: line, number: lines, wasTaken: isTaken)
    (isTaken, isTooLong) = (false, false)
    body(ended)
  }

  private func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.isEmpty || isTooLong { return }
    if torn.count + bytes.count > lineBytesMax {
      isTooLong = true
      torn = []
    } else {
      torn.append(contentsOf: bytes)
    }
  }

  /// Whether a line has begun and not ended, and is not taken.
  var isUnfinished: Bool { isTooLong || !torn.isEmpty && !isTaken }

  /// Whether that line may be complete but for its newline: an object ends with a brace.
  var mayBeComplete: Bool {
    guard !isTaken else { return false }
    let last = torn.last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    return last == UInt8(ascii: "}")
  }
}
