import CommandKit
import Logs
import Platform

/// `pc-logs --group-by`: how many entries have what in common.
enum GroupAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let fields = try fields(invocation, asking.names)
    var summed: NumberField?
    if let text = invocation.arguments.bytes("of") {
      summed = NumberField(text, asking.names)
      if summed == nil {
        throw Failure(.usage, "--of: '\(String(decoding: text, as: UTF8.self))' is no field")
      }
    }
    let logs = try asking.open(
      &invocation, columns: PartColumns(fields, summing: summed))
    let query = try asking.query(logs)
    let watch = Stopwatch()
    let grouping = Grouping(query, asking.filter, by: fields, summing: summed)
    let groups = grouping.run()
    invocation.record(watch.measurement("query_logs"))
    let limit = invocation.arguments.integer("limit").map { Int($0) } ?? .max
    let table = table(fields, asking.names, isSummed: summed != nil)
    try table.write(Array(groups.prefix(limit)), &invocation) { number in
      row(grouping.group(number), isSummed: summed != nil)
    }
    SummaryNotes.tell(of: query, others: grouping.others, "groups", invocation)
    return logs.finish(&invocation, found: !groups.isEmpty)
  }

  private static func fields(
    _ invocation: borrowing Invocation, _ names: FieldNames
  ) throws(Failure) -> [GroupField] {
    let text = invocation.arguments.bytes("group-by") ?? []
    do throws(GroupField.Problem) {
      return try GroupField.list(text, names)
    } catch {
      switch error {
      case .path(let word):
        throw Failure(
          .usage,
          "--group-by: '\(String(decoding: word, as: UTF8.self))' is no field; expected names such "
            + "as level,event,data.retries")
      case .unit(let word):
        throw Failure(
          .usage,
          "--group-by: '\(String(decoding: word, as: UTF8.self))': times are grouped by lengths of "
            + "time: time:1m, time:1h, time:1d")
      }
    }
  }

  /// The name of a field's column. No other column has it: one that is called like a sum has the dot that
  /// says that a key is meant, and of several lengths of time each is told.
  private static func name(
    of field: GroupField, among fields: [GroupField], _ sums: [String]
  ) -> [UInt8] {
    if sums.contains(where: { Array($0.utf8) == field.name }) {
      return [UInt8(ascii: ".")] + field.name
    }
    return fields.filter { $0.name == field.name }.count > 1 ? field.text : field.name
  }

  private static func table(
    _ fields: [GroupField], _ names: FieldNames, isSummed: Bool
  ) -> SummaryTable {
    var sums = ["count"]
    if isSummed { sums += ["sum", "avg", "min", "max", "p50", "p95", "p99"] }
    var columns = fields.map { field in
      var column = SummaryTable.Column(name(of: field, among: fields, sums), isText: true)
      column.isLevel = names.role(of: field.name) == .level
      return column
    }
    columns += sums.map { .number($0) }
    return SummaryTable(columns)
  }

  private static func row(_ group: Group, isSummed: Bool) -> [SummaryTable.Cell] {
    var row = group.values.map { SummaryTable.Cell($0) }
    row.append(.count(group.count))
    if isSummed {
      var tally = group.tally
      row.append(SummaryTable.Cell(tally.count == 0 ? nil : tally.sum))
      row.append(SummaryTable.Cell(tally.mean))
      row.append(SummaryTable.Cell(tally.least()))
      row.append(SummaryTable.Cell(tally.most()))
      for hundredths in [50, 95, 99] {
        row.append(SummaryTable.Cell(tally.percentile(hundredths)))
      }
    }
    return row
  }
}

/// What summaries tell beside their answer.
enum SummaryNotes {
  /// Tells what stood in the way, and how many entries are left out of so many kinds.
  static func tell(
    of query: LogQuery, others: Int, _ kinds: String, _ invocation: borrowing Invocation
  ) {
    if let failure = query.failure { invocation.warn(failure) }
    if others > 0 {
      let noun = others == 1 ? "entry is" : "entries are"
      invocation.warn("\(others) \(noun) left out: there are too many \(kinds)")
    }
  }
}
