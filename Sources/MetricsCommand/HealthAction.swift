import CommandKit
import Formats
import Metrics
import Platform

/// `pc-metrics health`: whether operations cost what they may.
enum HealthAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let limits = try limits(invocation.arguments)
    let summary = try SummaryAction.summarize(&invocation)
    let checks = HealthCheck.all(summary.operations, limits)
    let isHealthy = checks.allSatisfy { $0.isKept }
    if invocation.wantsJSON {
      try invocation.output.write(bytes: json(checks, limits.statistic))
    } else if invocation.arguments.text("format") == "csv" {
      try invocation.output.write(csv(checks))
    } else if !invocation.isQuiet {
      if checks.isEmpty {
        invocation.warn("no rows")
      } else {
        try invocation.output.write(
          table(checks, limits.statistic, hasColor: invocation.output.hasColor))
      }
    }
    try invocation.output.flush()
    try Asking.report(summary.files, invocation)
    return isHealthy ? .done : .negative
  }

  private static func limits(_ arguments: Arguments) throws(Failure) -> HealthLimits {
    var limits = HealthLimits()
    for bytes in arguments.all("max-ms") {
      let text = String(decoding: bytes, as: UTF8.self)
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let last = parts.last, let limit = Decimal.parse(last), parts[0] != "" else {
        throw Failure(
          .usage, "--max-ms \(text): expected MS or OPERATION=MS, such as write_cache=50")
      }
      if parts.count == 1 {
        limits.milliseconds = [("*", limit)]
      } else {
        limits.milliseconds.append((String(parts[0]), limit))
      }
    }
    let statistic = arguments.text("statistic").flatMap { HealthLimits.Statistic(rawValue: $0) }
    limits.statistic = statistic ?? limits.statistic
    limits.memoryBytesMax = arguments.size("max-memory") ?? limits.memoryBytesMax
    limits.hitRateMin = try part(arguments, "min-hit-rate") ?? limits.hitRateMin
    limits.lookupsMin = arguments.integer("min-lookups") ?? limits.lookupsMin
    limits.batchGainMin = try part(arguments, "min-batch-gain") ?? limits.batchGainMin
    return limits
  }

  /// A percentage as a part of one.
  private static func part(_ arguments: Arguments, _ name: String) throws(Failure) -> Double? {
    guard let percent = arguments.number(name) else { return nil }
    if percent > 100 {
      throw Failure(.usage, "--\(name) \(arguments.text(name) ?? ""): expected 0 to 100")
    }
    return percent / 100
  }

  private static func title(_ check: HealthCheck, _ statistic: HealthLimits.Statistic) -> String {
    switch check.kind {
    case .duration: statistic.rawValue
    case .memory: "memory"
    case .hitRate: "hit rate"
    case .batchGain: "batch gain"
    }
  }

  private static func shown(_ value: Double, _ kind: HealthCheck.Kind) -> String {
    switch kind {
    case .duration: DurationFormat.text(nanoseconds: Int64(min(value * 1e6, 9e18)))
    case .memory: SizeFormat.text(bytes: Int64(min(value, 9e18)))
    case .hitRate, .batchGain: "\(Decimal.text(value, digits: 1)) %"
    }
  }

  private static func table(
    _ checks: [HealthCheck], _ statistic: HealthLimits.Statistic, hasColor: Bool
  ) -> String {
    var table = Table(["operation", "check", "is", "limit", "result"])
    for check in checks {
      let isMost = check.kind == .duration || check.kind == .memory
      table.add([
        Table.Cell(check.operation), Table.Cell(title(check, statistic)),
        Table.Cell(shown(check.value, check.kind)),
        Table.Cell("\(isMost ? "≤" : "≥") \(shown(check.limit, check.kind))"),
        check.isKept ? Table.Cell("ok", .good) : Table.Cell("broken", .bad),
      ])
    }
    return table.text(hasColor: hasColor)
  }

  private static func unit(_ kind: HealthCheck.Kind) -> String {
    switch kind {
    case .duration: "ms"
    case .memory: "bytes"
    case .hitRate, .batchGain: "percent"
    }
  }

  private static func json(
    _ checks: [HealthCheck], _ statistic: HealthLimits.Statistic
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("healthy")
      json.bool(checks.allSatisfy { $0.isKept })
      json.key("statistic")
      json.string(statistic.rawValue)
      json.key("checks")
      json.array { json in
        for check in checks {
          json.object { json in
            for (name, text) in [
              ("operation", check.operation), ("check", check.kind.rawValue),
              ("unit", unit(check.kind)),
            ] {
              json.key(name)
              json.string(text)
            }
            json.key("value")
            json.number(check.value, digits: 3)
            json.key("limit")
            json.number(check.limit, digits: 3)
            json.key("ok")
            json.bool(check.isKept)
          }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func csv(_ checks: [HealthCheck]) -> String {
    var text = "operation,check,value,limit,unit,ok\n"
    for check in checks {
      text += "\(check.operation),\(check.kind.rawValue),\(Decimal.text(check.value, digits: 3)),"
      text += "\(Decimal.text(check.limit, digits: 3)),\(unit(check.kind)),\(check.isKept)\n"
    }
    return text
  }
}
