import CBytes
import Glibc
import Platform

/// Counts the tokens of texts, one after the other, for one thread.
///
/// Most pieces were met before, and their counts are in a small table. What is left goes to the merger.
final class PieceCounter: @unchecked Sendable {
  /// So many bytes behind a text may be read.
  static let slackBytes = PieceStarts.slackBytes + 16

  private let table: TokenTable
  private let merger: Merger
  /// Which neighbours cannot be counted apart, as in ``JoinedCharacters``; nil where pieces are whole.
  private let joined: UnsafeRawPointer?
  private let starts = PieceStarts()
  /// Where pieces that were met are kept, as in ``PieceCounts``.
  private let places: UnsafeMutablePointer<UInt64>
  private let memory = LargePages(bytes: PieceCounts.bytes)
  private let batch: PieceBatch
  /// Pieces that are counted in parts, and their sums, behind that of all others.
  private let divided = UnsafeMutablePointer<(text: UnsafePointer<UInt8>, count: Int)>.allocate(
    capacity: PieceBatch.capacity)
  private let sums = UnsafeMutablePointer<Int>.allocate(capacity: PieceBatch.capacity + 1)
  private var dividedCount = 0
  /// What is in the batch already.
  private let repeated = UnsafeMutablePointer<Part>.allocate(capacity: PieceCounter.repeatedMax)
  private var repeatedCount = 0
  private static let repeatedMax = 256

  private struct Part {
    let text: UnsafePointer<UInt8>
    let count: Int
    let sum: Int
  }

  /// The pieces of a stretch that are not among them.
  private let misses = UnsafeMutablePointer<UInt32>.allocate(capacity: PieceStarts.stretch + 8)

  /// One that counts by a table, all of which was checked.
  init(_ table: TokenTable) {
    self.table = table
    merger = Merger(table)
    joined = table.unreached.isEmpty ? table.part(.joined) : nil
    places = memory.base.bindMemory(to: UInt64.self, capacity: PieceCounts.bytes / 8)
    memcpy(places, table.part(.common), PieceCounts.bytes)
    batch = PieceBatch(merger)
    sums.initialize(repeating: 0, count: PieceBatch.capacity + 1)
  }

  deinit {
    misses.deallocate()
    divided.deallocate()
    repeated.deallocate()
    sums.deallocate()
  }

  /// The count of a text that is all there, or ends where a piece does. `slackBytes` bytes behind it may be
  /// read; they count for nothing.
  func count(_ text: CutBytes) -> Int {
    var (total, start) = (0, 0)
    var sequence = CutSequence(table.cuts, count: text.count)
    while start < text.count {
      starts.find(text, from: start, table.cuts, &sequence)
      total &+= countPieces(text.bytes + start)
      start &+= Int(starts.places[starts.count])
    }
    return total
  }

  /// Counts the pieces that were found.
  @inline(__always)
  private func countPieces(_ text: UnsafePointer<UInt8>) -> Int {
    // In bounds: one place more was found than pieces; 16 bytes may be read behind each piece.
    let known = bytes_known_pieces(
      text, starts.places, starts.count, places, UInt32(PieceCounts.placeBits), misses)
    return Int(truncatingIfNeeded: known.tokens) &+ countMissed(text, known.missed)
  }

  /// Counts the pieces that were not found, and keeps them.
  @inline(never)
  private func countMissed(_ text: UnsafePointer<UInt8>, _ missed: Int) -> Int {
    if merger.hasUnreached { return countWhole(text, missed) }
    for index in 0..<missed {
      let piece = Int(misses[index])
      let start = Int(starts.places[piece])
      let length = Int(starts.places[piece &+ 1]) &- start
      // In bounds: there is a piece.
      if let joined, text[start &+ length &- 1] >= 0x80 {
        addParts(text + start, length, joined)
      } else {
        add(text + start, length, 0)
      }
    }
    countBatch()
    let total = sums[0]
    sums[0] = 0
    return total
  }

  /// Counts the pieces that were not found where each may be a token that no merges lead to.
  private func countWhole(_ text: UnsafePointer<UInt8>, _ missed: Int) -> Int {
    var total = 0
    for index in 0..<missed {
      let start = Int(starts.places[Int(misses[index])])
      let (piece, length) = (
        text + start, Int(starts.places[Int(misses[index]) &+ 1]) &- start
      )
      let known = PieceCounts.count(piece, length, in: places)
      let count = known ?? merger.merge(piece, length)
      if known == nil { PieceCounts.keep(piece, length, count, in: places) }
      total &+= count
    }
    return total
  }

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
    if batch.count == PieceBatch.capacity || repeatedCount == PieceCounter.repeatedMax {
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
      PieceCounts.keep(divided[index].text, divided[index].count, sums[index &+ 1], in: places)
      sums[0] &+= sums[index &+ 1]
      sums[index &+ 1] = 0
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
      // All of its parts have to be there before it is kept.
      if batch.count &+ PieceCounts.pieceBytesMax > PieceBatch.capacity
        || dividedCount == PieceBatch.capacity
      {
        countBatch()
      }
      divided[dividedCount] = (piece, length)
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

extension TokenTable {
  /// The count of a text that has none but pieces that are often met; nil where it has others. What is looked
  /// at of the table is checked. The text is as ``PieceCounter/count(_:)`` has it.
  func commonCount(_ text: CutBytes) -> Int? {
    if !isPlain { return nil }
    let starts = PieceStarts()
    var sequence = CutSequence(cuts, count: text.count)
    var (total, start) = (0, 0)
    while start < text.count {
      starts.find(text, from: start, cuts, &sequence)
      for index in 0..<starts.count {
        let first = start + Int(starts.places[index])
        let length = start + Int(starts.places[index + 1]) - first
        if length > PieceCounts.pieceBytesMax { return nil }
        let key = PieceCounts.Key(text.bytes + first, length)
        let words = bytes.words(at: commonStart + 16 * key.place)
        let (low, high) = (
          UInt64(words.x) | UInt64(words.y) << 32, UInt64(words.z) | UInt64(words.w) << 32
        )
        if low != key.low || high & PieceCounts.pieceMask != key.high { return nil }
        total += Int(high >> PieceCounts.countShift)
      }
      start += Int(starts.places[starts.count])
    }
    return bytes.isDamaged ? nil : total
  }
}
