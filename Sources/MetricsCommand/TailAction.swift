import CommandKit
import Formats
import Metrics
import Platform

/// `pc-metrics tail`: the last rows, and those that are yet to come.
enum TailAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    var filter = Asking.filter(invocation)
    let lines = arguments.integer("lines").map { Int($0) } ?? filter.last ?? 10
    filter.last = nil
    let isFollowing = arguments.has("follow")
    var tail = MetricsTail(try Asking.log(invocation), filter, lines: lines)
    try show(try begin(&tail, isFollowing), &invocation)
    while isFollowing { try show(try next(&tail), &invocation) }
    return .done
  }

  private static func begin(
    _ tail: inout MetricsTail, _ isFollowing: Bool
  ) throws(Failure) -> [[UInt8]] {
    do throws(MetricsError) {
      // Watching comes first: what is appended after the look must not go unnoticed.
      if isFollowing { try tail.follow() }
      return try tail.last()
    } catch {
      throw Asking.failure(error)
    }
  }

  private static func next(_ tail: inout MetricsTail) throws(Failure) -> [[UInt8]] {
    do { return try tail.next() } catch { throw Asking.failure(error) }
  }

  private static func show(
    _ lines: [[UInt8]], _ invocation: inout Invocation
  ) throws(Failure) {
    for line in lines {
      if invocation.wantsJSON, let row = Measurement(parsing: line) {
        try invocation.output.write(bytes: json(row))
      } else {
        try invocation.output.write(bytes: line + [UInt8(ascii: "\n")])
      }
    }
    try invocation.output.flush()
  }

  /// The row as an object, its members named as the columns are.
  private static func json(_ row: Measurement) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("timestamp")
      json.number(Double(row.ended.nanoseconds) / 1e9, digits: 3)
      json.key("operation")
      json.string(row.operation)
      json.key("duration_ms")
      json.number(Double(row.nanoseconds) / 1e6, digits: 3)
      json.key("outcome")
      json.string(row.outcome.rawValue)
      let counts = [
        ("hits", row.hits), ("misses", row.misses), ("bytes", row.bytes), ("peak_kib", row.peakKiB),
      ]
      for (name, value) in counts {
        json.key(name)
        json.number(value)
      }
    }
    json.endLine()
    return json.bytes
  }
}
