import Glibc
import Platform

/// Waiting for news of logs.
extension LogFollower {
  /// The least time between two looks: what comes in between is read together.
  private static let pauseNanoseconds: Int64 = 10_000_000
  /// After so long all is looked at again where the system tells of changes: it tells nothing of what is
  /// written by way of memory, or to a file that was moved out of the folders that are watched.
  private static let patienceNanoseconds: Int64 = 1_000_000_000
  /// The same where it tells nothing, as on the files of other machines.
  private static let pollingNanoseconds: Int64 = 250_000_000

  /// Waits for news, at most so long; or until one of some descriptors is readable, or nobody reads any
  /// more what is written to the pipe `output`. Returns whether somebody still does.
  public func wait(
    also others: [Int32], output: Int32, atMostNanoseconds limit: Int64
  ) -> Bool {
    // Looking may take a fifth of the time at most.
    let pause = min(limit, max(LogFollower.pauseNanoseconds, 4 * cost))
    guard Events.wait(for: others, orEndOf: output, atMostNanoseconds: pause) else { return false }
    let patience = isToldAll ? LogFollower.patienceNanoseconds : LogFollower.pollingNanoseconds
    let rest = min(limit - pause, max(patience, 4 * cost))
    let isRead = Events.wait(
      for: events.pollable + streams + others, orEndOf: output, atMostNanoseconds: rest)
    if events.take() || Clock.system.sinceBoot() - lastSearch >= patience { wantsSearch = true }
    return isRead
  }

  /// Notices changes in a folder.
  func watch(_ folder: BytePath, contents: Bool) {
    let folder: BytePath = folder.isEmpty ? "." : folder
    let isTold = events.watch(folder, contents: contents)
    if !isTold, (try? FileStatus.of(path: folder))?.kind == .folder { isToldAll = false }
    if watched.insert(folder).inserted, let opened = try? Descriptor.open(folder, O_RDONLY),
      FileStatus.isOnNetwork(opened.number)
    {
      isToldAll = false
    }
  }

  /// Notices when a path appears, or one of the folders above it.
  func watchAbove(_ path: BytePath) {
    var folder = path.parent
    while !folder.isEmpty, (try? FileStatus.of(path: folder)) == nil { folder = folder.parent }
    watch(folder, contents: false)
  }
}
