extension PieceWeights {
  /// A word or a run of signs.
  ///
  /// A word may have one character before its letters that belongs to it (`context`: 1 for a space, 2 for a
  /// tab, 3 for a sign), a run a space.
  struct Piece {
    /// Where it ends in its block.
    let end: Int
    /// How many bytes it has, without what leads it.
    let length: Int
    let context: Int
    let isRun: Bool

    /// How many bytes it has.
    @inline(__always)
    private var byteCount: Int { length &+ (context == 0 ? 0 : 1) }

    /// Whether it is among the known tokens: 1 or 0. One in thirty that is not is taken for one, too.
    @inline(__always)
    func isKnown(_ block: UnsafePointer<UInt8>) -> Int {
      // In bounds: sixteen bytes before the piece's end are in the block or behind it.
      let at = UnsafeRawPointer(block + end)
      let last = (at - 8).loadUnaligned(as: UInt64.self)
      let first = (at - 16).loadUnaligned(as: UInt64.self)
      let bits = UInt64(truncatingIfNeeded: byteCount &<< 3)
      let isLong = byteCount > 8
      let high = isLong ? last : last &>> (64 &- bits)
      let low = isLong ? first &>> (128 &- bits) : 0
      var hash = (high ^ low &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      hash = hash &* 0xD6E8_FEB8_6659_FD93
      // In bounds: the table has 65,536 characters, of six bits each.
      let known = EstimateWeights.known.utf8Start
      let one = (known[Int(hash >> 48)] &- 63) &>> UInt8(((hash >> 16 & 0xFFFF) &* 6) >> 16)
      let two = (known[Int(hash >> 32 & 0xFFFF)] &- 63) &>> UInt8(((hash & 0xFFFF) &* 6) >> 16)
      return Int(one & two & 1) & (byteCount <= 16 ? 1 : 0)
    }

    /// How many tokens a piece has that is not known, in 256ths.
    @inline(__always)
    func weight(_ block: UnsafePointer<UInt8>) -> Int {
      isRun ? weightOfRun(block) : weightOfWord(block)
    }

    /// The sum of the weights of the pairs of neighbours among the last bytes, and how many of them are
    /// capitals, and beyond ASCII.
    @inline(__always)
    private func looks(
      _ block: UnsafePointer<UInt8>
    ) -> (score: Int, upperCount: Int, wideCount: Int) {
      let pairs = EstimateWeights.pairs.utf8Start
      var (score, upperCount, wideCount) = (0, 0, 0)
      var last = -1
      for index in end &- min(byteCount, EstimateWeights.wordLengths)..<end {
        let byte = block[index]
        let symbol = Int(min(max(byte, 32), 127)) &- 32
        // In bounds: there are 96 times 96 pairs.
        if last >= 0 {
          score &+= Int(pairs[last &* 96 &+ symbol]) &- EstimateWeights.pairZero
        }
        last = symbol
        upperCount &+= byte &- 65 < 26 ? 1 : 0
        wideCount &+= byte > 127 ? 1 : 0
      }
      return (score, upperCount, wideCount)
    }

    private func weightOfWord(_ block: UnsafePointer<UInt8>) -> Int {
      let (score, upperCount, wideCount) = looks(block)
      if wideCount > 0 {
        let script = scriptOfWord(block)
        if script != EstimateWeights.latin {
          let half = min(length / 2, EstimateWeights.scriptLengths - 1)
          return EstimateWeights.value(
            EstimateWeights.scripts, Int(script) * EstimateWeights.scriptLengths + half)
        }
      }
      let kind = wideCount > 0 ? 3 : min(upperCount, 2)
      let row =
        (context &* 4 &+ kind) &* EstimateWeights.wordLengths
        &+ min(length, EstimateWeights.wordLengths - 1)
      let value = EstimateWeights.value(
        EstimateWeights.words, row &* EstimateWeights.buckets &+ PieceWeights.bucket(score))
      return value &+ max(0, length &- EstimateWeights.wordLengths &+ 1) &* EstimateWeights.longByte
    }

    /// The script of the first character beyond ASCII, among the last ones.
    private func scriptOfWord(_ block: UnsafePointer<UInt8>) -> UInt8 {
      // In bounds: no more bytes are looked at than there are behind the block.
      var index = end &- min(length, PieceWeights.behindBytes - 16)
      while index < end, block[index] < 0xC0 { index &+= 1 }
      if index == end { return EstimateWeights.latin }
      return PieceWeights.script(PieceWeights.decode(block, index, end).scalar)
    }

    private func weightOfRun(_ block: UnsafePointer<UInt8>) -> Int {
      let (score, _, wideCount) = looks(block)
      // Its characters beyond ASCII have counted for themselves.
      if wideCount > 0 { return 256 }
      let row = min(byteCount, EstimateWeights.runLengths - 1)
      return EstimateWeights.value(
        EstimateWeights.runs, row &* EstimateWeights.buckets &+ PieceWeights.bucket(score))
    }
  }

  /// The bucket of a sum of pairs' weights.
  @inline(__always)
  private static func bucket(_ score: Int) -> Int {
    min(max(score >> 2 &+ 2, 0), EstimateWeights.buckets - 1)
  }
}
