import Glibc
import Platform

/// Runs a body in a copy of this process, which may change what holds for a whole process: its
/// user, its namespaces, its limits. The copy has one thread and must not use tasks.
///
/// Returns how the copy ended: 0 where the body gave true, 1 where it gave false.
public func inChild(_ body: () -> Bool) -> ProgramEnd {
  guard let end = try? Program.wait(startChild(body)) else { preconditionFailure("no child") }
  return end
}

/// Starts a copy of this process that runs a body and ends, and returns its number.
public func startChild(_ body: () -> Bool) -> pid_t {
  let fork = hidden("fork", as: (@convention(c) () -> pid_t).self)
  let pid = fork()
  precondition(pid >= 0)
  if pid == 0 {
    // The threads that run tests may hold signals back, which a new program does not.
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    _exit(body() ? 0 : 1)
  }
  return pid
}

/// A function of the C library that Swift does not show: `fork`, because a copy of a process with
/// threads must be careful what it uses; `unshare`, because its header asks for a definition.
private func hidden<Function>(_ name: String, as type: Function.Type) -> Function {
  guard let symbol = dlsym(nil, name) else { preconditionFailure("no \(name)") }
  return unsafeBitCast(symbol, to: type)
}

/// What a process may have for itself, without asking anybody's permission.
public struct Namespace: OptionSet, Sendable {
  /// The kinds as `unshare` has them.
  public let rawValue: Int32

  /// Namespaces of these kinds.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// What is mounted where. C: `CLONE_NEWNS`.
  public static let mounts = Namespace(rawValue: 0x0002_0000)
  /// Users and powers. C: `CLONE_NEWUSER`.
  public static let users = Namespace(rawValue: 0x1000_0000)
  /// Process numbers, for the children of this process. C: `CLONE_NEWPID`.
  public static let processes = Namespace(rawValue: 0x2000_0000)

  /// Gives this process, which has one thread, users of its own, and further namespaces of these
  /// kinds. It is `user` there, and has all powers over what is its own. C: `unshare`.
  public static func enter(_ kinds: Namespace, asUser user: UInt32 = 0) -> Bool {
    let (outside, group) = (geteuid(), getegid())
    let unshare = hidden("unshare", as: (@convention(c) (Int32) -> Int32).self)
    guard unshare(kinds.union(.users).rawValue) == 0 else { return false }
    // Without a group of its own it could not make a file.
    return write("/proc/self/uid_map", "\(user) \(outside) 1")
      && write("/proc/self/setgroups", "deny")
      && write("/proc/self/gid_map", "\(user) \(group) 1")
  }

  /// Mounts a file system in memory that holds no more than `sizeKiB`. C: `mount`.
  public static func mountMemory(_ path: String, sizeKiB: Int) -> Bool {
    mount("none", path, "tmpfs", 0, "size=\(sizeKiB)k") == 0
  }

  /// Makes `/proc` show this process's namespace. C: `mount`.
  public static func mountProcesses() -> Bool {
    mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0
      && mount("proc", "/proc", "proc", 0, nil) == 0
  }

  /// Writes a line to one of the kernel's files.
  public static func write(_ path: String, _ line: String) -> Bool {
    guard let file = try? Descriptor.open(BytePath(path), O_WRONLY) else { return false }
    return (try? IO.write(file.number, Array(line.utf8))) != nil
  }
}
