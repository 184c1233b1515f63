import Glibc
import Platform

/// The way to a lock: waiting in line, and finding the lock neither held by a descriptor, which
/// the kernel knows, nor by an owner or a lease, which the records tell.
struct Acquisition {
  let place: LockPlace
  let request: LockRequest
  let start: Int64
  let deadline: Int64?

  /// How long the linear strategy sleeps.
  static let linearPause: Int64 = 500_000_000

  init(_ place: LockPlace, _ request: LockRequest) {
    self.place = place
    self.request = request
    let now = request.clock.sinceBoot()
    start = now
    deadline = request.timeoutNanoseconds.map { limit in
      let (sum, overflow) = now.addingReportingOverflow(limit)
      return overflow ? .max : sum
    }
  }

  /// A lock's file, locked, with nobody else's record in the way.
  struct Entrance: ~Copyable {
    let file: Descriptor
    let slot: Int
    /// Whether the kernel keeps others out; otherwise only the record does.
    let hasKernelLock: Bool

    consuming func takeFile() -> Descriptor { file }
  }

  /// Waits for the lock. Where the kernel has no locks it only waits for nothing: the records
  /// decide then, when ours is added to them.
  func enter() throws(LockError) -> Entrance {
    request.slots == 1 ? try enterSingle() : try enterSlots()
  }

  // MARK: One slot

  private func enterSingle() throws(LockError) -> Entrance {
    while true {
      let file = try open(slot: 0)
      let path = place.lockFile(slot: 0)
      switch try standInLine(file.number, path: path) {
      case .unsupported: return Entrance(file: file, slot: 0, hasKernelLock: false)
      case .busy, .interrupted: continue
      case .granted: break
      }
      if wait(file.number, path).isReplaced() { continue }
      try outwaitRecords(in: file.number, slot: 0)
      return Entrance(file: file, slot: 0, hasKernelLock: true)
    }
  }

  /// Waits for the kernel's lock on a file: `granted`, `unsupported`, or `interrupted` where its
  /// path names another file by now.
  private func standInLine(
    _ file: Int32, path: BytePath
  ) throws(LockError) -> FileLock.Answer {
    var answer = try attempt(file)
    if answer != .busy { return answer }
    try refuseReentry()
    if request.isNonblocking { return try attemptAgain(file) }
    if request.strategy == .linear {
      while answer == .busy {
        try pause(Acquisition.linearPause)
        answer = try attempt(file)
        if answer == .busy, wait(file, path).isReplaced() { return .interrupted }
      }
      return answer
    }
    switch try system({ () throws(SystemError) in try wait(file, path).run() }) {
    case .granted: return .granted
    case .unsupported: return .unsupported
    case .replaced: return .interrupted
    case .timedOut: throw .timedOut(holder())
    }
  }

  /// Somebody who only looks whether the lock is free has it for some microseconds, and writes no
  /// record: that is not yet busy.
  private func attemptAgain(_ file: Int32) throws(LockError) -> FileLock.Answer {
    for _ in 0..<5 {
      if holder()?.record != nil { break }
      Events.pause(nanoseconds: 200_000)
      let answer = try attempt(file)
      if answer != .busy { return answer }
    }
    throw .busy(holder())
  }

  /// With the kernel's lock in hand, waits for those who hold by a record alone: for the end of an
  /// owner or of a lease, or for a release, whose author calls whoever has the kernel's lock.
  private func outwaitRecords(in file: Int32, slot: Int) throws(LockError) {
    if try blockers(in: file, slot: slot).isEmpty { return }
    try refuseReentry()
    let watch = HolderWatch(place, request)
    while true {
      let blockers = try blockers(in: file, slot: slot)
      if blockers.isEmpty { return }
      if request.isNonblocking { throw .busy(holder()) }
      if request.strategy == .linear {
        try pause(Acquisition.linearPause)
      } else {
        watch.awaitNews(of: blockers, deadline: deadline)
        try checkDeadline()
      }
    }
  }

  // MARK: Several slots

  /// One at a time looks for a free slot; the others queue behind it, in the kernel.
  private func enterSlots() throws(LockError) -> Entrance {
    if let entrance = try freeSlot(), request.isNonblocking || !entrance.hasKernelLock {
      return entrance
    }
    if request.isNonblocking {
      if let entrance = try freeSlotAgain() { return entrance }
      throw .busy(holder())
    }
    let path = place.queueFile
    if path.isEmpty { throw .needsDirectory }
    while true {
      let turn = try system { () throws(SystemError) in
        try Descriptor.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
      }
      if try standInLine(turn.number, path: path) == .interrupted { continue }
      return try awaitSlot()
    }
  }

  /// A slot that looked taken because somebody looked at it: see `attemptAgain`.
  private func freeSlotAgain() throws(LockError) -> Entrance? {
    for _ in 0..<5 {
      let held = (try? LockState(place, clock: request.clock))?.holders ?? []
      if held.count(where: { $0.slot < request.slots && $0.record != nil }) >= request.slots {
        return nil
      }
      Events.pause(nanoseconds: 200_000)
      if let entrance = try freeSlot() { return entrance }
    }
    return nil
  }

  /// At the head of the line: waits for one of the slots.
  private func awaitSlot() throws(LockError) -> Entrance {
    var files: [SlotFile] = []
    for slot in 0..<request.slots { files.append(SlotFile(try open(slot: slot), slot)) }
    if let entrance = try freeSlot(among: files) { return entrance }
    try refuseReentry()
    let watch = HolderWatch(place, request)
    while true {
      if let entrance = try freeSlot(among: files) { return entrance }
      if request.strategy == .linear {
        try pause(Acquisition.linearPause)
        continue
      }
      watch.awaitNews(of: try records(of: files), deadline: deadline)
      try checkDeadline()
      for index in files.indices where isReplaced(files[index]) {
        files[index] = SlotFile(try open(slot: files[index].slot), files[index].slot)
      }
    }
  }

  /// What is written down about those who hold the slots.
  private func records(of files: [SlotFile]) throws(LockError) -> [HolderRecord] {
    var records: [HolderRecord] = []
    for file in files {
      let number = file.descriptor.number
      let table = try system { () throws(SystemError) in
        try HolderTable.read(place, lockFile: number, slot: file.slot)
      }
      records += table?.records.map { $0.record } ?? []
    }
    return records
  }

  private func isReplaced(_ file: SlotFile) -> Bool {
    wait(file.descriptor.number, place.lockFile(slot: file.slot)).isReplaced()
  }

  /// The first slot that nobody holds, through descriptors that stay open.
  private func freeSlot(among files: [SlotFile]) throws(LockError) -> Entrance? {
    for file in files where !isReplaced(file) {
      let number = file.descriptor.number
      let answer = try attempt(number)
      if answer == .busy || answer == .interrupted { continue }
      if try !blockers(in: number, slot: file.slot).isEmpty {
        FileLock.unlock(number)
        continue
      }
      let own = try system { () throws(SystemError) in try file.descriptor.duplicate() }
      return Entrance(file: own, slot: file.slot, hasKernelLock: answer == .granted)
    }
    return nil
  }

  /// The first slot that nobody holds.
  private func freeSlot() throws(LockError) -> Entrance? {
    for slot in 0..<request.slots {
      let file = try open(slot: slot)
      switch try attempt(file.number) {
      case .busy, .interrupted: continue
      case .unsupported:
        // Only records keep others out there.
        if try !blockers(in: file.number, slot: slot).isEmpty { continue }
        return Entrance(file: file, slot: slot, hasKernelLock: false)
      case .granted: break
      }
      if wait(file.number, place.lockFile(slot: slot)).isReplaced() { continue }
      if try !blockers(in: file.number, slot: slot).isEmpty { continue }
      return Entrance(file: file, slot: slot, hasKernelLock: true)
    }
    return nil
  }

  // MARK: Looking

  private func open(slot: Int) throws(LockError) -> Descriptor {
    try system { () throws(SystemError) in try place.openLockFile(slot: slot) }
  }

  private func attempt(_ file: Int32) throws(LockError) -> FileLock.Answer {
    try system { () throws(SystemError) in try FileLock.attempt(file, request.mode) }
  }

  private func wait(_ file: Int32, _ path: BytePath) -> KernelWait {
    KernelWait(
      descriptor: file, mode: request.mode, path: path, deadline: deadline, request: request)
  }

  /// The records that keep us out although nobody has the kernel's lock, and where they are.
  private func blockers(in file: Int32, slot: Int) throws(LockError) -> [HolderRecord] {
    try system { () throws(SystemError) in
      let table = try HolderTable.read(place, lockFile: file, slot: slot)
      return table?.blockers(request.mode, on: place.host, clock: request.clock) ?? []
    }
  }

  /// Somebody who holds the lock, for a message.
  func holder() -> Holder? {
    (try? LockState(place, clock: request.clock))?.holders.first { $0.slot < request.slots }
  }

  /// An ancestor that holds the lock waits for us: we would wait for each other for ever.
  private func refuseReentry() throws(LockError) {
    // Who does not wait does not wait for ever.
    if request.isNonblocking, !request.isReentrant { return }
    guard let state = try? LockState(place, clock: request.clock) else { return }
    let holders = state.holders.filter { $0.slot < request.slots }
    // With several slots there is hope as long as one of them is somebody else's.
    let mine = holders.filter { isAncestor($0) }
    if let first = mine.first, mine.count >= request.slots { throw .reentry(first) }
  }

  private func isAncestor(_ holder: Holder) -> Bool {
    guard let record = holder.record, record.bootID == place.host.bootID else { return false }
    // A lease ends, whoever waits for whom.
    if record.ending == .lease { return false }
    if record.token > 0, request.tokensHeld.contains(record.token) { return true }
    let ancestors = ProcessIdentity.ancestors()
    return [record.process, record.program ?? record.process].contains {
      ancestors.contains($0.pid) && $0.isAlive
    }
  }

  // MARK: Waiting

  private func checkDeadline() throws(LockError) {
    if let deadline, request.clock.sinceBoot() >= deadline { throw .timedOut(holder()) }
  }

  private func pause(_ nanoseconds: Int64) throws(LockError) {
    try checkDeadline()
    let left = deadline.map { $0 - request.clock.sinceBoot() } ?? nanoseconds
    Events.pause(nanoseconds: max(0, min(nanoseconds, left)))
  }

  /// Waits before the records are looked at again, where the kernel keeps nobody out.
  func pauseWithoutKernel(round: Int) throws(LockError) {
    let isLinear = request.strategy == .linear
    let interval = min(
      request.backoffMinNanoseconds << min(round, 20), request.backoffMaxNanoseconds)
    if round == 0 { try refuseReentry() }
    if request.isNonblocking { throw .busy(holder()) }
    try pause(isLinear ? Acquisition.linearPause : Backoff.jittered(interval))
  }
}

/// A slot's file, kept open while it is waited for.
private final class SlotFile {
  let descriptor: Descriptor
  let slot: Int

  init(_ descriptor: consuming Descriptor, _ slot: Int) {
    self.descriptor = descriptor
    self.slot = slot
  }
}

/// Turns what the system refuses into what a lock's user is told.
func system<Result: ~Copyable>(
  _ body: () throws(SystemError) -> Result
) throws(LockError) -> Result {
  do { return try body() } catch { throw .system(error) }
}
