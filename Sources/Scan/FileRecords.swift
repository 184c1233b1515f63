import Platform

/// Files of a tree with what is known of each, sorted by the bytes of their paths, as a mark has them:
///
///      0  4  how many bytes of the path are those of the file before
///      4  4  how many bytes follow
///      8  .  the rest of the path
///         1  kind
///         .  what is known of it (FileFacts+Codec.swift), on device 0
struct FileRecords {
  private var reader: FactReader
  /// Whether there is a current file.
  private(set) var hasFile = false
  /// The path of the current one.
  private(set) var path: [UInt8] = []
  /// What it is.
  private(set) var kind = FolderEntries.Kind.unknown
  /// What is known of it.
  private(set) var facts = FileFacts()

  /// Stands before the first file of a mark.
  init(_ mark: Mark?) {
    reader = FactReader(mark.map { $0.files.copy($0.filesStart..<$0.files.count) } ?? [])
  }

  /// Goes to the next file. Returns whether there is one.
  @discardableResult
  mutating func next() -> Bool {
    hasFile = false
    if reader.isAtEnd { return false }
    let shared = Int(reader.number(4))
    let count = Int(reader.number(4))
    guard shared <= path.count, let rest = reader.bytes(count) else {
      reader.isCut = true
      return false
    }
    path.removeSubrange(shared...)
    path.append(contentsOf: rest)
    let kind = FolderEntries.Kind(rawValue: UInt8(truncatingIfNeeded: reader.number(1)))
    guard let kind, facts.decode(&reader, device: 0) else {
      reader.isCut = true
      return false
    }
    self.kind = kind
    hasFile = true
    return true
  }

  /// Writes files, which must come in order.
  struct Writer: ~Copyable {
    private(set) var bytes = GrowingBytes()
    private var last: [UInt8] = []

    mutating func append(_ path: [UInt8], _ kind: FolderEntries.Kind, _ facts: FileFacts) {
      let most = min(last.count, path.count)
      var shared = 0
      while shared < most, last[shared] == path[shared] { shared += 1 }
      let rest = path[shared...]
      bytes.append(UInt32(shared).littleEndian)
      bytes.append(UInt32(rest.count).littleEndian)
      rest.withUnsafeBufferPointer { bytes.append(UnsafeRawBufferPointer($0).bytes) }
      bytes.append(kind.rawValue)
      facts.append(to: &bytes, device: 0)
      last = path
    }

    consuming func finish() -> FrozenBytes { bytes.frozen() }
  }
}
