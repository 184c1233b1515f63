import Glibc
import Platform
import Support
import Testing

@Suite("A process's identity")
struct ProcessIdentityTests {
  /// A child that waits to be killed.
  private func sleeper() -> pid_t { startChild { while true { pause() } } }

  @Test("is alive while the process runs, and not once it has ended, waited for or not")
  func ended() throws {
    let pid = sleeper()
    let identity = try #require(ProcessIdentity.of(pid))
    #expect(identity.isAlive)
    guard let handle = ProcessHandle(identity) else {
      Issue.record("no handle")
      return
    }
    try handle.send(SIGKILL)
    var entry = pollfd(fd: handle.pollable, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, -1) == 1)
    // A zombie by now: nobody has waited for it.
    #expect(kill(pid, 0) == 0)
    let hasEnded = handle.hasEnded
    #expect(hasEnded)
    #expect(identity.isAlive == false)
    #expect(ProcessIdentity.of(pid) == nil)
    #expect(try Program.wait(pid) == .signaled(SIGKILL))
    #expect(identity.isAlive == false)
  }

  @Test("is not that of another process with the same number")
  func otherMark() throws {
    let mine = ProcessIdentity.current()
    #expect(mine.pid == getpid())
    #expect(mine.isAlive)
    #expect(ProcessIdentity(pid: mine.pid, mark: mine.mark + 1).isAlive == false)
  }

  @Test("without a mark is that of whoever has the number")
  func noMark() {
    #expect(ProcessIdentity(pid: getpid(), mark: 0).isAlive)
  }

  @Test("of a process whose number was given away again is dead")
  func reusedNumber() {
    let end = inChild {
      guard Namespace.enter([.processes, .mounts]) else { return false }
      // The first child of the namespace is its process 1, which can choose the next number.
      let inside = inChild {
        guard Namespace.mountProcesses() else { return false }
        let first = startChild { while true { pause() } }
        guard let identity = ProcessIdentity.of(first), identity.isAlive else { return false }
        kill(first, SIGKILL)
        guard (try? Program.wait(first)) == .signaled(SIGKILL),
          Namespace.write("/proc/sys/kernel/ns_last_pid", "\(first - 1)")
        else { return false }
        let second = startChild { while true { pause() } }
        return second == first && kill(second, 0) == 0 && !identity.isAlive
      }
      return inside == .exited(0)
    }
    #expect(end == .exited(0))
  }

  @Test("of no process is nil", arguments: [Int32(0), -1, Int32.max])
  func noProcess(_ pid: Int32) {
    #expect(ProcessIdentity.of(pid) == nil)
  }

  @Test("knows its ancestors, nearest first, up to the first process")
  func ancestors() {
    let ancestors = ProcessIdentity.ancestors()
    #expect(ancestors.first == getppid())
    #expect(Set(ancestors).count == ancestors.count)
    let me = getpid()
    let end = inChild { Array(ProcessIdentity.ancestors().prefix(1)) == [me] }
    #expect(end == .exited(0))
  }
}

@Suite("The pid namespace")
struct NamespaceTests {
  @Test("is the one that /proc shows")
  func asShown() throws {
    let shown = try FileStatus.of(path: "/proc/self/ns/pid").signature.inode
    #expect(ProcessIdentity.namespace() == shown)
  }
}
