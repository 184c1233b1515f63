import CLinux
import Glibc

/// A process that cannot be mistaken for a later one with the same number.
///
/// The mark is the process's number in the kernel's pidfs, never used twice, or, on kernels older
/// than 6.9, the clock tick in which it started.
public struct ProcessIdentity: Hashable, Sendable {
  /// The process number.
  public let pid: Int32
  /// What tells it from others that had or will have the number; 0 matches any.
  public let mark: UInt64

  /// An identity that was recorded earlier.
  public init(pid: Int32, mark: UInt64) {
    self.pid = pid
    self.mark = mark
  }

  /// This process.
  public static func current() -> ProcessIdentity {
    // Whether it has ended is no question.
    let pid = getpid()
    let number = linux_pidfd_open(pid)
    defer { if number >= 0 { close(number) } }
    let mark =
      number < 0 ? ProcessIdentity.startTick(pid) ?? 0 : ProcessHandle.mark(pid, number)
    return ProcessIdentity(pid: pid, mark: mark)
  }

  /// The pid namespace of this process, which gives process numbers their meaning; 0 where it
  /// cannot be found out. By way of a pidfd where the kernel knows it: `/proc` takes five times as
  /// long. C: `ioctl(PIDFD_GET_PID_NAMESPACE)`, `stat`.
  public static func namespace() -> UInt64 {
    let own = linux_pidfd_open(getpid())
    if own >= 0 {
      defer { close(own) }
      let namespace = linux_pidfd_namespace(own)
      if namespace >= 0 {
        defer { close(namespace) }
        return (try? FileStatus.of(namespace))?.signature.inode ?? 0
      }
    }
    return (try? FileStatus.of(path: "/proc/self/ns/pid"))?.signature.inode ?? 0
  }

  /// The process that has the number now; nil where there is none, or it has ended.
  public static func of(_ pid: Int32) -> ProcessIdentity? { ProcessHandle(pid)?.identity }

  /// Whether this very process still runs. One that has ended but was not yet waited for does not.
  public var isAlive: Bool { ProcessHandle(self) != nil }

  /// The parents of this process, nearest first. C: `/proc/PID/stat`.
  public static func ancestors() -> [Int32] {
    var ancestors: [Int32] = []
    var pid = getppid()
    while pid > 0, ancestors.count < 4096 {
      ancestors.append(pid)
      guard let fields = statFields(pid), let parent = Int32(fields[1]) else { break }
      pid = parent
    }
    return ancestors
  }

  /// The words of a process's command line; none where they cannot be read.
  /// C: `/proc/PID/cmdline`.
  public static func command(of pid: Int32) -> [[UInt8]] {
    let path = BytePath("/proc/\(pid)/cmdline")
    guard let file = try? Descriptor.open(path, O_RDONLY),
      let bytes = try? IO.readAll(file.number, limit: 4 << 20, path: path)
    else { return [] }
    return bytes.split(separator: 0).map(Array.init)
  }

  /// Whether a process has the number and has not ended.
  static func isRunning(_ pid: Int32) -> Bool {
    guard let state = statFields(pid)?.first else { return kill(pid, 0) == 0 || errno == EPERM }
    return state != "Z" && state != "X"
  }

  /// The clock tick in which a process started.
  static func startTick(_ pid: Int32) -> UInt64? { statFields(pid).flatMap { UInt64($0[19]) } }

  /// The fields of `/proc/PID/stat` from the third on: those after the command's name, which may
  /// itself hold spaces and parentheses.
  private static func statFields(_ pid: Int32) -> [Substring]? {
    let path = BytePath("/proc/\(pid)/stat")
    guard let file = try? Descriptor.open(path, O_RDONLY),
      let bytes = try? IO.readAll(file.number, limit: 65536, path: path),
      let close = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = String(decoding: bytes[(close + 1)...], as: UTF8.self).split(separator: " ")
    return fields.count > 19 ? fields : nil
  }
}

/// A hold on a running process: through it the process can be waited for and signalled, and never
/// another that was given its number.
public struct ProcessHandle: ~Copyable {
  /// Its pidfd; -1 where the system has none to give.
  private let number: Int32
  /// Which process it is.
  public let identity: ProcessIdentity

  /// Takes hold of the process that has the number now; nil where there is none that runs.
  /// C: `pidfd_open`.
  public init?(_ pid: Int32) {
    guard let held = ProcessHandle.open(pid, mark: 0) else { return nil }
    self = held
  }

  /// Takes hold of this very process; nil where it has ended.
  public init?(_ identity: ProcessIdentity) {
    guard let held = ProcessHandle.open(identity.pid, mark: identity.mark) else { return nil }
    self = held
  }

  private init(_ number: Int32, _ identity: ProcessIdentity) {
    self.number = number
    self.identity = identity
  }

  deinit { if number >= 0 { close(number) } }

  private static func open(_ pid: Int32, mark: UInt64) -> ProcessHandle? {
    guard pid > 0 else { return nil }
    let number = linux_pidfd_open(pid)
    if number < 0 {
      if errno == ESRCH || errno == EINVAL { return nil }
      return openWithoutDescriptor(pid, mark: mark, isOldKernel: errno == ENOSYS)
    }
    let found = ProcessHandle.mark(pid, number)
    let handle = ProcessHandle(number, ProcessIdentity(pid: pid, mark: found))
    if mark != 0, mark != found { return nil }
    if handle.hasEnded { return nil }
    return handle
  }

  /// Kernels before 5.3 have no pidfds, and sometimes there is no descriptor left. What cannot be
  /// told for sure is taken for alive: nobody must lose a hold because we are short of something.
  private static func openWithoutDescriptor(
    _ pid: Int32, mark: UInt64, isOldKernel: Bool
  ) -> ProcessHandle? {
    if !ProcessIdentity.isRunning(pid) { return nil }
    let tick = ProcessIdentity.startTick(pid) ?? 0
    if isOldKernel, mark != 0, tick != 0, mark != tick { return nil }
    return ProcessHandle(-1, ProcessIdentity(pid: pid, mark: isOldKernel ? tick : mark))
  }

  static func mark(_ pid: Int32, _ pidfd: Int32) -> UInt64 {
    var system = statfs()
    var status = stat()
    if fstatfs(pidfd, &system) == 0, system.f_type == Int(LINUX_PIDFS),
      fstat(pidfd, &status) == 0
    {
      return UInt64(status.st_ino)
    }
    return ProcessIdentity.startTick(pid) ?? 0
  }

  /// A descriptor that becomes readable when the process ends; -1, which is never readable, where
  /// there is none.
  public var pollable: Int32 { number }

  /// Whether it has ended since. C: `poll`.
  public var hasEnded: Bool {
    if number < 0 { return !ProcessIdentity.isRunning(identity.pid) }
    var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) == 1
  }

  /// Sends it a signal. C: `pidfd_send_signal`.
  public func send(_ signal: Int32) throws(SystemError) {
    let result =
      number < 0 ? kill(identity.pid, signal) : linux_pidfd_send_signal(number, signal)
    if result < 0, errno != ESRCH { throw .last("signal process \(identity.pid)") }
  }
}
