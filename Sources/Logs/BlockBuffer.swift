/// The rows of a block while it is filled: at most as many as a block has. Reading lines is mostly
/// filling these, and arrays would ask for each number whether somebody else has them, too.
final class BlockBuffer {
  let starts: UnsafeMutablePointer<Int64>
  let gaps: UnsafeMutablePointer<Int64>
  let times: UnsafeMutablePointer<Int64>
  let durations: UnsafeMutablePointer<Double>
  private let allWords: UnsafeMutablePointer<UInt32>
  /// How many rows there are.
  var count = 0

  init() {
    func room<Number: BitwiseCopyable>(_ zero: Number, _ columns: Int) -> UnsafeMutablePointer<
      Number
    > {
      let room = UnsafeMutablePointer<Number>.allocate(capacity: columns * PartBuilder.blockRows)
      room.initialize(repeating: zero, count: columns * PartBuilder.blockRows)
      return room
    }
    starts = room(0, 1)
    gaps = room(0, 1)
    times = room(0, 1)
    durations = room(0, 1)
    allWords = room(0, PartBuilder.wordRoles.count)
  }

  deinit {
    starts.deallocate()
    gaps.deallocate()
    times.deallocate()
    durations.deallocate()
    allWords.deallocate()
  }

  /// The numbers of the texts of a column.
  @inline(__always)
  func words(_ column: Int) -> UnsafeMutablePointer<UInt32> {
    // In bounds: there are as many columns as roles of texts.
    allWords + column * PartBuilder.blockRows
  }

  /// A column, as far as it is filled.
  func all<Number>(_ column: UnsafeMutablePointer<Number>) -> UnsafeBufferPointer<Number> {
    // In bounds: `count` is at most the number of a block's rows.
    UnsafeBufferPointer(start: column, count: count)
  }

  /// A bit for each number of a text, modulo 64.
  func mask(_ column: Int) -> UInt64 {
    var mask: UInt64 = 0
    for number in all(words(column)) { mask |= 1 << UInt64(number & 63) }
    return mask
  }
}
