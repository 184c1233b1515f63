import CommandKit
import Formats
import Logs

/// `pc-logs timeline`: a task from its first entry on.
enum TimelineAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let operands = invocation.arguments.operands
    if invocation.arguments.has("task") {
      throw Failure(.usage, "--task: a timeline is of the task that is named first")
    }
    let asking = try LogsAsking(&invocation, operands: Array(operands.dropFirst()))
    let logs = try asking.open(&invocation)
    var filter = asking.filter
    filter.add(.task, .equals(operands.first ?? []))
    let query = try asking.query(logs.sources, filter)
    let watch = Stopwatch()
    var line = TimelineLine(asking.names, invocation)
    try line.begin(&invocation)
    try query.forEachMatch { (match) throws(Failure) in
      guard let bytes = query.withLine(match, { line.text($0, match.time) }) else { return true }
      try invocation.output.write(bytes: bytes)
      return true
    }
    invocation.record(watch.measurement("query_logs"))
    SummaryNotes.tell(of: query, others: 0, "", invocation)
    return logs.finish(&invocation, found: line.count > 0)
  }
}

/// The lines of a timeline, in the form that was asked for.
struct TimelineLine {
  private static let columns: [SummaryTable.Column] = [
    .text("time"), .length("offset"), .length("gap"), .text("level"), .text("worker"),
    .text("event"), .text("message"),
  ]

  private let fields: LineFields
  private let form: EntryWriter.FieldForm?
  private let isJSON: Bool
  private let width: Int
  private let hasColor: Bool
  private let isTerminal: Bool
  private var first: Int64?
  private var last: Int64?
  private(set) var count = 0

  init(_ names: FieldNames, _ invocation: borrowing Invocation) {
    fields = LineFields(names)
    isJSON = invocation.wantsJSON
    hasColor = invocation.output.hasColor
    isTerminal = invocation.output.isTerminal
    switch invocation.arguments.text("format") {
    case "csv": form = .csv
    case "tsv": form = .tsv
    default: form = nil
    }
    width = ShownLine.limit(invocation)
  }

  /// Writes what comes before all lines.
  func begin(_ invocation: inout Invocation) throws(Failure) {
    guard let form, !isJSON else { return }
    let titles = TimelineLine.columns.map { SummaryTable.Cell.text($0.name) }
    try invocation.output.write(bytes: SummaryTable.row(titles, form, isTerminal: isTerminal))
  }

  /// The line of an entry.
  mutating func text(_ line: LogLine, _ time: Int64) -> [UInt8] {
    count += 1
    var (offset, gap): (Int64?, Int64?)
    // Entries without a time come first, and are at no distance.
    if time != .min {
      (offset, gap) = (time &- (first ?? time), time &- (last ?? time))
      (first, last) = (first ?? time, time)
    }
    if isJSON {
      let numbers = [offset, gap].map { length in
        length.map { SummaryTable.text(Double($0) / 1e6) } ?? "null"
      }
      return Array("{\"offset_ms\":\(numbers[0]),\"gap_ms\":\(numbers[1]),\"entry\":".utf8)
        + JSONText.valid(line.bytes) + Array("}\n".utf8)
    }
    _ = fields.read(line)
    let words: [[UInt8]] = [Role.level, .worker, .event, .message].map { role in
      fields[role].isThere ? JSONText.decoded(line, fields[role]) : []
    }
    if let form {
      let lengths = [offset, gap].map { $0.map { SummaryTable.Cell.length($0) } ?? .none }
      let cells = [SummaryTable.Cell(time: time)] + lengths + words.map { .text($0) }
      return SummaryTable.row(cells, form, isTerminal: isTerminal)
    }
    return Array(shown(offset, gap, words).utf8)
  }

  /// `+1.234s  (+0.500s)  info   3  step: message`.
  private func shown(_ offset: Int64?, _ gap: Int64?, _ words: [[UInt8]]) -> String {
    func seconds(_ nanoseconds: Int64) -> String {
      "+" + Decimal.thousandths(nanoseconds / 1_000_000) + "s"
    }
    let texts = words.map { Visible.text(String(decoding: $0, as: UTF8.self)) }
    let gapText = gap.map { $0 >= 1_000_000 ? "(\(seconds($0)))" : "" } ?? ""
    let what =
      texts[2].isEmpty || texts[3].isEmpty ? texts[2] + texts[3] : "\(texts[2]): \(texts[3])"
    let columns: [(text: String, width: Int, isText: Bool)] = [
      (offset.map(seconds) ?? "-", 10, false), (gapText, 11, false), (texts[0], 5, true),
      (texts[1], 2, false),
      (what, 0, true),
    ]
    var line = ShownLine(limit: width)
    for (index, column) in columns.enumerated() {
      if index > 0 { line.addSpace(2) }
      let space = column.width - column.text.unicodeScalars.count
      if !column.isText { line.addSpace(space) }
      line.add(
        column.text, color: hasColor && index == 2 ? ShownLine.color(ofLevel: words[0]) : nil)
      if column.isText { line.addSpace(space) }
    }
    return line.text + "\n"
  }
}
