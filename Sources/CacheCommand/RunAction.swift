import CommandKit
import Glibc
import Memos
import Metrics
import Platform
import Store

/// `pc-cache run`: the answer of a command, from the cache or made now.
enum RunAction {
  static let options: [Option] = [
    .value("time-to-live", "DURATION", .duration, "The same as --ttl"),
    .value(
      "stale", "DURATION", .duration,
      "Give an answer older than this, too, and have it made anew in the background"),
    .flag("warm", "Have the answer made in the background, and print nothing"),
    .flag("force", "Run CMD in any case, and keep the answer"),
    .flag("unless-busy", "With --force: do nothing where the answer is being made at this moment"),
    .flag(
      "cwd", aliases: [.init("use-working-dir")],
      "Keep answers for each working directory apart"),
    .value(
      "modtime", "FILE", .file, isRepeatable: true, aliases: [.init("use-file-modtime")],
      "Keep answers for each time of change of this file apart"),
    .flag("stdin", "Hand standard input to CMD, and keep answers for each input apart"),
    .value("scope", "NAME", .text, "Keep answers apart from those of other scopes"),
    .value("key", "KEY", .text, "Use this key in place of the words of CMD"),
    .flag("discard-failures", "Do not keep the answer where CMD fails"),
    .flag(
      "ordered",
      "Keep the order of output and errors; a single write of CMD may have at most 400 KiB then"),
  ]

  /// After so many waits for others who made no answer, it is made without asking.
  private static let waitsMax = 3

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    if invocation.arguments.has("json") || invocation.arguments.has("format") {
      throw Failure(.usage, "--json does not apply to run: its output is that of CMD")
    }
    guard let (store, settings) = try Asking.usable(invocation) else {
      return try plain(&invocation)
    }
    let request = try MemoRequest(store, settings, invocation)
    if request.isOurParents {
      invocation.note("a parent of this process makes this answer: running CMD without the cache")
      return try plain(&invocation, request)
    }
    if invocation.arguments.has("warm") {
      Refresh.start(request, invocation)
      return .done
    }
    let isForced = invocation.arguments.has("force") || invocation.arguments.has("refresh")
    return isForced
      ? try force(request, &invocation) : try answer(request, &invocation)
  }

  /// Runs the command with nothing to do with any cache. A request has read our input already.
  private static func plain(
    _ invocation: inout Invocation, _ request: MemoRequest? = nil
  ) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    let run: (end: ProgramEnd, told: Int32?)
    if let request {
      let input = try Failure.ofSystem { () throws(SystemError) in try request.input() }
      run = try ForegroundProgram.run(
        Program(arguments.program), Program.Standard(input: input.number))
    } else if arguments.has("stdin") {
      run = try ForegroundProgram.run(Program(arguments.program))
    } else {
      let nothing = try Input(Array("/dev/null".utf8))
      run = try ForegroundProgram.run(
        Program(arguments.program), Program.Standard(input: nothing.number))
    }
    return end(run.end, told: run.told, &invocation)
  }

  /// Ends as the command has ended: with its status, or by its signal.
  private static func end(
    _ end: ProgramEnd, told: Int32?, _ invocation: inout Invocation
  ) -> ExitStatus {
    switch end {
    case .exited(let status): return ExitStatus(status)
    case .signaled(let signal):
      try? invocation.output.flush()
      invocation.finish()
      Signals.dieLikewise(of: told ?? signal)
    }
  }

  // MARK: From the cache

  private static func answer(
    _ request: MemoRequest, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    var waits = 0
    while true {
      if let status = try replay(request, watch, isFirst: waits == 0, &invocation) {
        return status
      }
      if waits == waitsMax { return try compute(request, watch, &invocation) }
      switch request.store.flight(request.space, key: request.key.bytes, waits: true) {
      case .mine(let flight):
        // It may have been made between our look and our turn.
        if let status = try replay(request, watch, isFirst: false, &invocation) { return status }
        let status = try compute(request, watch, &invocation)
        flight.end()
        return status
      case .taken:
        invocation.note("somebody else was making this answer: looking again")
        waits += 1
      case .unknown: return try compute(request, watch, &invocation)
      }
    }
  }

  /// Prints a valid answer; nil where there is none. Only the first look counts as a miss.
  private static func replay(
    _ request: MemoRequest, _ watch: Stopwatch, isFirst: Bool, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus? {
    let store = request.store
    switch store.look(
      up: request.key.bytes, in: request.space, accepting: request.acceptance, countsMiss: isFirst)
    {
    case .missing(let why):
      if isFirst { invocation.note("miss: \(EntryReport.text(why))") }
      guard isFirst, let remote = request.remote else { return nil }
      let came = remote.pull(request.space, [request.key.bytes])
      RemoteSharing.note(remote, invocation)
      if came == 0 { return nil }
      return try replay(request, watch, isFirst: false, &invocation)
    case .found(let entry, _):
      guard entry.isMemo else { return nil }
      GetAction.noteHit(entry, request.key.bytes, isStale: false, at: store.now, invocation)
      let age = entry.ageNanoseconds(at: store.now)
      guard let end = try replay(entry, &invocation) else { return nil }
      var row = watch.measurement("cache_run")
      row.hits = 1
      row.bytes = entry.payloadCount
      invocation.record(row)
      if let stale = request.staleNanoseconds, age > stale {
        store.tally(stale: request.space)
        Refresh.start(request, invocation)
      }
      store.close()
      return self.end(end, told: nil, &invocation)
    }
  }

  /// Prints what a command printed. Returns how it ended; nil where the entry is damaged and nothing
  /// was printed yet.
  private static func replay(
    _ entry: borrowing Entry, _ invocation: inout Invocation
  ) throws(Failure) -> ProgramEnd? {
    guard var payload = try? entry.payload() else { return nil }
    var chunks = MemoChunks.Reader()
    var hasBegun = false
    while true {
      do throws(StoreError) {
        if try !payload.next() { break }
      } catch {
        if hasBegun { throw Asking.failure(error) }
        return nil
      }
      let isWhole = try chunks.take(payload.piece) { (stream, bytes) throws(Failure) in
        hasBegun = true
        try emit(stream, bytes, &invocation)
      }
      if !isWhole { break }
    }
    try invocation.output.flush()
    if let end = chunks.end { return end }
    if !hasBegun { return nil }
    throw Asking.failure(.damaged(key: entry.key))
  }

  private static func emit(
    _ stream: MemoStream, _ bytes: ArraySlice<UInt8>, _ invocation: inout Invocation
  ) throws(Failure) {
    if stream == .output { return try invocation.output.write(bytes: bytes) }
    try invocation.output.flush()
    try? IO.write(STDERR_FILENO, Array(bytes))
  }

  // MARK: Made now

  private static func force(
    _ request: MemoRequest, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    switch request.store.flight(request.space, key: request.key.bytes, waits: false) {
    case .mine(let flight):
      let status = try compute(request, watch, &invocation)
      flight.end()
      return status
    case .taken:
      if invocation.arguments.has("unless-busy") { return .done }
      return try compute(request, watch, &invocation)
    case .unknown: return try compute(request, watch, &invocation)
    }
  }

  /// Runs the command, hands on what it prints, and keeps it.
  private static func compute(
    _ request: MemoRequest, _ watch: Stopwatch, _ invocation: inout Invocation
  ) throws(Failure) -> ExitStatus {
    let store = request.store
    let details = try request.details(invocation)
    var program = Program(invocation.arguments.program)
    program.set(MemoRequest.parentsVariable, request.parents)
    let outcome: RecordedProgram.Outcome
    var watch = watch
    let start = Clock.system.sinceBoot()
    do throws(SystemError) {
      let input = try request.input()
      outcome = try RecordedProgram.run(
        program, input: input.number, isOrdered: invocation.arguments.has("ordered"),
        into: { Recording(store, request.space, request.key, details) }, forward: forward)
    } catch {
      throw Failure(error)
    }
    let recording = outcome.recording
    let cost = Clock.system.sinceBoot() - start
    watch.pausedNanoseconds = cost
    if isKept(outcome, details, invocation) {
      recording.finish(outcome.end, costNanoseconds: cost)
    } else {
      recording.abandon()
    }
    Asking.noteEvictions(store, invocation)
    if let failure = recording.failure { invocation.note("not kept: \(failure.message)") }
    var row = watch.measurement("cache_run")
    row.misses = 1
    invocation.record(row)
    if recording.failure == nil, let remote = request.remote {
      remote.push(request.space, [request.key.bytes])
      RemoteSharing.note(remote, invocation)
    }
    store.close()
    if let failure = outcome.failure {
      invocation.finish()
      if failure.code == EPIPE { Signals.die(of: SIGPIPE) }
      throw Failure(.inputOutput, "standard output: cannot write: \(failure.reason)")
    }
    return end(outcome.end, told: outcome.told, &invocation)
  }

  private static func forward(_ stream: MemoStream, _ bytes: RawSpan) -> SystemError? {
    do throws(SystemError) {
      try Signals.ignoring(SIGPIPE) { () throws(SystemError) in
        try IO.write(stream == .output ? STDOUT_FILENO : STDERR_FILENO, bytes)
      }
    } catch {
      // Errors that nobody reads are no reason to stop.
      return stream == .output ? error : nil
    }
    return nil
  }

  /// Whether the answer may be given again: it is that of a command that ended by itself, and what it
  /// depends on is still what it was before.
  private static func isKept(
    _ outcome: RecordedProgram.Outcome, _ details: EntryDetails,
    _ invocation: borrowing Invocation
  ) -> Bool {
    if outcome.failure != nil || outcome.told != nil { return false }
    if invocation.arguments.has("discard-failures"), outcome.end != .exited(0) {
      invocation.note("not kept: CMD failed")
      return false
    }
    for dependency in details.dependencies where !dependency.isUntouched() {
      invocation.note("not kept: \(EntryReport.text(dependency)) changed while CMD ran")
      return false
    }
    return true
  }
}
