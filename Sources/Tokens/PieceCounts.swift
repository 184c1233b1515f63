import CBytes
import Glibc
import Platform

/// How many tokens pieces have, of those met before that have at most 15 bytes: nearly all. A place holds
/// one piece, and what is met later takes it over.
///
/// A place is 16 bytes: the piece, filled up with zeros; in the last byte its length in the lower half and
/// its count in the upper one. It is found by a hash. A table of them as texts begin comes with each
/// vocabulary: its tokens, the earliest ones first, since those are the most frequent.
struct PieceCounts {
  static let pieceBytesMax = 15
  static let placeBits = 17
  static let bytes = 16 << placeBits

  /// A piece as two numbers, without its count.
  struct Key: Equatable {
    let low: UInt64
    let high: UInt64

    /// Of a piece of at most 15 bytes, behind which 16 may be read.
    @inline(__always)
    init(_ text: UnsafePointer<UInt8>, _ count: Int) {
      // In bounds: as the caller promises.
      let piece = bytes_piece_of(text, count)
      (low, high) = (bytes_piece_low(piece), bytes_piece_high(piece))
    }

    /// The place for it.
    @inline(__always)
    var place: Int {
      Int(truncatingIfNeeded: bytes_piece_place(low, high, UInt32(PieceCounts.placeBits)))
    }
  }

  /// What a place has above its piece: the count.
  static let countShift: UInt64 = 60
  static let pieceMask: UInt64 = (1 << 60) - 1

  /// Writes the table that a vocabulary begins with. Returns the short tokens that found their places taken.
  static func append(_ tokens: ArraySlice<[UInt8]>, to bytes: inout GrowingBytes) -> [Key] {
    var places = [UInt64](repeating: 0, count: 2 << placeBits)
    var left: [Key] = []
    for token in tokens where token.count <= pieceBytesMax {
      let key = (token + [UInt8](repeating: 0, count: 16)).withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { Key($0, token.count) }
      }
      guard let key else { continue }
      if places[2 * key.place + 1] != 0 {
        left.append(key)
        continue
      }
      places[2 * key.place] = key.low
      places[2 * key.place + 1] = key.high | 1 << countShift
    }
    for word in places { bytes.append(word.littleEndian) }
    return left
  }
}

/// The short tokens of a vocabulary that have no place in the table of ``PieceCounts`` that it comes with: a
/// piece that is one of these has not to be merged.
///
/// They lie in buckets of four, 16 bytes each, as their pieces do there, but without a count, and are found by
/// another hash. A bucket that is full takes no more: a token that has no place here is merged.
enum WholeTokens {
  static let bucketBits = 15
  static let bytes = 64 << bucketBits

  /// Writes the table.
  static func append(_ tokens: [PieceCounts.Key], to bytes: inout GrowingBytes) {
    var places = [UInt64](repeating: 0, count: 8 << bucketBits)
    for token in tokens {
      let bucket = bytes_token_bucket(token.low, token.high, UInt32(bucketBits))
      let first = 8 * Int(truncatingIfNeeded: bucket)
      guard let place = (0..<4).map({ first + 2 * $0 }).first(where: { places[$0 + 1] == 0 })
      else { continue }
      (places[place], places[place + 1]) = (token.low, token.high)
    }
    for word in places { bytes.append(word.littleEndian) }
  }
}
