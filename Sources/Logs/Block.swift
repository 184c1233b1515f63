import Platform

/// The columns of a block, as numbers, each read where somebody asks. It serves one thread.
final class Block {
  let part: Part
  let zone: BlockZone
  let count: Int
  /// Where each column begins.
  private var offsets: [Int]
  private var startsRead: [Int64]?
  private var timesRead: [Int64]?
  private var wordsRead: [[UInt32]?] = Array(repeating: nil, count: PartBuilder.wordRoles.count)
  private var durationsRead: [Double]?

  /// The block of a part; nil where it is not what was written.
  init?(_ part: Part, _ zone: BlockZone) {
    self.part = part
    self.zone = zone
    count = Int(zone.rows)
    let count = count
    offsets = part.withColumns(zone) { bytes in
      var offsets = [0]
      for _ in 0..<8 {
        guard let at = offsets.last, let end = Column.end(bytes, at: at, count: count) else {
          return []
        }
        offsets.append(end)
      }
      return offsets
    }
    if offsets.isEmpty || part.isDamaged { return nil }
  }

  private func read(
    _ column: Int, _ body: (_ index: Int, _ raw: UInt64, _ base: Int64, _ shift: UInt8) -> Void
  ) {
    _ = part.withColumns(zone) { bytes in
      Column.read(bytes, at: offsets[column], count: count, body)
    }
  }

  /// Where each row's line begins in the log.
  var starts: [Int64] {
    if let startsRead { return startsRead }
    var starts = [Int64](repeating: zone.logStart, count: count)
    var at = zone.logStart
    read(0) { index, raw, _, _ in
      at &+= Int64(truncatingIfNeeded: raw)
      starts[index] = at
    }
    startsRead = starts
    return starts
  }

  /// The rows' times.
  var times: [Int64] {
    if let timesRead { return timesRead }
    var times = [Int64](repeating: LogTime.none, count: count)
    read(1) { index, raw, base, shift in
      let unit = TimeColumn.units[Int(min(shift, 2))]
      times[index] = base &+ Int64(truncatingIfNeeded: raw) &* unit
    }
    timesRead = times
    return times
  }

  /// The numbers of the rows' texts in one of the columns of texts.
  func words(_ column: Int) -> [UInt32] {
    if let words = wordsRead[column] { return words }
    var words = [UInt32](repeating: 0, count: count)
    read(2 + column) { index, raw, base, _ in
      words[index] = UInt32(truncatingIfNeeded: base &+ Int64(truncatingIfNeeded: raw))
    }
    wordsRead[column] = words
    return words
  }

  /// The rows' durations; not a number where there is none.
  var durations: [Double] {
    if let durationsRead { return durationsRead }
    var durations = [Double](repeating: .nan, count: count)
    read(7) { index, raw, base, shift in
      durations[index] = DurationColumn.value(raw, base, shift)
    }
    durationsRead = durations
    return durations
  }

  /// Where a row's line ends at the latest.
  func limit(_ row: Int) -> Int64 { row + 1 < count ? starts[row + 1] : zone.logEnd }
}
