import CBytes

extension PieceWeights {
  /// A word or a run of signs.
  ///
  /// A word may have a space, a tab or a sign before its letters that belongs to it, a run a space.
  struct Piece {
    /// Where it ends in its block, how many bytes it has, and whether it is a run, in one number.
    private let bits: Int

    @inline(__always)
    init(end: Int, byteCount: Int, isRun: Bool) {
      bits = end | (isRun ? 128 : 0) | byteCount &<< 8
    }

    private var end: Int { bits & 127 }
    private var isRun: Bool { bits & 128 != 0 }
    private var byteCount: Int { bits >> 8 }

    /// Whether it is among the known tokens: 1 or 0. One in 64 that is not is taken for one, too.
    @inline(__always)
    func isKnown(_ block: UnsafePointer<UInt8>) -> Int {
      // In bounds: sixteen bytes before the piece's end are in the block or before it.
      let mixed = bytes_mixed(block + end, min(byteCount, 16))
      // In bounds: the table has 65,536 characters.
      let known = EstimateWeights.known.utf8Start
      let values =
        known[Int(mixed & 0xFFFF)] ^ known[Int(mixed >> 16 & 0xFFFF)]
        ^ known[Int(mixed >> 32 & 0xFFFF)]
      return (UInt8(truncatingIfNeeded: mixed >> 58) ^ values) & 63 == 0 && byteCount <= 16 ? 1 : 0
    }

    /// How many tokens a piece has that is not known, in 256ths.
    @inline(__always)
    func weight(_ block: UnsafePointer<UInt8>) -> Int {
      isRun ? weightOfRun(block) : weightOfWord(block)
    }

    /// The sum of the weights of the pairs of neighbours among the last bytes, and how many of them are
    /// capitals, and beyond ASCII.
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

    /// What leads a word: 1 for a space, 2 for a tab, 3 for a sign, 0 for nothing. Of a very long one that
    /// is not known.
    private func context(_ block: UnsafePointer<UInt8>) -> Int {
      if byteCount > PieceWeights.behindBytes { return 0 }
      // In bounds: no more bytes are looked at than there are before the block.
      let first = block[end &- byteCount]
      if first == 0x20 { return 1 }
      if first == 0x09 { return 2 }
      return first > 127 || (first | 0x20) &- 0x61 < 26 ? 0 : 3
    }

    private func weightOfWord(_ block: UnsafePointer<UInt8>) -> Int {
      let (score, upperCount, wideCount) = looks(block)
      let context = context(block)
      let length = context == 0 ? byteCount : byteCount &- 1
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
      // In bounds: no more bytes are looked at than there are before the block.
      var index = end &- min(byteCount, PieceWeights.behindBytes)
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
