extension LogQuery {
  /// The entries that took longest, the longest first; of one duration, in order of time. Memory: twice
  /// as many as are wanted.
  public func slowest(_ count: Int) -> [Match] {
    if count <= 0 { return [] }
    var found: [(duration: Double, match: Match)] = []
    var least = -Double.infinity
    func cut() {
      found.sort { one, other in
        one.duration != other.duration ? one.duration > other.duration : one.match < other.match
      }
      if found.count > count { found.removeLast(found.count - count) }
      if found.count == count, let last = found.last { least = last.duration }
    }
    forEachSelected { selected in
      let durations = selected.block.durations
      for (index, row) in selected.rows.enumerated() where durations[Int(row)] >= least {
        found.append((durations[Int(row)], selected.match(index)))
        if found.count >= 2 * count { cut() }
      }
    }
    cut()
    return found.map { $0.match }
  }
}
