import CommandKit
import Formats
import Platform
import Store

/// `pc-cache batch`.
enum BatchAction {
  /// How long the seed's format keeps what says nothing of its time.
  private static let colonTimeNanoseconds: Int64 = 300_000_000_000

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    let format = try BatchFormat(invocation)
    let name = arguments.operands.count > 1 ? arguments.operands[1] : [UInt8(ascii: "-")]
    let shown = name == [UInt8(ascii: "-")] ? "standard input" : Asking.shown(name)
    let items = BatchReader(try Input(name), format, shown: shown)
    let space = try Asking.space(invocation)
    let settings = try Limits.settings(invocation)
    if !settings.isEnabled {
      invocation.note("the cache is disabled: nothing is kept, nothing is there")
      return arguments.operandText(0) == "put" ? .done : .negative
    }
    let store = try Asking.store(invocation, settings)
    defer { store.close() }
    switch arguments.operandText(0) {
    case "put":
      var details = try Asking.details(invocation, settings)
      if format == .colon, details.timeToLiveNanoseconds == nil {
        details.timeToLiveNanoseconds = colonTimeNanoseconds
      }
      return try put(items, details, space, store, &invocation)
    case "get":
      let shown = invocation.wantsJSON ? .ndjson : format
      let acceptance = GetAction.acceptance(invocation, settings)
      return try get(items, shown, acceptance, space, store, &invocation)
    default: return try delete(items, space, store, &invocation)
    }
  }

  private static func put(
    _ items: consuming BatchReader, _ details: EntryDetails, _ space: SpaceName, _ store: Store,
    _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    var batch = PutBatch(store)
    var reader = items
    var named: [[UInt8]] = []
    let remote = try RemoteSharing.tier(store, for: space, invocation)
    while let item = reader.next(needsValue: true) {
      batch.put(space, key: item.key, item.value, item.details(details))
      if remote != nil { named.append(item.key) }
    }
    batch.flush()
    var row = watch.measurement("batch_write", batch.refusals.isEmpty ? .ok : .error)
    row.misses = batch.count
    row.bytes = batch.payloadBytes
    invocation.record(row)
    for refusal in batch.refusals {
      let message = refusal.error.message
      Diagnostics.line(
        "\(invocation.command.name): \(Asking.shown(refusal.key)): not put: \(message)")
    }
    remote?.push(space, named)
    RemoteSharing.note(remote, invocation)
    invocation.note("put: \(batch.count) entries")
    Asking.noteEvictions(store, invocation)
    if invocation.arguments.has("json") {
      try report([("put", batch.count), ("refused", Int64(batch.refusals.count))], &invocation)
    }
    try reader.finish(invocation)
    if let first = batch.refusals.first {
      throw Failure(Asking.failure(first.error).status, "")
    }
    return reader.faults == 0 ? .done : .badData
  }

  private static func get(
    _ items: consuming BatchReader, _ format: BatchFormat, _ acceptance: Acceptance,
    _ space: SpaceName, _ store: Store, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    var reader = items
    var (hits, misses, bytes, unwritable) = (Int64(0), Int64(0), Int64(0), 0)
    let remote = try RemoteSharing.tier(store, for: space, invocation)
    // So many are asked for at once of the remote cache.
    var group: [[UInt8]] = []
    repeat {
      group = []
      while group.count < 1000, let item = reader.next(needsValue: false) { group.append(item.key) }
      if let remote {
        let absent = group.filter { store.entry(space, key: $0) == nil }
        _ = remote.pull(space, absent)
      }
      for key in group {
        guard case .found(let entry, _) = store.look(up: key, in: space, accepting: acceptance),
          !entry.isNegative, let value = BatchAction.value(of: entry)
        else {
          misses += 1
          if format == .ndjson { try invocation.output.write(bytes: BatchFormat.absent(key)) }
          continue
        }
        hits += 1
        bytes += entry.payloadCount
        if let line = format.line(key, value) {
          try invocation.output.write(bytes: line)
        } else {
          unwritable += 1
          invocation.warn(
            "\(Asking.shown(key)): its key or value does not fit into a line: "
              + "use --format nul or ndjson")
        }
      }
    } while !group.isEmpty
    RemoteSharing.note(remote, invocation)
    var row = watch.measurement("batch_read", misses == 0 ? .ok : .negative)
    (row.hits, row.misses, row.bytes) = (hits, misses, bytes)
    invocation.record(row)
    try reader.finish(invocation)
    if reader.faults > 0 || unwritable > 0 { return .badData }
    return misses == 0 ? .done : .negative
  }

  /// The whole value; nil where it is damaged, which is as if it were not there.
  private static func value(of entry: borrowing Entry) -> [UInt8]? {
    var value: [UInt8] = []
    do throws(Failure) {
      try GetAction.forEachPiece(of: entry) { (piece) throws(Failure) in value += piece }
    } catch {
      return nil
    }
    return value
  }

  private static func delete(
    _ items: consuming BatchReader, _ space: SpaceName, _ store: Store,
    _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    var reader = items
    let remote = try RemoteSharing.tier(store, for: space, invocation)
    var (removed, asked) = (0, 0)
    var keys: [[UInt8]] = []
    repeat {
      keys = []
      while keys.count < 4096, let item = reader.next(needsValue: false) { keys.append(item.key) }
      asked += keys.count
      let group = keys
      removed += try Asking.tried { () throws(StoreError) in try store.remove(space, keys: group) }
      remote?.remove(space, group)
    } while !keys.isEmpty
    RemoteSharing.note(remote, invocation)
    var row = watch.measurement("batch_delete", removed == asked ? .ok : .negative)
    (row.hits, row.misses) = (Int64(removed), Int64(asked - removed))
    invocation.record(row)
    invocation.note("deleted: \(removed) of \(asked) entries")
    if invocation.arguments.has("json") {
      try report([("removed", Int64(removed)), ("absent", Int64(asked - removed))], &invocation)
    }
    try reader.finish(invocation)
    if reader.faults > 0 { return .badData }
    return removed == asked ? .done : .negative
  }

  /// What was done, for programs.
  private static func report(
    _ counts: [(name: String, count: Int64)], _ invocation: inout Invocation
  ) throws(Failure) {
    var json = JSONWriter()
    json.object { json in
      for item in counts {
        json.key(item.name)
        json.number(item.count)
      }
    }
    json.endLine()
    try invocation.output.write(bytes: json.bytes)
  }
}
