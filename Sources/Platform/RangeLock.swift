import CLinux
import Glibc

/// The kernel's lock on some bytes of a file, which belongs to an open file and is gone with it,
/// however its process ends. The bytes need not exist: they are numbers that processes agree on.
///
/// Two threads that share an open file share its locks: each opens the file for itself.
public enum RangeLock {
  /// How many may hold it at once.
  public enum Mode: Sendable {
    /// One; the file must be open for writing.
    case exclusive
    /// Any number, as long as all of them share; the file must be open for reading.
    case shared
  }

  /// Takes the lock at once or not at all. C: `fcntl(F_OFD_SETLK)`.
  public static func attempt(
    _ descriptor: Int32, _ mode: Mode, at start: Int, count: Int = 1
  ) throws(SystemError) -> FileLock.Answer {
    let type = Int16(mode == .shared ? F_RDLCK : F_WRLCK)
    if linux_lock_range(descriptor, type, start, count, 0) == 0 { return .granted }
    return try answer()
  }

  /// Waits in the kernel's queue until the lock is granted. C: `fcntl(F_OFD_SETLKW)`.
  public static func wait(
    _ descriptor: Int32, _ mode: Mode, at start: Int, count: Int = 1
  ) throws(SystemError) -> FileLock.Answer {
    let type = Int16(mode == .shared ? F_RDLCK : F_WRLCK)
    let result = retryingInterrupts { linux_lock_range(descriptor, type, start, count, 1) }
    return result == 0 ? .granted : try answer()
  }

  /// Gives the lock up. C: `fcntl(F_OFD_SETLK)`.
  public static func unlock(_ descriptor: Int32, at start: Int, count: Int = 1) {
    _ = linux_lock_range(descriptor, Int16(F_UNLCK), start, count, 0)
  }

  /// Whether somebody else holds it. C: `fcntl(F_OFD_GETLK)`.
  public static func isHeldByOthers(_ descriptor: Int32, at start: Int, count: Int = 1) -> Bool {
    linux_is_range_locked(descriptor, start, count) == 1
  }

  private static func answer() throws(SystemError) -> FileLock.Answer {
    switch errno {
    case EAGAIN, EACCES: return .busy
    case EINTR: return .interrupted
    case ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL: return .unsupported
    default: throw .last("lock")
    }
  }
}
