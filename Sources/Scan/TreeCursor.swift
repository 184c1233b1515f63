import Platform

/// One of the things that a scan has found.
public struct Found: Sendable {
  /// Which kind of thing it is.
  public let kind: FolderEntries.Kind
  /// The folder that it lies in.
  public let folder: Folder
  /// Which of the folder's files it is, or which of the folders in it.
  public let index: Int
  /// Where its name begins in its path.
  public let nameStart: Int
  /// Where its name lies among the entries of the folder.
  let name: Range<Int>

  /// What is known of it, where it is no folder.
  public var facts: FileFacts? {
    kind == .folder || index >= folder.facts.count ? nil : folder.facts[index]
  }
}

/// Goes through a tree in the order of the paths' bytes: a folder, then what lies in it.
struct TreeCursor {
  /// Where a step has led.
  enum Step {
    /// To an entry.
    case entry(Found)
    /// Out of a folder, all of which was gone through.
    case left(Folder)
    /// Nowhere: all was.
    case end
  }

  private struct Level {
    let folder: Folder
    var offset = 0
    var folders = 0
    var files = 0
    let pathCount: Int
  }

  private var levels: [Level]
  /// The folder that the next step leads into.
  private var next: Folder?
  /// The path of the entry that was given last, behind a prefix.
  private(set) var path: [UInt8]

  /// Stands before the first entry of a folder. Paths begin with a prefix, which ends with a slash, or
  /// is empty.
  init(_ root: Folder, prefix: [UInt8] = []) {
    path = prefix
    levels = [Level(folder: root, pathCount: prefix.count)]
  }

  /// Goes on.
  mutating func step() -> Step {
    if let folder = next {
      next = nil
      path.append(UInt8(ascii: "/"))
      levels.append(Level(folder: folder, pathCount: path.count))
    }
    guard let level = levels.last else { return .end }
    let top = levels.count - 1
    path.removeSubrange(level.pathCount...)
    let list = level.folder.entries.bytes
    guard let (kind, name, end) = EntryList.entry(list, at: level.offset) else {
      levels.removeLast()
      return .left(level.folder)
    }
    levels[top].offset = end
    path.append(contentsOf: list[name])
    let isFolder = kind == .folder
    if isFolder {
      levels[top].folders += 1
      next = level.folder.folders[level.folders]
    } else {
      levels[top].files += 1
    }
    return .entry(
      Found(
        kind: kind, folder: level.folder, index: isFolder ? level.folders : level.files,
        nameStart: level.pathCount, name: name))
  }
}

/// The files of a tree one after the other, in the order of their paths' bytes.
struct FileCursor {
  private var cursor: TreeCursor
  /// The current file; nil at the end.
  private(set) var found: Found?
  /// The path of the current file, below the root.
  var path: [UInt8] { cursor.path }

  /// Stands before the first file.
  init(_ root: Folder) { cursor = TreeCursor(root) }

  /// Goes to the next file. Returns whether there is one.
  @discardableResult
  mutating func next() -> Bool {
    while true {
      switch cursor.step() {
      case .entry(let entry):
        if entry.kind == .folder { continue }
        found = entry
        return true
      case .left: continue
      case .end:
        found = nil
        return false
      }
    }
  }
}

extension Folder {
  /// Lends everything below, a folder before what lies in it, in the order of the paths' bytes. Paths
  /// begin with the prefix.
  public func forEachEntry<Failure: Error>(
    prefix: [UInt8], _ body: (_ path: [UInt8], _ found: Found) throws(Failure) -> Void
  ) throws(Failure) {
    var cursor = TreeCursor(self, prefix: prefix)
    while true {
      switch cursor.step() {
      case .entry(let found): try body(cursor.path, found)
      case .left: continue
      case .end: return
      }
    }
  }
}
