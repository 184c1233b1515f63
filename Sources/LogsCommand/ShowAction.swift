import CommandKit
import Logs
import Platform

/// `pc-logs` without a subcommand: entries, in order of time.
enum ShowAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    if arguments.has("invalid") { return try InvalidAction.run(&invocation) }
    if arguments.has("group-by") { return try GroupAction.run(&invocation) }
    let asking = try LogsAsking(&invocation)
    let logs = try asking.open(&invocation)
    let query = try asking.query(logs)
    let watch = Stopwatch()
    var count = 0
    if arguments.has("count") {
      count = query.count()
      try invocation.output.line(invocation.wantsJSON ? "{\"count\":\(count)}" : "\(count)")
    } else {
      count = try show(asking, query, &invocation)
    }
    if let failure = query.failure { invocation.warn(failure) }
    invocation.record(watch.measurement("query_logs"))
    return logs.finish(&invocation, found: count > 0)
  }

  /// Prints entries. Returns how many.
  private static func show(
    _ asking: LogsAsking, _ query: LogQuery, _ invocation: inout Invocation
  ) throws(Failure) -> Int {
    let writer = try EntryWriter(invocation, asking.names)
    let arguments = invocation.arguments
    var count = 0
    if let last = arguments.integer("tail") {
      for match in query.last(Int(last)) {
        count += try writer.write(match, query, &invocation) ? 1 : 0
      }
      return count
    }
    let limit = arguments.integer("limit").map { Int($0) } ?? .max
    if limit == 0 { return 0 }
    try query.forEachMatch { (match) throws(Failure) in
      count += try writer.write(match, query, &invocation) ? 1 : 0
      return count < limit
    }
    return count
  }
}
