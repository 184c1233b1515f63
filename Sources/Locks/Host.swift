import Glibc
import Platform

/// This machine in its present run, as records remember it.
struct Host: Sendable {
  let name: String
  let bootID: [UInt8]

  static func current() -> Host { Host(name: Environment.hostName, bootID: Environment.bootID) }
}

extension HolderRecord {
  /// Whether its process numbers mean nothing here, because they are those of another container.
  public var isOfOtherNamespace: Bool {
    pidNamespace != 0 && pidNamespace != ProcessIdentity.namespace()
  }

  /// Whether the record alone keeps others out, and not the kernel.
  var standsAlone: Bool { ending == .owner || ending == .lease }

  /// Whether a hold that does not end with a descriptor is over.
  ///
  /// A process of another machine, or of another pid namespace, cannot be looked at: its hold is
  /// over only when its lease is, or when it is broken.
  func isOver(on host: Host, clock: Clock) -> Bool {
    if leaseEndSinceBoot > 0, leaseIsOver(on: host, clock: clock) { return true }
    guard ending == .owner else { return false }
    if bootID != host.bootID { return self.host == host.name }
    if isOfOtherNamespace { return false }
    return !process.isAlive && program?.isAlive != true
  }

  private func leaseIsOver(on host: Host, clock: Clock) -> Bool {
    bootID == host.bootID
      ? clock.sinceBoot() >= leaseEndSinceBoot : clock.calendar() >= leaseEnd
  }

  /// How long the lease still lasts, in nanoseconds; nil where there is none.
  func leaseLeft(on host: Host, clock: Clock) -> Int64? {
    if leaseEndSinceBoot == 0 { return nil }
    return bootID == host.bootID
      ? leaseEndSinceBoot - clock.sinceBoot()
      : leaseEnd.nanoseconds - clock.calendar().nanoseconds
  }

  /// Whether it and a hold of another mode exclude each other.
  func excludes(_ other: FileLock.Mode) -> Bool { mode == .exclusive || other == .exclusive }
}
