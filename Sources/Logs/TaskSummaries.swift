/// What logs say of a task.
public struct TaskSummary {
  /// What it is called.
  public let id: GroupValue
  /// How many entries it has.
  public internal(set) var count = 0
  /// When the first of them happened, in nanoseconds since 1970; `Int64.min` where nobody knows.
  public internal(set) var first = LogTime.none
  /// When the last did.
  public internal(set) var last = LogTime.none
  /// The gravest level that it has, as it is written.
  public internal(set) var worst = GroupValue.none
  var worstLevel: LogLevel?
  /// Who worked on it, in the order in which they are found.
  public internal(set) var workers: [GroupValue] = []

  /// A task without entries.
  public init(id: GroupValue) { self.id = id }
}

/// Lists the tasks of the entries that pass.
public final class TaskSummaries {
  private let query: LogQuery
  private let fields: LineFields
  private var tasks = ColumnNumbers(.task)
  private var levels = ColumnNumbers(.level)
  private var workers = ColumnNumbers(.worker)
  private var grades: [LogLevel?] = []
  private var summaries: [TaskSummary] = []
  private var pairs = PairNumbers()
  /// Entries whose tasks were left out, because there are too many.
  public private(set) var others = 0

  /// Asks for the tasks.
  public init(_ query: LogQuery) {
    self.query = query
    fields = LineFields(query.names)
  }

  /// The tasks, in the order in which they began.
  public func run() -> [TaskSummary] {
    query.forEachSelected(add)
    return summaries.filter { $0.count > 0 }.sorted { one, other in
      one.first != other.first ? one.first < other.first : one.id.precedes(other.id)
    }
  }

  private func add(_ selected: LogQuery.Selected) {
    let tasks = self.tasks.read(selected, query, fields)
    if tasks.allSatisfy({ $0 == 0 }) { return }
    let levels = self.levels.read(selected, query, fields)
    let workers = self.workers.read(selected, query, fields)
    for value in self.levels.values.dropFirst(grades.count) { grades.append(LogLevel(value.bytes)) }
    for id in self.tasks.values.dropFirst(summaries.count) { summaries.append(TaskSummary(id: id)) }
    let times = selected.block.times
    for (place, row) in selected.rows.enumerated() where tasks[place] != 0 {
      if tasks[place] == ValueNumbers.tooMany {
        others += 1
        continue
      }
      note(Int(tasks[place]), times[Int(row)], level: levels[place], worker: workers[place])
    }
  }

  private func note(_ task: Int, _ time: Int64, level: UInt32, worker: UInt32) {
    summaries[task].count += 1
    if time != LogTime.none {
      let first = summaries[task].first
      summaries[task].first = first == LogTime.none ? time : min(first, time)
      summaries[task].last = max(summaries[task].last, time)
    }
    if level != ValueNumbers.tooMany, let grade = grades[Int(level)],
      summaries[task].worstLevel.map({ $0 < grade }) ?? true
    {
      summaries[task].worstLevel = grade
      summaries[task].worst = levels.values[Int(level)]
    }
    if worker == 0 || worker == ValueNumbers.tooMany { return }
    let known = pairs.pairs.count
    if let number = pairs.number(UInt32(task), worker), Int(number) == known {
      summaries[task].workers.append(workers.values[Int(worker)])
    }
  }
}
