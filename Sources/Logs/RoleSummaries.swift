/// Entries that have the value of a role in common: how many, when, and how long they took.
public struct RoleSummary {
  /// The role; nil: these are all entries.
  public let role: Role?
  /// The value.
  public let value: GroupValue
  /// How many they are.
  public internal(set) var count = 0
  /// When the first of them happened, in nanoseconds since 1970; `Int64.min` where nobody knows.
  public internal(set) var first = LogTime.none
  /// When the last did.
  public internal(set) var last = LogTime.none
  /// Their durations.
  public var durations = NumberTally()

  init(_ role: Role?, _ value: GroupValue) { (self.role, self.value) = (role, value) }

  mutating func add(_ time: Int64, _ duration: Double) {
    count += 1
    if time != LogTime.none {
      first = first == LogTime.none ? time : min(first, time)
      last = max(last, time)
    }
    durations.add(duration)
  }
}

/// Sums up the entries that pass, by each of some roles, in one pass.
public final class RoleSummaries {
  private let query: LogQuery
  private let fields: LineFields
  private var columns: [ColumnNumbers]
  private var summaries: [[RoleSummary]]
  private var all = RoleSummary(nil, .none)
  /// Values that were left out, because there are too many.
  public private(set) var others = 0

  /// Asks for level, event, worker and phase.
  public init(_ query: LogQuery) {
    self.query = query
    fields = LineFields(query.names)
    columns = [Role.level, .event, .worker, .phase].map { ColumnNumbers($0) }
    summaries = columns.map { _ in [] }
  }

  /// What was found: role by role, the most frequent values first; at the end, all entries, if there
  /// are any. Entries without a value for a role are summed up, too, where there are any with one.
  public func run() -> [RoleSummary] {
    query.forEachSelected(add)
    var found: [RoleSummary] = []
    for list in summaries {
      var list = list.filter { $0.count > 0 }
      if list.count == 1, list[0].value == .none { continue }
      list.sort { $0.count != $1.count ? $0.count > $1.count : $0.value.precedes($1.value) }
      found += list
    }
    if all.count > 0 { found.append(all) }
    return found
  }

  private func add(_ selected: LogQuery.Selected) {
    let (times, durations) = (selected.block.times, selected.block.durations)
    for row in selected.rows { all.add(times[Int(row)], durations[Int(row)]) }
    for index in columns.indices {
      let numbers = columns[index].read(selected, query, fields)
      // Taken out, so that rows are added where the list is: it has one owner then.
      var list: [RoleSummary] = []
      swap(&list, &summaries[index])
      for value in columns[index].values.dropFirst(list.count) {
        list.append(RoleSummary(columns[index].role, value))
      }
      for (place, number) in numbers.enumerated() {
        if number == ValueNumbers.tooMany {
          others += 1
          continue
        }
        let row = Int(selected.rows[place])
        list[Int(number)].add(times[row], durations[row])
      }
      swap(&list, &summaries[index])
    }
  }
}
