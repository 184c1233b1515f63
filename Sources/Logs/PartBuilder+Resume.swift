import Platform

/// Going on where a part ended that was kept.
extension PartBuilder {
  /// Takes over the rows of a part, and what is known of them. False where they cannot be read: then
  /// nothing is begun.
  func resume(_ part: Part) -> Bool {
    begin(at: part.facts.logStart, lastTime: part.facts.lastTime)
    var zones = Array(part.zones)
    let last = zones.last.flatMap { $0.rows < UInt32(PartBuilder.blockRows) ? $0 : nil }
    if last != nil { zones.removeLast() }
    for zone in zones {
      var kept = zone
      kept.offset = UInt64(encoded.count)
      kept.signatureOffset = UInt64(signatures.count)
      part.withColumns(zone) { bytes in bytes.withUnsafeBytes { encoded.append(contentsOf: $0) } }
      part.withSignature(zone) { bytes in
        bytes.withUnsafeBytes { signatures.append(contentsOf: $0) }
      }
      self.zones.append(kept)
    }
    for index in tables.indices {
      let words = part.words(index)
      tables[index] = WordTable(bytes: words.bytes, starts: words.starts)
    }
    if let last {
      guard let kept = Block(part, last), kept.count < PartBuilder.blockRows else { return false }
      // In bounds: there are fewer rows than a block may have.
      for row in 0..<kept.count {
        block.starts[row] = kept.starts[row]
        block.times[row] = kept.times[row]
        block.durations[row] = kept.durations[row]
        for column in tables.indices { block.words(column)[row] = kept.words(column)[row] }
      }
      block.count = kept.count
      part.withSignature(last) { signature.restore($0) }
      blockTimeBefore = last.timeBefore
    } else {
      blockTimeBefore = part.facts.lastTime
    }
    part.forEachPair { level, event, count in
      pairs[UInt64(level) << 32 | UInt64(event)] = UInt64(count)
    }
    spans = part.spans
    rows = Int(part.facts.rows)
    logEnd = part.facts.logEnd
    lines = part.facts.lines
    malformed = part.facts.malformed
    untimed = part.facts.untimed
    // Whether the first rows depend on a time before does not matter: it was known.
    hasTime = true
    return !part.isDamaged
  }
}
