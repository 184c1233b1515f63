import CBytes
import Glibc
import Platform

/// Counts pieces that are too long for the table of ``PieceCounts``. Few different ones are in most texts, such as
/// rules and indentation: those that were met last are known with their counts. The others are merged pair by
/// pair up to some length, from which on ``Merger`` is faster.
final class LongPieces {
  /// A place has 256 bytes: a piece of up to 248 bytes, its length (4), and its count (4).
  private static let placeBytes = 256
  private static let pieceBytesMax = Int(bytes_merged_longer)
  private static let placeBits: UInt64 = 8
  /// Of pieces that are longer than this, and of which no part is a token, their tokens are not held.
  private static let mergedBytesMax = 1 << 20

  private let whole: WholeTable
  private lazy var merger = whole.checked().map { Merger($0) }
  private let pairs: bytes_pairs
  private let bytePairs: UnsafePointer<UInt32>
  private let mergesWholePieces: Bool
  private let isRanked: Bool
  private let isWide: Int32 = PieceBatch.canBeWide ? 1 : 0
  private let places: UnsafeMutablePointer<UInt8> = ZeroedMemory.allocate(placeBytes << placeBits)

  init(_ whole: WholeTable) {
    self.whole = whole
    mergesWholePieces = whole.table.mergesWholePieces
    isRanked = whole.table.rankedCount > 0
    pairs = whole.table.pairs
    bytePairs = whole.table.part(.bytePairs).assumingMemoryBound(to: UInt32.self)
  }

  deinit { ZeroedMemory.release(places) }

  /// The count of a piece of more than 15 bytes.
  func count(_ piece: UnsafePointer<UInt8>, _ length: Int) -> Int {
    if length > LongPieces.pieceBytesMax { return merge(piece, length) }
    // In bounds: a hash numbers a place, and the piece has room in it before what is known of it.
    let place = UnsafeMutableRawPointer(places + LongPieces.place(piece, length))
    let known = place.load(fromByteOffset: LongPieces.pieceBytesMax, as: UInt64.self)
    if known >> 32 == UInt64(length), memcmp(place, piece, length) == 0 {
      return Int(known & 0xFFFF_FFFF)
    }
    let count =
      mergesWholePieces
      ? merge(piece, length)
      : Int(bytes_count_longer(pairs, bytePairs, piece, UInt32(length), isWide))
    memcpy(place, piece, length)
    place.storeBytes(
      of: UInt64(length) << 32 | UInt64(count), toByteOffset: LongPieces.pieceBytesMax,
      as: UInt64.self)
    return count
  }

  /// The count of any piece; 0 where the table is damaged.
  func merge(_ piece: UnsafePointer<UInt8>, _ length: Int) -> Int {
    if length > LongPieces.mergedBytesMax, !isRanked {
      return merger?.countByChain(piece, length) ?? 0
    }
    return merger?.merge(piece, length) ?? 0
  }

  /// Where the place of a piece begins: its ends and its middle tell.
  private static func place(_ piece: UnsafePointer<UInt8>, _ length: Int) -> Int {
    let raw = UnsafeRawPointer(piece)
    func word(_ offset: Int) -> UInt64 {
      // In bounds: the piece has 16 bytes at least.
      raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    var hash = word(0) ^ UInt64(length)
    hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15 ^ word(length - 8)
    hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15 ^ word(length / 2 - 4)
    hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(hash >> (64 - placeBits)) * placeBytes
  }
}
