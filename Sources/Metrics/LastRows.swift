/// The last rows that a filter lets through, as lines. Holds at most so many.
struct LastRows: ~Copyable, RowSink {
  private let filter: RowFilter
  /// How many are held.
  var limit: Int
  private var table = OperationTable()
  private var wanted: [Bool] = []
  private var ring: [[UInt8]] = []
  private var next = 0

  init(_ filter: RowFilter, limit: Int) {
    self.filter = filter
    self.limit = limit
  }

  mutating func take(_ row: Row, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    // In bounds: the name lies in the line, behind which the padding is readable.
    guard let start = line.baseAddress,
      let number = table.number(start + row.nameStart, row.nameCount)
    else { return false }
    if number == wanted.count { wanted.append(filter.isWanted(table.names[number])) }
    guard limit > 0, wanted[number], filter.isInTime(row) else { return true }
    if ring.count < limit {
      ring.append(Array(line))
    } else {
      // The oldest line's room is used again.
      ring[next].removeAll(keepingCapacity: true)
      ring[next].append(contentsOf: line)
    }
    next = next + 1 == limit ? 0 : next + 1
    return true
  }

  /// Whether there were more operations than metrics have.
  var isOverfull: Bool { wanted.count > MetricsFormat.operationsMax }

  /// The lines, oldest first, none of which is held any longer.
  mutating func drain() -> [[UInt8]] {
    let lines = ring.count < limit ? ring : Array(ring[next...] + ring[..<next])
    ring = []
    next = 0
    return lines
  }
}
