import Glibc
import Synchronization

/// Replaces a file whole: readers see the old content or the new, never a part of it.
///
/// What a power cut may cost is the caller's choice. `kill -9` and a full disk cost nothing in
/// either case: the file with the old content stays until the new one is complete.
public enum AtomicFile {
  /// How much is made sure before the new file takes the old one's place.
  public enum Durability: Sendable {
    /// Nothing: after a power cut the file may be old, new or empty. For what can be rebuilt.
    case none
    /// Content, then name, both on the disk. For what cannot be rebuilt (`state/`).
    case synced
  }

  private static let counter = Atomic<Int>(0)

  /// Writes `bytes` beside `path` and renames it into place. The permissions of a file that is
  /// replaced are kept; a new one has `mode`.
  public static func replace(
    _ path: BytePath, with bytes: [UInt8], durability: Durability, mode: UInt32 = 0o600
  ) throws(SystemError) {
    // The number keeps two threads of one process apart.
    let number = counter.add(1, ordering: .relaxed).newValue
    let temporary = path.addingSuffix(".\(getpid()).\(number).tmp")
    let permissions = (try? FileStatus.of(path: path))?.permissions
    do {
      let file = try Descriptor.open(
        temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: permissions ?? mode)
      if let permissions { try IO.setPermissions(file.number, permissions, path: temporary) }
      try IO.write(file.number, bytes, path: temporary)
      if durability == .synced { try IO.sync(file.number, path: temporary) }
      try Directory.rename(temporary, to: path)
    } catch {
      try? Directory.unlink(temporary)
      throw error
    }
    if durability == .synced {
      try Directory.sync(path.parent.isEmpty ? "." : path.parent)
    }
  }
}
