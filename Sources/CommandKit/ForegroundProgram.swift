import Glibc
import Platform

/// A program that runs in this one's place, except that this one outlives it.
public enum ForegroundProgram {
  /// Runs it to its end. Signals that tell us to end are handed on to it, or `replacement` in
  /// their place. Returns how it ended, and the last signal that told us to, if one did.
  public static func run(
    _ program: Program, _ standard: Program.Standard = Program.Standard(),
    replacement: Int32? = nil, started: (Int32) -> Void = { _ in }
  ) throws(Failure) -> (end: ProgramEnd, told: Int32?) {
    // A parent that ignores it would take the end of the program from us.
    Signals.restore(SIGCHLD)
    var queue = SignalQueue()
    do throws(SystemError) {
      let child = try program.spawn(beside: queue, standard)
      started(child)
      var told: Int32?
      while true {
        let arrival = queue.next()
        // Noted first: what told us to end may have ended the program already.
        if arrival.number != SIGCHLD { told = arrival.number }
        if let end = try Program.end(child) { return (end, told) }
        if arrival.number == SIGCHLD { continue }
        // The terminal has told the program as well, unless it is to be told something else.
        if arrival.isFromTerminal, replacement == nil { continue }
        Program.send(replacement ?? arrival.number, to: child)
      }
    } catch {
      throw Failure(error)
    }
  }

  /// The status to end with after it: its own, or the end by the signal that told us both to.
  public static func status(of end: ProgramEnd, told: Int32?) -> ExitStatus {
    if let told, case .signaled = end { Signals.die(of: told) }
    return ExitStatus(end.status)
  }
}
