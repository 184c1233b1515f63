import CacheRoot
import CommandKit
import Formats
import Metrics
import Platform
import Settings

/// From the options to the log and the rows of it that count: shared by all subcommands.
enum Asking {
  /// What the environment says about recording.
  static func settings() throws(Failure) -> MetricsSettings {
    do { return try .fromEnvironment() } catch { throw Failure(error) }
  }

  /// The log that the environment or the options name, whether or not anything is recorded in it.
  static func log(_ invocation: borrowing Invocation) throws(Failure) -> MetricsLog {
    let settings = try settings()
    var directory: CacheDirectory?
    if settings.file == nil {
      do { directory = try invocation.cacheDirectory() } catch { throw Failure(error) }
    }
    do {
      return try MetricsLog(directory: directory, settings: settings)
    } catch {
      throw failure(error)
    }
  }

  /// Which rows count.
  static func filter(_ invocation: borrowing Invocation) -> RowFilter {
    let arguments = invocation.arguments
    var filter = RowFilter()
    filter.operations = arguments.all("operation").map { String(decoding: $0, as: UTF8.self) }
    let now = Clock.system.calendar()
    if let since = arguments.text("since").flatMap({ Moment.parse($0, now: now) }) {
      filter.since = since
    }
    if let until = arguments.text("until").flatMap({ Moment.parse($0, now: now) }) {
      filter.until = until
    }
    filter.last = arguments.integer("last").map { Int($0) }
    return filter
  }

  /// The failure that an error of the metrics is.
  static func failure(_ error: MetricsError) -> Failure {
    switch error {
    case .setting(let error): Failure(error)
    case .directory(let error): Failure(error)
    case .foreign: Failure(.notPermitted, error.message)
    case .notAFile: Failure(.cannotCreate, error.message)
    case .notMetrics, .tooManyOperations: Failure(.badData, error.message)
    case .operation: Failure(.usage, error.message)
    case .system(let error): Failure(error)
    }
  }

  /// Tells of the lines that were no rows. Throws where there was nothing else.
  static func report(
    _ files: [MetricsSummary.File], _ invocation: borrowing Invocation
  ) throws(Failure) {
    var rows: Int64 = 0
    var skipped: Int64 = 0
    for file in files {
      rows += file.report.rows
      skipped += file.report.skipped
      if file.report.skipped == 0 { continue }
      let noun = file.report.skipped == 1 ? "line" : "lines"
      invocation.warn(
        "\(file.path): \(file.report.skipped) \(noun) skipped: the first at line "
          + "\(file.report.firstSkippedLine)")
    }
    if rows == 0, skipped > 0 { throw Failure(.badData, "no rows: these are no metrics") }
  }
}

/// `pc-metrics path`.
enum PathAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let log = try Asking.log(invocation)
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in json.name("path", bytes: log.path.bytes) }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.output.write(bytes: log.path.bytes + [UInt8(ascii: "\n")])
    }
    if !log.settings.isEnabled {
      invocation.note("CACHE_PERF_MONITORING=disabled: nothing is recorded")
    }
    return .done
  }
}
