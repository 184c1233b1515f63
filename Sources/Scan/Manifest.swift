import Platform

/// What a walk has found, as it is kept: a table of folders, and for each of them, one after the
/// other, its entries, its files with ignore rules, and what is known of its files.
///
///        0   4  PCSM
///        4   2  version: 2
///        6   2  zeros
///        8   8  mark of the ignore rules from outside the tree
///       16   8  when the walk began, in nanoseconds since 1970
///       24   4  how many folders
///       28   4  how many other entries
///       32   8  mark of the table of languages
///       40   8  length of the ignore files
///       48   8  length of the entries
///       56   8  length of the facts
///       64  56  the root, then every folder behind the one that it lies in, in the order of names:
///                0  8  device            8  8  inode
///               16  8  modified         24  8  status changed, in nanoseconds since 1970
///               32  4  length of its entries                    36  4  how many entries
///               40  4  length of its facts (0: none are known)
///               44  4  how many folders it and all below it are
///               48  2  how many files with ignore rules
///               50  1  state: 1 racy, 2 not read, 4 a repository begins,
///                      8 attributes, 16 not to be entered
///               51  5  zeros
///        .   .  the files with ignore rules (IgnoreFile+Codec.swift)
///        .   .  the entries, as they lie in memory (EntryList)
///        .   .  the facts (FileFacts+Codec.swift)
///
/// Numbers have the lowest byte first. The whole is the payload of an entry of the store, or of a
/// mark, which have the checksums.
final class Manifest: @unchecked Sendable {
  static let magic: [UInt8] = Array("PCSM".utf8) + [2, 0, 0, 0]
  static let headerBytes = 64
  static let recordBytes = 56

  /// A folder, as it was.
  struct Record {
    let signature: FileSignature
    let entries: Range<Int>
    let entryCount: Int
    let facts: Range<Int>
    let subtreeCount: Int
    let ignoreFiles: Range<Int>
    let state: Folder.State
  }

  private let bytes: FrozenBytes
  /// Where the parts begin, and where the last one ends.
  private let parts: [Int]
  /// Where each folder's parts begin: those of its entries, its facts, its ignore files.
  private var starts: [(entries: Int, facts: Int, ignoreFiles: Int)] = []
  private let ignoreFilesList: [IgnoreFile]
  let rulesMark: UInt64
  let languagesMark: UInt64
  let started: Instant
  let folderCount: Int
  let fileCount: Int
  /// Whether something is known of the files.
  let hasFacts: Bool

  /// Reads a manifest, and checks that all its parts are there; nil where it is none. What is not
  /// asked for is not touched.
  init?(_ bytes: FrozenBytes, withFacts: Bool) {
    let header = bytes.copy(0..<min(bytes.count, Manifest.headerBytes))
    guard header.count == Manifest.headerBytes, header[0..<8] == Manifest.magic[...] else {
      return nil
    }
    func length(_ at: Int) -> Int { Int(clamping: header.littleEndian(at: at)) }
    folderCount = Int(header.littleEndian(at: 24, count: 4))
    fileCount = Int(header.littleEndian(at: 28, count: 4))
    let sections = [folderCount * Manifest.recordBytes, length(40), length(48), length(56)]
    var ends = [Manifest.headerBytes]
    for section in sections {
      let (end, isTooLarge) = (ends.last ?? 0).addingReportingOverflow(section)
      if isTooLarge || end > bytes.count { return nil }
      ends.append(end)
    }
    guard ends[4] == bytes.count, folderCount > 0 else { return nil }
    // Checked here, once, so that several threads may read.
    bytes.withBytes(0..<(withFacts ? ends[4] : ends[3])) { _ in }
    if bytes.isDamaged { return nil }
    guard let files = IgnoreFile.decode(bytes.copy(ends[1]..<ends[2])) else { return nil }
    self.bytes = bytes
    parts = [0] + ends
    ignoreFilesList = files
    rulesMark = header.littleEndian(at: 8)
    languagesMark = header.littleEndian(at: 32)
    started = Instant(nanoseconds: Int64(bitPattern: header.littleEndian(at: 16)))
    hasFacts = withFacts && ends[4] > ends[3]
    guard readStarts(ends) else { return nil }
  }

  private func readStarts(_ ends: [Int]) -> Bool {
    starts.reserveCapacity(folderCount + 1)
    var (entries, facts, ignoreFiles) = (ends[2], ends[3], 0)
    var entryCount = 0
    for index in 0..<folderCount {
      starts.append((entries, facts, ignoreFiles))
      let at = Manifest.headerBytes + index * Manifest.recordBytes
      entries += Int(bytes.word(at: at + 32))
      entryCount += Int(bytes.word(at: at + 36))
      facts += Int(bytes.word(at: at + 40))
      ignoreFiles += Int(bytes.word(at: at + 48) & 0xffff)
      let subtree = Int(bytes.word(at: at + 44))
      if subtree < 1 || index + subtree > folderCount { return false }
    }
    starts.append((entries, facts, ignoreFiles))
    return entries == ends[3] && facts == ends[4] && ignoreFiles == ignoreFilesList.count
      && entryCount == fileCount + folderCount - 1
  }

  /// A tree as a manifest in memory; nil where it has more than one can hold.
  convenience init?(_ root: Folder) {
    var bytes = GrowingBytes()
    let pieces = Manifest.pieces(of: root, started: Instant(nanoseconds: 0), withFacts: true)
    for piece in pieces { piece.withBytes { bytes.append($0) } }
    self.init(bytes.frozen(), withFacts: true)
  }

  /// The checksum of all parts.
  var checksum: UInt64 {
    Manifest.checksum(
      zip(parts, parts.dropFirst()).map { start, end in
        bytes.withBytes(start..<end) { Checksum.ofBlock($0) }
      })
  }

  /// The checksum of all parts, of whose checksums.
  static func checksum(_ parts: [UInt64]) -> UInt64 {
    var bytes: [UInt8] = []
    for part in parts { bytes.append(littleEndian: part) }
    return Checksum.ofBlock(bytes)
  }

  /// A folder; 0 is the root.
  func record(_ index: Int) -> Record {
    let at = Manifest.headerBytes + index * Manifest.recordBytes
    func number(_ offset: Int) -> UInt64 {
      UInt64(bytes.word(at: at + offset)) | UInt64(bytes.word(at: at + offset + 4)) << 32
    }
    let (start, end) = (starts[index], starts[index + 1])
    return Record(
      signature: FileSignature(
        device: number(0), inode: number(8), size: 0,
        modifiedNanoseconds: Int64(bitPattern: number(16)),
        changedNanoseconds: Int64(bitPattern: number(24))),
      entries: start.entries..<end.entries, entryCount: Int(bytes.word(at: at + 36)),
      facts: start.facts..<end.facts, subtreeCount: Int(bytes.word(at: at + 44)),
      ignoreFiles: start.ignoreFiles..<end.ignoreFiles,
      state: Folder.State(rawValue: UInt8(truncatingIfNeeded: bytes.word(at: at + 48) >> 16)))
  }

  /// The files with ignore rules in a folder.
  func ignoreFiles(of record: Record) -> [IgnoreFile] { Array(ignoreFilesList[record.ignoreFiles]) }

  /// The numbers of the folders directly in a folder, in their order.
  func children(of index: Int) -> [Int] {
    var children: [Int] = []
    let end = index + record(index).subtreeCount
    var next = index + 1
    while next < end {
      children.append(next)
      next += record(next).subtreeCount
    }
    return children
  }

  /// What lies in a folder.
  func entries(_ record: Record) -> EntryList {
    EntryList(bytes: bytes.copy(record.entries), count: record.entryCount)
  }

  /// What is known of the files of a folder; none where nothing is.
  func facts(_ record: Record) -> [FileFacts] {
    if record.facts.isEmpty || !hasFacts { return [] }
    return FileFacts.decode(bytes.copy(record.facts), folder: record.signature)
  }

  /// Lends what is known of the files of a folder as it is written.
  func withFactBytes(_ index: Int, _ body: (RawSpan) -> Void) {
    bytes.withBytes(starts[index].facts..<starts[index + 1].facts, body)
  }

  /// Puts what lies in a folder, and what is known of its files, into a folder of a walk.
  func restore(_ record: Record, into folder: Folder) {
    folder.entries = entries(record)
    var folders: [Folder] = []
    if record.subtreeCount > 1 {
      folder.entries.forEach { kind, name in
        if kind == .folder {
          folders.append(Folder(parent: folder, name: Array(folder.entries.bytes[name])))
        }
      }
    }
    folder.folders = folders
    let facts = facts(record)
    folder.facts = facts.count == folder.fileCount ? facts : []
  }

  /// Gives a folder that was read anew what is known of those of its files that were there before.
  /// Returns which folder of the earlier walk each of the folders in it is; -1 where it is none.
  func match(_ folder: Folder, with index: Int) -> [Int] {
    let record = record(index)
    let (old, known, children) = (entries(record), facts(record), children(of: index))
    var numbers: [[UInt8]: Int] = [:]
    var (folders, files) = (0, 0)
    old.forEach { kind, name in
      if kind == .folder {
        if folders < children.count { numbers[Array(old.bytes[name])] = children[folders] }
        folders += 1
      } else {
        if files < known.count { numbers[Array(old.bytes[name])] = -2 - files }
        files += 1
      }
    }
    if known.count == files, files > 0 {
      folder.facts = Array(repeating: FileFacts(), count: folder.fileCount)
    }
    var found: [Int] = []
    var file = 0
    folder.entries.forEach { kind, name in
      let number = numbers[Array(folder.entries.bytes[name])] ?? -1
      if kind == .folder {
        found.append(max(-1, number))
      } else {
        if number < -1, file < folder.facts.count { folder.facts[file] = known[-2 - number] }
        file += 1
      }
    }
    return found
  }
}
