import CommandKit
import Formats
import Platform
import Store

/// `pc-cache gc`, `verify` and `rebuild`.
enum UpkeepAction {
  static func gc(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let space = try Asking.namedSpace(invocation)
    let store = try Asking.store(invocation)
    defer { store.close() }
    let looksAtAll = invocation.arguments.has("all")
    let result = try Asking.tried { () throws(StoreError) in
      try store.collect(in: space, lookingAtAll: looksAtAll)
    }
    invocation.record(watch.measurement("cleanup_cache"))
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("expired"); json.number(result.expired)
        json.key("evicted"); json.number(result.evicted)
        json.key("left_behind"); json.number(result.leftBehind)
        json.key("looked_at"); json.number(result.lookedAt)
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    }
    invocation.note(
      "\(result.expired) expired, \(result.evicted) evicted, \(result.leftBehind) left by dead "
        + "processes; looked at \(result.lookedAt)")
    return .done
  }

  static func verify(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let space = try Asking.namedSpace(invocation)
    let store = try Asking.store(invocation)
    defer { store.close() }
    let repairs = invocation.arguments.has("repair")
    let result = try Asking.tried { () throws(StoreError) in
      let result = try store.verify(in: space, removingDamaged: repairs)
      if repairs, result.accounted != result.walked { _ = try store.rebuild(space) }
      return result
    }
    let isRight = result.accounted == result.walked
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("whole"); json.number(result.whole)
        json.key("damaged"); json.number(result.damaged.count)
        json.key("accounted_bytes"); json.number(result.accounted.bytes)
        json.key("walked_bytes"); json.number(result.walked.bytes)
        json.key("accounted_entries"); json.number(result.accounted.entries)
        json.key("walked_entries"); json.number(result.walked.entries)
        json.key("repaired"); json.bool(repairs && !(isRight && result.damaged.isEmpty))
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      for path in result.damaged {
        invocation.warn("\(path): damaged\(repairs ? ": removed" : "")")
      }
      if !isRight {
        invocation.warn(
          "the accounts say \(result.accounted.bytes) bytes in \(result.accounted.entries) entries, "
            + "there are \(result.walked.bytes) in \(result.walked.entries)"
            + (repairs ? ": counted anew" : ": say --repair"))
      }
      invocation.note("\(result.whole) whole, \(result.damaged.count) damaged")
    }
    return isRight && result.damaged.isEmpty ? .done : .negative
  }

  static func rebuild(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let space = try Asking.namedSpace(invocation)
    let store = try Asking.store(invocation)
    defer { store.close() }
    let (before, after) = try Asking.tried { () throws(StoreError) in try store.rebuild(space) }
    invocation.record(watch.measurement("rebuild_size_index"))
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key("bytes"); json.number(after.bytes)
        json.key("entries"); json.number(after.entries)
        json.key("bytes_before"); json.number(before.bytes)
        json.key("entries_before"); json.number(before.entries)
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.output.line("\(after.bytes)")
    }
    if before != after {
      invocation.note("it was \(before.bytes) bytes in \(before.entries) entries")
    }
    return .done
  }
}
