import Glibc
import Platform

/// What all processes of a user remember of a remote tier that failed, so that a dead one costs one
/// wait a minute and not one for each command.
///
///     FOLDER/breaker-HASH: 128 bytes, little-endian. HASH: RemoteAddress.hash in 16 digits
///     offset  size  field
///          0     4  "PCRB"
///          4     2  version: 1
///          6     2  length of the reason, at most 88
///          8     8  RemoteAddress.hash
///         16     8  when it failed, in nanoseconds since 1970
///         24     8  until when nobody tries, in nanoseconds since 1970
///         32    88  the reason: UTF-8, filled with zeros
///        120     8  checksum of the 120 bytes before
///
/// There is no file where all is well: looking costs one system call then. Once the time is up, one
/// process moves it on by a minute and tries; the others keep out until it has removed the file.
///
/// The file can only ever save time. One that is spoilt, of another address, or whose time is
/// further away than a minute (the calendar was set back) keeps nobody out; where none can be
/// written, each process finds out for itself.
public struct RemoteBreaker: Sendable {
  /// How long nobody tries after a failure.
  public static let pauseNanoseconds: Int64 = 60_000_000_000

  /// What is remembered.
  public enum State: Equatable, Sendable {
    /// Nothing: it may be tried.
    case closed
    /// It failed, and is not tried until then.
    case open(until: Instant, reason: String)
  }

  /// Whether this process may try.
  enum Admission: Equatable {
    /// All is well, as far as anybody knows.
    case free
    /// It failed; this process finds out for all whether it still does.
    case trial
    /// It failed; others find out, or nobody does yet.
    case refused(until: Instant, reason: String)
  }

  /// The file.
  public let path: BytePath
  private let hash: UInt64
  private let clock: Clock

  /// The breaker for an address, in a folder that the caller keeps.
  public init(folder: BytePath, address: RemoteAddress, clock: Clock = .system) {
    let digits = String(address.hash, radix: 16)
    let name = "breaker-" + String(repeating: "0", count: 16 - digits.count) + digits
    path = folder.appending(name)
    hash = address.hash
    self.clock = clock
  }

  /// What is remembered now. Changes nothing.
  public func state() -> State {
    guard let file = try? Descriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let record = read(file), isPending(record)
    else { return .closed }
    return .open(until: record.until, reason: record.reason)
  }

  /// Whether this process may try now. Where the time is up, it takes the trial on itself.
  func admission() -> Admission {
    guard let file = try? Descriptor.open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK) else {
      return .free
    }
    // A spoilt file is removed by whoever finds that all is well.
    guard let record = read(file) else { return .trial }
    if isPending(record) { return .refused(until: record.until, reason: record.reason) }
    let next = Record(
      hash: hash, since: record.since, until: pauseEnd(), reason: record.reason)
    switch try? FileLock.attempt(file.number, .exclusive) {
    case .granted: break
    // Another process is moving the time on at this moment: the trial is its.
    case .busy: return .refused(until: next.until, reason: record.reason)
    case .interrupted, .unsupported, nil: return .trial
    }
    // The lock ends with the descriptor. Another process may have had it before.
    if let latest = read(file), isPending(latest) {
      return .refused(until: latest.until, reason: latest.reason)
    }
    try? IO.write(file.number, next.bytes, at: 0, path: path)
    return .trial
  }

  /// Remembers a failure, for a minute from now.
  func open(reason: String) {
    guard let file = try? Descriptor.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK) else {
      return
    }
    let record = Record(hash: hash, since: clock.calendar(), until: pauseEnd(), reason: reason)
    // Torn or on a full disk it is a spoilt one, which keeps nobody out.
    try? IO.write(file.number, record.bytes, at: 0, path: path)
  }

  /// Forgets. Removing the file rather than emptying it makes the next look as cheap as ever; who
  /// still holds it open learns at most of a failure that is over.
  public func close() { try? Directory.unlink(path) }

  private func pauseEnd() -> Instant {
    let (end, overflow) = clock.calendar().nanoseconds
      .addingReportingOverflow(RemoteBreaker.pauseNanoseconds)
    return Instant(nanoseconds: overflow ? .max : end)
  }

  /// Whether its time is still to come, and no further away than it can have been set.
  private func isPending(_ record: Record) -> Bool {
    let now = clock.calendar()
    return now < record.until && !(pauseEnd() < record.until)
  }

  private func read(_ file: borrowing Descriptor) -> Record? {
    guard let bytes = try? IO.read(file.number, at: 0, limit: Record.size, path: path),
      let record = Record(bytes), record.hash == hash
    else { return nil }
    return record
  }
}

extension RemoteBreaker {
  /// What the file holds.
  struct Record: Equatable {
    static let size = 128
    private static let reasonBytesMax = 88
    private static let magic = Array("PCRB".utf8)

    let hash: UInt64
    let since: Instant
    let until: Instant
    let reason: String

    init(hash: UInt64, since: Instant, until: Instant, reason: String) {
      self.hash = hash
      self.since = since
      self.until = until
      self.reason = reason
    }

    /// What the bytes say; nil where they are not what `bytes` has made.
    init?(_ bytes: [UInt8]) {
      guard bytes.count == Record.size, bytes.starts(with: Record.magic),
        bytes.littleEndian(at: 4, count: 2) == 1,
        bytes.littleEndian(at: 6, count: 2) <= Record.reasonBytesMax,
        bytes.littleEndian(at: 120) == Checksum.of(bytes[..<120])
      else { return nil }
      hash = bytes.littleEndian(at: 8)
      since = Instant(nanoseconds: Int64(bitPattern: bytes.littleEndian(at: 16)))
      until = Instant(nanoseconds: Int64(bitPattern: bytes.littleEndian(at: 24)))
      let length = Int(bytes.littleEndian(at: 6, count: 2))
      reason = String(decoding: bytes[32..<(32 + length)], as: UTF8.self)
    }

    var bytes: [UInt8] {
      // Cut between letters, not within one.
      var text = reason
      while text.utf8.count > Record.reasonBytesMax { text.removeLast() }
      var bytes = Record.magic
      bytes.append(littleEndian: 1, count: 2)
      bytes.append(littleEndian: UInt64(text.utf8.count), count: 2)
      bytes.append(littleEndian: hash)
      bytes.append(littleEndian: UInt64(bitPattern: since.nanoseconds))
      bytes.append(littleEndian: UInt64(bitPattern: until.nanoseconds))
      bytes += Array(text.utf8)
      bytes += Array(repeating: 0, count: 120 - bytes.count)
      bytes.append(littleEndian: Checksum.of(bytes))
      return bytes
    }
  }
}
