/// Short texts that were met lately, of each column, with their numbers. Nearly all texts of lines are such ones.
struct RecentWords: ~Copyable {
  private struct Word: BitwiseCopyable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// None is zero.
    var number: UInt32 = 0
    var count: UInt8 = 0
    var kind: UInt8 = 0
  }

  /// How long a text may be.
  static let bytesMax = 16
  private static let columnCount = PartBuilder.wordColumns
  private static let placeCount = 128
  // An array would ask at each change whether somebody else has it, too.
  private let words: UnsafeMutablePointer<Word>

  init() {
    words = .allocate(capacity: RecentWords.columnCount * RecentWords.placeCount)
    forget()
  }

  deinit { words.deallocate() }

  func forget() {
    words.initialize(repeating: Word(), count: RecentWords.columnCount * RecentWords.placeCount)
  }

  /// The number of a text of one to sixteen bytes in a column, which is asked for where it is not known.
  /// Sixteen bytes may be read.
  @inline(__always)
  func number(
    _ column: Int, _ kind: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int,
    otherwise find: () -> UInt32
  ) -> UInt32 {
    let (low, high) = LineFields.numbers(start, count)
    // In bounds: there are so many places for each column.
    let place = LineFields.hash(low, high) & (RecentWords.placeCount &- 1)
    let word = words + (column &* RecentWords.placeCount &+ place)
    let known = word.pointee
    if known.low == low, known.high == high, known.kind == kind, Int(known.count) == count {
      return known.number
    }
    let number = find()
    word.pointee = Word(low: low, high: high, number: number, count: UInt8(count), kind: kind)
    return number
  }
}
