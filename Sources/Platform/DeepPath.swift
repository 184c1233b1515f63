import CLinux
import Glibc

/// Paths that may be longer than the system takes at once: the way is gone in several steps.
public enum DeepPath {
  /// The longest path that a call takes, without its NUL byte, less some room.
  private static let stepBytesMax = 4000

  /// Opens what a path below a folder names. C: `openat`.
  public static func open(
    _ folder: Int32, _ path: ArraySlice<UInt8>, _ flags: Int32, shown: @autoclosure () -> BytePath
  ) throws(SystemError) -> Descriptor {
    let number = withLast(folder, path) { folder, rest in
      retryingInterrupts { linux_openat(folder, rest, flags | O_CLOEXEC, 0) }
    }
    if number < 0 { throw SystemError(errno, "open", shown()) }
    return Descriptor(owning: number)
  }

  /// Opens the folder that a path below a folder names, to reach what is in it. C: `openat(O_PATH)`.
  public static func openFolder(
    _ folder: Int32, _ path: ArraySlice<UInt8>, shown: @autoclosure () -> BytePath
  ) throws(SystemError) -> Descriptor {
    try open(folder, path, O_PATH | O_DIRECTORY, shown: shown())
  }

  /// The status of what a path below a folder names; links at its end are not followed.
  /// C: `fstatat`.
  public static func status(
    _ folder: Int32, _ path: ArraySlice<UInt8>, shown: @autoclosure () -> BytePath
  ) throws(SystemError) -> FileStatus {
    var status = stat()
    let result = withLast(folder, path) { fstatat($0, $1, &status, AT_SYMLINK_NOFOLLOW) }
    if result < 0 { throw SystemError(errno, "look at", shown()) }
    return FileStatus(status)
  }

  /// Where the link that a path below a folder names leads; nil where it is none. C: `readlinkat`.
  public static func linkTarget(_ folder: Int32, _ path: ArraySlice<UInt8>) -> [UInt8]? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let room = buffer.baseAddress else { return nil }
      let count = withLast(folder, path) {
        Int32(truncatingIfNeeded: readlinkat($0, $1, room, buffer.count))
      }
      // In bounds: the call tells how much of the buffer it has filled.
      return count < 0 ? nil : buffer[..<Int(count)].map { UInt8(bitPattern: $0) }
    }
  }

  /// Does something with the folder that holds what a path names, and the rest of the path, as a C
  /// string; -1 where the way does not lead there.
  static func withLast(
    _ folder: Int32, _ path: ArraySlice<UInt8>, _ body: (Int32, UnsafePointer<CChar>) -> Int32
  ) -> Int32 {
    var rest = path
    var held: Int32 = -1
    defer { if held >= 0 { close(held) } }
    while rest.count > stepBytesMax {
      let part = rest.prefix(stepBytesMax)
      guard let slash = part.lastIndex(of: UInt8(ascii: "/")) else {
        errno = ENAMETOOLONG
        return -1
      }
      let next = withCString(rest[..<slash]) {
        linux_openat(held >= 0 ? held : folder, $0, O_PATH | O_DIRECTORY | O_CLOEXEC, 0)
      }
      if next < 0 { return -1 }
      if held >= 0 { close(held) }
      held = next
      rest = rest[(slash + 1)...]
    }
    return withCString(rest) { body(held >= 0 ? held : folder, $0) }
  }

  private static func withCString(
    _ path: ArraySlice<UInt8>, _ body: (UnsafePointer<CChar>) -> Int32
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: path.count + 1) { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      path.withUnsafeBufferPointer { bytes in
        // In bounds: the buffer is one byte longer than the path.
        if let from = bytes.baseAddress { memcpy(start, from, bytes.count) }
      }
      start[path.count] = 0
      return body(UnsafePointer(start))
    }
  }
}
