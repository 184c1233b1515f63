import CommandKit
import Logs

/// `pc-logs slow`: the entries that took longest.
enum SlowAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let logs = try asking.open(&invocation)
    let query = try asking.query(logs)
    let watch = Stopwatch()
    let matches = query.slowest(Int(invocation.arguments.integer("limit") ?? 20))
    let writer = try EntryWriter(invocation, asking.names)
    try writer.begin(&invocation)
    var count = 0
    for match in matches { count += try writer.write(match, query, &invocation) ? 1 : 0 }
    invocation.record(watch.measurement("query_logs"))
    SummaryNotes.tell(of: query, others: 0, "", invocation)
    return logs.finish(&invocation, found: count > 0)
  }
}
