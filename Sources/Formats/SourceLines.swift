import Platform

/// The lines of a text, found once when the first place is asked for.
public final class SourceLines {
  private let bytes: FrozenBytes
  private let range: Range<Int>
  private let firstLine: Int
  private var starts: [Int] = []

  /// The lines of a text that lies within some bytes, and whose first has that number.
  public init(_ bytes: FrozenBytes, _ range: Range<Int>, firstLine: Int = 1) {
    self.firstLine = firstLine
    self.bytes = bytes
    self.range = range
  }

  /// The lines of some bytes.
  public convenience init(_ bytes: FrozenBytes, firstLine: Int = 1) {
    self.init(bytes, 0..<bytes.count, firstLine: firstLine)
  }

  /// The line and the column, in characters, of an offset in the text.
  public func position(_ offset: Int) -> SourcePosition {
    let low = index(offset)
    let offset = min(max(0, offset), range.count)
    let start = starts[low]
    let column = bytes.withBytes((range.lowerBound + start)..<(range.lowerBound + offset)) {
      line in
      line.withUnsafeBytes { $0.count(where: { !UTF8.isContinuation($0) }) } + 1
    }
    // A mark at the beginning of the text is no character of its first line.
    let isMarked =
      start == 0 && offset >= 3
      && bytes.withBytes(range) { bytes in
        bytes.withUnsafeBytes { $0.starts(with: [0xEF, 0xBB, 0xBF]) }
      }
    return SourcePosition(line: low + firstLine, column: isMarked ? column - 1 : column)
  }

  /// The line of an offset alone: the column costs a look at all of the line before it, which may be
  /// the whole text.
  public func line(_ offset: Int) -> Int { index(offset) + firstLine }

  /// The last line that begins at or before an offset, counted from 0.
  private func index(_ offset: Int) -> Int {
    find()
    let offset = min(max(0, offset), range.count)
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Where a line begins and ends, without its newline; the lines are counted from 1.
  public func range(line: Int) -> Range<Int> {
    find()
    guard line >= 1, line <= starts.count else { return 0..<0 }
    let end = line < starts.count ? starts[line] - 1 : range.count
    return starts[line - 1]..<end
  }

  private func find() {
    if !starts.isEmpty { return }
    starts = [0]
    bytes.withBytes(range) { bytes in
      bytes.withUnsafeBytes { bytes in
        for (offset, byte) in bytes.enumerated() where byte == Letter.newline {
          starts.append(offset + 1)
        }
      }
    }
  }
}
