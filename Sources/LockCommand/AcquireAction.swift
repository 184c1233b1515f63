import CommandKit
import Formats
import Locks
import Platform

/// `pc-lock acquire`, `release` and `renew`: a lock across the commands of a script.
enum AcquireAction {
  static func acquire(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try Notice.check(invocation)
    let asking = try Asking(invocation)
    let arguments = invocation.arguments
    let lease = try Asking.lease(arguments)
    let pid = arguments.integer("owner").map { Int32($0) } ?? Environment.parentProcessNumber
    guard let owner = ProcessIdentity.of(pid) else {
      throw Failure(.usage, "--owner \(pid): there is no such process")
    }
    let isOwned = lease == 0 || arguments.has("owner")
    let hold = Lock.Hold(
      isOwned ? .owner : .lease, owner, leaseNanoseconds: lease,
      command: ProcessIdentity.command(of: pid))
    if Notice(invocation) != nil, try !Background.begin() { return .done }
    guard let lock = try asking.acquire(hold, &invocation) else {
      invocation.note("\(asking.place.description): held by a parent of this process already")
      return .done
    }
    Notice(invocation)?.tell("granted \(lock.token)")
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.name("name", bytes: arguments.operands[0])
        json.key("token")
        json.number(lock.token)
        json.key("slot")
        json.number(lock.slot)
        json.key("owner")
        if isOwned { json.number(pid) } else { json.null() }
        json.key("lease_ms")
        if lease > 0 { json.number(lease / 1_000_000) } else { json.null() }
      }
      json.endLine()
      try invocation.output.write(bytes: json.bytes)
    } else {
      try invocation.output.line("\(lock.token)")
    }
    let token = lock.token
    // A hold whose token nobody has learned could not be given up.
    try invocation.output.flush { _ = try? LockRecords(asking.place).remove { $0.token == token } }
    return .done
  }

  static func release(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let place = try Asking.place(invocation)
    let token = invocation.arguments.integer("token").map { UInt64($0) }
    // A shell may become its last command instead of starting it.
    let callers =
      token == nil ? ProcessIdentity.ancestors() + [Environment.processNumber] : []
    let removed: [HolderRecord]
    do {
      removed = try LockRecords(place).remove { record in
        token.map { $0 == record.token } ?? callers.contains(record.process.pid)
      }
    } catch {
      throw failure(error, place)
    }
    if removed.isEmpty {
      throw Failure(
        .negative,
        token.map {
          "\(place.description): no hold has token \($0): it ended, or was never granted"
        }
          ?? "\(place.description): not held by this script: name its --token")
    }
    invocation.note(
      "\(place.description): released \(removed.map { "token \($0.token)" }.joined(separator: ", "))"
    )
    return .done
  }

  static func renew(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let place = try Asking.place(invocation)
    let inherited = Environment["PC_LOCK_TOKEN"].flatMap {
      UInt64(String(decoding: $0, as: UTF8.self))
    }
    guard let token = invocation.arguments.integer("token").map({ UInt64($0) }) ?? inherited else {
      throw Failure(.usage, "no token: name the hold's --token")
    }
    let lease = try Asking.lease(invocation.arguments)
    let renewed: HolderRecord?
    do {
      renewed = try LockRecords(place).renew(
        token: token, leaseNanoseconds: lease == 0 ? nil : lease)
    } catch {
      throw failure(error, place)
    }
    guard let renewed else {
      throw Failure(
        .negative,
        "\(place.description): no lease has token \(token): it ended, or was never granted")
    }
    invocation.note("\(place.description): lasts until \(Moment.text(renewed.leaseEnd))")
    return .done
  }

  private static func failure(_ error: LockError, _ place: LockPlace) -> Failure {
    if case .system(let error) = error { return Failure(error) }
    return Failure(.notPermitted, "\(place.description): needs a cache directory")
  }
}
