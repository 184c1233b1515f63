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
  let queue = WorkQueue<Visit>([], workers: 1)
  let threadCount: Int
  private let memoryBytesMax: Int
  private let usedBytes = Atomic<Int>(0)
  private let ended = Atomic<Bool>(false)
  private let progress: ScanProgress?
  private let shared = Mutex(Shared())

  /// A folder that is to be read.
  struct Visit {
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
    var isTooLarge = false
  }

  init(
    _ request: ScanRequest, at place: ScanPlace, kept: Manifest?, wantsStatus: Bool,
    started: Instant
  ) {
    options = request.options
    memoryBytesMax = Int(clamping: request.memoryBytesMax)
    progress = request.progress
    self.place = place
    self.kept = kept
    self.wantsStatus = wantsStatus
    threadCount = max(1, request.threadCount)
    self.started = started
  }

  /// Threads are started when so many folders wait to be read: small trees need none.
  private static let visitsOfThreads = 12

  /// Reads the tree.
  func run() {
    var visit = Visit(folder: root)
    visit.scope = place.scope
    if let kept {
      visit.kept = 0
      visit.areRulesKept = kept.rulesMark == place.rulesMark
    }
    var team = Team()
    var isTeamStarted = threadCount == 1
    let worker = WalkWorker(self)
    queue.offer([visit])
    worker.run { waiting in
      if isTeamStarted || waiting < Walk.visitsOfThreads { return }
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

  /// Whether nothing more is to be read.
  var isOver: Bool { ended.load(ordering: .relaxed) }

  /// Whether what was found takes more memory than is allowed; the walk has ended early then.
  var isTooLarge: Bool { shared.withLock { $0.isTooLarge } }

  /// What a folder takes beside its entries.
  private static let folderBytes = 512

  /// Counts what was found in a folder. An entry is counted three times: as it lies here, in what is
  /// kept, and in what was kept; and so is what is known of a file.
  func count(_ folder: Folder) {
    progress?.found.wrappingAdd(folder.entries.count, ordering: .relaxed)
    var bytes = Walk.folderBytes + 3 * folder.entries.bytes.count
    if wantsStatus { bytes += folder.fileCount * (MemoryLayout<FileFacts>.stride + 2 * 64) }
    if usedBytes.wrappingAdd(bytes, ordering: .relaxed).newValue <= memoryBytesMax { return }
    shared.withLock { $0.isTooLarge = true }
    ended.store(true, ordering: .relaxed)
    queue.abandon()
  }

  func note(_ problem: SystemError) { shared.withLock { $0.problems.append(problem) } }
  func noteChange() { shared.withLock { $0.isChanged = true } }
}
