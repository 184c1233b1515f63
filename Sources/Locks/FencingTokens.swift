import Glibc
import Platform

/// The numbers that grow with each grant, of whatever lock, and never come twice: not after
/// `kill -9`, not after a power cut, not when lock files are removed.
///
///     state/fencing-tokens: 48 bytes, little-endian
///     offset  size  field
///          0     4  "PCFT"
///          4     4  version: 1
///          8    16  boot id of the machine's run that last granted
///         24     8  the last token granted
///         32     8  the ceiling: no token above it was granted; on the disk before one is
///         40     8  checksum of the 40 bytes before
///
/// Within a run of the machine the page cache keeps the last token through any crash of ours. In a
/// new run, what was not synced may be lost: granting goes on from the ceiling. So only one grant
/// in 65,536, and the first of each run, waits for the disk.
struct FencingTokens: Sendable {
  /// How far the ceiling is raised at a time.
  static let reserve: UInt64 = 65_536
  private static let size = 48
  /// The first two fields as one number: a grant makes no arrays to compare with.
  private static let start: UInt64 = 0x0000_0001_5446_4350

  let path: BytePath
  let host: Host

  /// Waits for the turn of this process among all that use this cache directory.
  func turn() throws(SystemError) -> Turn {
    let file = try Descriptor.open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
    var answer = FileLock.Answer.interrupted
    while answer == .interrupted { answer = try FileLock.wait(file.number, .exclusive) }
    let mutex = answer == .granted ? nil : try LinkMutex.take(path.addingSuffix(".held"))
    return Turn(path: path, host: host, file: file, mutex: mutex)
  }

  /// The right to grant, and to change what records say: one process at a time has it, for a few
  /// microseconds, and loses it with its life.
  struct Turn: ~Copyable {
    let path: BytePath
    let host: Host
    let file: Descriptor
    let mutex: LinkMutex?

    init(path: BytePath, host: Host, file: consuming Descriptor, mutex: consuming LinkMutex?) {
      self.path = path
      self.host = host
      self.file = file
      self.mutex = mutex
    }

    /// The next token.
    borrowing func next() throws(SystemError) -> UInt64 {
      let bytes = try IO.read(file.number, at: 0, limit: FencingTokens.size, path: path)
      let kept = FencingTokens.parse(bytes)
      // A new file starts at 0. One that was spoilt starts above all that it can have granted: no
      // counter comes near the microseconds since 1970.
      let lost = bytes.isEmpty ? 0 : UInt64(max(0, Clock.system.calendar().nanoseconds / 1000))
      let isSameRun = kept?.bootID == host.bootID
      let last = isSameRun ? kept?.last ?? lost : kept?.ceiling ?? lost
      var ceiling = isSameRun ? kept?.ceiling ?? lost : last
      let token = last + 1
      let needsRoom = token > ceiling
      if needsRoom { ceiling = token + FencingTokens.reserve }
      let state = FencingTokens.bytes(bootID: host.bootID, last: token, ceiling: ceiling)
      try IO.write(file.number, state, at: 0, path: path)
      if needsRoom {
        try IO.sync(file.number, path: path)
        if bytes.isEmpty { try Directory.sync(path.parent) }
      }
      return token
    }
  }

  static func bytes(bootID: [UInt8], last: UInt64, ceiling: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    append(start, to: &bytes)
    bytes += bootID
    append(last, to: &bytes)
    append(ceiling, to: &bytes)
    append(Checksum.of(bytes), to: &bytes)
    return bytes
  }

  static func parse(_ bytes: [UInt8]) -> (bootID: [UInt8], last: UInt64, ceiling: UInt64)? {
    func number(_ offset: Int) -> UInt64 {
      bytes[offset..<(offset + 8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    guard bytes.count == size, number(0) == start, number(40) == Checksum.of(bytes[0..<40]) else {
      return nil
    }
    return (Array(bytes[8..<24]), number(24), number(32))
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
