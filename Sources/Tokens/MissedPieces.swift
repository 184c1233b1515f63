/// Counts pieces that are not among those that are kept, and keeps them.
///
/// Most of those that are short go into a batch. One that has more than a part that no token crosses goes there
/// in parts, and is kept when all of them are counted; one that is in the batch already waits for it.
final class MissedPieces: @unchecked Sendable {
  /// A piece, or a part of one, and which sum its tokens are added to.
  private struct Part {
    let text: UnsafePointer<UInt8>
    let count: Int
    let sum: Int
  }

  private let merger: Merger
  /// Which neighbours cannot be counted apart, as in ``JoinedCharacters``; nil where pieces are whole.
  private let joined: UnsafeRawPointer?
  /// Where pieces are kept, as in ``PieceCounts``.
  private let places: UnsafeMutablePointer<UInt64>
  private let batch: PieceBatch
  /// The first sum is that of all pieces; those behind it are of pieces that are counted in parts.
  private let sums = UnsafeMutablePointer<Int>.allocate(capacity: PieceBatch.capacity + 1)
  private let divided = UnsafeMutablePointer<Part>.allocate(capacity: PieceBatch.capacity)
  private var dividedCount = 0
  /// What is in the batch already.
  private let repeated = UnsafeMutablePointer<Part>.allocate(capacity: MissedPieces.repeatedMax)
  private var repeatedCount = 0
  private static let repeatedMax = 256

  /// Counts by a table, all of which was checked, and keeps pieces in places that have to outlive this.
  init(_ table: TokenTable, _ places: UnsafeMutablePointer<UInt64>) {
    self.places = places
    merger = Merger(table)
    batch = PieceBatch(merger)
    joined = table.unreached.isEmpty ? table.part(.joined) : nil
    sums.initialize(repeating: 0, count: PieceBatch.capacity + 1)
  }

  deinit {
    sums.deallocate()
    divided.deallocate()
    repeated.deallocate()
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
      if merger.hasUnreached {
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

  /// Counts a piece that may be a token that no merges lead to.
  private func countWhole(_ piece: UnsafePointer<UInt8>, _ length: Int) -> Int {
    if let known = PieceCounts.count(piece, length, in: places) { return known }
    let count = merger.merge(piece, length)
    PieceCounts.keep(piece, length, count, in: places)
    return count
  }

  // Everything below is in bounds: each list is emptied before it is full, and a sum is that of all or of one of
  // the divided pieces.

  /// Adds a piece, or a part of one that no token crosses, to what is to be counted, or what is known of it to
  /// a sum.
  @inline(__always)
  private func add(_ text: UnsafePointer<UInt8>, _ length: Int, _ sum: Int) {
    if length > PieceCounts.pieceBytesMax {
      sums[sum] &+= merger.merge(text, length)
      return
    }
    switch PieceCounts.count(text, length, in: places) {
    case .some(PieceCounts.pending):
      repeated[repeatedCount] = Part(text: text, count: length, sum: sum)
      repeatedCount &+= 1
    case .some(let known):
      sums[sum] &+= known
    case .none:
      PieceCounts.keep(text, length, PieceCounts.pending, in: places)
      batch.add(text, length, sum: sum)
    }
    if batch.count == PieceBatch.capacity || repeatedCount == MissedPieces.repeatedMax {
      countBatch()
    }
  }

  /// Counts what was added, and keeps the pieces all of whose parts are counted then.
  private func countBatch() {
    batch.run(into: sums, places)
    for index in 0..<repeatedCount {
      let part = repeated[index]
      // Another piece may have taken the place over.
      let known = PieceCounts.count(part.text, part.count, in: places)
      sums[part.sum] &+= known ?? merger.merge(part.text, part.count)
    }
    repeatedCount = 0
    for index in 0..<dividedCount {
      let piece = divided[index]
      PieceCounts.keep(piece.text, piece.count, sums[piece.sum], in: places)
      sums[0] &+= sums[piece.sum]
      sums[piece.sum] = 0
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
      // All of its parts have to be there before it is kept: there are fewer than it has bytes.
      if batch.count &+ PieceCounts.pieceBytesMax > PieceBatch.capacity
        || repeatedCount &+ PieceCounts.pieceBytesMax > MissedPieces.repeatedMax
        || dividedCount == PieceBatch.capacity
      {
        countBatch()
      }
      sum = dividedCount &+ 1
      divided[dividedCount] = Part(text: piece, count: length, sum: sum)
      dividedCount &+= 1
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
