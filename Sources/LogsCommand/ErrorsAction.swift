import CommandKit
import Logs

/// `pc-logs errors`: errors by the patterns of their messages.
enum ErrorsAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let logs = try asking.open(&invocation)
    var filter = asking.filter
    if !filter.wantsLevels { filter.add(.level, .atLeast(.error)) }
    let query = try asking.query(logs, filter)
    let watch = Stopwatch()
    let grouping = ErrorGroups(query)
    let groups = grouping.run()
    invocation.record(watch.measurement("query_logs"))
    var table = SummaryTable([
      .number("count"), .text("first"), .text("last"), .text("pattern"), .text("example"),
    ])
    for group in groups.prefix(Int(invocation.arguments.integer("limit") ?? .max)) {
      table.add([
        .count(group.count), SummaryTable.Cell(time: group.first),
        SummaryTable.Cell(time: group.last), .text(group.pattern),
        grouping.message(of: group.example).map { .text($0) } ?? .none,
      ])
    }
    if grouping.others > 0 {
      table.add([.count(grouping.others), .none, .none, .none, .none])
    }
    try table.write(&invocation)
    SummaryNotes.tell(of: query, others: 0, "", invocation)
    return logs.finish(&invocation, found: !groups.isEmpty)
  }
}

extension LogsAsking {
  /// Asks the logs with a filter that lets less pass than the one that was asked for.
  func query(_ logs: OpenLogs, _ filter: LogFilter) throws(Failure) -> LogQuery {
    do throws(FilterError) {
      return try LogQuery(logs.sources, filter, names, jobs: jobs)
    } catch {
      throw FilterAsking.failure(error)
    }
  }
}
