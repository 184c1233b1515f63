import Glibc
import Platform
import Support
import Testing

@testable import Remote

/// A real server of a test's own, with a folder for its files. It is killed with its owner.
final class RedisServer {
  let scratch: Scratch
  private(set) var pid: Int32 = -1
  private let words: [String]
  /// The port that it listens at beside the file; 0: none.
  let port: UInt16

  /// Starts one that listens at a file, with further settings.
  init(_ settings: [String] = [], port: UInt16 = 0) {
    scratch = Scratch()
    self.port = port
    words =
      [
        "redis-server", "--port", "\(port)", "--unixsocket", scratch.path + "/redis", "--save", "",
        "--appendonly", "no", "--daemonize", "no", "--dir", scratch.path,
        "--logfile", scratch.path + "/log",
      ] + settings
    start()
  }

  deinit { kill() }

  /// The address of its file, with a part between that names a user and a password.
  func address(_ names: String = "", database: Int = 0) -> RemoteAddress {
    remoteAddress("unix://\(names)\(scratch.path)/redis?db=\(database)")
  }

  /// Starts it, and waits until it answers.
  func start() {
    pid = (try? Program(words.map { Array($0.utf8) }).spawn()) ?? -1
    precondition(pid > 0, "no redis-server")
    while scratch.shell("redis-cli -s redis PING").output.isEmpty {
      guard let end = try? Program.end(pid) else { continue }
      preconditionFailure("redis-server ends: \(end): \(scratch.read("log"))")
    }
  }

  /// Ends it at once.
  func kill() {
    if pid < 0 { return }
    Program.send(SIGKILL, to: pid)
    _ = try? Program.wait(pid)
    pid = -1
  }

  /// Lets it stand still, until it is continued or killed.
  func freeze() { Program.send(SIGSTOP, to: pid) }
  func thaw() { Program.send(SIGCONT, to: pid) }

  /// What its own client prints.
  @discardableResult
  func client(_ words: String) -> String {
    scratch.shell("redis-cli -s redis --no-auth-warning \(words)").output.trimmed
  }
}

extension String {
  /// Without the end of the line.
  fileprivate var trimmed: String { last == "\n" ? String(dropLast()) : self }
}

/// An address that is known to be one.
func remoteAddress(_ text: String) -> RemoteAddress {
  do throws(RemoteError) {
    return try RemoteAddress.parse(Array(text.utf8))
  } catch {
    preconditionFailure(error.message)
  }
}

/// A tier that an expectation can hold: it cannot hold what must not be copied.
final class TestedTier {
  private var tier: RemoteTier

  init(_ tier: consuming RemoteTier) { self.tier = tier }

  var breaker: RemoteBreaker { tier.breaker }
  var isPaused: Bool { tier.isPaused }
  func get(_ keys: [[UInt8]]) throws(RemoteError) -> [[UInt8]?] { try tier.get(keys) }
  func set(_ items: [RemoteItem]) throws(RemoteError) -> [RemoteError?] { try tier.set(items) }
  func delete(_ keys: [[UInt8]]) throws(RemoteError) -> Int { try tier.delete(keys) }
  func status() throws(RemoteError) -> RemoteStatus { try tier.status() }
  func lifetimes(_ keys: [[UInt8]]) throws(RemoteError) -> [RemoteLifetime] {
    try tier.lifetimes(keys)
  }
  func keys(
    prefix: [UInt8], _ each: ([UInt8]) throws(RemoteError) -> Void
  ) throws(RemoteError) { try tier.keys(prefix: prefix, each) }
}

/// A tier with time enough for a busy machine, unless the test is about time.
func tier(
  _ address: RemoteAddress, _ folder: BytePath, timeout: Int64 = 30_000_000_000,
  imageBytesMax: Int = 64 << 20, clock: Clock = .system, names: HostNames = HostNames()
) -> TestedTier {
  TestedTier(
    RemoteTier(
      address, breakerFolder: folder, connectTimeoutNanoseconds: timeout,
      commandTimeoutNanoseconds: timeout, imageBytesMax: imageBytesMax, clock: clock, names: names))
}

/// The same, with its breaker in a test's folder.
func tier(
  _ address: RemoteAddress, _ scratch: Scratch, timeout: Int64 = 30_000_000_000,
  imageBytesMax: Int = 64 << 20, clock: Clock = .system, names: HostNames = HostNames()
) -> TestedTier {
  tier(
    address, BytePath(scratch.path), timeout: timeout, imageBytesMax: imageBytesMax, clock: clock,
    names: names)
}

/// A time that is short, for what is certain to take longer.
let shortTimeout: Int64 = 100_000_000

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// What something fails with; nil where it does not.
func failure(_ body: () throws(RemoteError) -> Void) -> RemoteError? {
  do throws(RemoteError) {
    try body()
    return nil
  } catch {
    return error
  }
}
