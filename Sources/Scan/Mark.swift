import Digests
import Glibc
import Platform

/// A state of a tree to compare with: that of the last question for changes, or one that was given a
/// name. It cannot be made again, and so lies in `state/`:
///
///        0   4  PCSK
///        4   2  version: 1
///        6   2  zeros
///        8   8  checksum of all that follows (XXH64)
///       16   8  when it was made, in nanoseconds since 1970
///       24   8  when the manifest was begun that knows the same of every file; 0: none does
///       32   2  length of the name     34  2  length of the options     36  4  length of the path
///       40   .  the name, empty for that of the last question; the options of the walk; the path
///        .   .  the files (FileRecords)
///
/// Numbers have the lowest byte first.
public struct Mark: Sendable {
  private static let magic: [UInt8] = Array("PCSK".utf8) + [1, 0, 0, 0]
  private static let headerBytes = 40
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
  let files: [UInt8]

  init(
    name: [UInt8], root: BytePath, options: [UInt8], made: Instant, manifest: Int64,
    files: [UInt8]
  ) {
    self.manifest = manifest
    self.name = name
    self.root = root
    self.options = options
    self.made = made
    self.files = files
  }

  /// Reads a mark; nil where it is none, or damaged.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Mark.headerBytes,
      bytes.littleEndian(at: 8) == Checksum.ofBlock(bytes, Mark.checkedStart..<bytes.count)
    else { return nil }
    self.init(head: bytes)
  }

  /// As much of a mark as says which one it is.
  static let headBytesMax = 64 * 1024

  /// Reads a mark from its first bytes, without looking whether all of it is whole.
  init?(head bytes: [UInt8]) {
    guard bytes.count >= Mark.headerBytes, bytes[0..<8] == Mark.magic[...] else { return nil }
    made = Instant(nanoseconds: Int64(bitPattern: bytes.littleEndian(at: 16)))
    manifest = Int64(bitPattern: bytes.littleEndian(at: 24))
    let nameEnd = Mark.headerBytes + Int(bytes.littleEndian(at: 32, count: 2))
    let optionsEnd = nameEnd + Int(bytes.littleEndian(at: 34, count: 2))
    let pathEnd = optionsEnd + Int(bytes.littleEndian(at: 36, count: 4))
    guard pathEnd <= bytes.count else { return nil }
    name = Array(bytes[Mark.headerBytes..<nameEnd])
    options = Array(bytes[nameEnd..<optionsEnd])
    root = BytePath(bytes: bytes[optionsEnd..<pathEnd])
    files = Array(bytes[pathEnd...])
  }

  /// What is written.
  var bytes: [UInt8] {
    var rest: [UInt8] = []
    rest.reserveCapacity(files.count + 4096)
    rest.append(littleEndian: UInt64(bitPattern: made.nanoseconds))
    rest.append(littleEndian: UInt64(bitPattern: manifest))
    rest.append(littleEndian: UInt64(name.count), count: 2)
    rest.append(littleEndian: UInt64(options.count), count: 2)
    rest.append(littleEndian: UInt64(root.bytes.count), count: 4)
    rest += name + options + root.bytes
    rest += files
    var bytes = Mark.magic
    bytes.append(littleEndian: Checksum.ofBlock(rest))
    return bytes + rest
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

  /// A mark of a tree; nil where there is none, or none that can be used.
  public func mark(
    _ name: [UInt8], _ root: BytePath, _ options: WalkOptions
  ) throws(SystemError) -> Mark? {
    let path = path(name, root, options)
    let file: Descriptor
    do throws(SystemError) { file = try Descriptor.open(path, O_RDONLY | O_NOFOLLOW) } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    let bytes = try GrowingBytes.reading(file.number, limit: 1 << 40, path: path)
    let mark = Mark(bytes.withBytes { $0.withUnsafeBytes { Array($0) } })
    return mark?.root == root && mark?.name == name && mark?.options == options.key ? mark : nil
  }

  /// Keeps a mark in place of what had its name. One with a name is on the disk when this returns;
  /// that of the last question is what a power cut may cost: then everything has changed.
  public func keep(_ mark: Mark, _ options: WalkOptions) throws(SystemError) {
    try Directory.make(folder)
    let path = path(mark.name, mark.root, options)
    let isNew = (try? FileStatus.of(path: path, followLinks: false)) == nil
    try AtomicFile.replace(
      path, with: mark.bytes, durability: mark.name.isEmpty ? .none : .synced)
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
      let bytes = try? IO.read(file.number, at: 0, limit: Mark.headBytesMax)
    else { return nil }
    return Mark(head: bytes)
  }
}
