import Platform
import Synchronization

/// Reads from lines what entries are grouped by and what is summed up, where no column has it: several threads, each
/// of them blocks by itself.
final class GroupLines: @unchecked Sendable {
  private let fields: [GroupField]
  /// Which of the ways each field is at the end of, and what is summed up.
  private let wayOfField: [Int?]
  private let wayOfSummed: Int?
  private let readers: [Reader]

  /// What a thread reads with.
  private final class Reader {
    let fields: LineFields
    /// The ways to the fields that are no roles, and to what is summed up.
    let ways: WayReader
    let window = LineWindow()

    init(_ names: FieldNames, _ paths: [LinePath]) {
      fields = LineFields(names)
      ways = WayReader(paths)
    }
  }

  /// Lines of a block.
  struct Work: Sendable {
    let content: LogContent
    let starts: [Int64]
    let limits: [Int64]
    /// Which of the fields are wanted.
    let isWanted: [Bool]
  }

  /// What stands in them.
  struct Found: Sendable {
    /// The different values of each field that is wanted.
    var values: [WordTable]
    /// For each line the number of its value; 0 where it has none, ``ValueNumbers/unread`` where the line cannot be
    /// read any more.
    var numbers: [[UInt32]]
    /// What is summed up; not a number where there is none.
    var summed: [Double]
  }

  init(
    _ fields: [GroupField], summing summed: NumberField?, _ names: FieldNames, jobs: Int
  ) {
    self.fields = fields
    var paths: [LinePath] = []
    func way(_ path: LinePath) -> Int {
      paths.append(path)
      return paths.count - 1
    }
    wayOfField = fields.map { field in
      if case .path(let path) = field.source { way(path) } else { nil }
    }
    if case .path(let path)? = summed?.source { wayOfSummed = way(path) } else { wayOfSummed = nil }
    readers = (0..<max(1, jobs)).map { _ in Reader(names, paths) }
  }

  /// Reads lines of several blocks.
  func read(_ work: [Work]) -> [Found] {
    let lines = work.reduce(0) { $0 + $1.starts.count }
    final class Shared: Sendable {
      let found: Mutex<[Found?]>
      init(_ count: Int) { found = Mutex(Array(repeating: nil, count: count)) }
    }
    let shared = Shared(work.count)
    Team.share(work.count, among: lines < 256 ? 1 : readers.count) { [self] number, thread in
      let found = read(work[number], readers[thread])
      shared.found.withLock { $0[number] = found }
    }
    return shared.found.withLock { $0.compactMap { $0 } }
  }

  private func read(_ work: Work, _ reader: Reader) -> Found {
    let count = work.starts.count
    var found = Found(
      values: fields.map { _ in WordTable() },
      numbers: work.isWanted.map { $0 ? Array(repeating: ValueNumbers.unread, count: count) : [] },
      summed: wayOfSummed == nil ? [] : Array(repeating: .nan, count: count))
    let readsRoles = fields.indices.contains { work.isWanted[$0] && wayOfField[$0] == nil }
    for index in 0..<count {
      _ = reader.window.withLine(
        work.content, from: work.starts[index], to: work.limits[index]
      ) { line in
        if readsRoles { _ = reader.fields.read(line) }
        reader.ways.read(line)
        for field in fields.indices where work.isWanted[field] {
          let value = value(field, reader, line)
          found.numbers[field][index] = GroupLines.number(line, value, &found.values[field])
        }
        if let wayOfSummed {
          found.summed[index] =
            JSONText.number(line, reader.ways.value(wayOfSummed, in: line)) ?? .nan
        }
      }
    }
    reader.window.shrink()
    return found
  }

  private func value(_ field: Int, _ reader: Reader, _ line: LogLine) -> LineValue {
    switch fields[field].source {
    case .column(let column): reader.fields[PartBuilder.wordRoles[column]]
    case .role(let role): reader.fields[role]
    case .path: wayOfField[field].map { reader.ways.value($0, in: line) } ?? LineValue()
    case .time: LineValue()
    }
  }

  private static func number(
    _ line: LogLine, _ value: LineValue, _ values: inout WordTable
  ) -> UInt32 {
    // In bounds: the value lies within the line.
    switch value.kind {
    case .none, .null: return 0
    case .string:
      return values.number(UInt8(ascii: "s"), line.start + value.start, value.end - value.start)
    case .number:
      return values.number(UInt8(ascii: "n"), line.start + value.start, value.end - value.start)
    default:
      let raw = GroupValue.raw(line, value)
      return raw.withUnsafeBufferPointer { raw in
        raw.baseAddress.map { values.number(raw[0], $0 + 1, raw.count - 1) } ?? 0
      }
    }
  }
}
