import CommandKit
import Locks
import Platform

/// `pc-lock try` and `pc-lock wait`: whether and when a lock is free.
enum ProbeAction {
  static func tryLock(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try Asking(invocation)
    var request = asking.request
    request.isNonblocking = true
    request.strategy = .event
    do throws(LockError) {
      try Lock.probe(asking.place, request)
      return .done
    } catch {
      // An answer rather than an error: who holds it is told only when asked.
      guard case .busy(let holder) = error else {
        try asking.fail(error, request.clock.sinceBoot(), &invocation)
      }
      invocation.note(
        "\(asking.place.description): held\(holder.map { " by \($0.description)" } ?? "")")
      return asking.busyStatus.map(ExitStatus.init) ?? .negative
    }
  }

  static func wait(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try Asking(invocation)
    let start = asking.request.clock.sinceBoot()
    do throws(LockError) {
      try Lock.probe(asking.place, asking.request)
    } catch {
      try asking.fail(error, start, &invocation)
    }
    asking.record(start, .ok, &invocation)
    return .done
  }
}
