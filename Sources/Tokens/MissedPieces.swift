/// Counts pieces that are not among those that are kept, and keeps them.
///
/// Most of those that are short go into a batch. One that has more than a part that no token crosses goes there
/// in parts, and is kept when all of them are counted.
final class MissedPieces: @unchecked Sendable {
  private let long: LongPieces
  private let mergesWholePieces: Bool
  /// Which neighbours cannot be counted apart, as in ``JoinedCharacters``; nil where pieces are whole.
  private let joined: UnsafeRawPointer?
  private let known: KnownPieces
  private let batch: PieceBatch
  /// The first sum is that of all pieces; those behind it are of pieces that are counted in parts.
  private let sums = UnsafeMutablePointer<Int>.allocate(capacity: PieceBatch.capacity + 1)
  private let divided = UnsafeMutablePointer<PieceCounts.Key>.allocate(
    capacity: PieceBatch.capacity)
  private var dividedCount = 0

  init(_ whole: WholeTable, _ known: KnownPieces) {
    let table = whole.table
    self.known = known
    mergesWholePieces = table.mergesWholePieces
    long = LongPieces(whole)
    batch = PieceBatch(table)
    joined = table.mergesWholePieces ? nil : table.part(.joined)
    sums.initialize(repeating: 0, count: PieceBatch.capacity + 1)
  }

  deinit {
    sums.deallocate()
    divided.deallocate()
  }

  /// Counts some of the pieces of a text: those of these numbers. Behind each 16 bytes may be read.
  func count(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>,
    _ numbers: UnsafeBufferPointer<UInt32>
  ) -> Int {
    for number in numbers {
      // In bounds: there is such a piece, and its end.
      let start = Int(starts[Int(number)])
      let (piece, length) = (text + start, Int(starts[Int(number) &+ 1]) &- start)
      if mergesWholePieces {
        sums[0] &+= countWhole(piece, length)
      } else if let joined, piece[length &- 1] >= 0x80 {
        addParts(piece, length, joined)
      } else {
        add(piece, length, 0)
      }
    }
    countBatch()
    let total = sums[0]
    sums[0] = 0
    return total
  }

  /// Counts a piece that is merged as a whole.
  private func countWhole(_ piece: UnsafePointer<UInt8>, _ length: Int) -> Int {
    if length > PieceCounts.pieceBytesMax { return long.count(piece, length) }
    let key = PieceCounts.Key(piece, length)
    if let count = known.count(key) { return count }
    let count = long.merge(piece, length)
    known.keep(key, count)
    return count
  }

  // Everything below is in bounds: each list is emptied before it is full, and a sum is that of all or of one of
  // the divided pieces.

  /// Adds a piece, or a part of one that no token crosses, to what is to be counted, or what is known of it to
  /// a sum.
  @inline(__always)
  private func add(_ text: UnsafePointer<UInt8>, _ length: Int, _ sum: Int) {
    if length > PieceCounts.pieceBytesMax {
      sums[sum] &+= long.count(text, length)
      return
    }
    let key = PieceCounts.Key(text, length)
    if let count = known.count(key) {
      sums[sum] &+= count
    } else {
      batch.add(text, length, key, sum: sum)
      if batch.isFull { countBatch() }
    }
  }

  /// Counts what was added, and keeps the pieces all of whose parts are counted then.
  private func countBatch() {
    batch.run(into: sums, known)
    for index in 0..<dividedCount {
      let sum = index &+ 1
      known.keep(divided[index], sums[sum])
      sums[0] &+= sums[sum]
      sums[sum] = 0
    }
    dividedCount = 0
  }

  /// Adds a piece in parts that no token crosses.
  @inline(__always)
  private func addParts(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ joined: UnsafeRawPointer
  ) {
    var sum = 0
    if length <= PieceCounts.pieceBytesMax {
      // All of its parts have to be there before it is kept: there are no more than it has bytes.
      if !batch.hasRoom(for: PieceCounts.pieceBytesMax) || dividedCount == PieceBatch.capacity {
        countBatch()
      }
      divided[dividedCount] = PieceCounts.Key(piece, length)
      dividedCount &+= 1
      sum = dividedCount
    }
    let raw = UnsafeRawPointer(piece)
    var (start, offset) = (0, 0)
    var left: UInt32 = 0
    // In bounds: more than the three bytes that a word reaches beyond the piece may be read, and the table has
    // as many bits as there are hashes.
    while offset < length {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      if !JoinedCharacters.hasCharacter(word) {
        left = 0
        offset &+= 1
        continue
      }
      let right = word & 0xFF_FFFF
      if left != 0 {
        let (whole, end) = (
          JoinedCharacters.bit(left, right), JoinedCharacters.bit(endOf: left, right)
        )
        let bits =
          joined.load(fromByteOffset: whole &>> 3, as: UInt8.self) &>> UInt8(whole & 7)
          | joined.load(fromByteOffset: end &>> 3, as: UInt8.self) &>> UInt8(end & 7)
        if bits & 1 == 0 {
          add(piece + start, offset &- start, sum)
          start = offset
        }
      }
      left = right
      offset &+= 3
    }
    add(piece + start, length &- start, sum)
  }
}
