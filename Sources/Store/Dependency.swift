import Digests
import Glibc
import Platform

/// Something that an entry depends on, as it was when the entry was made: a file, a folder with all
/// that is in it, or a variable of the environment. That there was no such thing is a state, too.
///
/// On disk:
///
///      0   1  what: 1 a path, 2 a variable of the environment
///      1   1  state: 0 absent, 1 a file, 2 a folder, 3 something else, 4 a variable that is set
///      2   1  whether the digest is known
///      3  40  signature: device, inode, size, time of change, time of change of status
///     43   8  when it was looked at, in nanoseconds since 1970
///     51  32  BLAKE2b digest of the content: of a file, of a variable's value, or, of a folder, of
///             its names and its files' contents
///     83  32  of a folder: the digest of the names and signatures of all that is in it
///    115      the path from the root, or the variable's name
public struct Dependency: Hashable, Sendable {
  /// What it is that is depended on.
  public enum Kind: UInt8, Sendable {
    /// A path of this machine.
    case path = 1
    /// A variable of the environment.
    case variable = 2
  }

  enum State: UInt8 { case absent = 0, file = 1, folder = 2, other = 3, set = 4 }

  /// Whether it still is as it was.
  public enum Standing: Equatable, Sendable {
    /// It is, as its signature says.
    case same
    /// It is, as its content says; the signature could not tell.
    case sameContent
    /// It is not.
    case changed
  }

  private static let fixedCount = 115
  private static let noDigest = [UInt8](repeating: 0, count: Digest.byteCount)

  /// What it is.
  public let kind: Kind
  /// The path from the root, or the variable's name.
  public let name: [UInt8]
  let state: State
  private var signature = FileSignature(
    device: 0, inode: 0, size: 0, modifiedNanoseconds: 0, changedNanoseconds: 0)
  private var seen = Instant(nanoseconds: 0)
  private var isDigestKnown = false
  private var digest = Dependency.noDigest
  private var listing = Dependency.noDigest

  private init(_ kind: Kind, _ name: [UInt8], _ state: State) {
    self.kind = kind
    self.name = name
    self.state = state
  }

  // MARK: How it is now

  /// The state of a variable.
  public static func variable(_ name: [UInt8]) -> Dependency {
    guard let value = Environment[String(decoding: name, as: UTF8.self)] else {
      return Dependency(.variable, name, .absent)
    }
    var variable = Dependency(.variable, name, .set)
    variable.isDigestKnown = true
    variable.digest = Digest.of(value).bytes
    return variable
  }

  /// The state of a path. A file's content is read once; that of a folder only where something in
  /// it has changed so recently that its time stamp could hide a second change.
  public static func path(
    _ path: BytePath, clock: Clock = .system
  ) throws(SystemError) -> Dependency {
    try self.path(path, clock: clock, isContentWanted: false)
  }

  /// The state of a file by its signature; its content is read only where that has changed so recently
  /// that its time stamp could hide a second change. For what is made from the file alone: a file
  /// that is touched and not changed costs making it again.
  public static func file(
    _ path: BytePath, clock: Clock = .system
  ) throws(SystemError) -> Dependency {
    let absolute = path.absolute().withoutDots()
    let now = clock.calendar()
    let status = try FileStatus.of(path: absolute)
    guard status.kind == .file, !status.signature.isRacilyClean(asOf: now) else {
      return try self.path(path, clock: clock)
    }
    var found = Dependency(.path, absolute.bytes, .file)
    found.signature = status.signature
    found.seen = now
    return found
  }

  private static func path(
    _ path: BytePath, clock: Clock, isContentWanted: Bool
  ) throws(SystemError) -> Dependency {
    let path = path.absolute().withoutDots()
    let now = clock.calendar()
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus.of(path: path)
    } catch {
      guard [ENOENT, ENOTDIR, ELOOP].contains(error.code) else { throw error }
      return Dependency(.path, path.bytes, .absent)
    }
    var found = Dependency(.path, path.bytes, state(of: status))
    found.signature = status.signature
    found.seen = now
    switch found.state {
    case .file:
      let read = try content(of: path)
      found.signature = read.signature
      found.digest = read.digest.bytes
      found.isDigestKnown = true
    case .folder:
      let tree = try FolderState(path, isContentWanted: false)
      found.listing = tree.listing.bytes
      if isContentWanted || FolderState.isRacy(tree.newestNanoseconds, asOf: now) {
        let whole = try FolderState(path, isContentWanted: true)
        found.listing = whole.listing.bytes
        found.digest = whole.content.bytes
        found.isDigestKnown = true
      }
      // The newest stamp within it counts for the whole.
      found.signature = found.signature.withStamp(tree.newestNanoseconds)
    case .absent, .other, .set: break
    }
    return found
  }

  private static func state(of status: FileStatus) -> State {
    switch status.kind {
    case .file: .file
    case .folder: .folder
    case .link, .other: .other
    }
  }

  /// A file's digest, and its signature while it was read; a file that changes meanwhile is read
  /// again.
  private static func content(
    of path: BytePath
  ) throws(SystemError) -> (digest: Digest, signature: FileSignature) {
    let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    var before = try FileStatus.of(file.number, path: path).signature
    var attempts = 0
    while true {
      _ = lseek(file.number, 0, SEEK_SET)
      let digest = try Digest.of(contentOf: file.number, path: path)
      let after = try FileStatus.of(file.number, path: path).signature
      if after == before || attempts == 3 { return (digest, after) }
      before = after
      attempts += 1
    }
  }

  // MARK: Whether it is as it was

  /// Whether it is as it was: by the signature, and by the content where that cannot tell.
  public func standing(clock: Clock = .system) -> Standing {
    if kind == .variable { return Dependency.variable(name) == self ? .same : .changed }
    let path = BytePath(bytes: name)
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus.of(path: path)
    } catch {
      let isGone = [ENOENT, ENOTDIR, ELOOP].contains(error.code)
      return isGone && state == .absent ? .same : .changed
    }
    guard Dependency.state(of: status) == state else { return .changed }
    switch state {
    case .absent, .set: return .changed
    case .other: return status.signature == signature ? .same : .changed
    case .file:
      if status.signature == signature, !signature.isRacilyClean(asOf: seen) { return .same }
      // Another length is another content.
      guard status.signature.size == signature.size, let now = try? Dependency.content(of: path)
      else { return .changed }
      return now.digest.bytes == digest ? .sameContent : .changed
    case .folder:
      guard let tree = try? FolderState(path, isContentWanted: false) else { return .changed }
      let isRacy = FolderState.isRacy(signature.modifiedNanoseconds, asOf: seen)
      if tree.listing.bytes == listing, !isRacy { return .same }
      guard isDigestKnown, let whole = try? FolderState(path, isContentWanted: true) else {
        return .changed
      }
      return whole.content.bytes == digest ? .sameContent : .changed
    }
  }

  /// Whether nothing at all has happened to it, as far as its signature tells: a content that has gone
  /// and come back was another one meanwhile.
  public func isUntouched() -> Bool {
    let path = BytePath(bytes: name)
    switch state {
    case .absent, .set: return standing() == .same
    case .file, .other: return (try? FileStatus.of(path: path))?.signature == signature
    case .folder:
      return (try? FolderState(path, isContentWanted: false))?.listing.bytes == listing
    }
  }

  /// Whether it is the path, or lies below it, or the path lies in it.
  public func concerns(_ path: BytePath) -> Bool {
    guard kind == .path else { return false }
    let slash = UInt8(ascii: "/")
    func holds(_ outer: [UInt8], _ inner: [UInt8]) -> Bool {
      inner.starts(with: outer)
        && (inner.count == outer.count || outer.last == slash || inner[outer.count] == slash)
    }
    return holds(path.bytes, name) || (state == .folder && holds(name, path.bytes))
  }

  // MARK: On disk

  var bytes: [UInt8] {
    var bytes = [kind.rawValue, state.rawValue, isDigestKnown ? 1 : 0]
    bytes.append(littleEndian: signature.device)
    bytes.append(littleEndian: signature.inode)
    let numbers = [
      signature.size, signature.modifiedNanoseconds, signature.changedNanoseconds, seen.nanoseconds,
    ]
    for number in numbers { bytes.append(littleEndian: UInt64(bitPattern: number)) }
    return bytes + digest + listing + name
  }

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Dependency.fixedCount, let kind = Kind(rawValue: bytes[0]),
      let state = State(rawValue: bytes[1]), bytes[2] < 2
    else { return nil }
    self.init(kind, Array(bytes[Dependency.fixedCount...]), state)
    func signed(_ offset: Int) -> Int64 { Int64(bitPattern: bytes.littleEndian(at: offset)) }
    isDigestKnown = bytes[2] == 1
    signature = FileSignature(
      device: bytes.littleEndian(at: 3), inode: bytes.littleEndian(at: 11), size: signed(19),
      modifiedNanoseconds: signed(27), changedNanoseconds: signed(35))
    seen = Instant(nanoseconds: signed(43))
    digest = Array(bytes[51..<83])
    listing = Array(bytes[83..<115])
  }
}

extension FileSignature {
  /// The signature with other stamps.
  fileprivate func withStamp(_ nanoseconds: Int64) -> FileSignature {
    FileSignature(
      device: device, inode: inode, size: size, modifiedNanoseconds: nanoseconds,
      changedNanoseconds: nanoseconds)
  }
}

extension Dependency {
  /// Whether its stamps were so young when it was looked at that they could hide a second change.
  var isRacy: Bool {
    switch state {
    case .file, .other: signature.isRacilyClean(asOf: seen)
    case .folder: FolderState.isRacy(signature.modifiedNanoseconds, asOf: seen)
    case .absent, .set: false
    }
  }

  /// How long a file is, as far as it is one.
  var contentBytes: Int64 { state == .file ? signature.size : 0 }

  /// The state of a path as it is now, where its content is the same; nil where it is not, or where
  /// that cannot be told.
  func renewed(clock: Clock) -> Dependency? {
    guard kind == .path, isDigestKnown,
      let now = try? Dependency.path(BytePath(bytes: name), clock: clock, isContentWanted: true),
      now.state == state, now.isDigestKnown, now.digest == digest
    else { return nil }
    return now
  }
}
