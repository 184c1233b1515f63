/// The line that is being read, of a text that is read from its beginning to its end.
struct SourceLine {
  private var number: Int
  private var start: Int
  /// Whether columns are bytes. If not, `mark` is a place in the line whose column is known, so
  /// that a long line is not counted from its beginning again and again.
  private let isASCII: Bool
  private var mark: (offset: Int, column: Int)

  /// The line of that number, which begins at an offset; whether all of the text is ASCII.
  init(_ number: Int, at start: Int, isASCII: Bool) {
    self.number = number
    self.start = start
    self.isASCII = isASCII
    mark = (start, 1)
  }

  /// Goes on to the next line, which begins at an offset.
  mutating func next(at start: Int) {
    number += 1
    self.start = start
    mark = (start, 1)
  }

  /// The line and the column of a place in it.
  mutating func position(_ place: Int, in bytes: Span<UInt8>) -> SourcePosition {
    if isASCII { return SourcePosition(line: number, column: place - start + 1) }
    if place < mark.offset { mark = (start, 1) }
    mark.column += SourceLine.characters(mark.offset..<place, in: bytes)
    mark.offset = place
    return SourcePosition(line: number, column: mark.column)
  }

  /// How many characters begin in a range: all bytes but those that continue one, 10xxxxxx.
  private static func characters(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    var (index, count) = (range.lowerBound, range.count)
    while index + 8 <= range.upperBound {
      // In bounds: the range is, and the load checks it again.
      let eight = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      count -= (eight >> 7 & ~(eight >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
      index += 8
    }
    while index < range.upperBound {
      if UTF8.isContinuation(bytes[index]) { count -= 1 }
      index += 1
    }
    return count
  }
}
