import CacheRoot
import CommandKit
import Metrics
import Platform

/// `pc-metrics record` and `pc-metrics add`: rows of the user's own.
enum RecordAction {
  static func add(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    let operation = try operation(invocation)
    let milliseconds = arguments.operandText(1).flatMap { Double($0) } ?? 0
    // Twelve digits of milliseconds are thirty years; a row cannot say more.
    guard milliseconds < 1e12 else {
      throw Failure(
        .usage, "MILLISECONDS \(arguments.operandText(1) ?? ""): expected less than 10^12")
    }
    var row = Measurement(
      operation, ended: Clock.system.calendar(), nanoseconds: nanoseconds(milliseconds),
      outcome: arguments.text("outcome").flatMap { Measurement.Outcome(rawValue: $0) } ?? .ok)
    row.hits = arguments.integer("hits") ?? 0
    row.misses = arguments.integer("misses") ?? 0
    row.bytes = min(arguments.size("bytes") ?? 0, 999_999_999_999_999)
    row.peakKiB = ((arguments.size("peak") ?? 0) + 1023) / 1024
    do throws(MetricsError) {
      try write(row, &invocation)
    } catch {
      // Recording is all that it is for: here it is a failure not to.
      throw Asking.failure(error)
    }
    return .done
  }

  /// Past 2^53 nanoseconds a Double is no longer exact to one; rows are exact to a thousand.
  private static func nanoseconds(_ milliseconds: Double) -> Int64 {
    let microseconds = (milliseconds * 1000).rounded()
    let (nanoseconds, overflow) = Int64(microseconds).multipliedReportingOverflow(by: 1000)
    return overflow ? .max : nanoseconds
  }

  static func record(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let operation = try operation(invocation)
    let settings = try Asking.settings()
    let clock = Clock.system
    let start = clock.sinceBoot()
    let run = try ForegroundProgram.run(Program(invocation.arguments.program))
    if settings.isEnabled {
      var row = Measurement(
        operation, ended: clock.calendar(), nanoseconds: clock.sinceBoot() - start,
        outcome: run.end.status == 0 ? .ok : .error)
      row.peakKiB = Environment.peakProgramMemoryKiB
      do throws(MetricsError) {
        try write(row, &invocation)
      } catch {
        invocation.warn("nothing recorded: \(error.message)")
      }
    }
    return ForegroundProgram.status(of: run.end, told: run.told)
  }

  private static func operation(_ invocation: borrowing Invocation) throws(Failure) -> String {
    let operation = invocation.arguments.operandText(0) ?? ""
    if !Measurement.isRecordable(operation) { throw Asking.failure(.operation(operation)) }
    return operation
  }

  private static func write(
    _ row: Measurement, _ invocation: inout Invocation
  ) throws(MetricsError) {
    if invocation.arguments.has("stats") {
      Diagnostics.line("\(invocation.command.name): \(row.summary)")
    }
    let log = try MetricsLog(directory: try? invocation.cacheDirectory())
    // An array of one would be the only array of its kind, and making its type known would take
    // longer than the row.
    try log?.append(CollectionOfOne(row))
  }
}
