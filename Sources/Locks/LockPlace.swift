import CacheRoot
import Glibc
import Platform

/// Which lock is meant, and where its files are.
public struct LockPlace: Sendable {
  /// How a lock is named.
  public enum Target: Sendable {
    /// By a name in the cache directory.
    case name(LockName)
    /// By a file of the user's own.
    case file(BytePath)
    /// By a descriptor that the caller opened.
    case descriptor(Int32)
  }

  /// How it is named.
  public let target: Target
  /// The folder of the lock files, and of the records for locks on other files; empty where there
  /// is no cache directory.
  let locks: BytePath
  /// The folder of what cannot be rebuilt; empty where there is no cache directory.
  let state: BytePath
  let host = Host.current()

  /// A lock, with the cache directory where there is one. A lock by name needs it; one on the
  /// user's own file does without, but then nobody can be told who holds it.
  public init(
    _ target: Target, directory: CacheDirectory?
  ) throws(CacheDirectoryError) {
    self.target = target
    guard let directory else {
      locks = BytePath()
      state = BytePath()
      return
    }
    try directory.open()
    locks = try directory.folder("locks")
    state = try directory.folder("state")
  }

  var tokens: FencingTokens {
    FencingTokens(path: state.appending("fencing-tokens"), host: host)
  }

  /// The file that is locked: slot 0 is the lock's first file, the others are numbered beside it.
  /// Empty for a descriptor, whose file has perhaps no name.
  func lockFile(slot: Int) -> BytePath {
    let first: BytePath
    switch target {
    case .name(let name):
      if locks.isEmpty { return locks }
      first = locks.appending(name.fileName)
    case .file(let path): first = path
    case .descriptor: return BytePath()
    }
    return slot == 0 ? first : first.addingSuffix(".\(slot)")
  }

  /// The file in which those who want a slot wait for their turn.
  var queueFile: BytePath {
    let first = lockFile(slot: 0)
    return first.isEmpty ? first : first.addingSuffix(".queue")
  }

  /// Opens the file that is locked. A name's file may be made; so may the user's own, as flock(1)
  /// does. It is opened for writing where that is allowed, since network file systems want it.
  func openLockFile(slot: Int) throws(SystemError) -> Descriptor {
    if case .descriptor(let number) = target {
      let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
      if copy < 0 { throw .last("use descriptor \(number)") }
      return Descriptor(owning: copy)
    }
    let path = lockFile(slot: slot)
    if path.isEmpty { throw SystemError(ENOENT, "open", "locks") }
    let own: Int32
    if case .name = target { own = O_NOFOLLOW | O_NONBLOCK } else { own = O_NONBLOCK | O_NOCTTY }
    do {
      return try Descriptor.open(path, O_RDWR | O_CREAT | own, mode: isNamed ? 0o600 : 0o666)
    } catch {
      guard !isNamed, [EACCES, EROFS, EISDIR, ETXTBSY].contains(error.code) else { throw error }
      return try Descriptor.open(path, O_RDONLY | own)
    }
  }

  /// Whether the lock's file is ours, with the records in it.
  public var isNamed: Bool {
    if case .name = target { return true }
    return false
  }

  /// The file that holds the records of a locked file; empty where there is no cache directory.
  func recordFile(for lockFile: Int32, slot: Int) throws(SystemError) -> BytePath {
    if isNamed { return self.lockFile(slot: slot) }
    if locks.isEmpty { return locks }
    let folder = locks.appending("files")
    let signature = try FileStatus.of(lockFile).signature
    let born = String(UInt64(bitPattern: FileStatus.birthNanoseconds(of: lockFile)), radix: 16)
    let name =
      "\(String(signature.device, radix: 16))-\(String(signature.inode, radix: 16))-\(born).holders"
    return folder.appending(name)
  }

  /// The name or the path, exactly.
  public var nameBytes: [UInt8] {
    switch target {
    case .name(let name): name.bytes
    case .file(let path): path.bytes
    case .descriptor: []
    }
  }

  /// The words in which an error or a person names the lock.
  public var description: String {
    switch target {
    case .name(let name): name.description
    case .file(let path): path.description
    case .descriptor(let number): "descriptor \(number)"
    }
  }
}
