import CommandKit
import Logs

/// `pc-logs schema`: which fields entries have.
enum SchemaAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let logs = try asking.open(&invocation)
    let query = try asking.query(logs)
    let watch = Stopwatch()
    let schema = LogSchema(query)
    let fields = schema.run()
    invocation.record(watch.measurement("query_logs"))
    let table = SummaryTable([
      .text("field"), .number("entries"), .number("share"), .text("types"), .number("distinct"),
      .text("examples"),
    ])
    let isJSON = invocation.wantsJSON
    try table.write(fields, &invocation) { field in
      let types = zip(LogSchema.types, field.typeCounts).filter { $0.1 > 0 }
      return [
        .text(field.path), .count(field.entries),
        .number((Double(field.entries) / Double(schema.entries) * 10_000).rounded() / 10_000),
        .counts(types.map { (Array($0.0.utf8), $0.1) }),
        distinct(field, isJSON: isJSON), .values(field.examples),
      ]
    }
    if schema.others > 0 {
      invocation.warn("\(schema.others) values are left out: there are too many fields")
    }
    SummaryNotes.tell(of: query, others: 0, "", invocation)
    return logs.finish(&invocation, found: schema.entries > 0)
  }

  /// How many different values there are; `1000+` for people, where there may be more.
  private static func distinct(_ field: SchemaField, isJSON: Bool) -> SummaryTable.Cell {
    if field.distinct < LogSchema.distinctMax || isJSON { return .count(field.distinct) }
    return .text(Array("\(field.distinct)+".utf8))
  }
}
