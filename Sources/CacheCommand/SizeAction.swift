import CommandKit
import Formats
import Platform
import Store

/// `pc-cache size` and `stats`.
enum SizeAction {
  static func size(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let space = try Asking.namedSpace(invocation)
    let settings = try Limits.settings(invocation)
    let store = try Asking.store(invocation, settings)
    let total = try Asking.tried { () throws(StoreError) in
      settings.isSizeTracked ? try store.total(of: space) : store.walkedTotal(of: space)
    }
    invocation.record(watch.measurement("get_cache_size"))
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("bytes"); json.number(total.bytes)
        json.key("entries"); json.number(total.entries)
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else if invocation.arguments.has("human") {
      try invocation.output.line(SizeFormat.text(bytes: total.bytes))
    } else {
      try invocation.output.line("\(total.bytes)")
    }
    return .done
  }

  static func stats(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let space = try Asking.namedSpace(invocation)
    let store = try Asking.store(invocation)
    let statistics = try Asking.tried { () throws(StoreError) in
      try store.statistics(of: space)
    }
    try invocation.output.write(
      bytes: invocation.wantsJSON
        ? StatisticsReport.json(statistics, store.settings)
        : StatisticsReport.text(statistics, store.settings))
    return .done
  }
}
