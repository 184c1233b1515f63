import Digests
import Platform

/// A tree beside a mark: both are gone through in the order of the paths.
struct Comparison {
  private let scan: Scan
  private let selection: Selection
  private let listsUnchanged: Bool
  private let mark: Mark?
  private(set) var changes: [Change] = []
  /// Whether the next mark would be another one.
  private(set) var isMarkOther = false
  /// What the next mark holds.
  private var kept: [(path: [UInt8], kind: FolderEntries.Kind, facts: FileFacts)] = []
  /// The folders that could not be read, with a slash: what was in them is still taken to be there.
  private let unread: [[UInt8]]

  init(_ scan: Scan, _ mark: Mark?, _ selection: Selection, listsUnchanged: Bool) {
    self.scan = scan
    self.mark = mark
    self.selection = selection
    self.listsUnchanged = listsUnchanged
    unread = scan.root.unreadPaths()
  }

  mutating func run() {
    var old = FileRecords(mark?.files ?? [])
    var now = FileCursor(scan.root)
    old.next()
    now.next()
    while true {
      guard let found = now.found else {
        guard let file = old.file else { return }
        takeRemoved(file)
        old.next()
        continue
      }
      if let file = old.file, file.path != now.path,
        file.path.lexicographicallyPrecedes(now.path)
      {
        takeRemoved(file)
        old.next()
      } else if let file = old.file, file.path == now.path {
        take(found, file)
        old.next()
        now.next()
      } else {
        takeAdded(found, now.path)
        now.next()
      }
    }
  }

  private mutating func takeRemoved(_ file: FileRecords.File) {
    if unread.contains(where: { file.path.starts(with: $0) })
      || !selection.includes(file.path, file.kind, file.facts.signature)
    {
      kept.append((file.path, file.kind, file.facts))
      return
    }
    isMarkOther = true
    changes.append(
      Change(kind: .removed, path: file.path, entry: file.kind, facts: file.facts))
  }

  private mutating func take(_ found: Found, _ file: FileRecords.File) {
    let facts = found.folder.facts[found.index]
    if !facts.state.contains(.hasSignature) { return takeRemoved(file) }
    if facts.state.contains(.isUnread) || !selection.includes(file.path, from: 0, found) {
      kept.append((file.path, file.kind, file.facts))
      return
    }
    let isSame = file.kind == found.kind && file.facts.digest == facts.digest
    if !isSame || file.facts.signature != facts.signature || file.facts.isTrusted != facts.isTrusted
    {
      isMarkOther = true
    }
    kept.append((file.path, found.kind, facts))
    if !isSame || listsUnchanged {
      changes.append(
        Change(
          kind: isSame ? .unchanged : .modified, path: file.path, entry: found.kind, facts: facts))
    }
  }

  private mutating func takeAdded(_ found: Found, _ path: [UInt8]) {
    let facts = found.folder.facts[found.index]
    guard facts.state.contains(.hasSignature), !facts.state.contains(.isUnread),
      selection.includes(path, from: 0, found)
    else { return }
    isMarkOther = true
    kept.append((path, found.kind, facts))
    changes.append(Change(kind: .added, path: path, entry: found.kind, facts: facts))
  }

  /// Takes a file that is gone and one that is new for the same one under another name, where they
  /// are: the same inode first, then the same name, then the same content. What is empty has no
  /// content that would tell.
  mutating func findRenamed() {
    var removed: [Digest: [Int]] = [:]
    for (index, change) in changes.enumerated() where change.kind == .removed {
      removed[change.facts.digest, default: []].append(index)
    }
    if removed.isEmpty { return }
    var gone: Set<Int> = []
    for pass in 0..<3 {
      for (index, change) in changes.enumerated() where change.kind == .added {
        guard let candidates = removed[change.facts.digest] else { continue }
        let match = candidates.first {
          !gone.contains($0) && changes[$0].entry == change.entry
            && Comparison.isLike(changes[$0], change, pass)
        }
        guard let match else { continue }
        gone.insert(match)
        changes[index].kind = .renamed(from: changes[match].path)
      }
    }
    changes = changes.enumerated().filter { !gone.contains($0.offset) }.map { $0.element }
  }

  private static func isLike(_ one: Change, _ two: Change, _ pass: Int) -> Bool {
    let (left, right) = (one.facts.signature, two.facts.signature)
    if left.isSameFile(as: right) { return true }
    if pass == 0 || two.facts.signature.size == 0 { return false }
    let slash = UInt8(ascii: "/")
    let name = one.path.split(separator: slash).last
    return pass == 2 || name == two.path.split(separator: slash).last
  }

  /// The files of the next mark.
  func files() -> [UInt8] {
    var writer = FileRecords.Writer()
    for (path, kind, facts) in kept { writer.append(path, kind, facts) }
    let files = writer.finish()
    return files.copy(0..<files.count)
  }
}

extension Folder {
  /// The paths of the folders below that could not be read, with a slash.
  fileprivate func unreadPaths() -> [[UInt8]] {
    var paths: [[UInt8]] = []
    var folders = [self]
    while let folder = folders.popLast() {
      if folder.state.contains(.isUnread) {
        paths.append(folder.pathCount > 0 ? folder.path + [UInt8(ascii: "/")] : [])
      }
      folders += folder.folders
    }
    return paths
  }
}
