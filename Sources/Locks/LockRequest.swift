import Platform

/// How a lock is waited for.
public enum WaitStrategy: String, Sendable, CaseIterable {
  /// In the kernel's queue, looking up at growing intervals.
  case exponential
  /// In the kernel's queue.
  case event
  /// Asleep, trying again every half second.
  case linear
}

/// What is asked of a lock.
public struct LockRequest: Sendable {
  /// Alone, or together with others that share.
  public var mode = FileLock.Mode.exclusive
  /// How many may hold it at once.
  public var slots = 1
  /// How it is waited for.
  public var strategy = WaitStrategy.exponential
  /// How long it is waited for, in nanoseconds; nil: without limit.
  public var timeoutNanoseconds: Int64?
  /// Whether to give up at once where it is held.
  public var isNonblocking = false
  /// Whether the caller goes on where a parent of this process holds the lock.
  public var isReentrant = false
  /// The first interval at which a waiter looks up.
  public var backoffMinNanoseconds: Int64 = 100_000_000
  /// The longest interval at which a waiter looks up.
  public var backoffMaxNanoseconds: Int64 = 2_000_000_000
  /// The tokens of the locks under which this process already runs.
  public var tokensHeld: [UInt64] = []
  /// The clocks.
  public var clock = Clock.system

  /// An exclusive lock, waited for without limit.
  public init() {}
}

/// Why a lock was not granted.
public enum LockError: Error {
  /// Somebody holds it, and waiting was not wanted.
  case busy(Holder?)
  /// Somebody still holds it after the time that was allowed.
  case timedOut(Holder?)
  /// An ancestor of this process holds it, and waits for this process.
  case reentry(Holder)
  /// It cannot be done without a cache directory.
  case needsDirectory
  /// The system refused.
  case system(SystemError)
}

/// Somebody who holds a lock.
public struct Holder: Sendable {
  /// What the holder wrote; nil for a holder that writes nothing, such as flock(1).
  public let record: HolderRecord?
  /// The process; 0 where it is not known.
  public let pid: Int32
  /// Its command, word by word; empty where it is not known.
  public let command: [[UInt8]]
  /// Which of the slots it has.
  public let slot: Int

  /// Whether it is the same grant to the same holder, seen at another moment.
  public func isSameHold(as other: Holder) -> Bool {
    guard slot == other.slot, record?.token == other.record?.token else { return false }
    return record != nil || pid == other.pid
  }

  /// The holder in a few words: `process 1234 (make deploy)`.
  public var description: String {
    var words = command.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    if words.count > 60 { words = words.prefix(57) + "..." }
    let name = pid > 0 ? "process \(pid)" : "another machine's process"
    return words.isEmpty ? name : "\(name) (\(words))"
  }
}
