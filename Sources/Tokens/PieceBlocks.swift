/// The pieces of a stretch of a text, which may come in parts of any size (``TextEstimate``).
///
/// It is worked through in blocks of at most sixty-three bytes, which depend on the stretch alone.
struct PieceBlocks {
  /// The bytes before a block, and the block, as far as it is there.
  private var room = InlineArray<128, UInt8>(repeating: 0)
  private var blockCount = 0
  private var pieces = PieceWeights()

  /// Adds bytes, whatever they are, behind those that were added before.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    var place = 0
    while place < bytes.count {
      let start = place - blockCount
      if start >= PieceWeights.behindBytes, bytes.count - start >= 64 {
        let end = addBlocks(base, start, bytes.count)
        // In bounds: fewer than sixty-four bytes are left, and as many lie before them.
        let behind = end - PieceWeights.behindBytes
        for index in behind..<bytes.count { room[index - behind] = bytes[index] }
        blockCount = bytes.count - end
        return
      }
      room[PieceWeights.behindBytes + blockCount] = bytes[place]
      blockCount += 1
      place += 1
      if blockCount == 64 { addBuffered() }
    }
  }

  /// Adds whole blocks for as long as there are sixty-four bytes. Returns where what is left begins.
  private mutating func addBlocks(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int {
    PieceWeights.Others.withRoom { others in
      var place = start
      while end - place >= 64 {
        // In bounds: sixty-four bytes are there, and as many before them.
        let at = base.assumingMemoryBound(to: UInt8.self) + place
        let count = PieceBlocks.wholeCharacters(at)
        pieces.add(at, count, &others)
        place += count
      }
      pieces.addOthers(&others)
      return place
    } ?? end
  }

  /// Adds the block that is kept, and keeps the character that it ends within.
  private mutating func addBuffered() {
    let full = room
    let count = full.span.withUnsafeBufferPointer { bytes -> Int in
      guard let base = bytes.baseAddress else { return 63 }
      let count = PieceBlocks.wholeCharacters(base + PieceWeights.behindBytes)
      PieceBlocks.add(base, count, to: &pieces)
      return count
    }
    for index in count..<128 { room[index - count] = full[index] }
    blockCount = 64 - count
  }

  /// How many of sixty-three bytes come before a character that they end within.
  @inline(__always)
  private static func wholeCharacters(_ bytes: UnsafePointer<UInt8>) -> Int {
    if bytes[62] < 0x80 { return 63 }
    if bytes[62] >= 0xC0 { return 62 }
    if bytes[61] >= 0xE0 { return 61 }
    return bytes[60] >= 0xF0 ? 60 : 63
  }

  /// Adds a block that is kept.
  private static func add(
    _ room: UnsafePointer<UInt8>, _ count: Int, to pieces: inout PieceWeights
  ) {
    PieceWeights.Others.withRoom { others in
      pieces.add(room + PieceWeights.behindBytes, count, &others)
      pieces.addOthers(&others)
    }
  }

  /// The pieces as they would be if the stretch ended here.
  var ended: PieceWeights {
    var ended = pieces
    let count = blockCount
    room.span.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      if count > 0 { PieceBlocks.add(base, count, to: &ended) }
      ended.end(base + PieceWeights.behindBytes + count)
    }
    return ended
  }

  /// Ends the stretch. Another one may begin.
  mutating func end() {
    pieces = ended
    room = InlineArray<128, UInt8>(repeating: 0)
    blockCount = 0
  }
}
