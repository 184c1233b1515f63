/// A filter as it looks at the columns of one part.
struct PartFilter {
  private struct Column {
    let number: Int
    /// Whether each text passes; the first is for none.
    let passes: [Bool]
    let mask: UInt64
  }

  private let filter: LogFilter
  private var columns: [Column] = []
  /// Whether no row passes.
  private(set) var isEmpty = false

  init(_ filter: LogFilter, _ part: Part) {
    self.filter = filter
    for rule in filter.words {
      let words = part.words(rule.column)
      var passes = [rule.passes(nil)]
      passes.reserveCapacity(words.count + 1)
      // Texts that are too long to be kept share this bit with others.
      var mask: UInt64 = 1 << 63
      var isNone = !passes[0]
      if passes[0] { mask |= 1 }
      for number in 0..<words.count {
        let isWanted = rule.passes(words.text(number + 1))
        passes.append(isWanted)
        if isWanted {
          mask |= 1 << UInt64((number + 1) & 63)
          isNone = false
        }
      }
      // A part that has such a text has a block that shows it.
      if isNone, !part.zones.contains(where: { PartFilter.mask($0, rule.column) >> 63 != 0 }) {
        isEmpty = true
      }
      columns.append(Column(number: rule.column, passes: passes, mask: mask))
    }
  }

  private static func mask(_ zone: BlockZone, _ column: Int) -> UInt64 {
    switch column {
    case 0: zone.levels
    case 1: zone.workers
    case 4: zone.events
    default: .max
    }
  }

  /// Whether rows of a block may pass, as far as is known without looking at them.
  func mayPass(_ zone: BlockZone) -> Bool {
    if let since = filter.since, zone.latest < since { return false }
    if let until = filter.until, zone.earliest >= until || zone.latest == LogTime.none {
      return false
    }
    return columns.allSatisfy { PartFilter.mask(zone, $0.number) & $0.mask != 0 }
  }

  /// The rows of a block that pass; and of those whether some have texts that are not in the columns.
  func rows(_ block: Block) -> (rows: [Int32], hasLongWords: Bool) {
    var rows: [Int32] = []
    var hasLongWords = false
    let zone = block.zone
    let isInside =
      (filter.since.map { zone.earliest >= $0 } ?? true)
      && (filter.until.map { zone.latest < $0 && zone.earliest != LogTime.none } ?? true)
    if isInside {
      rows = Array(0..<Int32(block.count))
    } else {
      for (row, time) in block.times.enumerated() where filter.includes(time: time) {
        rows.append(Int32(row))
      }
    }
    for column in columns {
      if rows.isEmpty { return (rows, false) }
      let words = block.words(column.number)
      rows.removeAll { row in
        let number = words[Int(row)]
        if number == PartBuilder.longWord {
          hasLongWords = true
          return false
        }
        return !column.passes[Int(number)]
      }
    }
    return (rows, hasLongWords)
  }
}
