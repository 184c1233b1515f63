import CommandKit
import Glibc
import Locks
import Platform

/// `pc-lock break`: a lock taken away from its holder.
enum BreakAction {
  private static let patience: Int64 = 2_000_000_000

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let place = try Asking.place(invocation)
    // Those who hold it now, and nobody else: with each that ends, somebody who waited may come in.
    let holders = try look(place).holders
    if holders.isEmpty { throw Failure(.negative, "\(place.description): not held") }
    if invocation.arguments.has("kill") {
      for holder in holders { try end(holder, among: holders) }
    }
    do throws(LockError) {
      let tokens = holders.compactMap { $0.record?.token }
      if !tokens.isEmpty { try LockRecords(place).remove { tokens.contains($0.token) } }
      if place.isNamed {
        for holder in holders where try LockRecords(place).setAside(holder) {
          invocation.note(
            "\(place.description): set aside; \(holder.description) goes on without it")
        }
      }
    } catch {
      if case .system(let error) = error { throw Failure(error) }
      throw Failure(.notPermitted, "\(place.description): needs a cache directory")
    }
    if !place.isNamed { try refuse(holders, place) }
    return .done
  }

  /// Says that a file of the user's own is still locked by one of those who held it.
  private static func refuse(_ holders: [Holder], _ place: LockPlace) throws(Failure) {
    let left = try look(place).holders.first { found in
      holders.contains { $0.isSameHold(as: found) }
    }
    guard let left else { return }
    throw Failure(
      .negative,
      "\(place.description): held by \(left.description): a file of your own is not set aside; say --kill, or end that process"
    )
  }

  private static func look(_ place: LockPlace) throws(Failure) -> LockState {
    do { return try LockState(place) } catch { throw Failure(error) }
  }

  /// Ends a holder and the program that it runs; the marks see to it that it is nobody else.
  private static func end(_ holder: Holder, among all: [Holder]) throws(Failure) {
    var targets: [ProcessIdentity] = []
    if let record = holder.record {
      if record.bootID != Environment.bootID {
        throw Failure(.negative, "held on \(record.host): it can be ended only there")
      }
      // From outside a container its processes have numbers too, which the kernel's table tells.
      if record.isOfOtherNamespace, !all.contains(where: { $0.record == nil && $0.pid > 0 }) {
        throw Failure(.negative, "held in another container: it can be ended only there")
      }
      targets = [record.program, record.process].compactMap { $0 }
    } else if holder.pid <= 0 {
      // The kernel knows it, and does not show it here; its record is not written yet.
      throw Failure(.negative, "held in another container: it can be ended only there")
    } else if let stranger = ProcessIdentity.of(holder.pid) {
      targets = [stranger]
    }
    for target in targets {
      guard let process = ProcessHandle(target) else { continue }
      do {
        try process.send(SIGTERM)
        if Events.wait(for: [process.pollable], atMostNanoseconds: patience) { continue }
        try process.send(SIGKILL)
        _ = Events.wait(for: [process.pollable], atMostNanoseconds: patience)
      } catch {
        throw Failure(error)
      }
    }
  }
}
