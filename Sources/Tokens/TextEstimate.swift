/// An estimate of how many tokens of o200k_base a text has, without a vocabulary.
///
/// The pieces that a text is cut into before anything is merged are found, nearly as the published
/// cut has them. A filter knows those of them that are one token and common; of all others it takes
/// one in sixty-four for one. What it does not know counts for as many tokens as pieces of its kind
/// and length had on average in the texts that the weights were fitted to. Its kind holds how
/// unusual its pairs of neighbouring letters are, which tells words of two tokens from names and
/// codes that are many.
///
/// Of a text of more than `wholeBytes` bytes, every fourth part is looked at behind them, and counts
/// for all four. The text may come in parts of any size: where it is looked at depends on it alone.
public struct TextEstimate: Sendable {
  /// Which weights these are; raised with them, since counts that were kept are those of other weights.
  public static let version = 2

  /// So many bytes of a text are all looked at.
  static let wholeBytes = 1 << 20
  /// Behind them, so many bytes are looked at, of so many.
  static let sampleBytes = 4 * 1024
  static let strideBytes = 16 * 1024

  private var blocks = PieceBlocks()
  /// How many bytes there were, and what those weigh that were all looked at.
  private var byteCount = 0
  private var wholeSum = 0

  /// The estimate of an empty text.
  public init() {}

  /// Adds bytes, whatever they are, behind those that were added before.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place < bytes.count {
      let left = TextEstimate.left(byteCount)
      let count = min(bytes.count - place, left.bytes)
      if left.isLookedAt {
        blocks.add(UnsafeRawBufferPointer(rebasing: bytes[place..<place + count]))
        if count == left.bytes { blocks.end() }
      }
      place += count
      byteCount += count
      if byteCount == TextEstimate.wholeBytes { wholeSum = blocks.ended.sum }
    }
  }

  /// Whether the bytes from a place on are looked at, and how many of them are like that.
  private static func left(_ place: Int) -> (isLookedAt: Bool, bytes: Int) {
    if place < wholeBytes { return (true, wholeBytes - place) }
    let offset = (place - wholeBytes) % strideBytes
    if offset < sampleBytes { return (true, sampleBytes - offset) }
    return (false, strideBytes - offset)
  }

  /// How many tokens the text has, by estimate: none if it is empty, else at least one.
  public var count: Int {
    if byteCount == 0 { return 0 }
    let pieces = blocks.ended
    var sum = pieces.sum
    if byteCount > TextEstimate.wholeBytes {
      let share =
        Double(byteCount - TextEstimate.wholeBytes)
        / Double(pieces.byteCount - TextEstimate.wholeBytes)
      sum = wholeSum + Int(Double(sum - wholeSum) * share)
    }
    return max(1, (sum + 128) >> 8)
  }

  /// How far from the truth the estimate of such a text is on average, in percent of it.
  public var expectedErrorPercent: Int {
    if byteCount == 0 { return 0 }
    let pieces = blocks.ended
    let share = pieces.wideCount * 100 / pieces.byteCount
    // A short text has few pieces, whose errors do not yet cancel each other.
    let errors = share < 5 ? (4, 3, 2) : share < 30 ? (8, 7, 7) : (9, 5, 4)
    return byteCount < 200 ? errors.0 : byteCount < 1000 ? errors.1 : errors.2
  }
}
