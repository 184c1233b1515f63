/// What logs say of a task.
public struct TaskSummary {
  /// What it is called.
  public let id: GroupValue
  /// How many entries it has.
  public let count: Int
  /// When the first of them happened, in nanoseconds since 1970; `Int64.min` where nobody knows.
  public let first: Int64
  /// When the last did.
  public let last: Int64
  /// The gravest level that it has, as it is written.
  public let worst: GroupValue
  /// Who worked on it, in the order in which they are found.
  public let workers: [GroupValue]

  /// A task without entries.
  public init(id: GroupValue) {
    self.init(id: id, count: 0, first: LogTime.none, last: LogTime.none, worst: .none, workers: [])
  }

  init(
    id: GroupValue, count: Int, first: Int64, last: Int64, worst: GroupValue, workers: [GroupValue]
  ) {
    (self.id, self.count, self.first, self.last) = (id, count, first, last)
    (self.worst, self.workers) = (worst, workers)
  }
}

/// Lists the tasks of the entries that pass. There may be very many: what each is said of is kept as numbers.
public final class TaskSummaries {
  private let query: LogQuery
  private let fields: LineFields
  private var tasks = ColumnNumbers(.task)
  private var levels = ColumnNumbers(.level)
  private var workers = ColumnNumbers(.worker)
  private var grades: [LogLevel?] = []
  private var noted: [Noted] = []
  /// Which workers worked on which task.
  private var pairs = PairNumbers()
  /// The workers of all tasks, one task after the other, and where those of each begin.
  private var workersOfTasks: [UInt32] = []
  private var workersStarts: [Int] = []
  /// Entries whose tasks were left out, because there are too many.
  public private(set) var others = 0

  private struct Noted: BitwiseCopyable {
    var count = 0
    var first = LogTime.none
    var last = LogTime.none
    /// The number of the gravest level; 0: none is known.
    var worst: UInt32 = 0
  }

  /// Asks for the tasks.
  public init(_ query: LogQuery) {
    self.query = query
    fields = LineFields(query.names)
  }

  /// The numbers of the tasks, in the order in which they began.
  public func run() -> [Int] {
    query.forEachSelected(add)
    shareOutWorkers()
    let places = tasks.places()
    return noted.indices.filter { noted[$0].count > 0 }.sorted { one, other in
      let (first, otherFirst) = (noted[one].first, noted[other].first)
      return first != otherFirst ? first < otherFirst : places[one] < places[other]
    }
  }

  /// One of the tasks.
  public func task(_ number: Int) -> TaskSummary {
    let noted = noted[number]
    let own = workersOfTasks[workersStarts[number]..<workersStarts[number + 1]]
    return TaskSummary(
      id: tasks.value(number), count: noted.count, first: noted.first, last: noted.last,
      worst: levels.value(Int(noted.worst)), workers: own.map { workers.value(Int($0)) })
  }

  /// Puts the workers of each task together, in the order in which they were found.
  private func shareOutWorkers() {
    workersStarts = Array(repeating: 0, count: noted.count + 1)
    for pair in pairs.pairs { workersStarts[Int(pair >> 32) + 1] += 1 }
    for task in noted.indices { workersStarts[task + 1] += workersStarts[task] }
    var nexts = workersStarts
    workersOfTasks = Array(repeating: 0, count: pairs.pairs.count)
    for pair in pairs.pairs {
      let task = Int(pair >> 32)
      workersOfTasks[nexts[task]] = UInt32(pair & 0xFFFF_FFFF)
      nexts[task] += 1
    }
  }

  private func add(_ selected: LogQuery.Selected) {
    let tasks = self.tasks.read(selected, query, fields)
    if tasks.allSatisfy({ $0 == 0 }) { return }
    let levels = self.levels.read(selected, query, fields)
    let workers = self.workers.read(selected, query, fields)
    for number in grades.count..<self.levels.count {
      grades.append(LogLevel(self.levels.value(number).bytes))
    }
    let missing = self.tasks.count - noted.count
    noted += repeatElement(Noted(), count: missing)
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
    noted[task].count += 1
    if time != LogTime.none {
      let first = noted[task].first
      noted[task].first = first == LogTime.none ? time : min(first, time)
      noted[task].last = max(noted[task].last, time)
    }
    if level != ValueNumbers.tooMany, let grade = grades[Int(level)],
      grades[Int(noted[task].worst)].map({ $0 < grade }) ?? true
    {
      noted[task].worst = level
    }
    if worker != 0, worker != ValueNumbers.tooMany { _ = pairs.number(UInt32(task), worker) }
  }
}
