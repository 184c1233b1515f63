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

  /// Finds out what has changed. Returns the files of the next mark.
  mutating func run() -> FrozenBytes {
    var writer = FileRecords.Writer()
    merge { (comparison, old, now) in
      switch comparison.choice(old, now) {
      case .none:
        if old.hasFile { comparison.note(.removed, old) }
      case .old:
        comparison.isWhole = false
        writer.append(old.path, old.kind, old.facts)
      case .now:
        comparison.noteNow(old, now)
        if let found = now.found {
          writer.append(now.path, found.kind, found.folder.facts[found.index])
        }
      }
    }
    return writer.finish()
  }

  /// Goes through both. The closure gets a file that is in both, or in one of them alone; the other
  /// stands at its end, then.
  private mutating func merge(
    _ body: (inout Comparison, _ old: FileRecords, _ now: FileCursor) -> Void
  ) {
    var old = FileRecords(mark)
    var now = FileCursor(scan.root)
    let (noFile, nothing) = (FileRecords(nil), FileCursor(Folder(parent: nil, name: [])))
    old.next()
    now.next()
    while old.hasFile || now.found != nil {
      if old.hasFile, now.found != nil, old.path == now.path {
        body(&self, old, now)
        old.next()
        now.next()
      } else if old.hasFile,
        now.found == nil || old.path.lexicographicallyPrecedes(now.path)
      {
        body(&self, old, nothing)
        old.next()
      } else {
        body(&self, noFile, now)
        now.next()
      }
    }
  }

  /// What of a file goes into the next mark.
  private func choice(_ old: FileRecords, _ now: FileCursor) -> Choice {
    if let found = now.found {
      let state = found.folder.facts[found.index].state
      if state.contains(.hasSignature) {
        let isKnown =
          !state.contains(.isUnread) && selection.includes(now.path, from: 0, found)
        return isKnown ? .now : old.hasFile ? .old : .none
      }
    }
    // It went, be it before the folder was read or after.
    if !old.hasFile { return .none }
    return isUnread(old.path) || !selection.includes(old.path, old.kind, old.facts.signature)
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

  private mutating func note(_ kind: Change.Kind, _ old: FileRecords) {
    isMarkOther = true
    changes.append(Change(kind: kind, path: old.path, entry: old.kind, facts: old.facts))
  }

  private mutating func noteNow(_ old: FileRecords, _ now: FileCursor) {
    guard let found = now.found else { return }
    let facts = found.folder.facts[found.index]
    if !old.hasFile {
      isMarkOther = true
      changes.append(Change(kind: .added, path: now.path, entry: found.kind, facts: facts))
      return
    }
    let isSame = old.kind == found.kind && old.facts.digest == facts.digest
    if !isSame || old.facts.signature != facts.signature
      || old.facts.state.isDigestTrusted != facts.state.isDigestTrusted
    {
      isMarkOther = true
    }
    if !isSame || listsUnchanged {
      changes.append(
        Change(
          kind: isSame ? .unchanged : .modified, path: now.path, entry: found.kind, facts: facts))
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
