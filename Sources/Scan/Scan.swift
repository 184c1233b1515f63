import Platform
import Store
import Synchronization

/// What a scan is to find, and how.
public struct ScanRequest: Sendable {
  /// Which files.
  public var options = WalkOptions()
  /// Whether the status of each file is wanted.
  public var wantsStatus = false
  /// Whether the contents of all files will be asked for, so that a first look at each is not needed
  /// where nothing is known of any.
  public var readsContents = false
  /// How many threads work.
  public var threadCount = 1
  /// Whether what was kept is not to be used.
  public var isFresh = false
  /// How much of a file is read at once.
  public var chunkBytes = 512 * 1024
  /// How much memory may be taken for what is found.
  public var memoryBytesMax = Int64.max
  /// Where it is told how far the work has come.
  public var progress: ScanProgress?

  /// All files that are not hidden or ignored, by one thread.
  public init() {}
}

/// Why a tree could not be scanned.
public enum ScanError: Error, Equatable {
  /// What is in it takes more memory than is allowed.
  case tooLarge(BytePath, bytesMax: Int64)
}

/// How far a scan has come, for whoever draws it; any thread may look.
public final class ScanProgress: Sendable {
  /// How many entries were found.
  public let found = Atomic<Int>(0)
  /// How many files are to be read; 0 until that is known.
  public let toRead = Atomic<Int>(0)
  /// How many of them were read.
  public let read = Atomic<Int>(0)
  /// How many bytes were read of files, also of those that are not read to their ends yet.
  public let bytesRead = Atomic<Int>(0)

  /// Nothing is done yet.
  public init() {}
}

/// A tree that was scanned.
public final class Scan {
  /// Where the answer comes from.
  public enum Origin: Sendable {
    /// The tree was read.
    case read
    /// What was kept was compared with the tree, and holds.
    case compared
    /// What was kept was taken as it is.
    case kept
  }

  /// The tree.
  public let root: Folder
  /// Where it lies.
  public let place: ScanPlace
  /// What could not be read.
  public internal(set) var problems: [SystemError]
  /// Where the answer comes from.
  public let origin: Origin
  /// When it was begun.
  let started: Instant
  let request: ScanRequest
  /// Whether something is known that was not kept.
  var isChanged: Bool
  /// Whether somebody has kept it.
  public var isKept = false
  /// Whether something was asked for that what was kept does not tell, and the tree was not to be
  /// touched.
  public internal(set) var isIncomplete = false
  /// When the manifest was begun that was compared with the tree; 0 where there was none.
  private let keptVersion: Int64
  /// The manifest that was compared with the tree, where it is of more use: what it says of files that
  /// have not changed is copied.
  private let kept: Manifest?
  private var pieces: [FrozenBytes] = []
  /// Whether the digests of all files are known, and can be believed.
  let areDigestsKnown: Bool
  /// Stands for the table and the attributes by which languages were found.
  var languagesMark: UInt64
  /// What it has cost to find out.
  var costNanoseconds: Int64 = 0

  init(
    root: Folder, place: ScanPlace, problems: [SystemError], origin: Origin, started: Instant,
    request: ScanRequest, isChanged: Bool, kept: Manifest?, areDigestsKnown: Bool
  ) {
    keptVersion = kept?.started.nanoseconds ?? 0
    self.kept = request.wantsStatus ? kept : nil
    languagesMark = kept?.languagesMark ?? 0
    self.areDigestsKnown = areDigestsKnown
    self.root = root
    self.place = place
    self.problems = problems
    self.origin = origin
    self.started = started
    self.request = request
    self.isChanged = isChanged
  }

  /// Scans a tree. What was kept of it before is used where it still holds.
  public convenience init(
    _ place: ScanPlace, _ request: ScanRequest, _ cache: ScanCache?, clock: Clock = .system
  ) throws(ScanError) {
    let started = clock.calendar()
    let begin = clock.sinceBoot()
    let kept = request.isFresh ? nil : cache?.manifest(place.path, request)
    let walk = Walk(
      request, at: place, kept: kept,
      wantsStatus: request.wantsStatus && !(request.readsContents && kept == nil),
      started: started)
    if place.ignoredBy == nil { walk.run() }
    if walk.isTooLarge { throw ScanError.tooLarge(place.shown, bytesMax: request.memoryBytesMax) }
    self.init(
      root: walk.root, place: place, problems: walk.problems,
      origin: kept == nil || walk.isChanged ? .read : .compared, started: started,
      request: request, isChanged: kept == nil || walk.isChanged, kept: kept,
      areDigestsKnown: walk.areDigestsKnown)
    costNanoseconds = clock.sinceBoot() - begin
  }

  /// What was kept of a tree not longer ago than `ageNanosecondsMax`, as it was then: the tree is not
  /// touched. Nil where nothing was.
  public convenience init?(
    keptOf shown: BytePath, _ request: ScanRequest, _ cache: ScanCache, ageNanosecondsMax: Int64,
    clock: Clock = .system
  ) {
    let place = ScanPlace(untouched: shown)
    let now = clock.calendar().nanoseconds
    guard let kept = cache.manifest(place.path, request) else { return nil }
    let seen = max(
      kept.started.nanoseconds, cache.seen(kept, place.path, request)?.nanoseconds ?? 0)
    guard now >= seen, now - seen <= ageNanosecondsMax else { return nil }
    let root = kept.tree()
    // What could not be read is to be told each time.
    if root.holdsUnread { return nil }
    self.init(
      root: root, place: place, problems: [], origin: .kept, started: kept.started,
      request: request, isChanged: false, kept: kept, areDigestsKnown: false)
  }

  /// Which manifest knows the same of every file: the one that was compared, or the one that will be
  /// kept.
  var version: Int64 { isChanged ? started.nanoseconds : keptVersion }

  /// Makes what is to be kept of it, so that another thread may keep it.
  public func pack() { _ = packed() }

  /// Whether a mark says of every file what the manifest says that was compared with the tree.
  func isMarked(_ mark: Mark?) -> Bool { keptVersion != 0 && mark?.manifest == keptVersion }

  /// What is kept of it, in pieces that are to be written one after the other; made once, when the
  /// scan changes no more.
  func packed() -> [FrozenBytes] {
    if pieces.isEmpty {
      pieces = Manifest.pieces(
        of: root, started: started, marks: marks, withFacts: request.wantsStatus, kept: kept)
    }
    return pieces
  }

  /// Adds what could not be read to what is told.
  func add(_ more: [SystemError]) {
    problems = (problems + more).sorted {
      $0.path.bytes.lexicographicallyPrecedes($1.path.bytes)
    }
  }

  /// What the answer was made with.
  var marks: Manifest.Marks { Manifest.Marks(rules: place.rulesMark, languages: languagesMark) }

  /// When the manifest was begun that was found to hold still; nil where it was not.
  var heldVersion: Int64? { origin == .compared && !isChanged ? keptVersion : nil }

  /// Whether something is known that was not kept.
  public var isWorthKeeping: Bool { isChanged && !isKept && place.ignoredBy == nil }

  /// What stands before a path below the root where it is shown: the root, with a slash.
  public var prefix: [UInt8] {
    let prefix = place.prefix
    return prefix.isEmpty || prefix.last == UInt8(ascii: "/")
      ? prefix : prefix + [UInt8(ascii: "/")]
  }

  /// Where, in a path that is shown, the part below the root begins.
  public var pathStart: Int { prefix.count }

  /// Lends all that was found, in the order of the paths' bytes. The path is the one that is shown.
  public func forEachEntry<Failure: Error>(
    _ body: (_ path: [UInt8], _ found: Found) throws(Failure) -> Void
  ) throws(Failure) {
    try root.forEachEntry(prefix: prefix, body)
  }
}

extension Folder {
  /// Whether a folder of the tree could not be read.
  var holdsUnread: Bool {
    var folders = [self]
    while let folder = folders.popLast() {
      if folder.state.contains(.isUnread) { return true }
      if folder.facts.contains(where: { $0.state.contains([.isUnread, .hasSignature]) }) {
        return true
      }
      folders += folder.folders
    }
    return false
  }
}

extension Manifest {
  /// The whole tree, as it was.
  func tree() -> Folder {
    let root = Folder(parent: nil, name: [])
    var folders = [root]
    var index = 0
    // Each folder is followed by those below it.
    while let folder = folders.popLast() {
      let record = record(index)
      index += 1
      folder.signature = record.signature
      folder.state = record.state
      folder.ignoreFiles = ignoreFiles(of: record)
      restore(record, into: folder)
      folders.append(contentsOf: folder.folders.reversed())
    }
    return root
  }
}
