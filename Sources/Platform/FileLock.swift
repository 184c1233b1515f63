import CLinux
import Glibc

/// The kernel's lock on a whole open file, shared by all who inherited the open file and gone
/// with the last of them.
public enum FileLock {
  /// How many may hold it at once.
  public enum Mode: UInt8, Sendable {
    /// One.
    case exclusive = 1
    /// Any number, as long as all of them share.
    case shared = 2
  }

  /// What came of asking for a lock.
  public enum Answer: Equatable, Sendable {
    /// It is held now.
    case granted
    /// Somebody else holds it.
    case busy
    /// A signal came first.
    case interrupted
    /// The file system has no locks.
    case unsupported
  }

  /// Takes the lock at once or not at all. C: `flock(LOCK_NB)`.
  public static func attempt(_ descriptor: Int32, _ mode: Mode) throws(SystemError) -> Answer {
    try request(descriptor, operation(mode) | LOCK_NB)
  }

  /// Waits in the kernel's queue until the lock is granted or a signal comes. C: `flock`.
  public static func wait(_ descriptor: Int32, _ mode: Mode) throws(SystemError) -> Answer {
    try request(descriptor, operation(mode))
  }

  /// Gives the lock up, for all who share the open file. C: `flock(LOCK_UN)`.
  public static func unlock(_ descriptor: Int32) {
    _ = retryingInterrupts { flock(descriptor, LOCK_UN) }
  }

  private static func operation(_ mode: Mode) -> Int32 { mode == .shared ? LOCK_SH : LOCK_EX }

  private static func request(
    _ descriptor: Int32, _ operation: Int32
  ) throws(SystemError) -> Answer {
    if flock(descriptor, operation) == 0 { return .granted }
    switch errno {
    case EWOULDBLOCK: return .busy
    case EINTR: return .interrupted
    case ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL: return .unsupported
    default: throw .last("lock")
    }
  }
}

/// One line of the kernel's table of file locks. C: `/proc/locks`.
public struct KernelLock: Sendable {
  /// Whether it waits for the lock rather than holding it.
  public let isWaiting: Bool
  /// Whether nobody else can hold it at the same time.
  public let isExclusive: Bool
  /// Which process asked for it; -1 where it is not of this kind.
  public let pid: Int32
  /// The file's number on its device.
  public let inode: UInt64
  /// The file's device: major and minor number.
  public let device: (major: UInt32, minor: UInt32)

  /// The locks of whole files that the kernel shows; nil where it shows none at all.
  ///
  /// The kernel hands its table out a page at a time, and numbers the lines anew for each page: a
  /// lock that others leave behind moves up between two pages, and comes twice. It counts once.
  public static func all() -> [KernelLock]? {
    let path: BytePath = "/proc/locks"
    guard let file = try? Descriptor.open(path, O_RDONLY),
      let bytes = try? IO.readAll(file.number, limit: 64 << 20, path: path)
    else { return nil }
    return parse(table: bytes)
  }

  /// Reads the table's lines, each lock once.
  static func parse(table: [UInt8]) -> [KernelLock] {
    var seen: Set<ArraySlice<UInt8>> = []
    return table.split(separator: UInt8(ascii: "\n")).compactMap { line in
      // What tells the locks apart follows the line's number.
      let lock = line.drop { $0 != UInt8(ascii: ":") }
      return seen.insert(lock).inserted ? parse(line) : nil
    }
  }

  /// Reads `7: -> FLOCK  ADVISORY  WRITE 1234 fe:00:524307 0 EOF`.
  static func parse(_ line: ArraySlice<UInt8>) -> KernelLock? {
    var fields = String(decoding: line, as: UTF8.self).split(separator: " ")[...]
    _ = fields.popFirst()
    let isWaiting = fields.first == "->"
    if isWaiting { _ = fields.popFirst() }
    guard fields.count >= 5, fields.popFirst() == "FLOCK" else { return nil }
    let rest = Array(fields)
    let place = rest[3].split(separator: ":")
    guard place.count == 3, let pid = Int32(rest[2]), let major = UInt32(place[0], radix: 16),
      let minor = UInt32(place[1], radix: 16), let inode = UInt64(place[2])
    else { return nil }
    return KernelLock(
      isWaiting: isWaiting, isExclusive: rest[1] == "WRITE", pid: pid, inode: inode,
      device: (major, minor))
  }

  /// Whether it is a lock of the file that has this signature.
  public func isOn(_ file: FileSignature) -> Bool {
    inode == file.inode && device.major == linux_major(UInt(file.device))
      && device.minor == linux_minor(UInt(file.device))
  }
}
