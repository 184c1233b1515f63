import CLinux
import Glibc

/// A folder that is held open, so that what is done below it is done in this very folder, whatever
/// becomes of its path. Names below it are reached through no link, and never lead out of it.
public struct OpenFolder: ~Copyable {
  /// Its descriptor.
  public let descriptor: Descriptor
  /// The path that it was opened by, for errors.
  public let path: BytePath

  /// Opens a folder. C: `open(O_DIRECTORY)`.
  public init(_ path: BytePath) throws(SystemError) {
    descriptor = try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
    self.path = path
  }

  private init(_ descriptor: consuming Descriptor, _ path: BytePath) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens what lies below. C: `openat2`, on older kernels `openat`.
  public borrowing func open(
    _ name: BytePath, _ flags: Int32, mode: UInt32 = 0o600
  ) throws(SystemError) -> Descriptor {
    let number = attempt(name, flags, mode)
    if number < 0 {
      throw .last(flags & O_CREAT == 0 ? "open" : "create", path.appending(name.bytes))
    }
    return Descriptor(owning: number)
  }

  /// Opens what lies below; nil where there is no such thing, without the cost of an error.
  public borrowing func openIfThere(
    _ name: BytePath, _ flags: Int32
  ) throws(SystemError) -> Descriptor? {
    let number = attempt(name, flags, 0)
    if number >= 0 { return Descriptor(owning: number) }
    if errno == ENOENT { return nil }
    throw .last("open", path.appending(name.bytes))
  }

  private borrowing func attempt(_ name: BytePath, _ flags: Int32, _ mode: UInt32) -> Int32 {
    let folder = descriptor.number
    return name.withCString { text in
      let number = retryingInterrupts {
        linux_openat2(folder, text, flags | O_CLOEXEC, flags & O_CREAT == 0 ? 0 : mode)
      }
      if number >= 0 || (errno != ENOSYS && errno != EPERM) { return number }
      // Without the call (or where a sandbox hides it) only the last link is refused.
      return retryingInterrupts {
        linux_openat(folder, text, flags | O_CLOEXEC | O_NOFOLLOW, mode)
      }
    }
  }

  /// Opens a folder below, which may be made, also those above it. C: `mkdirat`.
  public borrowing func folder(_ name: BytePath, making: Bool) throws(SystemError) -> OpenFolder {
    do throws(SystemError) {
      return OpenFolder(try open(name, O_RDONLY | O_DIRECTORY), path.appending(name.bytes))
    } catch {
      guard making, error.code == ENOENT else { throw error }
      try make(name)
      return OpenFolder(try open(name, O_RDONLY | O_DIRECTORY), path.appending(name.bytes))
    }
  }

  /// Makes a folder below, and those above it. Returns whether it is new. C: `mkdirat`.
  @discardableResult
  public borrowing func make(_ name: BytePath) throws(SystemError) -> Bool {
    let folder = descriptor.number
    if name.withCString({ mkdirat(folder, $0, 0o700) }) == 0 { return true }
    switch errno {
    case EEXIST: return false
    case ENOENT where !name.parent.isEmpty:
      try make(name.parent)
      return try make(name)
    default: throw .last("make the folder", path.appending(name.bytes))
    }
  }

  /// The status of what lies directly below; links are not followed. C: `fstatat`.
  public borrowing func status(_ name: BytePath) throws(SystemError) -> FileStatus {
    try FileStatus.of(name, in: descriptor.number, path: path)
  }

  /// The status of what lies below; nil where there is no such thing. C: `fstatat`.
  public borrowing func statusIfThere(_ name: BytePath) throws(SystemError) -> FileStatus? {
    do throws(SystemError) {
      return try status(name)
    } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
  }

  /// Gives a file another name, in this folder or another, and replaces what has it. C: `renameat`.
  public borrowing func rename(
    _ name: BytePath, to folder: borrowing OpenFolder, _ other: BytePath
  ) throws(SystemError) {
    let (from, to) = (descriptor.number, folder.descriptor.number)
    let result = name.withCString { old in other.withCString { renameat(from, old, to, $0) } }
    if result < 0 { throw .last("rename", folder.path.appending(other.bytes)) }
  }

  /// Puts a file in the place of another, in this folder or another: the two change places, and the
  /// other one is removed under the name that it got. To rename one over the other would be one call,
  /// but ext4 writes the content of the new one to the disk then, which takes ten times as long.
  /// Where there is no other one, or the system cannot do it, it is renamed. C: `renameat2`.
  public borrowing func replace(
    _ name: BytePath, in folder: borrowing OpenFolder, _ other: BytePath
  ) throws(SystemError) {
    let (from, to) = (descriptor.number, folder.descriptor.number)
    let result = name.withCString { old in
      other.withCString { linux_exchange(from, old, to, $0) }
    }
    if result < 0 { return try rename(name, to: folder, other) }
    _ = try? unlink(name)
  }

  /// Removes a file's name. Returns whether there was one. C: `unlinkat`.
  @discardableResult
  public borrowing func unlink(_ name: BytePath) throws(SystemError) -> Bool {
    let folder = descriptor.number
    if name.withCString({ unlinkat(folder, $0, 0) }) == 0 { return true }
    if errno == ENOENT { return false }
    throw .last("remove", path.appending(name.bytes))
  }

  /// Removes an empty folder; one that is not empty stays. C: `unlinkat(AT_REMOVEDIR)`.
  public borrowing func removeFolder(_ name: BytePath) {
    let folder = descriptor.number
    _ = name.withCString { unlinkat(folder, $0, AT_REMOVEDIR) }
  }

  /// How much is read at once: names of some hundred files.
  private static let namesCount = 32 * 1024

  /// Lends the names in the folder one after the other, without `.` and `..`, in no particular
  /// order; the body says whether to go on, and must not read the same folder. C: `getdents64`.
  public borrowing func forEachName<Failure: Error>(
    _ body: (BytePath) throws(Failure) -> Bool
  ) throws(Failure) {
    let number = descriptor.number
    lseek(number, 0, SEEK_SET)
    try withUnsafeTemporaryAllocation(byteCount: OpenFolder.namesCount, alignment: 8) {
      (buffer) throws(Failure) in
      while true {
        let count = retryingInterrupts {
          linux_getdents(number, buffer.baseAddress, UInt(buffer.count))
        }
        if count <= 0 { return }
        var offset = 0
        while offset < count {
          // In bounds: the kernel writes whole records, and tells how long each is.
          let record = UnsafeRawBufferPointer(rebasing: buffer[offset..<count])
          let length = Int(record.loadUnaligned(fromByteOffset: 16, as: UInt16.self))
          let name = record[19..<length].prefix { $0 != 0 }
          offset += length
          if name.count <= 2, name.allSatisfy({ $0 == UInt8(ascii: ".") }) { continue }
          if try !body(BytePath(bytes: name)) { return }
        }
      }
    }
  }

  /// The names in the folder. C: `readdir`.
  public borrowing func names() -> [BytePath] {
    var names: [BytePath] = []
    forEachName { name in
      names.append(name)
      return true
    }
    return names
  }
}
