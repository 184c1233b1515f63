import Platform

/// The files of a mark and those of a tree, side by side in the order of their paths' bytes.
///
/// A folder of which it is known that the mark says the same is passed over, but for the folders in
/// it: where a hundred files have changed, some hundred folders are looked at, not all files.
struct SideBySide {
  /// A folder, in the mark, in the tree, or in both.
  private struct Level {
    let now: Folder?
    /// Which folder of the mark it is; -1 where it is not in it.
    let old: Int
    /// Whether the mark says the same of its files.
    let isSame: Bool
    let pathCount: Int
    var oldEntries: [UInt8] = []
    var oldFacts: [FileFacts] = []
    /// Where the next entries lie, and how many files and folders came before.
    var nowOffset = 0
    var oldOffset = 0
    var nowFiles = 0
    var nowFolders = 0
    var oldFiles = 0
    /// The number of the next folder of the mark in this one, and of the first behind this one.
    var oldNext: Int
    var oldEnd: Int
  }

  private let mark: Manifest?
  private let skipsSame: Bool
  private var levels: [Level] = []

  /// The path of the current file.
  private(set) var path: [UInt8] = []
  /// What the mark says of it; nil where it is not in it.
  private(set) var old: (kind: FolderEntries.Kind, facts: FileFacts)?
  /// The file in the tree; nil where it is not there.
  private(set) var now: Found?

  /// Stands before the first file. `skipsSame`: whether folders in which nothing differs from what was
  /// kept are passed over, which must be what the mark says, too.
  init(_ mark: Manifest?, _ root: Folder, skipsSame: Bool) {
    self.mark = mark
    self.skipsSame = skipsSame
    enter(root, mark == nil ? -1 : 0)
  }

  private mutating func enter(_ folder: Folder?, _ number: Int) {
    guard let mark, number >= 0 else {
      levels.append(
        Level(
          now: folder, old: -1, isSame: false, pathCount: path.count, oldNext: 0, oldEnd: 0))
      return
    }
    let record = mark.record(number)
    let isSame =
      skipsSame && folder?.isAsKept == true
      && folder?.entries.bytes.count == record.entries.count
    var level = Level(
      now: folder, old: number, isSame: isSame, pathCount: path.count, oldNext: number + 1,
      oldEnd: number + record.subtreeCount)
    if !isSame {
      level.oldEntries = mark.entries(record).bytes
      level.oldFacts = mark.facts(record)
    }
    levels.append(level)
  }

  /// Goes to the next file. Returns whether there is one.
  mutating func next() -> Bool {
    while !levels.isEmpty {
      let top = levels.count - 1
      path.removeSubrange(levels[top].pathCount...)
      if levels[top].isSame {
        guard let folder = levels[top].now, levels[top].nowFolders < folder.folders.count else {
          levels.removeLast()
          continue
        }
        let below = folder.folders[levels[top].nowFolders]
        levels[top].nowFolders += 1
        path.append(contentsOf: below.name)
        path.append(UInt8(ascii: "/"))
        enter(below, takeOldFolder(top))
      } else if step(top) {
        return true
      }
    }
    return false
  }

  /// Takes the next entry of a folder. Returns whether it is a file.
  private mutating func step(_ top: Int) -> Bool {
    let nowList = levels[top].now?.entries.bytes ?? []
    let one = EntryList.entry(nowList, at: levels[top].nowOffset)
    let two = EntryList.entry(levels[top].oldEntries, at: levels[top].oldOffset)
    guard one != nil || two != nil else {
      levels.removeLast()
      return false
    }
    let order = order(one, nowList, two, levels[top].oldEntries)
    (now, old) = (nil, nil)
    var isFolder = false
    var (folder, number): (Folder?, Int) = (nil, -1)
    if order <= 0, let one {
      path.append(contentsOf: nowList[one.name])
      levels[top].nowOffset = one.next
      isFolder = one.kind == .folder
      if isFolder {
        folder = levels[top].now?.folders[levels[top].nowFolders]
        levels[top].nowFolders += 1
      } else {
        takeFile(top, one.kind, one.name)
      }
    }
    if order >= 0, let two {
      if order > 0 { path.append(contentsOf: levels[top].oldEntries[two.name]) }
      levels[top].oldOffset = two.next
      isFolder = two.kind == .folder
      if isFolder { number = takeOldFolder(top) } else { takeOldFile(top, two.kind) }
    }
    if isFolder {
      path.append(UInt8(ascii: "/"))
      enter(folder, number)
      return false
    }
    return now != nil || old != nil
  }

  private mutating func takeFile(_ top: Int, _ kind: FolderEntries.Kind, _ name: Range<Int>) {
    guard let folder = levels[top].now else { return }
    let index = levels[top].nowFiles
    levels[top].nowFiles += 1
    if index >= folder.facts.count { return }
    now = Found(
      kind: kind, folder: folder, index: index, nameStart: levels[top].pathCount, name: name)
  }

  private mutating func takeOldFile(_ top: Int, _ kind: FolderEntries.Kind) {
    let index = levels[top].oldFiles
    levels[top].oldFiles += 1
    if index >= levels[top].oldFacts.count { return }
    let facts = levels[top].oldFacts[index]
    // What could not be read is not in the mark.
    if facts.state.contains(.hasSignature), !facts.state.contains(.isUnread) { old = (kind, facts) }
  }

  /// The number of the next folder of the mark in a folder; -1 where there is none.
  private mutating func takeOldFolder(_ top: Int) -> Int {
    let number = levels[top].oldNext
    guard let mark, levels[top].old >= 0, number < levels[top].oldEnd else { return -1 }
    levels[top].oldNext += mark.record(number).subtreeCount
    return number
  }

  private typealias Entry = (kind: FolderEntries.Kind, name: Range<Int>, next: Int)

  /// Which of two entries is the first, as if a folder's name ended with a slash: -1, 1; 0 where they
  /// are the same, and both folders or both none.
  private func order(_ one: Entry?, _ bytes: [UInt8], _ two: Entry?, _ others: [UInt8]) -> Int {
    guard let one else { return 1 }
    guard let two else { return -1 }
    let (count, otherCount) = (one.name.count, two.name.count)
    let common = min(count, otherCount)
    for index in 0..<common {
      let (left, right) = (bytes[one.name.lowerBound + index], others[two.name.lowerBound + index])
      if left != right { return left < right ? -1 : 1 }
    }
    let left = SideBySide.byte(bytes, one, common)
    let right = SideBySide.byte(others, two, common)
    return left == right ? 0 : left < right ? -1 : 1
  }

  /// What follows a part of an entry's name: a byte of it, the slash of a folder, or -1.
  private static func byte(_ bytes: [UInt8], _ entry: Entry, _ index: Int) -> Int {
    if index < entry.name.count { return Int(bytes[entry.name.lowerBound + index]) }
    return entry.kind == .folder ? Int(UInt8(ascii: "/")) : -1
  }
}
