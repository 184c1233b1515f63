import CommandKit
import Formats
import Metrics
import Platform

/// `pc-metrics`: what operations cost.
enum SummaryAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let summary = try summarize(&invocation)
    if invocation.wantsJSON {
      try invocation.output.write(bytes: json(summary.operations))
    } else if invocation.arguments.text("format") == "csv" {
      try invocation.output.write(csv(summary.operations))
    } else if summary.operations.isEmpty {
      // Where there was something else than rows, that is told below.
      if summary.files.allSatisfy({ $0.report.skipped == 0 }) { invocation.warn("no rows") }
    } else {
      let table = table(summary.operations, hasColor: invocation.output.hasColor)
      try invocation.output.write(table)
    }
    // Said last, so that the answer that there is comes first.
    try invocation.output.flush()
    try Asking.report(summary.files, invocation)
    return .done
  }

  /// Adds up the files that were named, else the log.
  static func summarize(_ invocation: inout Invocation) throws(Failure) -> MetricsSummary {
    let operands = invocation.arguments.operands
    let filter = Asking.filter(invocation)
    let log = operands.isEmpty ? try Asking.log(invocation) : nil
    do throws(MetricsError) {
      if let log { return try MetricsSummary(try log.open(), filter) }
      var files: [MetricsFile] = []
      for operand in operands {
        files.append(
          try operand == [UInt8(ascii: "-")]
            ? .standardInput() : .open(BytePath(bytes: operand)))
      }
      return try MetricsSummary(files, filter)
    } catch {
      throw Asking.failure(error)
    }
  }

  /// One object, with a member for each operation.
  static func json(_ operations: [OperationSummary]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      for operation in operations {
        json.key(operation.operation)
        write(operation, &json)
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ operation: OperationSummary, _ json: inout JSONWriter) {
    json.object { json in
      for (name, value) in counts(operation) {
        json.key(name)
        json.number(value)
      }
      for (name, value) in milliseconds(operation) {
        json.key(name)
        json.number(value, digits: 3)
      }
      for (name, value) in [("hits", operation.hits), ("misses", operation.misses)] {
        json.key(name)
        json.number(value)
      }
      json.key("hit_rate")
      if let rate = operation.hitRate { json.number(rate, digits: 4) } else { json.null() }
      for (name, value) in [("bytes", operation.bytes), ("peak_kib", operation.peakKiB)] {
        json.key(name)
        json.number(value)
      }
      for (name, value) in moments(operation) {
        json.key(name)
        json.string(Moment.text(value))
      }
    }
  }

  private static func counts(_ operation: OperationSummary) -> [(String, Int64)] {
    [("count", operation.count), ("errors", operation.errors)]
  }

  private static func milliseconds(_ operation: OperationSummary) -> [(String, Double)] {
    [
      ("total", Double(operation.totalMicroseconds) / 1000),
      ("avg", operation.averageMicroseconds / 1000),
      ("min", Double(operation.minMicroseconds) / 1000),
      ("max", Double(operation.maxMicroseconds) / 1000),
      ("p50", Double(operation.p50Microseconds) / 1000),
      ("p95", Double(operation.p95Microseconds) / 1000),
      ("p99", Double(operation.p99Microseconds) / 1000),
    ]
  }

  private static func moments(_ operation: OperationSummary) -> [(String, Instant)] {
    [("first_executed", operation.first), ("last_executed", operation.last)]
  }

  /// The members of the JSON objects as columns.
  private static func csv(_ operations: [OperationSummary]) -> String {
    var text =
      "operation,count,errors,total,avg,min,max,p50,p95,p99,hits,misses,hit_rate,bytes,peak_kib,"
      + "first_executed,last_executed\n"
    for operation in operations {
      var fields = [operation.operation]
      fields += counts(operation).map { "\($0.1)" }
      fields += milliseconds(operation).map { Decimal.text($0.1, digits: 3) }
      fields += ["\(operation.hits)", "\(operation.misses)"]
      fields.append(operation.hitRate.map { Decimal.text($0, digits: 4) } ?? "")
      fields += ["\(operation.bytes)", "\(operation.peakKiB)"]
      fields += moments(operation).map { Moment.text($0.1) }
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A line for each operation, numbers with their units.
  private static func table(_ operations: [OperationSummary], hasColor: Bool) -> String {
    var table = Table(
      [
        "operation", "count", "errors", "avg", "p50", "p95", "p99", "max", "total", "hits", "bytes",
        "memory",
      ])
    for operation in operations {
      func time(_ microseconds: Int64) -> String {
        let (nanoseconds, overflow) = microseconds.multipliedReportingOverflow(by: 1000)
        return DurationFormat.text(nanoseconds: overflow ? .max : nanoseconds)
      }
      table.add([
        Table.Cell(operation.operation), Table.Cell("\(operation.count)"),
        Table.Cell("\(operation.errors)", operation.errors > 0 ? .bad : .plain),
        Table.Cell(time(Int64(operation.averageMicroseconds.rounded()))),
        Table.Cell(time(operation.p50Microseconds)), Table.Cell(time(operation.p95Microseconds)),
        Table.Cell(time(operation.p99Microseconds)), Table.Cell(time(operation.maxMicroseconds)),
        Table.Cell(time(operation.totalMicroseconds)),
        Table.Cell(operation.hitRate.map { "\(Decimal.text($0 * 100, digits: 1)) %" } ?? "-"),
        Table.Cell(operation.bytes > 0 ? SizeFormat.text(bytes: operation.bytes) : "-"),
        Table.Cell(
          operation.peakKiB > 0
            ? SizeFormat.text(bytes: min(operation.peakKiB, .max / 1024) * 1024) : "-"),
      ])
    }
    return table.text(hasColor: hasColor)
  }
}
