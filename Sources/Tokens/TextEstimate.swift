import CBytes

/// An estimate of how many tokens of o200k_base a text has, without a vocabulary.
///
/// The pieces that a text is cut into before anything is merged are found, nearly as the published
/// cut has them; each piece counts for as many tokens as pieces of its kind and length had on
/// average in the texts that the weights were fitted to. Its kind
/// holds how unusual its pairs of neighbouring letters are, which tells words that are one token
/// from names and codes that are many.
///
/// The text may come in parts of any size: it is worked through in blocks of at most sixty-four
/// bytes, which depend on the text alone. Nothing is allocated.
public struct TextEstimate: Sendable {
  /// Where a block begins that is not yet full, and how many bytes of it there are.
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var blockCount = 0
  private var pieces = PieceWeights()

  /// The estimate of an empty text.
  public init() {}

  /// Adds bytes, whatever they are, behind those that were added before.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place < bytes.count {
      if blockCount == 0, bytes.count - place >= 64, let base = bytes.baseAddress {
        place = addBlocks(base, place, bytes.count)
        continue
      }
      block[blockCount] = bytes[place]
      blockCount += 1
      place += 1
      if blockCount == 64 { addBuffered() }
    }
  }

  /// Adds whole blocks for as long as there are sixty-four bytes. Returns where what is left begins.
  private mutating func addBlocks(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int {
    var place = start
    while end - place >= 64 {
      // In bounds: sixty-four bytes are there.
      let at = base.assumingMemoryBound(to: UInt8.self) + place
      let count = TextEstimate.wholeCharacters(at)
      pieces.add(at, count)
      place += count
    }
    return place
  }

  /// Adds the block that is kept, and keeps the character that it ends within.
  private mutating func addBuffered() {
    let full = block
    let count = full.span.withUnsafeBufferPointer { bytes -> Int in
      guard let base = bytes.baseAddress else { return 64 }
      let count = TextEstimate.wholeCharacters(base)
      pieces.add(base, count)
      return count
    }
    for index in count..<64 { block[index - count] = full[index] }
    blockCount = 64 - count
  }

  /// How many of sixty-four bytes come before a character that they end within.
  @inline(__always)
  private static func wholeCharacters(_ bytes: UnsafePointer<UInt8>) -> Int {
    if bytes[63] < 0x80 { return 64 }
    if bytes[63] >= 0xC0 { return 63 }
    if bytes[62] >= 0xE0 { return 62 }
    return bytes[61] >= 0xF0 ? 61 : 64
  }

  /// The pieces as they would be if the text ended here.
  private var ended: PieceWeights {
    var ended = pieces
    if blockCount > 0 {
      let count = blockCount
      block.span.withUnsafeBufferPointer { bytes in
        if let base = bytes.baseAddress { ended.add(base, count) }
      }
    }
    ended.end()
    return ended
  }

  /// How many tokens the text has, by estimate: none if it is empty, else at least one.
  public var count: Int { ended.tokenCount }

  /// How far from the truth the estimate of such a text is on average, in percent of it.
  public var expectedErrorPercent: Int { ended.expectedErrorPercent }
}
