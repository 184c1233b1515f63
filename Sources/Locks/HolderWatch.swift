import Platform

/// The wait at the head of a line for those who hold: woken by the end of one of their processes,
/// by the call of one who gives up, or by the end of a lease; and, since there are holders who
/// write nothing and calls that are lost, by the clock at growing intervals.
///
/// (Watching the files would do as well, but the kernel takes ten milliseconds to end such a
/// watch, and whoever was granted a lock would spend them holding it.)
final class HolderWatch {
  private let place: LockPlace
  private let request: LockRequest
  private let summons = Summons()
  private var interval: Int64

  /// From now on no call is lost.
  init(_ place: LockPlace, _ request: LockRequest) {
    self.place = place
    self.request = request
    interval = HolderWatch.intervalMin
  }

  /// The first interval: who has just let go of a lock may be seen holding it for a moment.
  private static let intervalMin: Int64 = 1_000_000

  /// Waits until there is something new about these holders, or it is time to look again.
  func awaitNews(of records: [HolderRecord], deadline: Int64?) {
    let clock = request.clock
    var pause = Backoff.jittered(interval)
    if let deadline { pause = min(pause, deadline - clock.sinceBoot()) }
    var processes: [WatchedProcess] = []
    for record in records where record.ending != .ended {
      if let left = record.leaseLeft(on: place.host, clock: clock) { pause = min(pause, left) }
      if record.ending == .lease || record.bootID != place.host.bootID { continue }
      for process in [record.process, record.program ?? record.process] {
        if let watched = WatchedProcess(process) { processes.append(watched) }
      }
    }
    let pollable = [summons.pollable] + processes.map { $0.handle.pollable }
    let hasNews = Events.wait(for: pollable, atMostNanoseconds: max(0, pause))
    summons.clear()
    interval =
      hasNews ? HolderWatch.intervalMin : min(interval * 2, request.backoffMaxNanoseconds)
  }

  /// Calls those who are first in line for a lock, or for one of its slots. They are known by
  /// having the kernel's lock on a file that somebody else holds by record, or on the queue.
  static func callFirst(_ place: LockPlace, lockFile: Int32?) {
    var files: [FileSignature] = []
    if let lockFile, let file = try? FileStatus.of(lockFile) { files.append(file.signature) }
    let queue = place.queueFile
    if !queue.isEmpty, let file = try? FileStatus.of(path: queue) { files.append(file.signature) }
    if files.isEmpty { return }
    let me = Environment.processNumber
    for lock in KernelLock.all() ?? [] where !lock.isWaiting && lock.pid != me {
      if files.contains(where: { lock.isOn($0) }) { Summons.send(to: lock.pid) }
    }
  }
}

/// A process that is watched for its end.
private final class WatchedProcess {
  let handle: ProcessHandle

  init?(_ identity: ProcessIdentity) {
    guard let handle = ProcessHandle(identity) else { return nil }
    self.handle = handle
  }
}
