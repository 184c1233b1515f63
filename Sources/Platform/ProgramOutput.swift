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
  /// Where the deadline passes, or it writes more than `limit` bytes, it is killed: `ETIMEDOUT`,
  /// `EFBIG`. C: `posix_spawn`, `poll`.
  public func output(
    by deadline: Deadline, limit: Int, input: Int32? = nil
  ) throws(SystemError) -> ProgramOutput {
    let name = BytePath(bytes: words.first ?? [])
    var pipe = try Pipe()
    let null = try Descriptor.open("/dev/null", O_RDWR)
    let pid = try spawn(
      Standard(input: input ?? null.number, output: pipe.writingNumber, errors: null.number))
    // Else the end would never come.
    pipe.closeWriting()
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try Program.collect(pipe.reading, by: deadline, limit: limit, name)
    } catch {
      Program.kill(pid)
      throw error
    }
    // Who has closed the output is about to end, but need not.
    let handle = linux_pidfd_open(pid)
    defer { if handle >= 0 { close(handle) } }
    while true {
      do throws(SystemError) {
        if let end = try Program.end(pid) { return ProgramOutput(end: end, bytes: bytes) }
      } catch {
        return ProgramOutput(end: nil, bytes: bytes)
      }
      if deadline.hasPassed {
        Program.kill(pid)
        throw SystemError(ETIMEDOUT, "wait for", name)
      }
      if handle < 0 {
        Events.pause(nanoseconds: min(deadline.nanosecondsLeft, 1_000_000))
      } else {
        _ = try? Events.wait(for: handle, Int32(POLLIN), by: deadline)
      }
    }
  }

  /// Reads to the end.
  private static func collect(
    _ reading: borrowing Descriptor, by deadline: Deadline, limit: Int, _ name: BytePath
  ) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      // An end is an event as well. Only after one is reading sure not to wait.
      if try Events.wait(for: reading.number, Int32(POLLIN), by: deadline) == 0 {
        throw SystemError(ETIMEDOUT, "wait for", name)
      }
      let count = try IO.read(reading.number, into: &piece)
      if count == 0 { return bytes }
      if bytes.count + count > limit { throw SystemError(EFBIG, "read", name) }
      bytes += piece[..<count]
    }
  }

  /// Kills it and takes its end off the system's hands.
  private static func kill(_ pid: Int32) {
    send(SIGKILL, to: pid)
    _ = try? wait(pid)
  }
}
