import Platform

/// The files of a tree one after the other, in the order of their paths' bytes; folders are gone
/// through, and not given.
struct FileCursor {
  private struct Level {
    let folder: Folder
    var offset = 0
    var folders = 0
    var files = 0
    let pathCount: Int
  }

  private var levels: [Level]
  /// The path of the current file, below the root.
  private(set) var path: [UInt8] = []
  /// The current file; nil at the end.
  private(set) var found: Found?

  /// Stands before the first file.
  init(_ root: Folder) { levels = [Level(folder: root, pathCount: 0)] }

  /// Goes to the next file. Returns whether there is one.
  @discardableResult
  mutating func next() -> Bool {
    while let level = levels.last {
      let top = levels.count - 1
      path.removeSubrange(level.pathCount...)
      let list = level.folder.entries.bytes
      guard let (kind, name, next) = EntryList.entry(list, at: level.offset) else {
        levels.removeLast()
        continue
      }
      levels[top].offset = next
      path.append(contentsOf: list[name])
      if kind == .folder {
        levels[top].folders += 1
        path.append(UInt8(ascii: "/"))
        levels.append(
          Level(folder: level.folder.folders[level.folders], pathCount: path.count))
      } else {
        levels[top].files += 1
        found = Found(
          kind: kind, folder: level.folder, index: level.files, nameStart: level.pathCount,
          name: name)
        return true
      }
    }
    found = nil
    return false
  }
}
