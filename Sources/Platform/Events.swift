import CLinux
import Glibc

/// Waiting for one of several things: descriptors that become readable, or the clock.
public enum Events {
  /// Waits until one of the descriptors is readable, at most so many nanoseconds. Returns whether
  /// one is. C: `poll`.
  public static func wait(for descriptors: [Int32], atMostNanoseconds limit: Int64) -> Bool {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // Rounded up: a wait that ends a little early would be followed by a busy loop.
    let milliseconds = min(max(0, limit) / 1_000_000 + (limit % 1_000_000 > 0 ? 1 : 0), 60_000)
    return poll(&entries, nfds_t(entries.count), Int32(milliseconds)) > 0
  }

  /// Waits, without a limit, until one of three descriptors is readable or has ended; -1 stands for
  /// none. Returns which are. C: `poll`.
  public static func waitForAny(
    of first: Int32, _ second: Int32, _ third: Int32
  ) -> (Bool, Bool, Bool) {
    var entries: InlineArray<3, pollfd> = [
      pollfd(fd: first, events: Int16(POLLIN), revents: 0),
      pollfd(fd: second, events: Int16(POLLIN), revents: 0),
      pollfd(fd: third, events: Int16(POLLIN), revents: 0),
    ]
    withUnsafeMutableBytes(of: &entries) { bytes in
      // In bounds: three entries for three descriptors.
      _ = retryingInterrupts {
        poll(bytes.assumingMemoryBound(to: pollfd.self).baseAddress, 3, -1)
      }
    }
    return (entries[0].revents != 0, entries[1].revents != 0, entries[2].revents != 0)
  }

  /// Waits until one of the descriptors is readable, or nobody reads any more what is written to the
  /// pipe (or terminal) `output`, at most so many nanoseconds. Returns whether somebody still reads it.
  /// C: `poll`.
  public static func wait(
    for descriptors: [Int32], orEndOf output: Int32, atMostNanoseconds limit: Int64
  ) -> Bool {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    entries.append(pollfd(fd: output, events: 0, revents: 0))
    let milliseconds = min(max(0, limit) / 1_000_000 + (limit % 1_000_000 > 0 ? 1 : 0), 60_000)
    guard poll(&entries, nfds_t(entries.count), Int32(milliseconds)) > 0 else { return true }
    return entries.last.map { $0.revents & Int16(POLLERR | POLLHUP) == 0 } ?? true
  }

  /// Whether a few bytes can be written now without waiting: up to 4096, as POSIX has it for pipes.
  /// C: `poll`.
  public static func takesWriting(_ descriptor: Int32) -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return retryingInterrupts { poll(&state, 1, 0) } == 1
  }

  /// Sleeps. C: `nanosleep`.
  public static func pause(nanoseconds: Int64) {
    var time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    var left = timespec()
    while nanosleep(&time, &left) < 0, errno == EINTR { time = left }
  }
}

/// News of what is written in some folders. Where the system has no more to give (there is a limit
/// for each user), there is none, and who waits for it must look again in time.
public struct FolderEvents: ~Copyable {
  private let number: Int32

  /// Starts without folders. C: `inotify_init1`.
  public init() { number = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)) }

  deinit { if number >= 0 { close(number) } }

  /// Also tells when a file in this folder is written, or is given its name by a move. Reading is no
  /// news: who looks because of the news would cause the next one. Returns whether it will tell.
  /// C: `inotify_add_watch`.
  @discardableResult
  public func watch(_ path: BytePath) -> Bool {
    number >= 0
      && path.withCString { inotify_add_watch(number, $0, UInt32(IN_MODIFY | IN_MOVED_TO)) } >= 0
  }

  /// Descriptors that become readable with the news: one, or none.
  public var pollable: [Int32] { number < 0 ? [] : [number] }

  /// Forgets the news that came so far. C: `read`.
  public func clear() {
    if number < 0 { return }
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while let count = try? IO.read(number, into: buffer), count > 0 {}
    }
  }
}

/// A call for attention between two threads of this process.
public struct Bell: ~Copyable, Sendable {
  private let descriptor: Int32

  /// A bell that has not rung. C: `eventfd`.
  public init() throws(SystemError) {
    descriptor = linux_eventfd()
    if descriptor < 0 { throw .last("make an event") }
  }

  deinit { close(descriptor) }

  /// A descriptor that is readable once it has rung.
  public var pollable: Int32 { descriptor }

  /// Rings.
  public func ring() {
    var one: UInt64 = 1
    _ = retryingInterrupts { Glibc.write(descriptor, &one, 8) }
  }
}

/// A call for attention from another process. Who does not wait for it does not notice: `SIGURG`
/// means nothing by default, so that it can be sent to any process of ours without harm.
public struct Summons: ~Copyable {
  private let number: Int32
  private var previous = sigset_t()

  /// Waits for one from now on. C: `signalfd`.
  public init() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGURG)
    pthread_sigmask(SIG_BLOCK, &set, &previous)
    number = linux_signalfd(&set)
  }

  deinit {
    if number >= 0 { close(number) }
    var mask = previous
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }

  /// A descriptor that is readable once one has come; -1, which never is, where there is none.
  public var pollable: Int32 { number }

  /// Forgets those that came so far. C: `read`.
  public func clear() {
    // A record of a signal has 128 bytes.
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { buffer in
      while number >= 0, let count = try? IO.read(number, into: buffer), count > 0 {}
    }
  }

  /// Calls a process. C: `kill`.
  public static func send(to pid: Int32) { if pid > 1 { kill(pid, SIGURG) } }
}

/// A way to end another thread's wait in a system call.
public struct Interruption: Sendable {
  private let thread: pthread_t

  /// For the thread that calls. From now on `SIGURG`, which means nothing to us otherwise, ends a
  /// system call early. C: `sigaction`.
  public init() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGURG, &action, nil)
    // Who started us may have held it back.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGURG)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    thread = pthread_self()
  }

  /// Ends the wait that the thread is in. One that it is about to begin is not ended: call again
  /// until it has noticed. C: `pthread_kill`.
  public func interrupt() { pthread_kill(thread, SIGURG) }
}
