import Glibc
import Platform

/// One process at a time, on a file system without locks: who makes the file `NAME` has the turn.
///
/// The file is made by link(2), so that it is never seen without its content: who made it. When
/// its maker has died without removing it, somebody must, and only one may: whoever makes the file
/// `NAME.INODE.1`, where INODE is that of the dead one's file, or `.2` if that one died over it too,
/// and so on. Each of these names is used once, so that nobody can remove a successor's file.
struct LinkMutex: ~Copyable {
  private let path: BytePath
  private static let patience: Int64 = 60_000_000_000

  private init(_ path: BytePath) { self.path = path }

  deinit { try? Directory.unlink(path) }

  /// Takes the turn, looking again at growing intervals from 0.2 ms to 20 ms.
  static func take(_ path: BytePath) throws(SystemError) -> LinkMutex {
    let clock = Clock.system
    let start = clock.sinceBoot()
    var pause: Int64 = 200_000
    while true {
      if try make(path) { return LinkMutex(path) }
      try removeIfDead(path)
      if clock.sinceBoot() - start > patience { throw SystemError(ETIMEDOUT, "lock", path) }
      Events.pause(nanoseconds: pause + Int64.random(in: 0...pause / 4))
      pause = min(pause * 2, 20_000_000)
    }
  }

  /// Makes the file with our identity in it; false where it is there already.
  private static func make(_ path: BytePath) throws(SystemError) -> Bool {
    let me = ProcessIdentity.current()
    let content = Array("\(me.pid) \(me.mark) \(Environment.hostName)\n".utf8)
    let own = path.addingSuffix(".\(me.pid).new")
    do {
      let file = try Descriptor.open(own, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
      try IO.write(file.number, content, path: own)
      defer { try? Directory.unlink(own) }
      try Directory.link(own, to: path)
      return true
    } catch {
      switch error.code {
      case EEXIST: return false
      case EPERM, EOPNOTSUPP, ENOSYS, EMLINK: return try makeWithoutLinks(path, content)
      default: throw error
      }
    }
  }

  /// Where there are no links either, the file is seen empty for a moment, which counts as alive.
  private static func makeWithoutLinks(
    _ path: BytePath, _ content: [UInt8]
  ) throws(SystemError) -> Bool {
    do {
      let file = try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
      try IO.write(file.number, content, path: path)
      return true
    } catch {
      if error.code == EEXIST { return false }
      throw error
    }
  }

  private static func removeIfDead(_ path: BytePath) throws(SystemError) {
    guard let inode = deadMaker(of: path) else { return }
    var generation = 1
    var claims: [BytePath] = []
    while true {
      let claim = path.addingSuffix(".\(inode).\(generation)")
      claims.append(claim)
      if try make(claim) { break }
      // Somebody else removes it, unless they died as well.
      if deadMaker(of: claim) == nil { return }
      generation += 1
    }
    if deadMaker(of: path) == inode { try? Directory.unlink(path) }
    for claim in claims { try? Directory.unlink(claim) }
  }

  /// The file's number where it is there and its maker is not.
  private static func deadMaker(of path: BytePath) -> UInt64? {
    guard let file = try? Descriptor.open(path, O_RDONLY | O_NOFOLLOW),
      let inode = try? FileStatus.of(file.number).signature.inode,
      let bytes = try? IO.readAll(file.number, limit: 4096)
    else { return nil }
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard fields.count == 3, let pid = Int32(fields[0]), let mark = UInt64(fields[1]),
      fields[2] == Environment.hostName + "\n"
    else { return nil }
    return ProcessIdentity(pid: pid, mark: mark).isAlive ? nil : inode
  }
}
