import Glibc
import Platform
import Settings

/// Why the cache directory cannot be used.
public enum CacheDirectoryError: Error, Equatable {
  /// No variable says where it is: HOME is not set either.
  case unknownPlace
  /// It, or what holds it, belongs to somebody else.
  case foreign(BytePath, owner: UInt32)
  /// Something that is no folder has its name.
  case notAFolder(BytePath)
  /// It lies on a network file system, and `PC_CACHE_DIR` did not name it.
  case onNetwork(BytePath)
  /// It was written by a version that keeps another format.
  case newerFormat(BytePath, format: String)
  /// The system refused.
  case system(SystemError)
}

/// The one folder that all commands share: 0700, owned by whoever runs them.
///
///     VERSION     the format's number and a newline
///     locks/      lock files (docs/format.md)
///     metrics/    perf.csv and its rotated generations
///     state/      what cannot be rebuilt
public struct CacheDirectory: Sendable {
  /// The number of the format that this version reads and writes.
  public static let format = "1"

  /// Where it is, from the root.
  public let path: BytePath
  /// Whether the user named it, so that a network file system is the user's choice.
  public let isNamed: Bool

  /// The place that an option, else the environment, gives.
  public init(option: BytePath?) throws(CacheDirectoryError) {
    if let option {
      self.init(path: option.absolute(), isNamed: true)
    } else if let named = Environment[Setting.cacheDirectory.name], !named.isEmpty {
      self.init(path: BytePath(bytes: named).absolute(), isNamed: true)
    } else if let named = Environment[Setting.parserCacheDirectory.name], !named.isEmpty {
      self.init(path: BytePath(bytes: named).absolute(), isNamed: true)
    } else if let shared = Environment["XDG_CACHE_HOME"], shared.first == UInt8(ascii: "/") {
      self.init(path: BytePath(bytes: shared).appending("performance-core"), isNamed: false)
    } else if let home = Environment["HOME"], home.first == UInt8(ascii: "/") {
      self.init(
        path: BytePath(bytes: home).appending(".cache/performance-core"), isNamed: false)
    } else {
      throw .unknownPlace
    }
  }

  init(path: BytePath, isNamed: Bool) {
    self.path = path
    self.isNamed = isNamed
  }

  /// Makes what is missing and checks what is there: owner, permissions, format.
  public func open() throws(CacheDirectoryError) {
    do {
      try checkWay()
      // Looking costs less than asking for what is there already.
      if let found = try? FileStatus.of(path: path, followLinks: false) {
        try check(found)
      } else {
        try Directory.make(path)
        try check(try FileStatus.of(path: path, followLinks: false))
      }
    } catch let error as CacheDirectoryError {
      throw error
    } catch let error as SystemError {
      throw error.code == ENOTDIR ? .notAFolder(error.path) : .system(error)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// The path of a folder directly below, made where it is missing.
  public func folder(_ name: String) throws(CacheDirectoryError) -> BytePath {
    let folder = path.appending(name)
    do {
      var found = try? FileStatus.of(path: folder, followLinks: false)
      if found == nil {
        if try Directory.make(folder) { return folder }
        found = try FileStatus.of(path: folder, followLinks: false)
      }
      guard let status = found else { return folder }
      if status.owner != Environment.user {
        throw CacheDirectoryError.foreign(folder, owner: status.owner)
      }
      if status.kind != .folder { throw CacheDirectoryError.notAFolder(folder) }
      return folder
    } catch let error as CacheDirectoryError {
      throw error
    } catch let error as SystemError {
      throw .system(error)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Looks at what the path leads through. Only our own links and the system's are followed: who
  /// owns a link decides where it leads. And nothing is made in the home of somebody else, where
  /// `sudo` may have left us, because its owner could not use it afterwards.
  private func checkWay() throws {
    var prefix = BytePath("/")
    var holder: (path: BytePath, owner: UInt32) = (prefix, 0)
    let folder = path.parent.bytes
    var end = 1
    while end <= folder.count {
      while end < folder.count, folder[end] != UInt8(ascii: "/") { end += 1 }
      prefix = BytePath(bytes: folder[..<end])
      end += 1
      guard let status = try? FileStatus.of(path: prefix, followLinks: false) else { break }
      switch status.kind {
      case .folder: holder = (prefix, status.owner)
      case .link:
        if !isOurs(status.owner) {
          throw CacheDirectoryError.foreign(prefix, owner: status.owner)
        }
      default: throw CacheDirectoryError.notAFolder(prefix)
      }
    }
    if !isNamed, !isOurs(holder.owner) {
      throw CacheDirectoryError.foreign(holder.path, owner: holder.owner)
    }
  }

  /// Whether it is ours, or the system's.
  private func isOurs(_ owner: UInt32) -> Bool { owner == Environment.user || owner == 0 }

  /// Checks what the path names, which may be a link.
  private func check(_ named: FileStatus) throws {
    // A link that we own is our own doing (a cache on a larger disk); anybody else's is refused.
    // Whose it is does not matter then: it would be of no use to its owner either.
    if named.kind != .folder, named.kind != .link { throw CacheDirectoryError.notAFolder(path) }
    if named.owner != Environment.user {
      throw CacheDirectoryError.foreign(path, owner: named.owner)
    }
    if named.kind == .folder, named.permissions & 0o077 == 0, isNamed { return try checkFormat() }
    let folder = try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
    let status = try FileStatus.of(folder.number, path: path)
    if status.owner != Environment.user {
      throw CacheDirectoryError.foreign(path, owner: status.owner)
    }
    if status.permissions & 0o077 != 0 {
      do throws(SystemError) {
        try IO.setPermissions(folder.number, 0o700, path: path)
      } catch {
        // Where nobody can write, it may be read as it is.
        if error.code != EROFS { throw error }
      }
    }
    if !isNamed, FileStatus.isOnNetwork(folder.number) { throw CacheDirectoryError.onNetwork(path) }
    try checkFormat()
  }

  private func checkFormat() throws {
    let version = path.appending("VERSION")
    do {
      let file = try Descriptor.open(version, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
      let text = try IO.readOnce(file.number, at: 0, limit: 64, path: version)
      let end = text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let format = String(decoding: text[..<end], as: UTF8.self)
      if let number = Int(format), number > Int(CacheDirectory.format) ?? 0 {
        throw CacheDirectoryError.newerFormat(path, format: format)
      }
      if format == CacheDirectory.format { return }
    } catch let error as SystemError where error.code == ENOENT {
      // A new directory; it gets its number now.
    }
    try AtomicFile.replace(
      version, with: Array("\(CacheDirectory.format)\n".utf8), durability: .none)
  }
}

extension CacheDirectoryError {
  /// What is wrong, where, and what to do.
  public var message: String {
    switch self {
    case .unknownPlace:
      "no cache directory: neither PC_CACHE_DIR, XDG_CACHE_HOME nor HOME is set"
    case .foreign(let path, let owner):
      "\(path): belongs to user \(owner), not to you: name a directory of your own with --cache-dir or PC_CACHE_DIR"
    case .notAFolder(let path):
      "\(path): not a folder: remove it, or name another with --cache-dir or PC_CACHE_DIR"
    case .onNetwork(let path):
      "\(path): on a network file system: name it with PC_CACHE_DIR to use it all the same"
    case .newerFormat(let path, let format):
      "\(path): written by a newer version (format \(format), this one knows \(CacheDirectory.format)): use that version, or another directory with --cache-dir"
    case .system(let error):
      "\(error.path): cannot \(error.deed): \(error.reason)"
    }
  }
}
