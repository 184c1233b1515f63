import Glibc

/// A file's identity and stamps: while it is unchanged, so is the content, except where a second
/// change may have fallen into the same tick of the clock (see ``isRacilyClean(asOf:)``).
public struct FileSignature: Hashable, Sendable {
  /// The device that holds it.
  public let device: UInt64
  /// Its number on that device.
  public let inode: UInt64
  /// Its length in bytes.
  public let size: Int64
  /// When its content last changed, in nanoseconds since 1970.
  public let modifiedNanoseconds: Int64
  /// When its content or its status last changed, in nanoseconds since 1970.
  public let changedNanoseconds: Int64

  /// How coarse a file system's clock may be: two changes closer than this may bear one stamp.
  /// Two seconds is FAT's; those of Linux's own file systems tick at most every 10 ms.
  public static let coarsestTickNanoseconds: Int64 = 2_000_000_000

  /// A signature of invented values.
  public init(
    device: UInt64, inode: UInt64, size: Int64, modifiedNanoseconds: Int64,
    changedNanoseconds: Int64
  ) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.changedNanoseconds = changedNanoseconds
  }

  /// The signature in a status. C: `stat`.
  public init(_ status: stat) {
    self.init(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modifiedNanoseconds: FileSignature.nanoseconds(status.st_mtim),
      changedNanoseconds: FileSignature.nanoseconds(status.st_ctim))
  }

  /// A stamp in nanoseconds. Anybody can give a file a stamp beyond the years that 64 bits can
  /// count so finely: it becomes the nearest one that they can.
  static func nanoseconds(_ stamp: timespec) -> Int64 {
    let (whole, overflow) = Int64(stamp.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return stamp.tv_sec < 0 ? .min : .max }
    let (sum, carried) = whole.addingReportingOverflow(Int64(stamp.tv_nsec))
    return carried ? .max : sum
  }

  /// Whether two signatures name one file, whatever has happened to it since.
  public func isSameFile(as other: FileSignature) -> Bool {
    device == other.device && inode == other.inode
  }

  /// Whether the file was changed so shortly before `moment`, when its content was read, that a
  /// later change could leave the signature as it is. Such a file is checked by its content.
  /// A stamp from the future is not to be trusted either.
  public func isRacilyClean(asOf moment: Instant) -> Bool {
    let latest = max(modifiedNanoseconds, changedNanoseconds)
    let (age, overflow) = moment.nanoseconds.subtractingReportingOverflow(latest)
    if overflow { return latest > moment.nanoseconds }
    return age < FileSignature.coarsestTickNanoseconds
  }
}
