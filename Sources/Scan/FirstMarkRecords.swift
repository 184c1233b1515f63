import Digests
import Platform

/// The files of a mark of the first version with what is known of each, sorted by the bytes of their
/// paths:
///
///      0  4  how many bytes of the path are those of the file before
///      4  4  how many bytes follow
///      8  .  the rest of the path
///         1  kind
///         1  1 signature, 2 digest, 4 language, 8 racy, 16 not read; 32 the status was changed when
///            the content was; 64 modified at a whole second (4 bytes); 128 on another device than 0
///         1  lower half: bytes of the inode; upper half: bytes of the size
///            then what is there of: inode, size, modified (8 or 4), status changed (8), device (8)
///            the digest (32)
///            the language: its nature (1), how many candidates (1), their numbers (2 each), and
///            blank, comment, code (7 bits a byte)
struct FirstMarkRecords {
  private static let isChangedWithContent: UInt8 = 32
  private static let isWholeSecond: UInt8 = 64
  private static let isElsewhere: UInt8 = 128

  private var reader: FactReader
  private var path: [UInt8] = []

  init(_ bytes: [UInt8]) { reader = FactReader(bytes) }

  /// The tree of all files; what follows one that is cut is left out.
  mutating func tree() -> Folder {
    var tree = FolderBuilder()
    while !reader.isAtEnd, let (kind, facts) = next() { tree.append(path, kind, facts) }
    return tree.root
  }

  private mutating func next() -> (FolderEntries.Kind, FileFacts)? {
    let shared = Int(reader.number(4))
    let count = Int(reader.number(4))
    guard shared <= path.count, let rest = reader.bytes(count) else { return nil }
    path.removeSubrange(shared...)
    path.append(contentsOf: rest)
    guard let kind = FolderEntries.Kind(rawValue: UInt8(truncatingIfNeeded: reader.number(1))),
      let facts = facts()
    else { return nil }
    return (kind, facts)
  }

  /// What is known of a file, but for its language, which no comparison needs.
  private mutating func facts() -> FileFacts? {
    var facts = FileFacts()
    let flags = UInt8(truncatingIfNeeded: reader.number(1))
    facts.state = FileFacts.State(rawValue: flags & 31)
    guard facts.state.contains(.hasSignature) else { return nil }
    let counts = Int(reader.number(1))
    if counts & 15 > 8 || counts >> 4 > 8 { return nil }
    let inode = reader.number(counts & 15)
    let size = reader.number(counts >> 4)
    let modified =
      flags & FirstMarkRecords.isWholeSecond != 0
      ? Int64(reader.number(4)) * 1_000_000_000 : Int64(bitPattern: reader.number(8))
    let changed =
      flags & FirstMarkRecords.isChangedWithContent != 0
      ? modified : Int64(bitPattern: reader.number(8))
    facts.signature = FileSignature(
      device: flags & FirstMarkRecords.isElsewhere != 0 ? reader.number(8) : 0, inode: inode,
      size: Int64(bitPattern: size), modifiedNanoseconds: modified, changedNanoseconds: changed)
    if facts.state.contains(.hasDigest) {
      guard let digest = reader.digest() else { return nil }
      facts.digest = digest
    }
    if facts.state.remove(.hasLanguage) != nil { skipLanguage() }
    return reader.isCut ? nil : facts
  }

  private mutating func skipLanguage() {
    _ = reader.number(1)
    for _ in 0..<min(4, Int(reader.number(1))) { _ = reader.number(2) }
    for _ in 0..<3 { _ = reader.count() }
  }
}
