import CBytes

extension PieceWeights {
  /// A word or a run of signs.
  ///
  /// A word may have a space, a tab or a sign before its letters that belongs to it, a run a space.
  struct Piece {
    /// Behind its last byte. Before it are as many of the text's bytes as `behindBytes` says, at least.
    private let end: UnsafePointer<UInt8>
    /// How many bytes it has, whether it is a run, and whether a letter beyond ASCII comes behind it.
    private let bits: Int

    @inline(__always)
    init(_ end: UnsafePointer<UInt8>, byteCount: Int, isRun: Bool, isBeforeWide: Int = 0) {
      self.end = end
      bits = byteCount &<< 2 | isBeforeWide &<< 1 | (isRun ? 1 : 0)
    }

    private var isRun: Bool { bits & 1 != 0 }
    private var isBeforeWide: Bool { bits & 2 != 0 }
    private var byteCount: Int { bits >> 2 }

    /// Whether its last sixteen bytes are among the known tokens: 1 or 0. One in 64 that is not is taken for one, too.
    @inline(__always)
    func isKnown() -> Int {
      // In bounds: sixteen bytes lie before the end.
      let mixed = bytes_mixed(end, min(byteCount, 16))
      // In bounds: the table has 65,536 characters.
      let known = EstimateWeights.known.utf8Start
      let values =
        known[Int(mixed & 0xFFFF)] ^ known[Int(mixed >> 16 & 0xFFFF)]
        ^ known[Int(mixed >> 32 & 0xFFFF)]
      return (UInt8(truncatingIfNeeded: mixed >> 58) ^ values) & 63 == 0 ? 1 : 0
    }

    /// How many tokens a piece has that is not known, in 256ths.
    func weight() -> Int {
      if !isRun, end[-1] > 127 {
        let script = scriptOfWord()
        if script != EstimateWeights.latin {
          let half = min(byteCount / 2, EstimateWeights.scriptLengths - 1)
          return EstimateWeights.value(
            EstimateWeights.scripts, Int(script) * EstimateWeights.scriptLengths + half)
        }
      }
      // In bounds: sixteen bytes lie before the end, and there are 96 times 96 pairs.
      let looks = bytes_looks_of(end, min(byteCount, 16), EstimateWeights.pairs.utf8Start)
      let score = Int(looks.score) &- 15 &* EstimateWeights.pairZero
      let bucket = min(max(score >> 2 &+ 2, 0), EstimateWeights.buckets - 1)
      return isRun ? weightOfRun(looks, bucket) : weightOfWord(looks, bucket)
    }

    /// What leads a word: 1 for a space, 2 for a tab, 3 for a sign, 0 for nothing. Of a very long one that
    /// is not known.
    @inline(__always)
    private func context() -> Int {
      if byteCount > PieceWeights.behindBytes { return 0 }
      // In bounds: as many bytes lie before the end.
      let first = (end - byteCount)[0]
      if first == 0x20 { return 1 }
      if first == 0x09 { return 2 }
      return first > 127 || (first | 0x20) &- 0x61 < 26 ? 0 : 3
    }

    @inline(__always)
    private func weightOfWord(_ looks: bytes_looks, _ bucket: Int) -> Int {
      let context = context()
      let length = context == 0 ? byteCount : byteCount &- 1
      let isPlain = looks.upper & (looks.upper &- 1) == 0
      let kind = looks.wide != 0 ? 3 : looks.upper == 0 ? 0 : isPlain ? 1 : 2
      let row =
        (context &* 4 &+ kind) &* EstimateWeights.wordLengths
        &+ min(length, EstimateWeights.wordLengths - 1)
      let value = EstimateWeights.value(
        EstimateWeights.words, row &* EstimateWeights.buckets &+ bucket)
      return value &+ max(0, length &- EstimateWeights.wordLengths &+ 1) &* EstimateWeights.longByte
    }

    /// The script of the last character, which is beyond ASCII.
    @inline(__always)
    private func scriptOfWord() -> UInt8 {
      // In bounds: as many bytes lie before the end.
      var start = end - 1
      while start[0] < 0xC0, end - start < 4 { start -= 1 }
      return PieceWeights.script(PieceWeights.decode(start, 0, end - start).scalar)
    }

    /// Whether it is one character beyond ASCII.
    private var isOne: Bool {
      if byteCount > 4 { return false }
      // In bounds: it is shorter than what may be looked at before its end.
      let first = end[0 &- byteCount]
      return byteCount == (first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0)
    }

    @inline(__always)
    private func weightOfRun(_ looks: bytes_looks, _ bucket: Int) -> Int {
      if looks.wide != 0 {
        // Its characters beyond ASCII have counted for themselves; one alone is in the piece of the letter
        // behind it, if that is beyond ASCII, too.
        return isBeforeWide && isOne ? 0 : 256
      }
      let row = min(byteCount, EstimateWeights.runLengths - 1)
      return EstimateWeights.value(
        EstimateWeights.runs, row &* EstimateWeights.buckets &+ bucket)
    }
  }
}
