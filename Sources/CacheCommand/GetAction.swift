import CommandKit
import Formats
import Glibc
import Memos
import Platform
import Settings
import Store

/// `pc-cache get` and `has`.
enum GetAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let keys = invocation.arguments.operands
    if keys.count > 1, invocation.arguments.has("output") {
      throw Failure(.usage, "--output takes one KEY: there are \(keys.count)")
    }
    let watch = Stopwatch()
    let spaces = try spaces(invocation)
    guard let (store, settings) = try Asking.usable(invocation) else { return .negative }
    defer { store.close() }
    let acceptance = acceptance(invocation, settings)
    var row = watch.measurement("read_cache")
    var isComplete = true
    for key in keys {
      let bytes = try show(
        key, spaces, store, acceptance, isOnly: keys.count == 1, &invocation)
      if let bytes {
        row.hits += 1
        row.bytes += bytes
      } else {
        row.misses += 1
        isComplete = false
      }
    }
    try invocation.output.flush()
    var end = watch.measurement("read_cache", isComplete ? .ok : .negative)
    (end.hits, end.misses, end.bytes) = (row.hits, row.misses, row.bytes)
    invocation.record(end)
    return isComplete ? .done : .negative
  }

  /// The namespaces to look in, one's own first.
  private static func spaces(_ invocation: borrowing Invocation) throws(Failure) -> [SpaceName] {
    var spaces = [try Asking.space(invocation)]
    for name in invocation.arguments.all("share-from") {
      spaces.append(try Asking.space(name, shown: "--share-from"))
    }
    return spaces
  }

  static func acceptance(
    _ invocation: borrowing Invocation, _ settings: CacheSettings
  ) -> Acceptance {
    var acceptance = Acceptance()
    acceptance.ageNanosecondsMax = settings.timesToLive.standard?.nanoseconds
    acceptance.staleNanosecondsMax = invocation.arguments.duration("stale")?.nanoseconds ?? 0
    return acceptance
  }

  /// Shows the value of a key. Returns its length; nil where it is not there.
  private static func show(
    _ key: [UInt8], _ spaces: [SpaceName], _ store: Store, _ acceptance: Acceptance, isOnly: Bool,
    _ invocation: inout Invocation
  ) throws(Failure) -> Int64? {
    for space in spaces {
      if invocation.arguments.has("meta") {
        guard let entry = store.entry(space, key: key) else { continue }
        try invocation.output.write(
          bytes: EntryReport.details(
            entry, space, at: store.now, isJSON: invocation.wantsJSON))
        return 0
      }
      guard let entry = try find(key, space, store, acceptance, &invocation) else { continue }
      if entry.isNegative { return nil }
      return try write(entry, isOnly: isOnly, &invocation)
    }
    return nil
  }

  /// Finds a valid entry, here or in the remote cache.
  private static func find(
    _ key: [UInt8], _ space: SpaceName, _ store: Store, _ acceptance: Acceptance,
    _ invocation: inout Invocation
  ) throws(Failure) -> Entry? {
    switch store.look(up: key, in: space, accepting: acceptance) {
    case .found(let entry, let isStale):
      noteHit(entry, key, isStale: isStale, at: store.now, invocation)
      return entry
    case .missing(let why):
      invocation.note("\(Asking.shown(key)): miss: \(EntryReport.text(why))")
      let remote = try RemoteSharing.tier(store, for: space, invocation)
      let came = remote?.pull(space, [key]) ?? 0
      RemoteSharing.note(remote, invocation)
      if came == 0 { return nil }
      guard case .found(let entry, _) = store.look(up: key, in: space, accepting: acceptance)
      else { return nil }
      invocation.note("\(Asking.shown(key)): hit in the remote cache")
      return entry
    }
  }

  static func noteHit(
    _ entry: borrowing Entry, _ key: [UInt8], isStale: Bool, at now: Instant,
    _ invocation: borrowing Invocation
  ) {
    if !invocation.isVerbose { return }
    let left = entry.expires.map {
      ", TTL left: \(DurationFormat.text(nanoseconds: max(0, $0.nanoseconds - now.nanoseconds)))"
    }
    let age = DurationFormat.text(nanoseconds: entry.ageNanoseconds(at: now))
    let kind = isStale ? "stale hit" : "hit"
    invocation.note("\(Asking.shown(key)): \(kind), made \(age) ago\(left ?? ", valid for ever")")
  }

  private static func write(
    _ entry: borrowing Entry, isOnly: Bool, _ invocation: inout Invocation
  ) throws(Failure) -> Int64 {
    if let file = invocation.arguments.path("output") {
      return try write(entry, to: file)
    }
    if invocation.wantsJSON {
      try invocation.output.write(bytes: try EntryReport.value(entry))
      return entry.payloadCount
    }
    var count: Int64 = 0
    try forEachPiece(of: entry) { (piece) throws(Failure) in
      count += Int64(piece.count)
      try invocation.output.write(bytes: piece)
    }
    if !isOnly { try invocation.output.write(bytes: [invocation.nameEnd]) }
    return count
  }

  private static func write(
    _ entry: borrowing Entry, to path: BytePath
  ) throws(Failure) -> Int64 {
    var count: Int64 = 0
    let file = try Failure.ofSystem { () throws(SystemError) in
      try AtomicFile.Draft(path, mode: 0o666)
    }
    do throws(Failure) {
      try forEachPiece(of: entry) { (piece) throws(Failure) in
        count += Int64(piece.count)
        try Failure.ofSystem { () throws(SystemError) in try file.write(piece) }
      }
    } catch {
      file.discard()
      throw error
    }
    do throws(SystemError) { try file.commit() } catch { throw Failure(error) }
    return count
  }

  /// Lends the value piece by piece: of what a command printed, its standard output.
  static func forEachPiece(
    of entry: borrowing Entry, _ body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var payload = try Asking.tried { () throws(StoreError) in try entry.payload() }
    var chunks = MemoChunks.Reader()
    while true {
      let goesOn: Bool
      do throws(StoreError) { goesOn = try payload.next() } catch { throw Asking.failure(error) }
      if !goesOn { return }
      if !entry.isMemo {
        try body(payload.piece)
        continue
      }
      _ = try chunks.take(payload.piece) { (stream, bytes) throws(Failure) in
        if stream == .output { try body(Array(bytes)) }
      }
    }
  }

  static func has(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let space = try Asking.space(invocation)
    guard let (store, settings) = try Asking.usable(invocation) else { return .negative }
    defer { store.close() }
    let acceptance = acceptance(invocation, settings)
    var isComplete = true
    for key in invocation.arguments.operands {
      switch store.look(up: key, in: space, accepting: acceptance) {
      case .found(let entry, _): if entry.isNegative { isComplete = false }
      case .missing(let why):
        invocation.note("\(Asking.shown(key)): \(EntryReport.text(why))")
        isComplete = false
      }
    }
    return isComplete ? .done : .negative
  }
}
