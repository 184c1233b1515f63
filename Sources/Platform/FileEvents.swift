import Glibc

/// News of what happens to files in some folders: to what is in them, and to their names. Where the
/// system gives none (there is a limit for each user, and other machines' changes are not told), who
/// waits for it must look again in time.
public struct FileEvents: ~Copyable {
  private let number: Int32

  /// Starts without folders. C: `inotify_init1`.
  public init() { number = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)) }

  deinit { if number >= 0 { close(number) } }

  private static let names = UInt32(
    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)

  /// Also tells when names in a folder change, and, with contents, when one of its files is written or
  /// cut off. A folder that is watched already costs nothing. Returns whether it will tell.
  /// C: `inotify_add_watch`.
  @discardableResult
  public func watch(_ folder: BytePath, contents: Bool) -> Bool {
    var mask = FileEvents.names | UInt32(IN_ONLYDIR | IN_MASK_ADD)
    if contents { mask |= UInt32(IN_MODIFY) }
    return number >= 0 && folder.withCString { inotify_add_watch(number, $0, mask) } >= 0
  }

  /// Descriptors that become readable with the news: one, or none.
  public var pollable: [Int32] { number < 0 ? [] : [number] }

  /// Takes the news that came so far. Returns whether they are of names, or some may have been lost.
  /// C: `read`.
  public func take() -> Bool {
    if number < 0 { return false }
    var isOfNames = false
    withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 8) { buffer in
      while let count = try? IO.read(number, into: buffer), count > 0 {
        var at = 0
        // In bounds: the kernel writes whole records: four numbers of four bytes, of which the second says
        // what happened and the last how long the name behind them is.
        while at + 16 <= count {
          let mask = buffer.load(fromByteOffset: at + 4, as: UInt32.self)
          if mask & ~UInt32(IN_MODIFY) != 0 { isOfNames = true }
          at += 16 + Int(buffer.load(fromByteOffset: at + 12, as: UInt32.self))
        }
      }
    }
    return isOfNames
  }
}

/// How many files this process may have open.
public enum OpenFileLimit {
  /// How many. C: `getrlimit`.
  public static var current: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return Int(clamping: limit.rlim_cur)
  }

  /// Raises it as far as is permitted. C: `setrlimit`.
  public static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
