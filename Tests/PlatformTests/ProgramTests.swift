import Glibc
import Platform
import Support
import Testing

@Suite("A program that is run")
struct ProgramTests {
  /// How the program ends, or 255 where it does not start; in a process of its own, which holds no
  /// signal back.
  private func end(_ words: String...) -> ProgramEnd {
    inChild {
      let program = Program(words.map { Array($0.utf8) })
      guard let pid = try? program.spawn(), let end = try? Program.wait(pid) else { _exit(255) }
      if case .signaled(let signal) = end { Signals.die(of: signal) }
      _exit(end.status)
    }
  }

  @Test("ends with its status, or by a signal, which a shell shows as 128 and its number")
  func status() throws {
    #expect(end("true") == .exited(0))
    #expect(end("sh", "-c", "exit 7") == .exited(7))
    #expect(end("sh", "-c", "kill -TERM $$") == .signaled(SIGTERM))
    #expect(ProgramEnd.signaled(SIGTERM).status == 143)
    #expect(ProgramEnd.exited(7).status == 7)
  }

  @Test("that is missing is named")
  func missing() {
    // In a process of its own: a folder of our PATH that we may not enter is another reason.
    let end = inChild {
      setenv("PATH", "/usr/bin:/bin", 1)
      do throws(SystemError) {
        _ = try Program([Array("no-such-program".utf8)]).spawn()
        return false
      } catch {
        return error == SystemError(ENOENT, "run", "no-such-program")
      }
    }
    #expect(end == .exited(0))
  }

  @Test("may be a script without a first line, as in a shell")
  func plainScript() throws {
    let scratch = Scratch()
    scratch.write("script", "exit $#\n")
    scratch.shell("chmod +x script")
    #expect(end(scratch.path + "/script", "a", "b") == .exited(2))
  }

  @Test("that the system does not start is named, and leaves no process behind")
  func notStarted() {
    let scratch = Scratch()
    scratch.write("script", "#!/no/such/interpreter\n")
    scratch.shell("chmod +x script")
    let path = scratch.path + "/script"
    let end = inChild {
      do throws(SystemError) {
        _ = try Program([Array(path.utf8)]).spawn()
        return false
      } catch {
        return error == SystemError(ENOENT, "run", BytePath(path))
          && waitpid(-1, nil, 0) == -1 && errno == ECHILD
      }
    }
    #expect(end == .exited(0))
  }

  @Test("has the descriptors that it is given, even one that is in its place already")
  func descriptors() {
    let end = inChild {
      let null = open("/dev/null", O_RDWR)
      dup2(null, STDOUT_FILENO)
      _ = fcntl(STDOUT_FILENO, F_SETFD, FD_CLOEXEC)
      let program = Program(["sh", "-c", "echo out && echo err >&2"].map { Array($0.utf8) })
      let standard = Program.Standard(input: null, output: STDOUT_FILENO, errors: null)
      guard let pid = try? program.spawn(standard) else { return false }
      return (try? Program.wait(pid)) == .exited(0)
    }
    #expect(end == .exited(0))
  }

  @Test("has the variables that were set for it, beside ours, each once")
  func environment() throws {
    var program = Program(
      ["sh", "-c", "test \"$PC_TEST\" = new && test -n \"$PATH\""].map { Array($0.utf8) })
    program.set("PC_TEST", Array("new".utf8))
    #expect(try Program.wait(program.spawn()) == .exited(0))
  }

  @Test("starts with no signal held back, even where we hold one back")
  func signalMask() {
    let end = inChild {
      let queue = SignalQueue([SIGTERM], and: SIGCHLD)
      let words = ["sh", "-c", "kill -TERM $$; exit 0"].map { Array($0.utf8) }
      guard let pid = try? Program(words).spawn(beside: queue) else { return false }
      return (try? Program.wait(pid)) == .signaled(SIGTERM)
    }
    #expect(end == .exited(0))
  }

  @Test("is killed when a signal comes that matters, which stays there to be asked for")
  func interrupted() {
    let end = inChild {
      var signals = SignalQueue([SIGTERM])
      kill(getpid(), SIGTERM)
      do throws(SystemError) {
        _ = try Program(["sleep", "100"].map { Array($0.utf8) }).output(
          by: Deadline(afterNanoseconds: 60_000_000_000, .system), limit: 1, signals: signals)
        return false
      } catch {
        return error.code == EINTR && signals.nextIfThere()?.number == SIGTERM
      }
    }
    #expect(end == .exited(0))
  }

  @Test("that is asked ends when the thread that asks has ended, however it does")
  func endsWithUs() throws {
    let scratch = Scratch()
    let path = BytePath(scratch.path + "/number")
    let end = inChild {
      guard let pid = try? Program(["sleep", "100"].map { Array($0.utf8) }).spawn(endsWithUs: true)
      else { return false }
      try? AtomicFile.replace(path, with: Program.digits(UInt64(pid)), durability: .none)
      Signals.die(of: SIGKILL)
    }
    #expect(end == .signaled(SIGKILL))
    let pid = try #require(Int32(scratch.read("number")))
    for _ in 0..<1000 where ProcessIdentity.of(pid) != nil { Events.pause(nanoseconds: 10_000_000) }
    #expect(ProcessIdentity.of(pid) == nil)
  }

  @Test("can take our place")
  func replace() {
    let end = inChild {
      _ = Program(["sh", "-c", "exit 9"].map { Array($0.utf8) }).replaceThisProcess()
      return false
    }
    #expect(end == .exited(9))
  }
}
