import Glibc
import Platform

/// How a lock stands at this moment, found out without standing in anybody's way.
public struct LockState: Sendable {
  /// Those who hold it.
  public private(set) var holders: [Holder] = []
  /// How many wait for it.
  public private(set) var waiting = 0
  /// How many slots were ever used.
  public private(set) var slots = 0
  /// Whether the kernel keeps the queue; otherwise waiters sleep and look again.
  public private(set) var hasKernelQueue = true
  /// The last token that was granted for it; 0: none that is known.
  public private(set) var lastToken: UInt64 = 0

  /// Whether somebody holds it.
  public var isHeld: Bool { !holders.isEmpty }

  /// Looks at a lock. One that has no file is free.
  public init(_ place: LockPlace, clock: Clock = .system) throws(SystemError) {
    let kernel = KernelLock.all()
    while true {
      guard let file = LockState.open(place, slot: slots) else { break }
      try add(place, file.number, kernel, clock)
      slots += 1
      if case .descriptor = place.target { break }
    }
    // Whoever waits for a slot is first in the queue's line, or behind the first.
    let path = place.queueFile
    if !path.isEmpty,
      let file = try? Descriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let signature = try? FileStatus.of(file.number).signature
    {
      waiting += (kernel ?? []).count { $0.isOn(signature) }
    }
  }

  private static func open(_ place: LockPlace, slot: Int) -> Descriptor? {
    if case .descriptor = place.target { return try? place.openLockFile(slot: 0) }
    let path = place.lockFile(slot: slot)
    if path.isEmpty { return nil }
    let flags = O_NONBLOCK | O_NOCTTY | (place.isNamed ? O_NOFOLLOW : 0)
    return try? Descriptor.open(path, O_RDONLY | flags)
  }

  private mutating func add(
    _ place: LockPlace, _ file: Int32, _ kernel: [KernelLock]?, _ clock: Clock
  ) throws(SystemError) {
    let signature = try FileStatus.of(file).signature
    let locks = (kernel ?? []).filter { $0.isOn(signature) }
    let lockers = locks.filter { !$0.isWaiting }.map { $0.pid }
    waiting += locks.count { $0.isWaiting }
    let records = try HolderTable.records(place, lockFile: file, slot: slots)
    lastToken = max(lastToken, records.map { $0.token }.max() ?? 0)
    let byRecord = records.filter {
      $0.standsAlone && !$0.isOver(on: place.host, clock: clock)
    }
    var byDescriptor: [HolderRecord] = []
    var unknown: [Int32] = []
    if lockers.isEmpty {
      // The kernel shows nobody, or hides those of another pid namespace: asking decides.
      if try isLocked(file) { byDescriptor = records.filter { $0.ending == .descriptor } }
    } else {
      byDescriptor = records.filter {
        $0.ending == .descriptor
          && (lockers.contains($0.locker)
            || $0.isOfOtherNamespace && $0.bootID == place.host.bootID)
      }
      unknown = lockers.filter { pid in !byDescriptor.contains { $0.locker == pid } }
      let isTaken = locks.contains { !$0.isWaiting && $0.isExclusive }
      if byRecord.contains(where: { isTaken || $0.mode == .exclusive }) {
        // The lock is held by a record: who has the kernel's lock is first in line.
        waiting += unknown.count
        unknown = []
      }
    }
    holders += (byDescriptor + byRecord).map { Holder($0, slot: slots) }
    holders += unknown.map { Holder(stranger: $0, slot: slots) }
  }

  /// Whether the kernel's lock is taken, by asking for a share of it and giving that back at once.
  private mutating func isLocked(_ file: Int32) throws(SystemError) -> Bool {
    switch try FileLock.attempt(file, .shared) {
    case .granted:
      FileLock.unlock(file)
      return false
    case .unsupported:
      hasKernelQueue = false
      return false
    case .busy, .interrupted: return true
    }
  }
}

extension Holder {
  init(_ record: HolderRecord, slot: Int) {
    let runs = record.program.flatMap { $0.isAlive && !record.process.isAlive ? $0.pid : nil }
    self.init(
      record: record, pid: runs ?? record.process.pid, command: record.command, slot: slot)
  }

  /// Somebody of whom only the process number is known.
  init(stranger pid: Int32, slot: Int) {
    self.init(
      record: nil, pid: max(0, pid), command: ProcessIdentity.command(of: pid), slot: slot)
  }
}
