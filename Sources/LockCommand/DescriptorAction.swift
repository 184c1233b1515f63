import CommandKit
import Locks
import Platform

/// `pc-lock fd`: a lock on a descriptor that the script opened.
enum DescriptorAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try Notice.check(invocation)
    guard let number = invocation.arguments.operandText(0).flatMap({ Int32($0) }),
      IO.isGiven(number)
    else {
      throw Failure(
        .usage,
        "descriptor \(invocation.arguments.operandText(0) ?? "") is not open: open it first, as in exec 9>FILE"
      )
    }
    if invocation.arguments.has("file") {
      throw Failure(.usage, "--file does not apply: the descriptor says which file it is")
    }
    if invocation.arguments.has("slots") {
      throw Failure(.usage, "--slots does not apply: one descriptor is one lock")
    }
    let place = try Asking.place(.descriptor(number), invocation)
    let script = ProcessIdentity.of(Environment.parentProcessNumber)
    if invocation.arguments.has("unlock") {
      Lock.unlock(place, descriptor: number, holder: script)
      return .done
    }
    let asking = try Asking(invocation, place)
    if Notice(invocation) != nil, try !Background.begin() { return .done }
    let command = script.map { ProcessIdentity.command(of: $0.pid) } ?? []
    let hold = Lock.Hold(.descriptor, script ?? .current(), command: command)
    guard let lock = try asking.acquire(hold, &invocation) else { return .done }
    Notice(invocation)?.tell("granted \(lock.token)")
    return .done
  }
}

/// Waiting on behalf of a caller that goes on.
enum Background {
  /// True in the process that waits, false in the one that the caller sees end.
  static func begin() throws(Failure) -> Bool {
    do { return try Program.continueInBackground() } catch { throw Failure(error) }
  }
}
