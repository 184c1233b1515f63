import CacheRoot
import CommandKit
import Formats
import Glibc
import Locks
import Metrics
import Platform
import Settings

/// From the options to a lock: shared by all subcommands.
struct Asking {
  let place: LockPlace
  let request: LockRequest
  let busyStatus: Int32?

  /// The lock that the first operand names, or another.
  init(_ invocation: borrowing Invocation, _ other: LockPlace? = nil) throws(Failure) {
    if let other { place = other } else { place = try Asking.place(invocation) }
    request = try Asking.request(invocation)
    busyStatus = invocation.arguments.integer("busy-status").map { Int32($0) }
  }

  /// The lock that the first operand names.
  static func place(_ invocation: borrowing Invocation) throws(Failure) -> LockPlace {
    let arguments = invocation.arguments
    guard arguments.has("file") else {
      return try place(named: arguments.operands[0], invocation)
    }
    if arguments.operands[0].isEmpty { throw Failure(.usage, "NAME: expected a path") }
    return try place(.file(BytePath(bytes: arguments.operands[0])), invocation)
  }

  /// The lock with a name in the cache directory, which it cannot do without.
  static func place(
    named bytes: [UInt8], _ invocation: borrowing Invocation
  ) throws(Failure) -> LockPlace {
    let namespace = invocation.arguments.bytes("namespace")
    guard let name = LockName(bytes, namespace: namespace) else {
      let shown = String(decoding: bytes.prefix(40), as: UTF8.self)
      throw Failure(
        .usage,
        bytes.isEmpty
          ? "NAME is empty: expected a lock's name"
          : "\(shown)...: a lock's name has at most 230 bytes, and three for each that is no letter, digit, _, - or ."
      )
    }
    do throws(CacheDirectoryError) {
      return try LockPlace(.name(name), directory: try invocation.cacheDirectory())
    } catch {
      throw Failure(error)
    }
  }

  /// A lock on a file of the user's own: without a cache directory, it is only not written down who
  /// holds it.
  static func place(
    _ target: LockPlace.Target, _ invocation: borrowing Invocation
  ) throws(Failure) -> LockPlace {
    do throws(CacheDirectoryError) {
      return try LockPlace(target, directory: try invocation.cacheDirectory())
    } catch {
      invocation.note("\(error.message); holders are not written down")
    }
    do throws(CacheDirectoryError) {
      return try LockPlace(target, directory: nil)
    } catch {
      throw Failure(error)
    }
  }

  private static func request(_ invocation: borrowing Invocation) throws(Failure) -> LockRequest {
    let arguments = invocation.arguments
    var request = LockRequest()
    if arguments.has("shared") { request.mode = .shared }
    request.slots = arguments.integer("slots").map { Int($0) } ?? 1
    if request.slots > 1, request.mode == .shared {
      throw Failure(.usage, "--shared and --slots exclude each other: a slot has one holder")
    }
    request.isNonblocking = arguments.has("nonblock")
    let timeout: Duration?
    if let given = arguments.duration("timeout") {
      timeout = given
    } else {
      timeout = try invocation.setting(Setting.lockTimeout.duration, .lockTimeout)
    }
    request.isReentrant = arguments.has("reentrant")
    request.timeoutNanoseconds = timeout?.nanoseconds
    let strategy: String?
    if let given = arguments.text("strategy") {
      strategy = given
    } else {
      strategy = try invocation.setting(Setting.lockStrategy.choice, .lockStrategy)
    }
    request.strategy = strategy.flatMap(WaitStrategy.init) ?? .exponential
    if let least = arguments.duration("backoff-min") {
      request.backoffMinNanoseconds = least.nanoseconds
    }
    if let most = arguments.duration("backoff-max") {
      request.backoffMaxNanoseconds = most.nanoseconds
    } else {
      request.backoffMaxNanoseconds = max(
        request.backoffMaxNanoseconds, request.backoffMinNanoseconds)
    }
    if request.backoffMinNanoseconds < 1_000_000 {
      throw Failure(.usage, "--backoff-min: expected at least 1ms")
    }
    if request.backoffMaxNanoseconds < request.backoffMinNanoseconds {
      throw Failure(.usage, "--backoff-max is less than --backoff-min")
    }
    request.tokensHeld = HeldTokens.inherited()
    return request
  }

  /// How long a lease is asked for, in nanoseconds; 0 where none is.
  static func lease(_ arguments: Arguments) throws(Failure) -> Int64 {
    guard let lease = arguments.duration("lease")?.nanoseconds else { return 0 }
    if lease == 0 {
      throw Failure(.usage, "--lease 0: expected a duration above zero; release ends a hold")
    }
    return lease
  }

  /// Waits for the lock and measures the wait. Nil: a parent holds it, and `--reentrant` says that
  /// this is well.
  func acquire(
    _ hold: Lock.Hold, _ invocation: inout Invocation
  ) throws(Failure) -> Lock? {
    let start = request.clock.sinceBoot()
    do throws(LockError) {
      let lock = try Lock.acquire(place, request, hold)
      record(start, .ok, &invocation)
      if let failure = lock.failure {
        invocation.warn(
          "\(failure.path): cannot \(failure.deed): \(failure.reason): it is not written down who holds \(place.description)"
        )
      }
      invocation.note(
        "\(place.description): granted after \(DurationFormat.text(nanoseconds: lock.waitedNanoseconds)), token \(lock.token)"
      )
      return lock
    } catch {
      if case .reentry = error, invocation.arguments.has("reentrant") { return nil }
      try fail(error, start, &invocation)
    }
  }

  /// Records the wait and ends the command.
  func fail(
    _ error: LockError, _ start: Int64, _ invocation: inout Invocation
  ) throws(Failure) -> Never {
    let outcome: Measurement.Outcome
    switch error {
    case .busy: outcome = .negative
    case .timedOut: outcome = .timeout
    case .reentry, .needsDirectory, .system: outcome = .error
    }
    record(start, outcome, &invocation)
    Notice(invocation)?.tell(outcome == .negative ? "busy" : outcome.rawValue)
    throw failure(error, isQuiet: invocation.isQuiet)
  }

  private func failure(_ error: LockError, isQuiet: Bool) -> Failure {
    let name = place.description
    switch error {
    case .busy(let holder):
      return Failure(
        busyStatus.map(ExitStatus.init) ?? .negative,
        isQuiet ? "" : "\(name): held\(holder.map { " by \($0.description)" } ?? "")")
    case .timedOut(let holder):
      let limit = DurationFormat.text(nanoseconds: request.timeoutNanoseconds ?? 0)
      return Failure(
        busyStatus.map(ExitStatus.init) ?? .tryAgain,
        isQuiet
          ? ""
          : "\(name): still held after \(limit)\(holder.map { ", by \($0.description)" } ?? "")")
    case .reentry(let holder):
      return Failure(
        .usage,
        "\(name): held by \(holder.description), which waits for this process: it would wait for ever; say --reentrant to go on under that hold"
      )
    case .needsDirectory: return Failure(.notPermitted, "\(name): needs a cache directory")
    case .system(let error): return Failure(error)
    }
  }

  func record(
    _ start: Int64, _ outcome: Measurement.Outcome, _ invocation: inout Invocation
  ) {
    let clock = request.clock
    invocation.record(
      Measurement(
        "lock_acquire", ended: clock.calendar(), nanoseconds: clock.sinceBoot() - start,
        outcome: outcome))
  }
}

/// The tokens of the locks that a program runs under, handed down from holder to holder.
enum HeldTokens {
  static let variable = "PC_LOCK_HELD"

  static func inherited() -> [UInt64] {
    guard let value = Environment[variable] else { return [] }
    return String(decoding: value, as: UTF8.self).split(separator: ",").compactMap { UInt64($0) }
  }
}

/// Telling a caller that went on what became of its wait.
struct Notice {
  private let descriptor: Int32

  /// Nil where nobody asked for it.
  init?(_ invocation: borrowing Invocation) {
    guard let number = invocation.arguments.integer("notify-fd") else { return nil }
    descriptor = Int32(number)
  }

  static func check(_ invocation: borrowing Invocation) throws(Failure) {
    if let notice = Notice(invocation), !IO.isGiven(notice.descriptor) {
      throw Failure(.usage, "--notify-fd \(notice.descriptor): the descriptor is not open")
    }
  }

  /// Writes the line; the program that runs under the lock does not get the descriptor.
  func tell(_ line: String) {
    // Who no longer listens does without; the lock is granted all the same.
    try? Signals.ignoring(SIGPIPE) { () throws(SystemError) in
      try IO.write(descriptor, Array("\(line)\n".utf8))
    }
    IO.setInherited(descriptor, false)
  }
}
