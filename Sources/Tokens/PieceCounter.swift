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
  /// The pieces of a stretch that are not among them.
  private let misses = UnsafeMutablePointer<UInt32>.allocate(capacity: PieceStarts.stretch + 8)

  /// One that counts by a table, all of which was checked.
  init(_ table: TokenTable) {
    self.table = table
    merger = Merger(table)
    joined = table.unreached.isEmpty ? table.part(.joined) : nil
    places = .allocate(capacity: PieceCounts.bytes / 8)
    memcpy(places, table.part(.common), PieceCounts.bytes)
  }

  deinit {
    places.deallocate()
    misses.deallocate()
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
    var (total, missed) = (UInt64(0), 0)
    // In bounds: one place more was found than pieces; 16 bytes may be read behind each piece.
    var start = Int(starts.places[0])
    for index in 0..<starts.count {
      let end = Int(starts.places[index &+ 1])
      let length = end &- start
      let key = PieceCounts.Key(text + start, min(length, PieceCounts.pieceBytesMax))
      let place = places + 2 &* key.place
      let high = place[1]
      let isFound =
        length <= PieceCounts.pieceBytesMax
        && (place[0] ^ key.low | (high & PieceCounts.pieceMask) ^ key.high) == 0
      total &+= isFound ? high &>> PieceCounts.countShift : 0
      misses[missed] = UInt32(truncatingIfNeeded: index)
      missed &+= isFound ? 0 : 1
      start = end
    }
    return Int(truncatingIfNeeded: total) &+ countMissed(text, missed)
  }

  /// Counts the pieces that were not found, and keeps them.
  @inline(never)
  private func countMissed(_ text: UnsafePointer<UInt8>, _ missed: Int) -> Int {
    var total = 0
    for index in 0..<missed {
      let piece = Int(misses[index])
      let start = Int(starts.places[piece])
      total &+= countMissed(text + start, length: Int(starts.places[piece &+ 1]) &- start)
    }
    return total
  }

  /// Counts a piece that was not found a moment ago.
  @inline(__always)
  private func countMissed(_ piece: UnsafePointer<UInt8>, length: Int) -> Int {
    if length > PieceCounts.pieceBytesMax { return countParts(piece, length) }
    return countShort(piece, length) { countParts(piece, length) }
  }

  /// The count of a short piece, which is kept.
  @inline(__always)
  private func countShort(
    _ piece: UnsafePointer<UInt8>, _ length: Int, counting: () -> Int
  ) -> Int {
    let key = PieceCounts.Key(piece, length)
    let place = places + 2 &* key.place
    if place[0] == key.low, place[1] & PieceCounts.pieceMask == key.high {
      return Int(truncatingIfNeeded: place[1] &>> PieceCounts.countShift)
    }
    let count = counting()
    place[0] = key.low
    place[1] = key.high | UInt64(truncatingIfNeeded: count) &<< PieceCounts.countShift
    return count
  }

  /// Counts a piece in parts that no token crosses.
  @inline(__always)
  private func countParts(_ piece: UnsafePointer<UInt8>, _ length: Int) -> Int {
    guard let joined, piece[length &- 1] >= 0x80 else { return merger.merge(piece, length) }
    let raw = UnsafeRawPointer(piece)
    var (total, start, offset) = (0, 0, 0)
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
          total &+= countPart(piece + start, offset &- start)
          start = offset
        }
      }
      left = right
      offset &+= 3
    }
    return total
      &+ (start == 0 ? merger.merge(piece, length) : countPart(piece + start, length &- start))
  }

  @inline(__always)
  private func countPart(_ part: UnsafePointer<UInt8>, _ length: Int) -> Int {
    if length > PieceCounts.pieceBytesMax { return merger.merge(part, length) }
    return countShort(part, length) { merger.merge(part, length) }
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
