import Platform

/// Who holds a lock: what a holder writes, and everybody else reads.
///
///     offset  size  field, little-endian
///          0     4  "PCLH"
///          4     2  version: 1
///          6     1  guard: what the hold ends with (0 it has ended, 1 descriptor,
///                   2 owner, 3 lease)
///          7     1  mode: 1 exclusive, 2 shared
///          8     8  fencing token
///         16    16  boot id of the machine's run
///         32     4  process
///         36     4  the program that it runs; 0: none
///         40     8  mark of the process (see ProcessIdentity)
///         48     8  mark of the program
///         56     8  since: nanoseconds since 1970
///         64     8  since: nanoseconds since the machine started
///         72     8  the lease's end: nanoseconds since the machine started; 0: no lease
///         80     8  the lease's end: nanoseconds since 1970
///         88     8  the lease's length in nanoseconds
///         96     8  the process's pid namespace; 0: not needed
///        104     2  length of the host's name
///        106    64  the host's name
///        170     2  length of the command
///        172   328  the command, its words parted by NUL
///        500     4  the process that asked the kernel for the lock
///        504     8  checksum of the 504 bytes before
///
/// It is written by a single call and checked when it is read, so that half a record counts as none.
public struct HolderRecord: Equatable, Sendable {
  /// What a hold ends with.
  public enum Guard: UInt8, Sendable {
    /// It has ended; the record tells who held it last.
    case ended = 0
    /// With the last descriptor of the lock file: the kernel sees to it.
    case descriptor = 1
    /// With the process that owns it.
    case owner = 2
    /// With its time.
    case lease = 3
  }

  static let size = 512
  /// "PCLH" as a number.
  private static let magic: UInt64 = 0x484C_4350
  private static let version: UInt64 = 1
  private static let hostMax = 64
  private static let commandMax = 328

  /// What the hold ends with.
  public internal(set) var ending: Guard
  /// Whether others may hold it at the same time.
  public let mode: FileLock.Mode
  /// The number that grows with each grant.
  public let token: UInt64
  /// The run of the machine in which it was granted.
  public let bootID: [UInt8]
  /// The process that holds it, or that asked for it on behalf of what does.
  public let process: ProcessIdentity
  /// The program that it runs under the lock.
  public var program: ProcessIdentity?
  /// When it was granted.
  public let since: Instant
  /// When it was granted, in nanoseconds since the machine started.
  public let sinceBoot: Int64
  /// When the lease ends, in nanoseconds since the machine started; 0 where there is none.
  public var leaseEndSinceBoot: Int64 = 0
  /// When the lease ends.
  public var leaseEnd = Instant(nanoseconds: 0)
  /// How long the lease was granted for, in nanoseconds.
  public var leaseNanoseconds: Int64 = 0
  /// The pid namespace that the process number belongs to; 0 where it does not matter.
  public var pidNamespace: UInt64 = 0
  /// The process that asked the kernel for the lock, as the kernel's own table names it.
  public var locker: Int32 = 0
  /// The machine.
  public let host: String
  /// The command, word by word; cut where it is long.
  public let command: [[UInt8]]

  /// Sets the lease's end, counted from now.
  mutating func extend(by nanoseconds: Int64, _ now: Instant, _ sinceBoot: Int64) {
    leaseNanoseconds = nanoseconds
    leaseEndSinceBoot = sinceBoot + nanoseconds
    leaseEnd = Instant(nanoseconds: now.nanoseconds + nanoseconds)
  }

  /// The bytes of the record.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(HolderRecord.size)
    func append(_ value: UInt64, _ count: Int) {
      for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
    func append(_ text: [UInt8], padded size: Int) {
      let cut = text.prefix(size)
      append(UInt64(cut.count), 2)
      bytes += cut
      bytes += repeatElement(0, count: size - cut.count)
    }
    append(HolderRecord.magic, 4)
    append(HolderRecord.version, 2)
    bytes.append(ending.rawValue)
    bytes.append(mode.rawValue)
    append(token, 8)
    bytes += bootID
    append(UInt64(UInt32(bitPattern: process.pid)), 4)
    append(UInt64(UInt32(bitPattern: program?.pid ?? 0)), 4)
    append(process.mark, 8)
    append(program?.mark ?? 0, 8)
    for value in [since.nanoseconds, sinceBoot, leaseEndSinceBoot, leaseEnd.nanoseconds] {
      append(UInt64(bitPattern: value), 8)
    }
    append(UInt64(bitPattern: leaseNanoseconds), 8)
    append(pidNamespace, 8)
    append(Array(host.utf8), padded: HolderRecord.hostMax)
    append(joinedCommand, padded: HolderRecord.commandMax)
    append(UInt64(UInt32(bitPattern: locker)), 4)
    append(Checksum.of(bytes), 8)
    assert(bytes.count == HolderRecord.size)
    return bytes
  }

  private var joinedCommand: [UInt8] {
    var bytes: [UInt8] = []
    for (index, word) in command.enumerated() {
      if index > 0 { bytes.append(0) }
      bytes += word
    }
    return bytes
  }

  /// Whether the bytes look like a record that keeps others out by itself: cheaper than to read it.
  static func mayStandAlone(_ bytes: ArraySlice<UInt8>) -> Bool {
    let ending = bytes[bytes.startIndex + 6]
    return ending == Guard.owner.rawValue || ending == Guard.lease.rawValue
  }

  /// Reads a record; nil where there is none, or only half of one.
  static func parse(_ bytes: ArraySlice<UInt8>) -> HolderRecord? {
    guard bytes.count == size else { return nil }
    let start = bytes.startIndex
    func number(_ offset: Int, _ count: Int) -> UInt64 {
      bytes[(start + offset)..<(start + offset + count)].reversed().reduce(0) {
        $0 << 8 | UInt64($1)
      }
    }
    func signed(_ offset: Int) -> Int64 { Int64(bitPattern: number(offset, 8)) }
    func text(_ offset: Int, limit: Int) -> [UInt8] {
      let count = min(Int(number(offset, 2)), limit)
      return Array(bytes[(start + offset + 2)..<(start + offset + 2 + count)])
    }
    guard number(0, 4) == magic, number(4, 2) == version,
      number(504, 8) == Checksum.of(bytes[start..<(start + 504)]),
      let ending = Guard(rawValue: bytes[start + 6]),
      let mode = FileLock.Mode(rawValue: bytes[start + 7])
    else { return nil }
    let pid = Int32(truncatingIfNeeded: number(36, 4))
    let program = pid == 0 ? nil : ProcessIdentity(pid: pid, mark: number(48, 8))
    return HolderRecord(
      ending: ending, mode: mode, token: number(8, 8),
      bootID: Array(bytes[(start + 16)..<(start + 32)]),
      process: ProcessIdentity(pid: Int32(truncatingIfNeeded: number(32, 4)), mark: number(40, 8)),
      program: program, since: Instant(nanoseconds: signed(56)), sinceBoot: signed(64),
      leaseEndSinceBoot: signed(72), leaseEnd: Instant(nanoseconds: signed(80)),
      leaseNanoseconds: signed(88), pidNamespace: number(96, 8),
      locker: Int32(truncatingIfNeeded: number(500, 4)),
      host: String(decoding: text(104, limit: hostMax), as: UTF8.self),
      command: text(170, limit: commandMax).split(
        separator: 0, omittingEmptySubsequences: false
      ).map(Array.init))
  }
}
