/// Shortens runs of one character, of any length, within pieces, and tells how many tokens are left out, so
/// that a piece without an end takes no more memory than another.
///
/// The tokens of what stands before a place in a piece depend on the last tokens that end before it alone. In
/// a run these repeat sooner or later: as soon as, over as many places as the longest token has bytes, they
/// are those of a period before, they repeat for ever, and a period more or less changes the count by as
/// many tokens as it has, whatever follows.
struct RunShortener {
  private let table: TokenTable
  private let merger: Merger

  /// One for a vocabulary, all of which was checked.
  init(_ table: TokenTable) {
    self.table = table
    merger = Merger(table)
  }

  /// What can be left out of a text.
  struct Gap: Equatable {
    /// Which bytes.
    var range: Range<Int>
    /// How many tokens they have.
    var tokens: Int
  }

  /// A run has to be so long, so that it repeats within.
  private static let runBytesMin = 65536
  /// What is left of it at its end.
  private static let runBytesLeft = 4096
  /// Within so many bytes the tokens have to repeat.
  private static let searchedBytes = 16384

  /// What can be left out of the run that a text ends with, if it does; the text begins where a piece does.
  func gap(_ text: CutBytes) -> Gap? {
    guard let run = RunShortener.run(text), let piece = piece(text, run),
      let period = period(text, piece, run)
    else { return nil }
    // Where white space is cut depends on what comes behind all of it: the piece may begin with the run,
    // with what is before it, or with all white space there is.
    var start = run.start
    while start > 0, text.isWhite(at: start - 1) { start -= 1 }
    for other in [start, run.start] where text.isWhite(at: run.start) && other != piece.lowerBound {
      guard let same = self.period(text, other..<piece.upperBound, run), same == period else {
        return nil
      }
    }
    let first = run.start + RunShortener.searchedBytes
    let periods = (text.count - RunShortener.runBytesLeft - first) / period.bytes
    if periods <= 0 { return nil }
    return Gap(range: first..<(first + periods * period.bytes), tokens: periods * period.tokens)
  }

  /// Where the run of one character begins that a text ends with, and how many bytes that has.
  private static func run(_ text: CutBytes) -> (start: Int, unit: Int)? {
    for unit in 1...4 {
      var start = text.count
      while start > unit, text.bytes[start - 1] == text.bytes[start - 1 - unit] { start -= 1 }
      start -= unit
      if start >= 0, text.count - start >= runBytesMin { return (start, unit) }
    }
    return nil
  }

  /// The piece that goes on in the middle of the run.
  private func piece(_ text: CutBytes, _ run: (start: Int, unit: Int)) -> Range<Int>? {
    var sequence = CutSequence(table.cuts, count: text.count)
    var start = 0
    while start < text.count {
      let end = sequence.end(text.bytes, from: start)
      if end > run.start + RunShortener.searchedBytes { return start..<end }
      start = end
    }
    return nil
  }

  /// After how many bytes the tokens of a run repeat, and how many these are.
  private func period(
    _ text: CutBytes, _ piece: Range<Int>, _ run: (start: Int, unit: Int)
  ) -> (bytes: Int, tokens: Int)? {
    if piece.upperBound < text.count - 4 {
      return period(ofPieces: text, from: piece.lowerBound, run)
    }
    let end = run.start + RunShortener.searchedBytes
    let longest = table.longestBytes
    guard end - longest * 6 > max(run.start, piece.lowerBound) else { return nil }
    let chain = merger.chain(
      text.bytes + piece.lowerBound, end - piece.lowerBound, text.count - piece.lowerBound)
    let last = end - piece.lowerBound
    for bytes in stride(from: run.unit, through: 4 * longest, by: run.unit) {
      let tokens = chain.counts[last] - chain.counts[last - bytes]
      let repeats = (0...longest).allSatisfy { back in
        chain.lasts[last - back] == chain.lasts[last - back - bytes]
          && chain.counts[last - back] - chain.counts[last - back - bytes] == tokens
      }
      if repeats { return (bytes, Int(tokens)) }
    }
    return nil
  }

  /// The same where the run is many pieces, such as those of three digits: they repeat where one of them begins as the
  /// first did within what repeats in the text.
  private func period(
    ofPieces text: CutBytes, from first: Int, _ run: (start: Int, unit: Int)
  ) -> (bytes: Int, tokens: Int)? {
    guard first >= run.start else { return nil }
    var sequence = CutSequence(table.cuts, count: text.count)
    var (start, tokens) = (0, 0)
    var period: (bytes: Int, tokens: Int)?
    while start < first + RunShortener.searchedBytes {
      let end = sequence.end(text.bytes, from: start)
      // In bounds: pieces end within the text.
      if start >= first { tokens += merger.merge(text.bytes + start, end - start) }
      start = end
      if start <= first || (start - first) % run.unit != 0 { continue }
      guard let found = period else {
        period = (start - first, tokens)
        continue
      }
      if start - first < 2 * found.bytes { continue }
      return start - first == 2 * found.bytes && tokens == 2 * found.tokens ? found : nil
    }
    return nil
  }
}

extension CutBytes {
  fileprivate func isWhite(at offset: Int) -> Bool {
    CharacterClasses.whiteSpace.holds(character(at: offset).number)
  }
}
