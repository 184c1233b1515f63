import Glibc
import Platform

/// The entries that a team shares through a Redis server, each as one image of bytes.
///
/// Nothing is sent before the first call; the connection is kept from then on. Each call is bounded
/// in time: by the limit for a connection, and by the limit for commands for each round of commands
/// (some hundred keys, or one MiB), and again for each MiB that has been moved. Where the server, or
/// the way to it, fails, no process of the user tries again for a minute (`RemoteBreaker`).
///
/// What the server says is never taken for true: an image carries its own checksum, which the caller
/// checks.
public struct RemoteTier: ~Copyable {
  /// The standard limit for a connection, and for a round of commands.
  public static let standardTimeoutNanoseconds: Int64 = 250_000_000
  /// The largest value that Redis can hold.
  public static let imageBytesMax = 512 << 20
  /// Room for an answer that is no image: a page of keys.
  private static let pageBytesMax = 16 << 20

  /// Where it is.
  public let address: RemoteAddress
  /// What all processes remember of its failures.
  public let breaker: RemoteBreaker
  /// A larger image is neither fetched nor kept.
  public let imageBytesMax: Int

  private let limits: RemoteLimits
  private let names: HostNames
  private var connection: RemoteConnection?
  private var isTrial = false
  private var pause: (until: Instant, reason: String)?

  /// A tier that is not connected yet. `breakerFolder` is where its failures are remembered.
  public init(
    _ address: RemoteAddress, breakerFolder: BytePath,
    connectTimeoutNanoseconds: Int64 = standardTimeoutNanoseconds,
    commandTimeoutNanoseconds: Int64 = standardTimeoutNanoseconds,
    imageBytesMax: Int = 64 << 20, clock: Clock = .system
  ) {
    self.init(
      address, breakerFolder: breakerFolder,
      connectTimeoutNanoseconds: connectTimeoutNanoseconds,
      commandTimeoutNanoseconds: commandTimeoutNanoseconds,
      imageBytesMax: imageBytesMax, clock: clock, names: HostNames())
  }

  init(
    _ address: RemoteAddress, breakerFolder: BytePath, connectTimeoutNanoseconds: Int64,
    commandTimeoutNanoseconds: Int64, imageBytesMax: Int, clock: Clock, names: HostNames
  ) {
    self.address = address
    self.breaker = RemoteBreaker(folder: breakerFolder, address: address, clock: clock)
    self.imageBytesMax = min(max(1, imageBytesMax), RemoteTier.imageBytesMax)
    limits = RemoteLimits(
      connectNanoseconds: connectTimeoutNanoseconds, commandNanoseconds: commandTimeoutNanoseconds,
      replyBytesMax: max(self.imageBytesMax + 1, RemoteTier.pageBytesMax), clock: clock)
    self.names = names
  }

  var clock: Clock { limits.clock }

  /// Whether this process is not to try now, so that a caller can spare itself the preparation.
  /// Costs a system call; where it is connected, none.
  public var isPaused: Bool {
    if connection != nil { return false }
    if let pause, limits.clock.calendar() < pause.until { return true }
    return breaker.state() != .closed
  }

  /// Sends the commands as one round and hands out the answers. What the server refuses altogether
  /// is thrown; what it refuses of a single command is handed out with the rest.
  ///
  /// `isAnyway` tries even where it failed a moment ago.
  mutating func round(
    _ request: RemoteRequest, isAnyway: Bool = false,
    _ take: (_ index: Int, _ reply: Reply) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    do throws(RemoteError) {
      try attempt(request, isAnyway: isAnyway, take)
    } catch {
      connection = nil
      if error.isOfServer {
        breaker.open(reason: error.message)
        let now = limits.clock.calendar().nanoseconds
        let until = now.addingReportingOverflow(RemoteBreaker.pauseNanoseconds).partialValue
        pause = (Instant(nanoseconds: until), error.message)
        isTrial = false
      } else if case .paused = error {
        // Nobody tried.
      } else {
        hasAnswered(isAnyway: isAnyway)
      }
      throw error
    }
    hasAnswered(isAnyway: isAnyway)
  }

  /// The server lives: a trial is over, and what was said about it no longer true.
  private mutating func hasAnswered(isAnyway: Bool) {
    pause = nil
    if isTrial || isAnyway { breaker.close() }
    isTrial = false
  }

  private mutating func attempt(
    _ request: RemoteRequest, isAnyway: Bool,
    _ take: (_ index: Int, _ reply: Reply) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    var heard = false
    func checked(_ index: Int, _ reply: Reply) throws(RemoteError) {
      if let line = reply.error {
        let refusal = Refusal(line)
        if refusal.isOfServer { throw .refused(refusal, Refusal.words(line)) }
      }
      try take(index, reply)
    }
    if let connection {
      do throws(RemoteError) {
        return try connection.exchange(request, heard: &heard, checked)
      } catch {
        // A server closes a connection that has long been idle, or as it starts anew. Nothing was
        // heard of it, so that it is no failure to connect once more; no command of ours does harm
        // when it is done twice.
        self.connection = nil
        if error != .closed || heard { throw error }
      }
    }
    let fresh = try connect(isAnyway: isAnyway)
    connection = fresh
    try fresh.exchange(request, heard: &heard, checked)
  }

  private mutating func connect(isAnyway: Bool) throws(RemoteError) -> RemoteConnection {
    if !isAnyway {
      if let pause, limits.clock.calendar() < pause.until {
        throw .paused(until: pause.until, reason: pause.reason)
      }
      switch breaker.admission() {
      case .free: break
      case .trial: isTrial = true
      case .refused(let until, let reason): throw .paused(until: until, reason: reason)
      }
    }
    return try RemoteConnection(address, limits, names: names)
  }
}
