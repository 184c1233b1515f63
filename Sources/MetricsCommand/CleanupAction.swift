import CommandKit
import Formats
import Metrics
import Platform

/// `pc-metrics cleanup`: removes old rows.
enum CleanupAction {
  /// How old rows get where nothing else is said.
  private static let ageStandard = Duration.seconds(30 * 86400)

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    let size = arguments.size("max-size")
    let age = arguments.duration("older-than") ?? (size == nil ? ageStandard : nil)
    let before = age.map { Clock.system.calendar().nanoseconds - $0.nanoseconds } ?? .min
    let log = try Asking.log(invocation)
    let result: CleanupResult
    do {
      result = try log.clean(before: Instant(nanoseconds: before), sizeBytesMax: size ?? .max)
    } catch {
      throw Asking.failure(error)
    }
    if invocation.wantsJSON {
      try invocation.output.write(bytes: json(result))
    } else if !invocation.isQuiet {
      var text = "removed \(result.removedRows) rows, kept \(result.keptRows)"
      if result.removedLines > 0 {
        text += "; removed \(result.removedLines) lines that were no rows"
      }
      try invocation.output.line(text)
    }
    return .done
  }

  private static func json(_ result: CleanupResult) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("removed")
      json.number(result.removedRows)
      json.key("kept")
      json.number(result.keptRows)
      json.key("removed_lines")
      json.number(result.removedLines)
    }
    json.endLine()
    return json.bytes
  }
}
