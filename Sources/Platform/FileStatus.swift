import CLinux
import Glibc

/// What `stat` tells of a file.
public struct FileStatus: Sendable {
  /// Which kind of thing it is.
  public enum Kind: Sendable { case file, folder, link, other }

  /// Which kind of thing it is.
  public let kind: Kind
  /// Its identity and stamps.
  public let signature: FileSignature
  /// Who owns it.
  public let owner: UInt32
  /// Which group it belongs to.
  public let group: UInt32
  /// The permission bits.
  public let permissions: UInt32
  /// How many names it has; none once the last was removed.
  public let linkCount: UInt64
  /// When its content was last read, in nanoseconds since 1970, where the file system keeps it.
  public let accessedNanoseconds: Int64
  /// Whether it is a device that takes bytes one after the other: `/dev/null`, a terminal.
  public let isCharacterDevice: Bool

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    signature = FileSignature(status)
    owner = status.st_uid
    group = status.st_gid
    permissions = status.st_mode & 0o7777
    linkCount = UInt64(status.st_nlink)
    accessedNanoseconds = FileSignature.nanoseconds(status.st_atim)
    isCharacterDevice = status.st_mode & S_IFMT == S_IFCHR
  }

  /// The status of an open file. C: `fstat`.
  public static func of(
    _ descriptor: Int32, path: BytePath = BytePath()
  ) throws(SystemError) -> FileStatus {
    var status = stat()
    if fstat(descriptor, &status) < 0 { throw .last("look at", path) }
    return FileStatus(status)
  }

  /// The status of what a path names, following links unless told not to. C: `stat`, `lstat`.
  public static func of(
    path: BytePath, followLinks: Bool = true
  ) throws(SystemError) -> FileStatus {
    var status = stat()
    let result = path.withCString { followLinks ? stat($0, &status) : lstat($0, &status) }
    if result < 0 { throw .last("look at", path) }
    return FileStatus(status)
  }

  /// The status of what has a name in an open folder; links are not followed. C: `fstatat`.
  static func of(
    _ name: BytePath, in folder: Int32, path: BytePath
  ) throws(SystemError) -> FileStatus {
    var status = stat()
    let result = name.withCString { fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }
    if result < 0 { throw .last("look at", path.appending(name.bytes)) }
    return FileStatus(status)
  }

  /// When an open file was made, in nanoseconds since 1970; 0 where the file system does not say.
  /// C: `statx`.
  public static func birthNanoseconds(of descriptor: Int32) -> Int64 { linux_birth(descriptor) }

  /// How many bytes a user may still write to the file system of a path; nil where it does not say.
  /// C: `statvfs`.
  public static func freeBytes(at path: BytePath) -> Int64? {
    var system = statvfs()
    guard path.withCString({ statvfs($0, &system) }) == 0 else { return nil }
    let (bytes, overflow) = system.f_bavail.multipliedReportingOverflow(by: system.f_frsize)
    return overflow || bytes > Int64.max ? .max : Int64(bytes)
  }

  /// Whether the descriptor's file lies on another machine. C: `fstatfs`.
  public static func isOnNetwork(_ descriptor: Int32) -> Bool {
    var system = statfs()
    guard fstatfs(descriptor, &system) == 0 else { return false }
    let type = UInt32(truncatingIfNeeded: system.f_type)
    let network: [Int] = [
      Int(LINUX_NFS), Int(LINUX_SMB), Int(LINUX_SMB2), Int(LINUX_CIFS), Int(LINUX_CEPH),
      Int(LINUX_AFS), Int(LINUX_CODA), Int(LINUX_LUSTRE), Int(LINUX_V9FS),
    ]
    return network.contains { UInt32(truncatingIfNeeded: $0) == type }
  }
}
