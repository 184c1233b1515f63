import Formats
import Platform
import Synchronization

/// One pass over a tree: each folder is read once, by one of a few threads, the deepest first. With
/// what was kept of an earlier walk, a folder that has not changed since is looked at, not read.
final class Walk: @unchecked Sendable {
  let options: WalkOptions
  let place: ScanPlace
  /// What an earlier walk has found.
  let kept: Manifest?
  /// Whether the status of each file is asked for.
  let wantsStatus: Bool
  /// When it began. What was changed shortly before may change again without a trace.
  let started: Instant
  let root = Folder(parent: nil, name: [])
  let queue = WorkQueue<Task>([], workers: 1)
  let threadCount: Int
  private let shared = Mutex(Shared())

  /// A folder that is to be read.
  struct Task {
    let folder: Folder
    /// Which folder of the earlier walk it is; -1 where it is none.
    var kept = -1
    /// Whether the rules that hold in it are those of the earlier walk.
    var areRulesKept = false
    var scope: IgnoreScope?
  }

  private struct Shared {
    var problems: [SystemError] = []
    var isChanged = false
    var isDigestMissing = false
  }

  init(
    _ options: WalkOptions, at place: ScanPlace, kept: Manifest?, wantsStatus: Bool,
    threadCount: Int, started: Instant
  ) {
    self.options = options
    self.place = place
    self.kept = kept
    self.wantsStatus = wantsStatus
    self.threadCount = max(1, threadCount)
    self.started = started
  }

  /// Threads are started when so many folders wait to be read: small trees need none.
  private static let tasksOfThreads = 12

  /// Reads the tree.
  func run() {
    var task = Task(folder: root)
    task.scope = place.scope
    if let kept {
      task.kept = 0
      task.areRulesKept = kept.rulesMark == place.rulesMark
    }
    var team = Team()
    var isTeamStarted = threadCount == 1
    let worker = WalkWorker(self)
    queue.offer([task])
    worker.run { waiting in
      if isTeamStarted || waiting < Walk.tasksOfThreads { return }
      isTeamStarted = true
      for _ in 1..<threadCount {
        queue.join()
        if !team.add({ [self] in WalkWorker(self).run { _ in } }) {
          queue.leave()
          return
        }
      }
    }
    team.join()
  }

  /// What could not be read, in the order of the paths.
  var problems: [SystemError] {
    shared.withLock { shared in
      shared.problems.sorted { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
    }
  }

  /// Whether the digests of all files are known, and can be believed.
  var areDigestsKnown: Bool { shared.withLock { !$0.isDigestMissing } }
  func noteMissingDigest() { shared.withLock { $0.isDigestMissing = true } }

  /// Whether something differs from what was kept.
  var isChanged: Bool { shared.withLock { $0.isChanged } }

  func note(_ problem: SystemError) { shared.withLock { $0.problems.append(problem) } }
  func noteChange() { shared.withLock { $0.isChanged = true } }
}
