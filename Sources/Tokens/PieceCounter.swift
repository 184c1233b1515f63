import Platform

/// Counts the tokens of texts, one after the other, for one thread.
///
/// Most pieces were met before, and their counts are in a small table. The others are counted, and kept there.
final class PieceCounter: @unchecked Sendable {
  /// So many bytes behind a text may be read.
  static let slackBytes = PieceStarts.slackBytes + 16

  private let cuts: [Cut]
  private let starts = PieceStarts(width: PieceStarts.widest)
  private let known: KnownPieces
  /// The pieces of a stretch that are not among them.
  private let misses = UnsafeMutablePointer<UInt32>.allocate(capacity: PieceStarts.stretch + 8)
  private let missed: MissedPieces

  /// One that counts by a table, beside others that know the same pieces. Where the table turns out to be damaged,
  /// it says so, and the counts are wrong.
  init(_ whole: WholeTable, _ known: KnownPieces) {
    cuts = whole.table.cuts
    self.known = known
    missed = MissedPieces(whole, known)
  }

  deinit { misses.deallocate() }

  /// The count of a text that is all there, or ends where a piece does. `slackBytes` bytes behind it may be
  /// read; they count for nothing.
  func count(_ text: CutBytes) -> Int {
    var (total, start) = (0, 0)
    var sequence = CutSequence(cuts, count: text.count)
    while start < text.count {
      starts.find(text, from: start, cuts, &sequence)
      total &+= countPieces(text.bytes + start)
      start &+= Int(starts.places[starts.count])
    }
    return total
  }

  /// Counts the pieces that were found.
  @inline(__always)
  private func countPieces(_ text: UnsafePointer<UInt8>) -> Int {
    // In bounds: one place more was found than pieces; 16 bytes may be read behind each piece; a stretch has no
    // more pieces than bytes.
    let found = known.count(text, starts.places, starts.count, width: starts.width, missed: misses)
    let tokens = known.countTokens(text, starts.places, misses, found.missed)
    let numbers = UnsafeBufferPointer(start: misses, count: tokens.missed)
    return found.tokens &+ tokens.tokens &+ missed.count(text, starts.places, numbers)
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
