/// Entries that have the value of a role in common: how many, when, and how long they took.
public struct RoleSummary {
  /// The role; nil: these are all entries.
  public let role: Role?
  /// The value.
  public let value: GroupValue
  /// How many they are.
  public let count: Int
  /// When the first of them happened, in nanoseconds since 1970; `Int64.min` where nobody knows.
  public let first: Int64
  /// When the last did.
  public let last: Int64
  /// Their durations.
  public var durations: NumberTally
}

/// Sums up the entries that pass, by each of some roles, in one pass. There may be very many values.
public final class RoleSummaries {
  private let query: LogQuery
  private let fields: LineFields
  private var columns: [ColumnNumbers]
  /// What is known of each value of each role.
  private var noted: [[Noted]]
  private var all = Noted()
  /// Values that were left out, because there are too many.
  public private(set) var others = 0

  private struct Noted {
    var count = 0
    var first = LogTime.none
    var last = LogTime.none
    var durations = NumberTally()

    mutating func add(_ time: Int64, _ duration: Double) {
      count += 1
      if time != LogTime.none {
        first = first == LogTime.none ? time : min(first, time)
        last = max(last, time)
      }
      durations.add(duration)
    }
  }

  /// Where a summary is: of which role, and the number of the value; of all entries, no role.
  public struct Place: Sendable {
    let column: Int?
    let number: Int
  }

  /// Asks for level, event, worker and phase.
  public init(_ query: LogQuery) {
    self.query = query
    fields = LineFields(query.names)
    columns = [Role.level, .event, .worker, .phase].map { ColumnNumbers($0) }
    noted = columns.map { _ in [] }
  }

  /// What was found: role by role, the most frequent values first; at the end, all entries, if there
  /// are any. Entries without a value for a role are summed up, too, where there are any with one.
  public func run() -> [Place] {
    query.forEachSelected(add)
    var found: [Place] = []
    for (column, list) in noted.enumerated() {
      let numbers = list.indices.filter { list[$0].count > 0 }
      if numbers == [0] { continue }
      let places = columns[column].places()
      let sorted = numbers.sorted { one, other in
        let (count, otherCount) = (list[one].count, list[other].count)
        return count != otherCount ? count > otherCount : places[one] < places[other]
      }
      found += sorted.map { Place(column: column, number: $0) }
    }
    if all.count > 0 { found.append(Place(column: nil, number: 0)) }
    return found
  }

  /// One of the summaries.
  public func summary(_ place: Place) -> RoleSummary {
    let noted = place.column.map { self.noted[$0][place.number] } ?? all
    return RoleSummary(
      role: place.column.map { columns[$0].role },
      value: place.column.map { columns[$0].value(place.number) } ?? .none,
      count: noted.count, first: noted.first, last: noted.last, durations: noted.durations)
  }

  private func add(_ selected: LogQuery.Selected) {
    let (times, durations) = (selected.block.times, selected.block.durations)
    for row in selected.rows { all.add(times[Int(row)], durations[Int(row)]) }
    for index in columns.indices {
      let numbers = columns[index].read(selected, query, fields)
      // Taken out, so that rows are added where the list is: it has one owner then.
      var list: [Noted] = []
      swap(&list, &noted[index])
      let missing = columns[index].count - list.count
      list += repeatElement(Noted(), count: missing)
      for (place, number) in numbers.enumerated() {
        if number == ValueNumbers.tooMany {
          others += 1
          continue
        }
        let row = Int(selected.rows[place])
        list[Int(number)].add(times[row], durations[row])
      }
      swap(&list, &noted[index])
    }
  }
}
