import Platform

/// Puts files together to a tree, which must come in the order of their paths' bytes.
struct FolderBuilder {
  /// The tree.
  let root = Folder(parent: nil, name: [])
  /// The folders that the last file lies in, from the root on, and how long their paths are, with
  /// the slash.
  private var open: [(folder: Folder, end: Int)]
  private var last: [UInt8] = []

  /// Nothing yet.
  init() { open = [(root, 0)] }

  /// Adds a file. One whose name no file can have is left out.
  mutating func append(_ path: [UInt8], _ kind: FolderEntries.Kind, _ facts: FileFacts) {
    var shared = 0
    while shared < min(path.count, last.count), path[shared] == last[shared] { shared += 1 }
    while let top = open.last, top.end > shared { open.removeLast() }
    var start = open.last?.end ?? 0
    while let slash = path[start...].firstIndex(of: UInt8(ascii: "/")) {
      enter(Array(path[start..<slash]), facts.signature)
      start = slash + 1
      open[open.count - 1].end = start
    }
    last = path
    guard let folder = open.last?.folder, folder.entries.append(kind, path[start...]) else {
      return
    }
    folder.facts.append(facts)
  }

  /// Adds a folder to the one that is open, and opens it. What is written of a file is short where it
  /// is like its folder.
  private mutating func enter(_ name: [UInt8], _ signature: FileSignature) {
    guard let parent = open.last?.folder else { return }
    let folder = Folder(parent: parent, name: name)
    folder.signature = signature
    if parent.entries.append(.folder, name[...]) { parent.folders.append(folder) }
    open.append((folder, 0))
  }
}

extension EntryList {
  /// Adds an entry. Returns whether its name fits.
  fileprivate mutating func append(_ kind: FolderEntries.Kind, _ name: ArraySlice<UInt8>) -> Bool {
    if name.isEmpty || name.count > EntryList.nameBytesMax { return false }
    let frame = UInt64(kind.rawValue) << 13 | UInt64(name.count)
    bytes.append(littleEndian: frame, count: 2)
    bytes.append(contentsOf: name)
    bytes.append(0)
    count += 1
    return true
  }
}
