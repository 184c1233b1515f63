import CLinux
import Glibc

/// A connection to a server. No call waits but those that take a deadline, none ends the process by
/// `SIGPIPE`, and no other program inherits it.
public struct Socket: ~Copyable {
  private let descriptor: Descriptor

  /// What can be done without waiting.
  public struct Readiness: Sendable {
    /// There is something to receive, or the end.
    public let canReceive: Bool
    /// There is room to send.
    public let canSend: Bool
    /// Neither: the deadline has passed.
    public var isTooLate: Bool { !canReceive && !canSend }
  }

  /// Connects; `ETIMEDOUT` where the deadline passes first. C: `socket`, `connect`.
  public static func connect(
    to address: SocketAddress, by deadline: Deadline
  ) throws(SystemError) -> Socket {
    let deed = "connect to"
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let number = Glibc.socket(address.family, Int32(kind), 0)
    if number < 0 { throw .last("make a socket", address.path) }
    let socket = Socket(descriptor: Descriptor(owning: number))
    while true {
      guard let result = address.withKernelForm({ Glibc.connect(number, $0, $1) }) else {
        throw SystemError(ENAMETOOLONG, deed, address.path)
      }
      if result == 0 { break }
      switch errno {
      // One that was interrupted goes on by itself, too.
      case EINPROGRESS, EINTR:
        if try socket.wait(toReceive: false, toSend: true, by: deadline).isTooLate {
          throw SystemError(ETIMEDOUT, deed, address.path)
        }
        let outcome = socket.pendingError()
        if outcome != 0 { throw SystemError(outcome, deed, address.path) }
      case EAGAIN:
        // The queue of a server on this machine is full, and no call waits for a place in it.
        let left = deadline.nanosecondsLeft
        if left == 0 { throw SystemError(ETIMEDOUT, deed, address.path) }
        Events.pause(nanoseconds: min(left, 1_000_000))
        continue
      default: throw .last(deed, address.path)
      }
      break
    }
    socket.sendWithoutDelay(address)
    return socket
  }

  /// Sends what there is room for, from an offset on; nil where there is none now. `more` tells that
  /// another call follows at once. C: `send`.
  public borrowing func send(
    _ bytes: [UInt8], from offset: Int, more: Bool
  ) throws(SystemError) -> Int? {
    let flags = Int32(MSG_NOSIGNAL) | (more ? Int32(MSG_MORE) : 0)
    let number = descriptor.number
    let count = bytes.withUnsafeBytes { buffer in
      let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
      return retryingInterrupts { Glibc.send(number, rest.baseAddress, rest.count, flags) }
    }
    if count >= 0 { return count }
    if errno == EAGAIN { return nil }
    throw .last("send")
  }

  /// Receives what there is; nil where there is nothing now, 0 at the end. C: `recv`.
  public borrowing func receive(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int? {
    let number = descriptor.number
    let count = retryingInterrupts { recv(number, buffer.baseAddress, buffer.count, 0) }
    if count >= 0 { return count }
    if errno == EAGAIN { return nil }
    throw .last("receive")
  }

  /// Waits until something can be done, at most until the deadline. C: `poll`.
  public borrowing func wait(
    toReceive: Bool, toSend: Bool, by deadline: Deadline
  ) throws(SystemError) -> Readiness {
    let events = try Events.wait(
      for: descriptor.number, (toReceive ? Int32(POLLIN) : 0) | (toSend ? Int32(POLLOUT) : 0),
      by: deadline)
    // What has failed is ready for all: the next call tells what is wrong.
    let hasFailed = events & (Int32(POLLERR) | Int32(POLLHUP) | Int32(POLLNVAL)) != 0
    return Readiness(
      canReceive: toReceive && (hasFailed || events & Int32(POLLIN) != 0),
      canSend: toSend && (hasFailed || events & Int32(POLLOUT) != 0))
  }

  /// What became of a connection that was under way. C: `getsockopt(SO_ERROR)`.
  private borrowing func pendingError() -> Int32 {
    var outcome: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor.number, SOL_SOCKET, SO_ERROR, &outcome, &size) < 0
      ? errno : outcome
  }

  /// Lets small requests go at once, rather than wait for others to go with them.
  /// C: `setsockopt(TCP_NODELAY)`.
  private borrowing func sendWithoutDelay(_ address: SocketAddress) {
    if case .unix = address { return }
    var yes: Int32 = 1
    setsockopt(
      descriptor.number, Int32(IPPROTO_TCP), TCP_NODELAY, &yes,
      socklen_t(MemoryLayout<Int32>.size))
  }
}

extension Events {
  /// Waits until one of the events has come to a descriptor, and returns those that have; 0 where
  /// the deadline passes first. C: `poll`.
  static func wait(
    for descriptor: Int32, _ events: Int32, by deadline: Deadline
  ) throws(SystemError) -> Int32 {
    while true {
      var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let left = deadline.nanosecondsLeft
      // Rounded up: a wait that ends a little early would be followed by a busy loop.
      let milliseconds = min(left / 1_000_000 + (left % 1_000_000 > 0 ? 1 : 0), 60_000)
      let count = poll(&entry, 1, Int32(milliseconds))
      if count > 0 { return Int32(entry.revents) }
      if count < 0, errno != EINTR { throw .last("wait") }
      // An interrupted wait goes on with what is left of the time.
      if deadline.hasPassed { return 0 }
    }
  }
}
