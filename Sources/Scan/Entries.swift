import Platform

/// One of the things that a scan has found, lent for as long as a closure runs.
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

/// All that lies below a folder, in the order of the paths' bytes.
extension Folder {
  private struct Level {
    let folder: Folder
    var offset = 0
    var folders = 0
    var files = 0
    let pathCount: Int
  }

  /// Lends everything below, a folder before what lies in it. `path` begins with the prefix and is
  /// changed in place: what lies at its end is another entry the next time.
  public func forEachEntry<Failure: Error>(
    prefix: [UInt8], _ body: (_ path: [UInt8], _ found: Found) throws(Failure) -> Void
  ) throws(Failure) {
    var path = prefix
    if !path.isEmpty, path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
    var levels = [Level(folder: self, pathCount: path.count)]
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
        let below = level.folder.folders[level.folders]
        levels[top].folders += 1
        try body(
          path,
          Found(
            kind: kind, folder: level.folder, index: level.folders, nameStart: level.pathCount,
            name: name))
        path.append(UInt8(ascii: "/"))
        levels.append(Level(folder: below, pathCount: path.count))
      } else {
        levels[top].files += 1
        try body(
          path,
          Found(
            kind: kind, folder: level.folder, index: level.files, nameStart: level.pathCount,
            name: name))
      }
    }
  }
}

extension EntryList {
  /// The entry at an offset, and where the next one begins; nil at the end.
  @inline(__always)
  static func entry(
    _ bytes: [UInt8], at offset: Int
  ) -> (kind: FolderEntries.Kind, name: Range<Int>, next: Int)? {
    guard offset + frameBytes <= bytes.count else { return nil }
    let frame = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    let start = offset + 2
    let end = min(start + (frame & nameBytesMax), bytes.count)
    return (FolderEntries.Kind(rawValue: UInt8(frame >> 13)) ?? .unknown, start..<end, end + 1)
  }
}
