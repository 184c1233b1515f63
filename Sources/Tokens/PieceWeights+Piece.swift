import CBytes

extension PieceWeights {
  /// A word or a run of signs.
  ///
  /// A word may have a space, a tab or a sign before its letters that belongs to it, a run a space.
  struct Piece {
    /// Behind its last byte. Before it are as many of the text's bytes as `behindBytes` says, at least.
    let end: UnsafePointer<UInt8>
    /// How many bytes it has.
    let byteCount: Int

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
      if end[-1] > 127 { return weightOfWide() }
      // Short ones come here where they lie in two blocks.
      if byteCount <= 3 {
        let first = end[0 &- byteCount]
        if first == 0x20 || byteCount <= 2 && first != 0x27 { return EstimateWeights.short }
      }
      // In bounds: sixteen bytes lie before the end, and there are 96 times 96 pairs.
      let looks = bytes_looks_of(end, min(byteCount, 16), EstimateWeights.pairs.utf8Start)
      return Piece.isLetter(end[-1]) ? weightOfWord(looks) : weightOfRun(looks)
    }

    /// The same of a piece whose last character is beyond ASCII.
    private func weightOfWide() -> Int {
      // In bounds: four bytes lie before the end.
      let (first, second, third) = (end[-3], end[-2], end[-1])
      if first &- 0xE4 < 6 { return weight(ofScript: 5) }
      if first == 0xE3, second &- 0x81 < 3, third != 0xBB { return weight(ofScript: 6) }
      var start = end - 1
      while start[0] < 0xC0, end - start < 4 { start -= 1 }
      let scalar = PieceWeights.decode(start, 0, end - start).scalar
      // The characters of a run have counted for themselves.
      if PieceWeights.isPlainSign(scalar) { return 256 }
      if !PieceWeights.isLetter(CharacterClass.number(of: scalar)) { return 256 }
      let script = PieceWeights.script(scalar)
      if script == EstimateWeights.latin {
        return weightOfWord(
          bytes_looks_of(end, min(byteCount, 16), EstimateWeights.pairs.utf8Start))
      }
      return weight(ofScript: script)
    }

    /// The same of a word of a script.
    @inline(__always)
    private func weight(ofScript script: UInt8) -> Int {
      let half = min(byteCount >> 1, EstimateWeights.scriptLengths &- 1)
      return EstimateWeights.value(
        EstimateWeights.scripts, Int(script) &* EstimateWeights.scriptLengths &+ half)
    }

    /// The bucket of a piece, by how unusual its pairs are.
    @inline(__always)
    private static func bucket(_ looks: bytes_looks) -> Int {
      let score = Int(looks.score) &- 15 &* EstimateWeights.pairZero
      return min(max(score >> 2 &+ 2, 0), EstimateWeights.buckets - 1)
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// What leads a word: 1 for a space, 2 for a tab, 3 for a sign, 0 for nothing. Of a very long one that
    /// is not known.
    @inline(__always)
    private func context() -> Int {
      if byteCount > PieceWeights.behindBytes { return 0 }
      // In bounds: as many bytes lie before the end.
      let first = (end - byteCount)[0]
      if first == 0x20 { return 1 }
      if first == 0x09 { return 2 }
      return first > 127 || Piece.isLetter(first) ? 0 : 3
    }

    @inline(__always)
    private func weightOfWord(_ looks: bytes_looks) -> Int {
      let context = context()
      let length = context == 0 ? byteCount : byteCount &- 1
      let isPlain = looks.upper & (looks.upper &- 1) == 0
      let kind = looks.wide != 0 ? 3 : looks.upper == 0 ? 0 : isPlain ? 1 : 2
      let row =
        (context &* 4 &+ kind) &* EstimateWeights.wordLengths
        &+ min(length, EstimateWeights.wordLengths - 1)
      let value = EstimateWeights.value(
        EstimateWeights.words, row &* EstimateWeights.buckets &+ Piece.bucket(looks))
      return value &+ max(0, length &- EstimateWeights.wordLengths &+ 1) &* EstimateWeights.longByte
    }

    @inline(__always)
    private func weightOfRun(_ looks: bytes_looks) -> Int {
      // Its characters beyond ASCII have counted for themselves.
      if looks.wide != 0 { return 256 }
      let row = min(byteCount, EstimateWeights.runLengths - 1)
      return EstimateWeights.value(
        EstimateWeights.runs, row &* EstimateWeights.buckets &+ Piece.bucket(looks))
    }
  }
}
