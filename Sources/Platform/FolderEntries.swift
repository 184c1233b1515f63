import CLinux
import Glibc

/// What lies in a folder, read whole into memory that serves for one folder after the other.
///
/// The names are lent as memory: this is the hot loop of every walk, and a copy of each name would
/// take as long as reading the folder.
public struct FolderEntries: ~Copyable {
  /// Which kind of thing an entry is.
  public enum Kind: UInt8, Sendable {
    /// The file system does not say: ask for the status.
    case unknown = 0
    /// A file.
    case file = 1
    /// A folder.
    case folder = 2
    /// A symbolic link.
    case link = 3
    /// A named pipe.
    case pipe = 4
    /// A socket.
    case socket = 5
    /// A device that is read in blocks.
    case blockDevice = 6
    /// A device that takes bytes one after the other.
    case characterDevice = 7

    /// The kind that a `d_type` stands for.
    init(type: UInt8) {
      switch Int(type) {
      case Int(DT_REG): self = .file
      case Int(DT_DIR): self = .folder
      case Int(DT_LNK): self = .link
      case Int(DT_FIFO): self = .pipe
      case Int(DT_SOCK): self = .socket
      case Int(DT_BLK): self = .blockDevice
      case Int(DT_CHR): self = .characterDevice
      default: self = .unknown
      }
    }

    /// The kind that a status tells of.
    public init(mode: UInt32) {
      switch mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      case S_IFLNK: self = .link
      case S_IFIFO: self = .pipe
      case S_IFSOCK: self = .socket
      case S_IFBLK: self = .blockDevice
      default: self = .characterDevice
      }
    }
  }

  private var base: UnsafeMutableRawPointer
  private var capacity = 64 * 1024
  private var count = 0
  /// How much room one call is given at least.
  private static let roomBytes = 32 * 1024

  /// Memory for folders of some thousand files; it grows where it must.
  public init() { base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8) }

  deinit { base.deallocate() }

  /// Reads what is in an open folder, in place of what was read before. C: `getdents64`.
  public mutating func read(_ folder: Int32) throws(SystemError) {
    count = 0
    while true {
      if capacity - count < FolderEntries.roomBytes { grow() }
      // In bounds: as many bytes are free behind the first `count`.
      let (room, roomCount) = (base + count, UInt(capacity - count))
      let result = retryingInterrupts { linux_getdents(folder, room, roomCount) }
      if result < 0 { throw .last("read the folder") }
      if result == 0 { return }
      count += Int(result)
    }
  }

  private mutating func grow() {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: 2 * capacity, alignment: 8)
    larger.copyMemory(from: base, byteCount: count)
    base.deallocate()
    (base, capacity) = (larger, 2 * capacity)
  }

  /// Lends the entries one after the other, without `.` and `..`, in no particular order. A name is
  /// followed by a NUL byte, and lasts until the next folder is read.
  @inline(__always)
  public borrowing func forEach(
    _ body: (_ name: UnsafePointer<UInt8>, _ count: Int, _ kind: Kind) -> Void
  ) {
    var offset = 0
    while offset < count {
      // In bounds: the kernel writes whole records, and tells how long each is; the name in it ends
      // with a NUL byte.
      let record = base + offset
      offset += Int(record.loadUnaligned(fromByteOffset: 16, as: UInt16.self))
      let name = UnsafeRawPointer(record + 19).assumingMemoryBound(to: UInt8.self)
      let length = strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      if name[0] == UInt8(ascii: "."), length <= 2, length == 1 || name[1] == UInt8(ascii: ".") {
        continue
      }
      body(name, length, Kind(type: record.load(fromByteOffset: 18, as: UInt8.self)))
    }
  }
}
