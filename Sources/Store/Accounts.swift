import Glibc
import Platform

/// What the entries add up to: a record for each shard of each namespace, exact after any crash.
///
/// Entries belong to one of 64 shards by the first byte of their name, so that writers do not queue
/// behind one lock. A change first notes its intent in the shard's record, then changes the entry,
/// then sets the totals. The lock of a shard is gone with its holder: whoever takes it and finds an
/// intent settles it by one look at the entry.
///
/// The file, `accounts`, numbers with the lowest byte first:
///
///        0  4096  header: PCAC, version (2 bytes): 1, zeros, the file's number (8 bytes, random)
///                 at 48, checksum of the 56 bytes before (8 bytes: XXH64) at 56, zeros
///     4096  6144  the first namespace, then the second, and so on:
///                 0   1  1: in use
///                 1   1  length of the name
///                 8 240  the name, filled with zeros
///               504   8  checksum of the 504 bytes before
///               512 1536  12 cells of counters, 128 bytes each (Counters.swift)
///              2048 4096  64 records of shards, 64 bytes each (ShardRecord.swift)
///
/// Locks are on bytes of this file: byte 0 for the table of namespaces, the first byte of a record
/// or of a cell for that alone. The file is never replaced. One that is spoilt is emptied in its place.
final class Accounts {
  static let shardCount = 64
  static let headerCount = 4096
  static let spaceCount = 6144
  static let cellsOffset = 512
  static let recordsOffset = 2048
  /// Longer files are not of our making.
  private static let countMax = 512 << 20
  private static let name: BytePath = "accounts"
  private static let magic: [UInt8] = Array("PCAC".utf8) + [1, 0]

  let file: Descriptor
  let path: BytePath
  /// What this run of the machine is called; a record of another run is counted again.
  let mark: UInt64
  /// The file's bytes when they were last read.
  private(set) var bytes: [UInt8] = []
  /// Whether the lock on everything is ours.
  private var isMending = false

  /// Opens the accounts in the cache directory, and makes or mends them where that is needed: `adopt`
  /// enters the namespaces that there are.
  init(
    _ root: borrowing OpenFolder, adopting adopt: (Accounts) throws(SystemError) -> Void
  ) throws(StoreError) {
    var count = 0
    file = try Accounts.open(root, &count)
    path = root.path.appending(Accounts.name.bytes)
    mark = Environment.bootID.littleEndian(at: 0) | 1
    do throws(SystemError) {
      try reload(expecting: count)
      if !isHeaderWhole { try mend(adopt) }
    } catch {
      throw .system(error)
    }
  }

  /// The file; and how long it is.
  private static func open(
    _ root: borrowing OpenFolder, _ count: inout Int
  ) throws(StoreError) -> Descriptor {
    let path = root.path.appending(name.bytes)
    do throws(SystemError) {
      let file = try root.open(name, O_RDWR | O_CREAT | O_NONBLOCK)
      let status = try FileStatus.of(file.number, path: path)
      if status.kind == .file, status.owner == Environment.user {
        count = Int(clamping: min(status.signature.size, Int64(countMax)))
        return file
      }
      throw SystemError(EPERM, "use", path)
    } catch {
      if error.code == EROFS { throw .readOnly(root.path) }
      throw .system(error)
    }
  }

  /// Reads the whole file: some microseconds for each namespace. It is as long as is expected, or as
  /// it was the last time, unless there is another namespace.
  func reload(expecting count: Int? = nil) throws(SystemError) {
    var limit =
      count.map { $0 + 1 } ?? max(Accounts.offset(ofSpace: 2), bytes.count + Accounts.spaceCount)
    while true {
      bytes = try IO.readOnce(file.number, at: 0, limit: limit, path: path)
      if bytes.count < limit || limit > Accounts.countMax { return }
      limit *= 2
    }
  }

  private var isHeaderWhole: Bool {
    bytes.count >= Accounts.headerCount && bytes[0..<6] == Accounts.magic[...]
      && bytes.littleEndian(at: 56) == Checksum.ofBlock(bytes, 0..<56)
  }

  /// Empties a file that is new or spoilt, when nobody else is at work on it, and counts all anew. The
  /// header comes last: until it is there, the next one begins again.
  private func mend(
    _ adopt: (Accounts) throws(SystemError) -> Void
  ) throws(SystemError) {
    try take(at: 0, count: 0)
    defer { RangeLock.unlock(file.number, at: 0, count: 0) }
    try reload()
    if isHeaderWhole { return }
    try IO.truncate(file.number, to: 0, path: path)
    try reload()
    isMending = true
    defer { isMending = false }
    try adopt(self)
    var header = Accounts.magic + [UInt8](repeating: 0, count: 42)
    header.append(littleEndian: UInt64.random(in: 1 ... .max))
    header.append(littleEndian: Checksum.ofBlock(header))
    header += repeatElement(0, count: Accounts.headerCount - header.count)
    try IO.write(file.number, header, at: 0, path: path)
    try reload()
  }

  /// Takes the lock on some bytes, waiting for whoever has it; `count` 0 means all from there on.
  func take(at offset: Int, count: Int = 1) throws(SystemError) {
    switch try RangeLock.wait(file.number, .exclusive, at: offset, count: count) {
    case .granted: return
    case .busy, .interrupted, .unsupported: throw SystemError(ENOLCK, "lock", path)
    }
  }

  // MARK: Namespaces

  /// How many namespaces there is room for in the bytes that were read.
  var spaceRoom: Int { max(0, bytes.count - Accounts.headerCount) / Accounts.spaceCount }

  static func offset(ofSpace index: Int) -> Int { headerCount + index * spaceCount }

  /// The name of a namespace; nil where its place is free, or spoilt.
  func space(_ index: Int) -> SpaceName? {
    let start = Accounts.offset(ofSpace: index)
    guard bytes[start] == 1, isNameWhole(at: start) else { return nil }
    let count = Int(bytes[start + 1])
    return SpaceName(Array(bytes[(start + 8)..<(start + 8 + count)]))
  }

  private func isNameWhole(at start: Int) -> Bool {
    bytes.littleEndian(at: start + 504) == Checksum.ofBlock(bytes, start..<(start + 504))
  }

  /// Whether the place of a namespace is spoilt, or cut: whose it was, is not known.
  var isAnySpaceSpoilt: Bool {
    (0..<spaceRoom).contains { space($0) == nil }
      || max(0, bytes.count - Accounts.headerCount) % Accounts.spaceCount != 0
  }

  /// The namespaces, each with its number.
  var spaces: [(index: Int, name: SpaceName)] {
    (0..<spaceRoom).compactMap { index in space(index).map { (index, $0) } }
  }

  /// The number of a namespace; nil where it was never written to.
  func index(of name: SpaceName) -> Int? {
    (0..<spaceRoom).first { index in
      let start = Accounts.offset(ofSpace: index)
      return bytes[start] == 1 && Int(bytes[start + 1]) == name.bytes.count
        && bytes[(start + 8)..<(start + 8 + name.bytes.count)] == name.bytes[...]
        && isNameWhole(at: start)
    }
  }

  /// The number of a namespace, which is given one where it has none; its shards are counted then.
  func makeIndex(
    of name: SpaceName, counting count: (Int) -> ShardRecord
  ) throws(SystemError) -> Int {
    if let index = index(of: name) { return index }
    if !isMending { try take(at: 0) }
    defer { if !isMending { RangeLock.unlock(file.number, at: 0) } }
    try reload()
    if let index = index(of: name) { return index }
    let index = (0..<spaceRoom).first { space($0) == nil } ?? spaceRoom
    var block: [UInt8] = [1, UInt8(name.bytes.count), 0, 0, 0, 0, 0, 0]
    block += name.bytes
    block += repeatElement(0, count: 504 - block.count)
    block.append(littleEndian: Checksum.ofBlock(block))
    block += repeatElement(0, count: Accounts.recordsOffset - block.count)
    // Nobody else changes them: who wants to needs the number first.
    for shard in 0..<Accounts.shardCount { block += count(shard).bytes(mark: mark) }
    try IO.write(file.number, block, at: Accounts.offset(ofSpace: index), path: path)
    try reload()
    return index
  }

  // MARK: Records

  static func offset(ofSpace index: Int, shard: Int) -> Int {
    offset(ofSpace: index) + recordsOffset + shard * ShardRecord.size
  }

  /// A record as it was when the file was last read; nil where it is spoilt, or of another run of
  /// the machine.
  func record(_ index: Int, _ shard: Int) -> ShardRecord? {
    let start = Accounts.offset(ofSpace: index, shard: shard)
    return ShardRecord(bytes, at: start, mark: mark)
  }

  /// A record as it is now.
  func readRecord(_ index: Int, _ shard: Int) throws(SystemError) -> ShardRecord? {
    let start = Accounts.offset(ofSpace: index, shard: shard)
    let bytes = try IO.readOnce(file.number, at: start, limit: ShardRecord.size, path: path)
    return ShardRecord(bytes, at: 0, mark: mark)
  }

  func write(_ record: ShardRecord, _ index: Int, _ shard: Int) throws(SystemError) {
    try IO.write(
      file.number, record.bytes(mark: mark), at: Accounts.offset(ofSpace: index, shard: shard),
      path: path)
  }

  /// What all records add up to, in one pass; nil where one of them has to be counted or settled
  /// first, as seldom one has.
  func settledTotal(of space: Int? = nil) -> StoreTotal? {
    if (bytes.count - Accounts.headerCount) % Accounts.spaceCount != 0 { return nil }
    var total = StoreTotal()
    let bytes = bytes
    for index in 0..<spaceRoom {
      let start = Accounts.offset(ofSpace: index)
      guard bytes[start] == 1, isNameWhole(at: start) else { return nil }
      let records = bytes.span.bytes.extracting(
        (start + Accounts.recordsOffset)..<(start + Accounts.spaceCount))
      var offset = 0
      while offset < records.byteCount {
        let record = records.extracting(offset..<(offset + ShardRecord.size))
        guard ShardRecord.isSettled(record, mark: mark) else { return nil }
        offset += ShardRecord.size
        if space != nil, space != index { continue }
        total.bytes += ShardRecord.bytes(record)
        total.entries += ShardRecord.entries(record)
      }
    }
    return total
  }

  /// What all records add up to, as the file was last read. A shard that was not counted in this
  /// run of the machine is taken as it was left.
  func total(of space: Int? = nil) -> StoreTotal {
    var total = StoreTotal()
    let bytes = bytes
    for index in 0..<spaceRoom where space == nil || space == index {
      guard self.space(index) != nil else { continue }
      var start = Accounts.offset(ofSpace: index, shard: 0)
      let end = start + Accounts.shardCount * ShardRecord.size
      while start < end {
        defer { start += ShardRecord.size }
        // Most records of a small cache are empty, and need no check.
        if bytes.littleEndian(at: start + 8) == 0 { continue }
        guard let record = ShardRecord(bytes, at: start, mark: nil) else { continue }
        total.bytes += record.bytes
        total.entries += record.entries
      }
    }
    return total
  }
}

/// How much there is.
public struct StoreTotal: Equatable, Sendable {
  /// The lengths of the entries' files.
  public var bytes: Int64 = 0
  /// How many entries there are.
  public var entries: Int64 = 0

  /// Nothing.
  public init() {}
}
