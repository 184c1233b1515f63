import CBytes
import Platform

/// Counts short pieces many at a time.
///
/// The table of pairs is larger than the memory near the processor, and each look into it says where the next
/// one goes: who takes one piece after the other waits most of the time. And what the bytes of words are merged
/// to is hard to foresee: a processor that guesses loses more than it does meanwhile. So the pairs of a piece
/// are merged as they stand, the first one first, all pieces in turn, and nearly without branches
/// (`CBytes/merges.h`); ``Merger`` comes to the same tokens.
final class PieceBatch: @unchecked Sendable {
  /// So many pieces at a time.
  static let capacity = Int(bytes_merged_together)

  /// Whether the processor has the instructions that are faster.
  static let canBeWide = bytes_has_wide() != 0

  private struct Piece {
    let key: PieceCounts.Key
    /// Which of the sums its tokens are added to.
    let sum: Int
  }

  /// A piece that is there already, and one more sum that its tokens are added to.
  private struct Repeated {
    let number: Int
    let sum: Int
  }

  private let pairs: bytes_pairs
  private let bytePairs: UnsafePointer<UInt32>
  private let isWide: Bool
  private let pieces = UnsafeMutablePointer<Piece>.allocate(capacity: PieceBatch.capacity)
  private let texts = UnsafeMutablePointer<bytes_short_piece>.allocate(
    capacity: PieceBatch.capacity)
  /// How many pieces there are.
  private var count = 0
  /// Pieces that were added once more.
  private let repeated = UnsafeMutablePointer<Repeated>.allocate(capacity: PieceBatch.repeatedMax)
  private var repeatedCount = 0
  private static let repeatedMax = 256
  /// Which piece may have a key, by the last bits of the key's place.
  private let recent: UnsafeMutablePointer<UInt8> = ZeroedMemory.allocate(PieceBatch.recentCount)
  private static let recentCount = 1024

  /// One that counts by a table, all of which was checked, with the wide instructions or without them.
  init(_ table: TokenTable, isWide: Bool = PieceBatch.canBeWide) {
    self.isWide = isWide
    pairs = table.pairs
    bytePairs = table.part(.bytePairs).assumingMemoryBound(to: UInt32.self)
  }

  deinit {
    pieces.deallocate()
    texts.deallocate()
    repeated.deallocate()
    ZeroedMemory.release(recent)
  }

  // Everything below is in bounds: there are never more pieces than the capacity, which the caller sees to.

  /// Whether something has to be done before more is added.
  @inline(__always)
  var isFull: Bool { !hasRoom(for: 1) }

  /// Whether so many pieces may be added.
  @inline(__always)
  func hasRoom(for more: Int) -> Bool {
    count &+ more <= PieceBatch.capacity && repeatedCount &+ more <= PieceBatch.repeatedMax
  }

  /// Adds a piece of 1 to 15 bytes, behind which at least 15 may be read, with its key; there has to be room.
  @inline(__always)
  func add(_ text: UnsafePointer<UInt8>, _ length: Int, _ key: PieceCounts.Key, sum: Int) {
    // Slots are never emptied: what an earlier piece has left there is the number of none, or of one with another
    // key.
    let slot = recent + key.place & (PieceBatch.recentCount - 1)
    let number = Int(slot.pointee)
    if number < count, pieces[number].key == key {
      repeated[repeatedCount] = Repeated(number: number, sum: sum)
      repeatedCount &+= 1
      return
    }
    slot.pointee = UInt8(truncatingIfNeeded: count)
    pieces[count] = Piece(key: key, sum: sum)
    texts[count] = bytes_short_piece(
      text: text, length: UInt32(truncatingIfNeeded: length), tokens: 0)
    count &+= 1
  }

  /// Counts the pieces that were added, adds their tokens to the sums, and keeps what was found. None is left.
  func run(into sums: UnsafeMutablePointer<Int>, _ known: KnownPieces) {
    bytes_count_merged(pairs, bytePairs, texts, count, isWide ? 1 : 0)
    for number in 0..<count {
      let (piece, tokens) = (pieces[number], Int(texts[number].tokens))
      sums[piece.sum] &+= tokens
      known.keep(piece.key, tokens)
    }
    for index in 0..<repeatedCount {
      sums[repeated[index].sum] &+= Int(texts[repeated[index].number].tokens)
    }
    (count, repeatedCount) = (0, 0)
  }
}
