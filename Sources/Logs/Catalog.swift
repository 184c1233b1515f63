import Platform
import Store

/// What is kept of a log: what its file was like when it was read, and where its parts lie.
struct FileRecord {
  /// A part in a pack, 40 bytes: the pack's number (8), where its columns begin (8), how many bytes they
  /// are (8), where its head begins (8), how many bytes that is (4), zeros (4).
  struct PartPlace {
    static let byteCount = 40

    var pack: UInt64
    var columns: UInt64
    var columnBytes: UInt64
    var head: UInt64
    var headBytes: UInt32

    var bytes: UInt64 { columnBytes + UInt64(headBytes) }
  }

  var signature: FileSignature
  /// When the content was seen.
  var seen: Instant
  /// Where the last complete line ends that is in the parts.
  var end: Int64 = 0
  /// Whether it is known that nothing follows there. Of a compressed log only its expanded content tells.
  var isWhole = false
  /// How its bytes are kept; nil where a version before did not note it.
  var form: LogFile.Form?
  /// Checksums of what the log begins with, and of what lies before `end`.
  var headHash: UInt64 = 0
  var tailHash: UInt64 = 0
  /// The lines that the parts were made of, and how many of them were malformed.
  var lines: Int64 = 0
  var malformed: Int64 = 0
  var rows: Int64 = 0
  /// In seconds since 1970.
  var used: UInt32 = 0
  var path: [UInt8]
  var parts: [PartPlace] = []
}

/// The list of all logs that are indexed, one entry of the store, in order of device and inode:
///
///      0   4  PCLC                    4   4  version: 1
///      8   8  files
///     16      the files, 128 bytes each: device, inode, size, modified, changed, seen, end, head's and
///             tail's checksum, lines, malformed lines, rows (8 each), used (4), parts (4), where their
///             places begin (8), where the path begins (8), how long it is (4), 1 where nothing follows `end` (1), 1 where it is plain, 2 gzip, 3
///             zstd (1), zeros (2)
///             the places of parts, 40 bytes each, and the paths
///
/// The lowest byte comes first.
struct Catalog {
  private static let magic: [UInt8] = Array("PCLC".utf8) + [1, 0, 0, 0]
  private static let headerBytes = 16
  private static let recordBytes = 128

  private let bytes: [UInt8]
  /// How many files it lists.
  let count: Int

  /// None.
  init() {
    bytes = []
    count = 0
  }

  /// What is kept; nil where it is not whole.
  init?(_ kept: FrozenBytes) {
    let bytes = kept.copy(0..<kept.count)
    guard !kept.isDamaged, bytes.count >= Catalog.headerBytes, bytes[0..<8] == Catalog.magic[...]
    else { return nil }
    count = Int(bytes.littleEndian(at: 8))
    guard bytes.count >= Catalog.headerBytes + count * Catalog.recordBytes else { return nil }
    self.bytes = bytes
  }

  /// What is kept of a file.
  func find(_ device: UInt64, _ inode: UInt64) -> FileRecord? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let at = Catalog.headerBytes + middle * Catalog.recordBytes
      let (first, second) = (bytes.littleEndian(at: at), bytes.littleEndian(at: at + 8))
      if first == device, second == inode { return record(middle) }
      if (first, second) < (device, inode) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// What is kept of a file, by its place in the list.
  func record(_ index: Int) -> FileRecord? {
    let at = Catalog.headerBytes + index * Catalog.recordBytes
    func number(_ field: Int) -> Int64 {
      Int64(bitPattern: bytes.littleEndian(at: at + 8 * field))
    }
    let partCount = Int(bytes.littleEndian(at: at + 100, count: 4))
    let (parts, path) = (Int(number(13)), Int(number(14)))
    let pathCount = Int(bytes.littleEndian(at: at + 120, count: 4))
    guard parts >= 0, path >= 0, parts + partCount * FileRecord.PartPlace.byteCount <= bytes.count,
      path + pathCount <= bytes.count
    else { return nil }
    var record = FileRecord(
      signature: FileSignature(
        device: UInt64(bitPattern: number(0)), inode: UInt64(bitPattern: number(1)),
        size: number(2), modifiedNanoseconds: number(3), changedNanoseconds: number(4)),
      seen: Instant(nanoseconds: number(5)), path: Array(bytes[path..<(path + pathCount)]))
    record.end = number(6)
    record.headHash = UInt64(bitPattern: number(7))
    record.tailHash = UInt64(bitPattern: number(8))
    record.lines = number(9)
    record.malformed = number(10)
    record.rows = number(11)
    record.used = UInt32(bytes.littleEndian(at: at + 96, count: 4))
    record.isWhole = bytes[at + 124] == 1
    record.form = LogFile.Form(rawValue: bytes[at + 125])
    for index in 0..<partCount {
      let at = parts + index * FileRecord.PartPlace.byteCount
      record.parts.append(
        FileRecord.PartPlace(
          pack: bytes.littleEndian(at: at), columns: bytes.littleEndian(at: at + 8),
          columnBytes: bytes.littleEndian(at: at + 16), head: bytes.littleEndian(at: at + 24),
          headBytes: UInt32(bytes.littleEndian(at: at + 32, count: 4))))
    }
    return record
  }

  /// All that is kept.
  var records: [FileRecord] { (0..<count).compactMap(record) }

  /// A list as it is kept.
  static func bytes(_ records: [FileRecord]) -> [UInt8] {
    let sorted = records.sorted {
      ($0.signature.device, $0.signature.inode) < ($1.signature.device, $1.signature.inode)
    }
    var bytes = magic
    bytes.append(littleEndian: UInt64(sorted.count))
    var parts = headerBytes + sorted.count * recordBytes
    var paths =
      parts + sorted.reduce(0) { $0 + $1.parts.count } * FileRecord.PartPlace.byteCount
    for record in sorted {
      bytes.append(littleEndian: record.signature.device)
      bytes.append(littleEndian: record.signature.inode)
      for number in [
        record.signature.size, record.signature.modifiedNanoseconds,
        record.signature.changedNanoseconds, record.seen.nanoseconds, record.end,
        Int64(bitPattern: record.headHash), Int64(bitPattern: record.tailHash), record.lines,
        record.malformed, record.rows,
      ] {
        bytes.append(littleEndian: UInt64(bitPattern: number))
      }
      bytes.append(littleEndian: UInt64(record.used), count: 4)
      bytes.append(littleEndian: UInt64(record.parts.count), count: 4)
      bytes.append(littleEndian: UInt64(parts))
      bytes.append(littleEndian: UInt64(paths))
      bytes.append(littleEndian: UInt64(record.path.count), count: 4)
      bytes += [record.isWhole ? 1 : 0, record.form?.rawValue ?? 0, 0, 0]
      parts += record.parts.count * FileRecord.PartPlace.byteCount
      paths += record.path.count
    }
    for record in sorted {
      for part in record.parts {
        bytes.append(littleEndian: part.pack)
        bytes.append(littleEndian: part.columns)
        bytes.append(littleEndian: part.columnBytes)
        bytes.append(littleEndian: part.head)
        bytes.append(littleEndian: UInt64(part.headBytes), count: 8)
      }
    }
    for record in sorted { bytes += record.path }
    return bytes
  }
}
