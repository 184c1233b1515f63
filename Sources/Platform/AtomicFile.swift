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
    let draft = try Draft(path, mode: mode)
    do throws(SystemError) {
      try draft.write(bytes)
    } catch {
      draft.discard()
      throw error
    }
    try draft.commit(durability)
  }

  /// The new content of a file while it is being written, beside the file.
  public struct Draft: ~Copyable {
    private let path: BytePath
    private let temporary: BytePath
    private let file: Descriptor

    /// Begins a new content. The permissions of a file that is replaced are kept, and its owner and
    /// group where we may give it away; a new one has `mode`, less what the process masks out.
    public init(_ path: BytePath, mode: UInt32 = 0o600) throws(SystemError) {
      // The number keeps two threads of one process apart.
      let number = counter.add(1, ordering: .relaxed).newValue
      self.path = path
      temporary = path.addingSuffix(".\(getpid()).\(number).tmp")
      do throws(SystemError) {
        file = try Draft.make(temporary, like: try? FileStatus.of(path: path), mode: mode)
      } catch {
        // The file that was asked for tells a reader more than the one beside it, which is gone.
        throw SystemError(error.code, error.deed, path)
      }
    }

    private static func make(
      _ path: BytePath, like old: FileStatus?, mode: UInt32
    ) throws(SystemError) -> Descriptor {
      let file = try Descriptor.open(
        path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: old?.permissions ?? mode)
      guard let old else { return file }
      do throws(SystemError) {
        IO.setOwner(file.number, old.owner, group: old.group)
        try IO.setPermissions(file.number, old.permissions, path: path)
      } catch {
        try? Directory.unlink(path)
        throw error
      }
      return file
    }

    /// Adds to it.
    public func write(_ bytes: [UInt8]) throws(SystemError) {
      try IO.write(file.number, bytes, path: path)
    }

    /// Adds to the content.
    public func write(_ bytes: FrozenBytes) throws(SystemError) {
      try bytes.withBytes { (bytes) throws(SystemError) in
        try IO.write(file.number, bytes, path: path)
      }
    }

    /// Puts it in the file's place; where that fails, the file is as it was.
    public consuming func commit(_ durability: Durability = .none) throws(SystemError) {
      do throws(SystemError) {
        if durability == .synced { try IO.sync(file.number, path: path) }
        try Directory.rename(temporary, to: path)
      } catch {
        try? Directory.unlink(temporary)
        throw error
      }
      if durability == .synced { try Directory.sync(path.parent.isEmpty ? "." : path.parent) }
    }

    /// Forgets it; the file is as it was.
    public func discard() { try? Directory.unlink(temporary) }
  }
}
