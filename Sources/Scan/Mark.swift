import Digests
import Glibc
import Platform

/// A state of a tree to compare with: that of the last question for changes, or one that was given a
/// name. It cannot be made again, and so lies in `state/`:
///
///        0   4  PCSK
///        4   2  version: 2
///        6   2  zeros
///        8   8  checksum of what follows up to the tree (XXH64)
///       16   8  checksum of the tree (XXH64 of its parts' XXH64s)
///       24   8  when it was made, in nanoseconds since 1970
///       32   8  when the manifest was begun that knows the same of every file; 0: none does
///       40   4  length of the name     44  4  length of the options     48  4  length of the path
///       52   .  the name, empty for that of the last question; the options of the walk; the path
///        .   .  the tree, as a manifest (Manifest.swift). A file that could not be read is not in it
///
/// Numbers have the lowest byte first. Version 1 had files one after the other (FirstMarkRecords.swift),
/// and the checksum of them all; it is read, too.
public struct Mark: @unchecked Sendable {
  private static let magic: [UInt8] = Array("PCSK".utf8) + [2, 0, 0, 0]
  private static let headerBytes = 52
  private static let checkedStart = 16

  /// Its name; empty for that of the last question.
  public let name: [UInt8]
  /// The root of its tree.
  public let root: BytePath
  /// When it was made.
  public let made: Instant
  /// When the manifest was begun that knows the same of every file; 0: none does.
  let manifest: Int64
  /// Which files it has, as text.
  let options: [UInt8]
  /// What it says of the files, where it was read as a whole.
  let files: Manifest?
  /// The same, where it is to be written: pieces that are written one after the other.
  let pieces: [FrozenBytes]

  /// A mark that is to be written.
  init(
    name: [UInt8], root: BytePath, options: [UInt8], made: Instant, manifest: Int64,
    pieces: [FrozenBytes]
  ) {
    self.manifest = manifest
    self.name = name
    self.root = root
    self.options = options
    self.made = made
    self.pieces = pieces
    files = nil
  }

  /// As much of a mark as says which one it is: names, options and paths are never as long.
  static let headBytesMax = 256 * 1024

  /// Where the tree begins; nil where the bytes are no mark.
  static func treeStart(_ head: [UInt8]) -> Int? {
    guard head.count >= headerBytes, head[0..<4] == magic[0..<4],
      [1, 2].contains(head.littleEndian(at: 4, count: 4))
    else { return nil }
    return [40, 44, 48].reduce(headerBytes) { $0 + Int(head.littleEndian(at: $1, count: 4)) }
  }

  /// Whether a newer version has made it.
  static func isNewer(_ head: [UInt8]) -> Bool {
    head.count >= 8 && head[0..<4] == Mark.magic[0..<4]
      && head.littleEndian(at: 4, count: 2) > Mark.magic[4]
  }

  /// Reads a mark from what is before its tree and the tree; nil where it is none, or damaged.
  init?(head: [UInt8], tree: FrozenBytes) {
    guard let end = Mark.treeStart(head), end <= head.count,
      head.littleEndian(at: 8) == Checksum.ofBlock(head, Mark.checkedStart..<end)
    else { return nil }
    let checksum = head.littleEndian(at: 16)
    if head[4] == 1 {
      if tree.withBytes({ Checksum.ofBlock($0) }) != checksum { return nil }
      var records = FirstMarkRecords(tree.copy(0..<tree.count))
      self.init(head, end, Manifest(records.tree()), isLinked: false)
    } else {
      guard let manifest = Manifest(tree, withFacts: true),
        manifest.checksum == checksum
      else { return nil }
      self.init(head, end, manifest, isLinked: true)
    }
  }

  /// Reads a mark from its first bytes, without looking whether all of it is whole.
  init?(head: [UInt8]) {
    guard let end = Mark.treeStart(head), end <= head.count else { return nil }
    self.init(head, end, nil, isLinked: false)
  }

  private init(_ head: [UInt8], _ end: Int, _ files: Manifest?, isLinked: Bool) {
    let nameEnd = Mark.headerBytes + Int(head.littleEndian(at: 40, count: 4))
    let optionsEnd = nameEnd + Int(head.littleEndian(at: 44, count: 4))
    name = Array(head[Mark.headerBytes..<nameEnd])
    root = BytePath(bytes: head[optionsEnd..<end])
    options = Array(head[nameEnd..<optionsEnd])
    made = Instant(nanoseconds: Int64(bitPattern: head.littleEndian(at: 24)))
    // What the numbers of a manifest of another version mean is not known.
    manifest = isLinked ? Int64(bitPattern: head.littleEndian(at: 32)) : 0
    self.files = files
    pieces = []
  }

  /// What is written before the tree.
  var head: [UInt8] {
    var rest: [UInt8] = []
    rest.append(
      littleEndian: Manifest.checksum(pieces.map { $0.withBytes { Checksum.ofBlock($0) } }))
    rest.append(littleEndian: UInt64(bitPattern: made.nanoseconds))
    rest.append(littleEndian: UInt64(bitPattern: manifest))
    rest.append(littleEndian: UInt64(name.count), count: 4)
    rest.append(littleEndian: UInt64(options.count), count: 4)
    rest.append(littleEndian: UInt64(root.bytes.count), count: 4)
    rest += name + options + root.bytes
    var head = Mark.magic
    head.append(littleEndian: Checksum.ofBlock(rest))
    return head + rest
  }
}

/// The marks of a cache directory.
public struct Marks {
  private let folder: BytePath
  private static let ending = ".mark"

  /// Those in a folder, which may have to be made.
  public init(_ folder: BytePath) { self.folder = folder }

  private func path(_ name: [UInt8], _ root: BytePath, _ options: WalkOptions) -> BytePath {
    let text = name + [0] + options.key + [0] + root.bytes
    return folder.appending(Digest.of(text).hexadecimal.prefix(32) + Marks.ending)
  }

  /// What was found where a mark should be.
  public enum Lookup: Sendable {
    /// It.
    case found(Mark)
    /// Nothing.
    case none
    /// Something that is damaged.
    case damaged(BytePath)
    /// One that a newer version has made.
    case newer(BytePath)
  }

  /// A mark of a tree.
  public func mark(
    _ name: [UInt8], _ root: BytePath, _ options: WalkOptions
  ) throws(SystemError) -> Lookup {
    let path = path(name, root, options)
    let file: Descriptor
    do throws(SystemError) { file = try Descriptor.open(path, O_RDONLY | O_NOFOLLOW) } catch {
      if error.code == ENOENT { return .none }
      throw error
    }
    let head = try IO.readOnce(file.number, at: 0, limit: Mark.headBytesMax, path: path)
    if Mark.isNewer(head) { return .newer(path) }
    guard let start = Mark.treeStart(head), lseek(file.number, start, SEEK_SET) == start else {
      return .damaged(path)
    }
    let tree = try GrowingBytes.reading(file.number, limit: 1 << 40, path: path).frozen()
    guard let mark = Mark(head: head, tree: tree), mark.root == root, mark.name == name,
      mark.options == options.key
    else { return .damaged(path) }
    return .found(mark)
  }

  /// Keeps a mark in place of what had its name. One with a name is on the disk when this returns;
  /// that of the last question is what a power cut may cost: then everything has changed.
  public func keep(_ mark: Mark, _ options: WalkOptions) throws(SystemError) {
    try Directory.make(folder)
    let path = path(mark.name, mark.root, options)
    let isNew = (try? FileStatus.of(path: path, followLinks: false)) == nil
    let draft = try AtomicFile.Draft(path)
    do throws(SystemError) {
      try draft.write(mark.head)
      for piece in mark.pieces { try draft.write(piece) }
    } catch {
      draft.discard()
      throw error
    }
    try draft.commit(mark.name.isEmpty ? .none : .synced)
    if isNew, mark.name.isEmpty { forgetOrphans() }
  }

  /// Removes a mark. Returns whether there was one.
  public func remove(
    _ name: [UInt8], _ root: BytePath, _ options: WalkOptions
  ) throws(SystemError) -> Bool {
    do throws(SystemError) { try Directory.unlink(path(name, root, options)) } catch {
      if error.code == ENOENT { return false }
      throw error
    }
    return true
  }

  /// All marks that have a name, by tree and name.
  public func named() throws(SystemError) -> [Mark] {
    var marks: [Mark] = []
    for path in try paths() {
      if let mark = Marks.head(path), !mark.name.isEmpty { marks.append(mark) }
    }
    return marks.sorted {
      ($0.root.bytes + [0] + $0.name).lexicographicallyPrecedes($1.root.bytes + [0] + $1.name)
    }
  }

  /// Removes those of last questions about trees that are no more.
  private func forgetOrphans() {
    for path in (try? paths()) ?? [] {
      guard let mark = Marks.head(path), mark.name.isEmpty else { continue }
      do throws(SystemError) { _ = try FileStatus.of(path: mark.root) } catch {
        if error.code == ENOENT { try? Directory.unlink(path) }
      }
    }
  }

  private func paths() throws(SystemError) -> [BytePath] {
    do throws(SystemError) {
      return try Directory.names(in: folder).filter {
        $0.suffix(5) == Array(Marks.ending.utf8)[...]
      }
      .map { folder.appending($0) }
    } catch {
      if error.code == ENOENT { return [] }
      throw error
    }
  }

  /// A mark without its files; nil where it is none.
  private static func head(_ path: BytePath) -> Mark? {
    guard let file = try? Descriptor.open(path, O_RDONLY | O_NOFOLLOW),
      let bytes = try? IO.readOnce(file.number, at: 0, limit: Mark.headBytesMax)
    else { return nil }
    return Mark(head: bytes)
  }
}
