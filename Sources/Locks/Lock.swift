import Glibc
import Platform

/// A lock that was granted.
public struct Lock: ~Copyable {
  private let place: LockPlace
  private let file: Descriptor
  private let hasKernelLock: Bool
  private let entry: Entry?
  /// Which of the slots it is.
  public let slot: Int
  /// The fencing token; 0 where there is no cache directory to count in.
  public let token: UInt64
  /// How long it was waited for, in nanoseconds.
  public let waitedNanoseconds: Int64

  /// What is written down about a hold.
  public struct Hold: Sendable {
    /// What it ends with.
    public let ending: HolderRecord.Guard
    /// Who holds it.
    public let process: ProcessIdentity
    /// How long its lease is, in nanoseconds; 0: no lease.
    public let leaseNanoseconds: Int64
    /// What it is held for, word by word.
    public let command: [[UInt8]]
    /// Whether a program will be noted as soon as it runs (see ``Lock/note(program:)``).
    public var isOfProgram = false

    /// A hold.
    public init(
      _ ending: HolderRecord.Guard, _ process: ProcessIdentity, leaseNanoseconds: Int64 = 0,
      command: [[UInt8]]
    ) {
      self.ending = ending
      self.process = process
      self.leaseNanoseconds = leaseNanoseconds
      self.command = command
    }
  }

  /// Waits for a lock, and writes down who holds it.
  public static func acquire(
    _ place: LockPlace, _ request: LockRequest, _ hold: Hold
  ) throws(LockError) -> Lock {
    if place.isNamed, place.locks.isEmpty { throw .needsDirectory }
    let way = Acquisition(place, request)
    var round = 0
    while true {
      let entrance = try way.enter()
      if let lock = try register(entrance, way, hold) { return lock }
      try way.pauseWithoutKernel(round: round)
      round += 1
    }
  }

  /// Waits until a lock could be had, and leaves it to others. Writes nothing.
  public static func probe(_ place: LockPlace, _ request: LockRequest) throws(LockError) {
    let entrance = try Acquisition(place, request).enter()
    if entrance.hasKernelLock { return }
    if let holder = Acquisition(place, request).holder() { throw .busy(holder) }
  }

  // MARK: Writing down who holds it

  private static func register(
    _ entrance: consuming Acquisition.Entrance, _ way: Acquisition, _ hold: Hold
  ) throws(LockError) -> Lock? {
    let place = way.place
    let slot = entrance.slot
    let hasKernelLock = entrance.hasKernelLock
    let isInherited = hold.ending == .descriptor
    // Low numbers are for scripts, which use them without asking.
    let file = isInherited ? entrance.takeFile().moved(toAtLeast: 50) : entrance.takeFile()
    let waited = way.request.clock.sinceBoot() - way.start
    // The kernel keeps others out all the same; only a hold by record cannot do without one.
    let needsRecord = !hasKernelLock || !isInherited
    if needsRecord, place.state.isEmpty { throw .needsDirectory }
    do {
      guard let entry = try write(hold, way, file.number, slot, hasKernelLock) else { return nil }
      // From here on the record alone keeps others out, for as long as it says and no longer.
      if hasKernelLock, !isInherited { FileLock.unlock(file.number) }
      return Lock(
        place: place, file: file, hasKernelLock: hasKernelLock && isInherited, entry: entry,
        slot: slot, token: entry.token, waitedNanoseconds: waited, failure: nil)
    } catch {
      if needsRecord { throw .system(error) }
      return Lock(
        place: place, file: file, hasKernelLock: true, entry: nil, slot: slot, token: 0,
        waitedNanoseconds: waited, failure: error)
    }
  }

  /// What is written down about a hold, and where; nowhere, where there is no cache directory.
  private final class Entry {
    let table: HolderTable?
    let index: Int
    var record: HolderRecord

    init(_ record: HolderRecord, at index: Int, in table: HolderTable?) {
      self.record = record
      self.index = index
      self.table = table
    }

    var token: UInt64 { table == nil ? 0 : record.token }
  }

  /// Writes a record; nil where other records are in the way, and nothing but records decides.
  private static func write(
    _ hold: Hold, _ way: Acquisition, _ file: Int32, _ slot: Int, _ hasKernelLock: Bool
  ) throws(SystemError) -> Entry? {
    let place = way.place
    let request = way.request
    if place.state.isEmpty { return unwritten(hold, way, hasKernelLock) }
    let turn = try place.tokens.turn()
    let needsRecord = !hasKernelLock || hold.ending != .descriptor
    guard
      let table = try HolderTable.read(place, lockFile: file, slot: slot, isNeeded: needsRecord)
    else { return unwritten(hold, way, hasKernelLock) }
    if !hasKernelLock {
      let blockers = table.blockers(request.mode, on: place.host, clock: request.clock)
      if !blockers.isEmpty { return nil }
    }
    let isAlone = request.mode == .exclusive
    let index = isAlone ? 0 : table.place { isStale($0, hasKernelLock, place.host, request.clock) }
    guard let index else {
      if needsRecord { throw SystemError(ENOSPC, "write down one more holder in", table.path) }
      return unwritten(hold, way, hasKernelLock)
    }
    let record = record(hold, way, token: try turn.next(), hasKernelLock: hasKernelLock)
    try table.write(record, at: index)
    if isAlone, table.count > 1 {
      try IO.truncate(table.file.number, to: HolderRecord.size, path: table.path)
    }
    return Entry(record, at: index, in: table)
  }

  private static func unwritten(
    _ hold: Hold, _ way: Acquisition, _ hasKernelLock: Bool
  ) -> Entry {
    Entry(record(hold, way, token: 0, hasKernelLock: hasKernelLock), at: 0, in: nil)
  }

  /// Whether a record's holder is gone, so that its place can be used.
  private static func isStale(
    _ record: HolderRecord, _ hasKernelLock: Bool, _ host: Host, _ clock: Clock
  ) -> Bool {
    if record.standsAlone { return record.isOver(on: host, clock: clock) }
    if record.ending == .ended { return true }
    // Sharing the kernel's lock, we know that nobody has it alone.
    if hasKernelLock, record.mode == .exclusive { return true }
    if record.bootID != host.bootID { return record.host == host.name }
    if record.isOfOtherNamespace { return false }
    return !record.process.isAlive && record.program?.isAlive != true
  }

  private static func record(
    _ hold: Hold, _ way: Acquisition, token: UInt64, hasKernelLock: Bool
  ) -> HolderRecord {
    let clock = way.request.clock
    let (now, sinceBoot) = (clock.calendar(), clock.sinceBoot())
    var ending = hold.ending
    if ending == .descriptor, !hasKernelLock { ending = .owner }
    var record = HolderRecord(
      ending: ending, mode: way.request.mode, token: token, bootID: way.place.host.bootID,
      process: hold.process, program: nil, since: now, sinceBoot: sinceBoot,
      host: way.place.host.name, command: hold.command)
    // Finding it out takes longer than the lock: where more will be written down, it can wait. Not
    // where others share the lock: without it those elsewhere would take us for gone, and our place.
    if !hold.isOfProgram || record.standsAlone || record.mode == .shared {
      record.pidNamespace = ProcessIdentity.namespace()
    }
    record.locker = Environment.processNumber
    if hold.leaseNanoseconds > 0 { record.extend(by: hold.leaseNanoseconds, now, sinceBoot) }
    return record
  }

  // MARK: While it is held

  /// Why nothing could be written down, where that is so.
  public let failure: SystemError?

  /// The descriptor that keeps the lock.
  public var descriptor: Int32 { file.number }

  /// Writes down which program runs under the lock.
  public func note(program: Int32) {
    guard let entry, let table = entry.table else { return }
    entry.record.program = ProcessIdentity.of(program)
    entry.record.pidNamespace = ProcessIdentity.namespace()
    if entry.record.program != nil { try? table.write(entry.record, at: entry.index) }
  }

  /// Whether it is still ours: the hold of a lease may have ended.
  public var isStillHeld: Bool {
    guard let entry, entry.token > 0, let state = try? LockState(place) else { return true }
    return state.holders.contains { $0.record?.token == entry.token }
  }

  /// Gives up a lock on a descriptor that is the caller's, and ends the caller's record.
  public static func unlock(_ place: LockPlace, descriptor: Int32, holder: ProcessIdentity?) {
    if let table = try? HolderTable.read(place, lockFile: descriptor, slot: 0) {
      for (index, record) in table.records where record.process == holder {
        try? table.end(record, at: index)
      }
    }
    FileLock.unlock(descriptor)
  }

  /// Gives the lock up, also for those who inherited its descriptor.
  public consuming func release() {
    if let entry, let table = entry.table {
      let token = entry.token
      if entry.record.standsAlone {
        _ = try? LockRecords(place).remove { $0.token == token }
      } else {
        try? table.end(entry.record, at: entry.index)
      }
    }
    if hasKernelLock { FileLock.unlock(file.number) }
    // Those who wait for any of several slots cannot stand in the kernel's queue for all of them.
    HolderWatch.callFirst(place, lockFile: nil)
  }
}
