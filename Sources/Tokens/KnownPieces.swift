import CBytes
import Glibc
import Platform

/// Short pieces that were met, with their counts, in the places of ``PieceCounts``. Where they can be shared,
/// any thread may ask for one, and add one, at any time: a place is read and written at once.
final class KnownPieces: @unchecked Sendable {
  private let memory = LargePages(bytes: PieceCounts.bytes)
  private let places: UnsafeMutableRawPointer
  /// The table holds the tokens that are looked for among its own.
  private let table: TokenTable
  private let wholes: UnsafeRawPointer

  /// Whether several threads may use the same ones.
  static var canBeShared: Bool { bytes_pieces_can_be_shared() != 0 }

  /// Those that a table begins with, all of which was checked.
  init(_ table: TokenTable) {
    places = memory.base
    self.table = table
    wholes = table.part(.wholes)
    memcpy(places, table.part(.common), PieceCounts.bytes)
  }

  // Everything below is in bounds: each key has a place.

  /// The count of a piece, if it is known.
  @inline(__always)
  func count(_ key: PieceCounts.Key) -> Int? {
    let found = bytes_find_piece(places, UInt64(key.place), key.low, key.high)
    return found == 0 ? nil : Int(truncatingIfNeeded: found &>> PieceCounts.countShift)
  }

  /// Keeps the count of a piece.
  @inline(__always)
  func keep(_ key: PieceCounts.Key, _ count: Int) {
    let high = key.high | UInt64(truncatingIfNeeded: count) &<< PieceCounts.countShift
    bytes_keep_piece(places, UInt64(key.place), key.low, high)
  }

  /// Counts the pieces that begin at some places, and end at the next ones, as far as they are known. The
  /// numbers of the others are put into a list. Behind each piece 16 bytes may be read; there is one place
  /// more than pieces, and room for as many numbers.
  @inline(__always)
  func count(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int,
    width: Int32, missed: UnsafeMutablePointer<UInt32>
  ) -> (tokens: Int, missed: Int) {
    let known = bytes_known_pieces_of(
      text, starts, count, places, UInt32(PieceCounts.placeBits), width, missed)
    return (Int(truncatingIfNeeded: known.tokens), known.missed)
  }

  /// Of the pieces of some numbers, counts those that are tokens of the vocabulary, and keeps them. The numbers of
  /// the others are left in the list.
  @inline(__always)
  func countTokens(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>,
    _ numbers: UnsafeMutablePointer<UInt32>, _ count: Int
  ) -> (tokens: Int, missed: Int) {
    let known = bytes_known_tokens(
      text, starts, numbers, count, wholes, UInt32(WholeTokens.bucketBits), places,
      UInt32(PieceCounts.placeBits))
    return (Int(truncatingIfNeeded: known.tokens), known.missed)
  }
}
