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
  /// Whether the next mark says of every file what the scan says.
  private(set) var isWhole = true
  /// The folders that could not be read, with a slash: what was in them is still taken to be there.
  private let unread: Set<[UInt8]>

  /// What goes into the next mark of a file.
  private enum Choice { case old, now, none }

  init(_ scan: Scan, _ mark: Mark?, _ selection: Selection, listsUnchanged: Bool) {
    self.scan = scan
    self.mark = mark
    self.selection = selection
    self.listsUnchanged = listsUnchanged
    unread = scan.root.unreadPaths()
  }

  /// Finds out what has changed.
  mutating func run() {
    let skipsSame = !listsUnchanged && scan.isMarked(mark)
    var files = SideBySide(mark?.files, scan.root, skipsSame: skipsSame)
    while files.next() {
      if !listsUnchanged, files.isSame { continue }
      switch choice(files) {
      case .none:
        note(.removed, files)
        if files.isReadNow { isWhole = false }
      case .old:
        if !files.isSame { isWhole = false }
      case .now: noteNow(files)
      }
    }
  }

  /// The tree of the next mark, where it does not say of every file what the scan says.
  func mixed() -> Folder {
    var tree = FolderBuilder()
    var files = SideBySide(mark?.files, scan.root, skipsSame: false)
    while files.next() {
      switch choice(files) {
      case .none: continue
      case .old: if let old = files.old { tree.append(files.path, old.kind, old.facts) }
      case .now:
        if let now = files.now { tree.append(files.path, now.kind, now.folder.facts[now.index]) }
      }
    }
    return tree.root
  }

  /// What of a file goes into the next mark.
  private func choice(_ files: SideBySide) -> Choice {
    if let now = files.now, now.folder.facts[now.index].state.contains(.hasSignature) {
      let isKnown = files.isReadNow && selection.includes(files.path, from: 0, now)
      return isKnown ? .now : files.old != nil ? .old : .none
    }
    // It went, be it before the folder was read or after.
    guard let old = files.old else { return .none }
    return isUnread(files.path) || !selection.includes(files.path, old.kind, old.facts.signature)
      ? .old : .none
  }

  /// Whether a path lies in a folder that could not be read.
  private func isUnread(_ path: [UInt8]) -> Bool {
    if unread.isEmpty { return false }
    if unread.contains([]) { return true }
    return path.indices.contains { index in
      path[index] == UInt8(ascii: "/") && unread.contains(Array(path[...index]))
    }
  }

  private mutating func note(_ kind: Change.Kind, _ files: SideBySide) {
    guard let old = files.old else { return }
    isMarkOther = true
    changes.append(Change(kind: kind, path: files.path, entry: old.kind, facts: old.facts))
  }

  private mutating func noteNow(_ files: SideBySide) {
    guard let now = files.now else { return }
    let facts = now.folder.facts[now.index]
    guard let old = files.old else {
      isMarkOther = true
      changes.append(Change(kind: .added, path: files.path, entry: now.kind, facts: facts))
      return
    }
    if !files.isSame { isMarkOther = true }
    let hasContent = old.kind == now.kind && old.facts.digest == facts.digest
    if !hasContent || listsUnchanged {
      changes.append(
        Change(
          kind: hasContent ? .unchanged : .modified, path: files.path, entry: now.kind,
          facts: facts))
    }
  }

  /// What makes a file that is gone and one that is new the same.
  private struct Likeness: Hashable {
    var device: UInt64 = 0
    var inode: UInt64 = 0
    var kind: FolderEntries.Kind
    let digest: Digest
    var name: [UInt8] = []
  }

  /// Takes a file that is gone and one that is new for the same one under another name, where they
  /// are: the same inode first, then the same name, then the same content. What is empty has no
  /// content that would tell.
  mutating func findRenamed() {
    var gone: Set<Int> = []
    for pass in 0..<3 {
      var removed: [Likeness: [Int]] = [:]
      // The last ones first: they are taken from the end.
      for (index, change) in changes.enumerated().reversed()
      where change.kind == .removed && !gone.contains(index) {
        if let likeness = Comparison.likeness(change, pass) {
          removed[likeness, default: []].append(index)
        }
      }
      if removed.isEmpty { continue }
      for (index, change) in changes.enumerated() where change.kind == .added {
        guard let likeness = Comparison.likeness(change, pass),
          let match = removed[likeness]?.popLast()
        else { continue }
        gone.insert(match)
        changes[index].kind = .renamed(from: changes[match].path)
      }
    }
    if gone.isEmpty { return }
    changes = changes.enumerated().filter { !gone.contains($0.offset) }.map { $0.element }
  }

  private static func likeness(_ change: Change, _ pass: Int) -> Likeness? {
    var likeness = Likeness(kind: change.entry, digest: change.facts.digest)
    let signature = change.facts.signature
    if pass == 0 {
      likeness.device = signature.device
      likeness.inode = signature.inode
      return likeness
    }
    if signature.size == 0 { return nil }
    if pass == 1 {
      let slash = UInt8(ascii: "/")
      let start = change.path.lastIndex(of: slash).map { $0 + 1 } ?? 0
      likeness.name = Array(change.path[start...])
    }
    return likeness
  }
}

extension SideBySide {
  /// Whether the mark says of the file what the scan says.
  fileprivate var isSame: Bool {
    guard let old, let now, old.kind == now.kind else { return false }
    let facts = now.folder.facts[now.index]
    return old.facts.signature == facts.signature && old.facts.digest == facts.digest
      && old.facts.state.subtracting(.hasLanguage) == facts.state.subtracting(.hasLanguage)
  }

  /// Whether the file is there, and could be read.
  fileprivate var isReadNow: Bool {
    guard let now else { return false }
    let state = now.folder.facts[now.index].state
    return state.contains(.hasSignature) && !state.contains(.isUnread)
  }
}

extension Folder {
  /// The paths of the folders below that could not be read, with a slash.
  fileprivate func unreadPaths() -> Set<[UInt8]> {
    var paths: Set<[UInt8]> = []
    var folders = [self]
    while let folder = folders.popLast() {
      if folder.state.contains(.isUnread) {
        paths.insert(folder.pathCount > 0 ? folder.path + [UInt8(ascii: "/")] : [])
      }
      folders += folder.folders
    }
    return paths
  }
}
