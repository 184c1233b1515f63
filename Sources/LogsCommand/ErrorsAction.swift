import CommandKit
import Formats
import Logs
import Platform

/// `pc-logs errors`: errors by the patterns of their messages.
enum ErrorsAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let logs = try asking.open(&invocation)
    var filter = asking.filter
    if !filter.wantsLevels { filter.add(.level, .atLeast(.error)) }
    let query = try asking.query(logs.sources, filter)
    let watch = Stopwatch()
    let grouping = ErrorGroups(query)
    let groups = grouping.run()
    invocation.record(watch.measurement("query_logs"))
    let shown = groups.prefix(Int(invocation.arguments.integer("limit") ?? .max))
    let format = invocation.arguments.text("format")
    if invocation.wantsJSON || format == "csv" || format == "tsv" {
      try writeTable(shown, grouping, &invocation)
    } else {
      try writeShown(shown, grouping, &invocation)
    }
    SummaryNotes.tell(of: query, others: 0, "", invocation)
    return logs.finish(&invocation, found: !groups.isEmpty)
  }

  private static func writeTable(
    _ groups: ArraySlice<ErrorGroup>, _ grouping: ErrorGroups, _ invocation: inout Invocation
  ) throws(Failure) {
    let table = SummaryTable([
      .number("count"), .text("first"), .text("last"), .text("pattern"), .text("example"),
    ])
    // What is in no group comes last.
    let rest: [ErrorGroup?] = grouping.others > 0 ? [nil] : []
    try table.write(groups.map { $0 } + rest, &invocation) { group in
      guard let group else { return [.count(grouping.others), .none, .none, .none, .none] }
      return [
        .count(group.count), SummaryTable.Cell(time: group.first),
        SummaryTable.Cell(time: group.last), .text(group.pattern),
        grouping.message(of: group.example).map { .text($0) } ?? .none,
      ]
    }
  }

  /// For people: how many, the pattern; below it when, and the example. In a table, patterns and examples
  /// would be too wide.
  private static func writeShown(
    _ groups: ArraySlice<ErrorGroup>, _ grouping: ErrorGroups, _ invocation: inout Invocation
  ) throws(Failure) {
    let width = (groups.map { "\($0.count)".utf8.count } + ["\(grouping.others)".utf8.count]).max()
    let limit = ShownLine.limit(invocation)
    let bold = invocation.output.hasColor ? "\u{1B}[1m" : nil
    func line(_ count: String, _ text: String, color: String?) -> String {
      var line = ShownLine(limit: limit)
      line.addSpace((width ?? 0) - count.utf8.count)
      line.add(count)
      line.addSpace(2)
      line.add(Visible.text(text), color: color)
      return line.text
    }
    for group in groups {
      let pattern =
        group.pattern.isEmpty ? "(no message)" : String(decoding: group.pattern, as: UTF8.self)
      try invocation.output.line(line("\(group.count)", pattern, color: bold))
      let example = grouping.message(of: group.example) ?? []
      var times: [String] = []
      for time in [group.first, group.last] where time != .min {
        let text = Moment.text(Instant(nanoseconds: time))
        if times.last != text { times.append(text) }
      }
      let when = times.isEmpty ? "" : times.joined(separator: " to ") + ": "
      let text = when + String(decoding: example, as: UTF8.self)
      if !text.isEmpty { try invocation.output.line(line("", text, color: nil)) }
    }
    if grouping.others > 0 {
      try invocation.output.line(line("\(grouping.others)", "of other kinds", color: bold))
    }
  }
}
