import Formats
import Glibc
import Platform

/// One of the threads of a walk.
///
/// The path of what is looked at is kept in one buffer, from the root of the file system on: system
/// calls get the part below the root of the walk, ignore rules theirs.
final class WalkWorker {
  let walk: Walk
  private var stack: [Walk.Visit] = []
  var entries = FolderEntries()
  /// The entries that are not ignored, until they are sorted.
  var items: [Item] = []
  /// The names of the items, one after the other.
  var names: [UInt8] = []
  /// The path of the folder that is read, with a slash, and room for a name behind it.
  var path: [UInt8]
  /// Where the path below the root of the walk begins.
  let rootStart: Int
  /// How long the folder's path is, with the slash.
  var folderEnd = 0

  /// An entry that is not ignored.
  struct Item {
    /// The first eight bytes of the name, as they are compared.
    let order: UInt64
    /// Where the name lies among the names.
    let start: UInt32
    let count: UInt16
    let kind: FolderEntries.Kind
  }

  init(_ walk: Walk) {
    self.walk = walk
    path = walk.place.path.bytes
    if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
    rootStart = path.count
  }

  /// Reads folders until there are none left; `onVisits` hears how many wait.
  func run(_ onVisits: (Int) -> Void) {
    while let visit = walk.queue.take() {
      stack.append(visit)
      while let visit = stack.popLast() {
        look(at: visit)
        if walk.isOver { return }
        if stack.count > 1, walk.queue.hasIdleWorkers {
          // The oldest ones are the largest.
          let part = stack.count / 2
          walk.queue.offer(stack[..<part])
          stack.removeFirst(part)
        }
        onVisits(stack.count)
      }
    }
  }

  /// Finds out what lies in a folder.
  private func look(at visit: Walk.Visit) {
    let folder = visit.folder
    setPath(of: folder)
    do throws(SystemError) {
      if !walk.wantsStatus, try take(visit, opened: nil) { return walk.count(folder) }
      let opened = try open(folder)
      let isTaken = walk.wantsStatus ? try take(visit, opened: opened.number) : false
      if !isTaken { try read(visit, opened.number) }
      walk.count(folder)
      if walk.wantsStatus { lookAtFiles(folder, opened.number) }
    } catch {
      folder.state.insert([.isUnread, .isRacy])
      // What went meanwhile, or became something else, is not there.
      if folder.parent != nil, [ENOENT, ENOTDIR, ELOOP].contains(error.code) { return }
      walk.note(error.at(shownPath))
    }
  }

  private func setPath(of folder: Folder) {
    let count = folder.pathCount
    folderEnd = rootStart + count + (count > 0 ? 1 : 0)
    let room = folderEnd + 256
    if path.count < room {
      path.append(contentsOf: repeatElement(0, count: room - path.count))
    }
    folder.writePath(&path, at: rootStart)
    path[folderEnd - 1] = UInt8(ascii: "/")
  }

  /// The path of the folder below the root of the walk.
  private var folderPath: ArraySlice<UInt8> { path[rootStart..<max(rootStart, folderEnd - 1)] }

  /// The path of the folder, as errors show it.
  var shownPath: BytePath {
    folderPath.isEmpty
      ? walk.place.shown : BytePath(bytes: walk.place.prefix).appending(folderPath)
  }

  /// Opens the folder. C: `openat`.
  private func open(_ folder: Folder) throws(SystemError) -> Descriptor {
    let link = walk.options.followsLinks || folder.parent == nil ? 0 : O_NOFOLLOW
    let below: ArraySlice<UInt8> = folder.parent == nil ? [UInt8(ascii: ".")] : folderPath
    return try DeepPath.open(
      walk.place.rootNumber, below, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOCTTY | link,
      shown: shownPath)
  }

  /// The signature of the folder, opened or not. C: `fstat`, `fstatat`.
  private func signature(
    of folder: Folder, opened: Int32?
  ) throws(SystemError) -> FileSignature {
    if let opened { return try FileStatus.of(opened).signature }
    if folder.parent == nil { return try FileStatus.of(walk.place.rootNumber).signature }
    return try DeepPath.status(walk.place.rootNumber, folderPath, shown: shownPath).signature
  }

  // MARK: What was kept

  /// Takes over what was kept of a folder, where it has not changed since. Costs one look.
  private func take(_ visit: Walk.Visit, opened: Int32?) throws(SystemError) -> Bool {
    guard visit.kept >= 0, visit.areRulesKept, let kept = walk.kept else { return false }
    // What a link leads to may change without a trace in the folder.
    if walk.options.followsLinks { return false }
    let folder = visit.folder
    let record = kept.record(visit.kept)
    if !record.state.isDisjoint(with: [.isUnread, .isRacy]) { return false }
    // The rules of a repository in the tree lie where no folder of the walk tells of their change.
    if record.state.contains(.isRepository), folder.parent != nil { return false }
    let signature = try signature(of: folder, opened: opened)
    guard signature.isSameFolder(as: record.signature) else { return false }
    let ignoreFiles = kept.ignoreFiles(of: record)
    for file in ignoreFiles where !isHeld(file) { return false }
    folder.signature = signature
    folder.state = record.state
    folder.ignoreFiles = ignoreFiles
    kept.restore(record, into: folder)
    folder.keptNumber = visit.kept
    var scope = visit.scope
    for file in ignoreFiles {
      scope = IgnoreScope(
        reading: placeBelowRoot(file.name), in: walk.place, start: folderEnd, above: scope)
    }
    push(kept.children(of: visit.kept), areRulesKept: true, folder, scope)
    return true
  }

  /// The absolute path of the folder.
  var folderBytes: ArraySlice<UInt8> { path[..<max(1, folderEnd - 1)] }

  /// The path of something in the folder, below the root of the walk.
  private func placeBelowRoot(_ name: [UInt8]) -> [UInt8] {
    Array(folderPath) + (folderPath.isEmpty ? [] : [UInt8(ascii: "/")]) + name
  }

  /// Whether a file with ignore rules is as it was.
  private func isHeld(_ file: IgnoreFile) -> Bool {
    let place = placeBelowRoot(file.name)
    guard
      let status = try? DeepPath.status(
        walk.place.rootNumber, place[...], shown: BytePath(bytes: place))
    else { return false }
    if !file.isRacy { return status.signature == file.signature }
    // Its content is looked at when the folder is read again.
    return false
  }

  /// Lets the folders below be read, too.
  func push(_ kept: [Int], areRulesKept: Bool, _ folder: Folder, _ scope: IgnoreScope?) {
    if let depthMax = walk.options.depthMax, folder.depth + 1 >= depthMax {
      for below in folder.folders { below.state.insert(.isLeftOut) }
      return
    }
    for (index, below) in folder.folders.enumerated() {
      stack.append(
        Walk.Visit(
          folder: below, kept: kept.isEmpty ? -1 : kept[index], areRulesKept: areRulesKept,
          scope: scope))
    }
  }
}

extension FileSignature {
  /// Whether a folder is the same, and its names are, as far as its stamps tell.
  func isSameFolder(as other: FileSignature) -> Bool {
    isSameFile(as: other) && modifiedNanoseconds == other.modifiedNanoseconds
      && changedNanoseconds == other.changedNanoseconds
  }
}
