import CommandKit
import Formats
import Platform
import Store

/// `pc-cache delete`, `invalidate` and `clear`.
enum RemoveAction {
  static func delete(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let space = try Asking.space(invocation)
    let store = try Asking.store(invocation)
    defer { store.close() }
    var isComplete = true
    for key in invocation.arguments.operands {
      let wasThere = try Asking.tried { () throws(StoreError) in
        try store.remove(space, key: key)
      }
      if !wasThere {
        invocation.note("\(Asking.shown(key)): not there")
        isComplete = false
      }
    }
    let remote = try RemoteSharing.tier(store, for: space, invocation)
    remote?.remove(space, invocation.arguments.operands)
    RemoteSharing.note(remote, invocation)
    return isComplete ? .done : .negative
  }

  static func invalidate(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let selection = try Selection(invocation)
    if selection.isEmpty {
      throw Failure(
        .usage,
        "invalidate needs a PATTERN, --tag, --older-than, --depends or --expired; clear removes all"
      )
    }
    let watch = Stopwatch()
    let space = try Asking.namedSpace(invocation)
    let store = try Asking.store(invocation)
    defer { store.close() }
    let now = store.now
    var removed: [SpaceName: [[UInt8]]] = [:]
    let remote = try RemoteSharing.tier(store, for: space, invocation)
    let count = try Asking.tried { () throws(StoreError) in
      try store.remove(in: space) { (name, entry) in
        guard selection.includes(entry, at: now) else { return false }
        if let remote, remote.isShared(name) { removed[name, default: []].append(entry.key) }
        return true
      }
    }
    if let remote {
      for (name, keys) in removed { remote.remove(name, keys) }
      // What is only there can be known by its key alone.
      if selection.isByKeyOnly { remote.removeAll(in: space) { selection.includes(key: $0) } }
      RemoteSharing.note(remote, invocation)
    }
    invocation.record(watch.measurement("cleanup_cache"))
    return try report(count, "removed", &invocation)
  }

  static func clear(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    let space = try Asking.namedSpace(invocation)
    let store = try Asking.store(invocation)
    defer { store.close() }
    let count = try Asking.tried { () throws(StoreError) in try store.clear(space) }
    invocation.record(watch.measurement("cleanup_cache"))
    return try report(count, "removed", &invocation)
  }

  /// Says how many entries it were: to programs always, to people where they want to know.
  static func report(
    _ count: Int, _ what: String, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.key(what); json.number(count)
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    }
    invocation.note("\(what): \(count) \(count == 1 ? "entry" : "entries")")
    return .done
  }
}
