import Glibc
import Platform

/// What is done to a lock's records from outside: by those who hold by a record, and by those who
/// break a hold.
public struct LockRecords {
  private let place: LockPlace
  private let clock: Clock

  /// The records of a lock.
  public init(_ place: LockPlace, clock: Clock = .system) {
    self.place = place
    self.clock = clock
  }

  /// Removes the records that end with an owner or a lease and match; returns them.
  @discardableResult
  public func remove(
    where matches: (HolderRecord) -> Bool
  ) throws(LockError) -> [HolderRecord] {
    var removed: [HolderRecord] = []
    try change { (record, index, table) throws(SystemError) in
      guard matches(record) else { return false }
      removed.append(record)
      try table.end(record, at: index)
      return true
    }
    return removed
  }

  /// Makes the lease with this token last so long from now on, or as long as it was granted for.
  /// Returns its record; nil where it has ended, or never was.
  public func renew(
    token: UInt64, leaseNanoseconds: Int64?
  ) throws(LockError) -> HolderRecord? {
    var renewed: HolderRecord?
    try change { (record, index, table) throws(SystemError) in
      guard record.token == token, record.leaseNanoseconds > 0 else { return false }
      var record = record
      record.extend(
        by: leaseNanoseconds ?? record.leaseNanoseconds, clock.calendar(), clock.sinceBoot())
      try table.write(record, at: index)
      renewed = record
      return true
    }
    return renewed
  }

  /// Puts a new file in the place of a lock's, so that who holds the old one holds nothing that
  /// others would ask for. Those who wait find out when they next look.
  ///
  /// Returns false, with nothing done, where the hold has ended: it may be somebody else's now, who
  /// waited for it, and whose lock must not be taken away.
  public func setAside(_ holder: Holder) throws(LockError) -> Bool {
    let path = place.lockFile(slot: holder.slot)
    if !place.isNamed || path.isEmpty { throw .needsDirectory }
    return try system { () throws(SystemError) in
      let turn = try place.tokens.turn()
      defer { _ = turn.path }
      let state = try LockState(place, clock: clock)
      guard state.holders.contains(where: { $0.isSameHold(as: holder) }) else { return false }
      try AtomicFile.replace(path, with: [], durability: .none)
      return true
    }
  }

  /// Visits the records that stand by themselves, alone among all processes. Where the body changes
  /// one, whoever waits for it is called.
  private func change(
    _ body: (HolderRecord, Int, HolderTable) throws(SystemError) -> Bool
  ) throws(LockError) {
    if place.state.isEmpty { throw .needsDirectory }
    try system { () throws(SystemError) in
      let turn = try place.tokens.turn()
      defer { _ = turn.path }
      var slot = 0
      while let file = open(slot) {
        if let table = try HolderTable.read(place, lockFile: file.number, slot: slot) {
          for (index, record) in table.records
          where record.standsAlone && !record.isOver(on: place.host, clock: clock) {
            if try body(record, index, table) {
              HolderWatch.callFirst(place, lockFile: file.number)
            }
          }
        }
        slot += 1
      }
    }
  }

  private func open(_ slot: Int) -> Descriptor? {
    let path = place.lockFile(slot: slot)
    if path.isEmpty { return nil }
    return try? Descriptor.open(path, (place.isNamed ? O_RDWR | O_NOFOLLOW : O_RDONLY) | O_NONBLOCK)
  }
}
