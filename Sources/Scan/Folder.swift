import Platform

/// A folder that a walk has found, and what lies in it.
///
/// While the walk lasts, each folder belongs to the one thread that reads it; afterwards nothing in
/// it changes.
public final class Folder: @unchecked Sendable {
  /// The folder that it lies in; nil for the root.
  public let parent: Folder?
  /// Its name; empty for the root.
  public let name: [UInt8]
  /// How long its path from the root is.
  let pathCount: Int
  /// How many folders lie between it and the root, itself counted.
  let depth: Int

  /// What the system said of it before it was read.
  var signature = FileSignature(
    device: 0, inode: 0, size: 0, modifiedNanoseconds: 0, changedNanoseconds: 0)
  var state: State = []
  /// The files with ignore rules that it holds, as they were read.
  var ignoreFiles: [IgnoreFile] = []
  /// What lies in it, sorted by name.
  var entries = EntryList()
  /// The folders among the entries, in their order.
  public internal(set) var folders: [Folder] = []
  /// What is known of the other entries, in their order; empty where nothing is.
  public internal(set) var facts: [FileFacts] = []
  /// Which folder of the earlier walk it is, where all that was kept of it and its files is still so;
  /// else -1.
  var keptNumber = -1
  /// Whether all that was kept of it and its files is still so.
  var isAsKept: Bool {
    get { keptNumber >= 0 }
    set { if !newValue { keptNumber = -1 } }
  }
  /// Whether the digest of one of its files is not known, or not to be believed.
  var isDigestMissing = false

  struct State: OptionSet, Sendable {
    let rawValue: UInt8
    /// It was changed so shortly before it was read that a later change might not show.
    static let isRacy = State(rawValue: 1)
    /// It could not be read, or was not to be.
    static let isUnread = State(rawValue: 2)
    /// A repository of its own begins here.
    static let isRepository = State(rawValue: 4)
    /// It was not to be entered: it lies too deep, on another file system, or contains itself.
    static let isLeftOut = State(rawValue: 16)
    /// It holds a file of attributes.
    static let holdsAttributes = State(rawValue: 8)
  }

  init(parent: Folder?, name: [UInt8]) {
    self.parent = parent
    self.name = name
    depth = parent.map { $0.depth + 1 } ?? 0
    if let parent {
      pathCount = parent.pathCount + (parent.pathCount > 0 ? 1 : 0) + name.count
    } else {
      pathCount = 0
    }
  }

  /// Its path from the root; empty for the root itself.
  public var path: [UInt8] {
    var path = [UInt8](repeating: UInt8(ascii: "/"), count: pathCount)
    writePath(&path, at: 0)
    return path
  }

  /// Writes its path from the root into a buffer, which is long enough.
  func writePath(_ buffer: inout [UInt8], at start: Int) {
    var folder = self
    while let parent = folder.parent {
      let begin = start + folder.pathCount - folder.name.count
      for index in folder.name.indices { buffer[begin + index] = folder.name[index] }
      if parent.pathCount > 0 { buffer[begin - 1] = UInt8(ascii: "/") }
      folder = parent
    }
  }

  /// How many of the entries are no folders.
  public var fileCount: Int { entries.count - folders.count }

  /// Lends it and all folders below.
  func forEachFolder(_ body: (Folder) -> Void) {
    var folders = [self]
    while let folder = folders.popLast() {
      body(folder)
      folders.append(contentsOf: folder.folders.reversed())
    }
  }

  /// Lends those of its files of which something is known, with their paths from the root.
  func forEachFile(_ body: (_ path: [UInt8], Found) -> Void) {
    var path = path
    if pathCount > 0 { path.append(UInt8(ascii: "/")) }
    let (start, list) = (path.count, entries.bytes)
    var index = 0
    entries.forEach { kind, name in
      if kind == .folder || index >= facts.count { return }
      path.removeSubrange(start...)
      path.append(contentsOf: list[name])
      body(path, Found(kind: kind, folder: self, index: index, nameStart: start, name: name))
      index += 1
    }
  }
}

/// The entries of a folder, in one piece of memory: for each its kind and how long its name is
/// (2 bytes, the lower first: the upper three bits are the kind), the name, and a NUL byte, so that
/// it can be handed to the system.
public struct EntryList: Sendable, Equatable {
  /// How many there are.
  public internal(set) var count = 0
  /// What they are.
  var bytes: [UInt8] = []
  /// What an entry takes beside its name.
  static let frameBytes = 3
  /// The longest name that fits. No file system of Linux has longer ones.
  static let nameBytesMax = 0x1FFF

  /// No entries.
  init() {}

  init(bytes: [UInt8], count: Int) {
    self.bytes = bytes
    self.count = count
  }

  /// Lends the entries in their order: the kind, and where the name lies.
  @inline(__always)
  func forEach<Failure: Error>(
    _ body: (FolderEntries.Kind, Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    var offset = 0
    while let (kind, name, next) = EntryList.entry(bytes, at: offset) {
      try body(kind, name)
      offset = next
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
