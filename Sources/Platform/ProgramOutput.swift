import CLinux
import Glibc

/// A program that is asked a question: what it writes, and how it ended.
public struct ProgramOutput: Sendable {
  /// How it ended; nil where the system had given that away already (`SIGCHLD` is ignored).
  public let end: ProgramEnd?
  /// What it wrote to its standard output.
  public let bytes: [UInt8]
}

extension Program {
  /// Runs it with an empty input, or that which is given, shows no errors of it, and takes what it writes.
  /// Where the deadline passes, it writes more than `limit` bytes, or one of `signals` comes, which stays
  /// there to be asked for, it is killed: `ETIMEDOUT`, `EFBIG`, `EINTR`. Where this process ends meanwhile,
  /// it is told to end. C: `vfork`, `poll`.
  public func output(
    by deadline: Deadline, limit: Int, input: Int32? = nil, signals: SignalQueue? = nil
  ) throws(SystemError) -> ProgramOutput {
    var patience = Patience(deadline: deadline, name: BytePath(bytes: words.first ?? []))
    if var signals { patience.signals = try signals.pollable().release() }
    defer { if patience.signals >= 0 { close(patience.signals) } }
    var pipe = try Pipe()
    let null = try Descriptor.open("/dev/null", O_RDWR)
    let pid = try spawn(
      beside: signals,
      Standard(input: input ?? null.number, output: pipe.writingNumber, errors: null.number),
      endsWithUs: true)
    // Else the end would never come.
    pipe.closeWriting()
    do throws(SystemError) {
      let bytes = try Program.collect(pipe.reading, limit: limit, patience)
      return ProgramOutput(end: try Program.end(of: pid, patience), bytes: bytes)
    } catch {
      Program.kill(pid)
      throw error
    }
  }

  /// How long a program is waited for.
  private struct Patience {
    let deadline: Deadline
    /// What it is called.
    let name: BytePath
    /// What is readable once a signal has come; -1, which never is, where none matters.
    var signals: Int32 = -1

    /// Waits until a descriptor is readable; -1, which never is: for so many nanoseconds at most.
    func wait(for descriptor: Int32, atMost nanoseconds: Int64 = .max) throws(SystemError) {
      while true {
        let left = min(deadline.nanosecondsLeft, nanoseconds)
        let isReady = Events.wait(for: [descriptor, signals], atMostNanoseconds: left)
        if isReady, signals >= 0, Events.wait(for: [signals], atMostNanoseconds: 0) {
          throw SystemError(EINTR, "wait for", name)
        }
        if isReady { return }
        if deadline.hasPassed { throw SystemError(ETIMEDOUT, "wait for", name) }
        if nanoseconds < .max { return }
      }
    }
  }

  /// Reads to the end.
  private static func collect(
    _ reading: borrowing Descriptor, limit: Int, _ patience: Patience
  ) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      // An end is an event as well. Only after one is reading sure not to wait.
      try patience.wait(for: reading.number)
      let count = try IO.read(reading.number, into: &piece)
      if count == 0 { return bytes }
      if bytes.count + count > limit { throw SystemError(EFBIG, "read", patience.name) }
      bytes += piece[..<count]
    }
  }

  /// How it ended, once it has; nil where the system has given that away. Who has closed the output is
  /// about to end, but need not.
  private static func end(
    of pid: Int32, _ patience: Patience
  ) throws(SystemError) -> ProgramEnd? {
    let handle = linux_pidfd_open(pid)
    defer { if handle >= 0 { close(handle) } }
    while true {
      do throws(SystemError) {
        if let end = try Program.end(pid) { return end }
      } catch {
        return nil
      }
      try patience.wait(for: handle, atMost: handle < 0 ? 1_000_000 : .max)
    }
  }

  /// Kills it and takes its end off the system's hands.
  private static func kill(_ pid: Int32) {
    send(SIGKILL, to: pid)
    _ = try? wait(pid)
  }
}
