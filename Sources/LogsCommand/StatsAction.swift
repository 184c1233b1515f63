import CommandKit
import Logs

/// `pc-logs stats`: entries summed up by what they have in common.
enum StatsAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let logs = try asking.open(&invocation)
    let query = try asking.query(logs)
    let watch = Stopwatch()
    let summing = RoleSummaries(query)
    let summaries = summing.run()
    invocation.record(watch.measurement("query_logs"))
    let table = SummaryTable([
      .text("by"), .text("value"), .number("count"), .text("first"), .text("last"), .number("p50"),
      .number("p95"), .number("p99"), .number("max"),
    ])
    try table.write(summaries, &invocation) { place in
      let summary = summing.summary(place)
      var durations = summary.durations
      var row: [SummaryTable.Cell] = [
        .text(Array((summary.role?.name ?? "all").utf8)), SummaryTable.Cell(summary.value),
        .count(summary.count), SummaryTable.Cell(time: summary.first),
        SummaryTable.Cell(time: summary.last),
      ]
      for hundredths in [50, 95, 99] {
        row.append(SummaryTable.Cell(durations.percentile(hundredths)))
      }
      row.append(SummaryTable.Cell(durations.most()))
      return row
    }
    SummaryNotes.tell(of: query, others: summing.others, "values", invocation)
    return logs.finish(&invocation, found: !summaries.isEmpty)
  }
}
