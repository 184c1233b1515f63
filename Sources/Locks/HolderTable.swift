import Glibc
import Platform

/// The records of those who hold one lock: ``HolderRecord`` after ``HolderRecord``.
///
/// For a lock by name it is the lock file itself; for somebody else's file it lies in the cache
/// directory, since that file's content is not ours. A record is added or changed only in one's
/// ``FencingTokens/Turn``; a holder ends its own before it gives up the lock.
///
/// A class, and its records read only when they are looked at: on the way into a free lock nobody
/// needs them, and the runtime would need longer for the first array of them than the lock does.
final class HolderTable {
  /// Where the records are.
  let path: BytePath
  /// The open file that they are in.
  let file: TableFile
  /// How many places there are.
  let count: Int
  private let bytes: [UInt8]

  /// More holders than this at once are held, but not shown.
  private static let countMax = 4096

  /// Reads the records in an open file. One that is being written at this moment may be read half
  /// old, half new: it is read again, until it is whole or stays as it is.
  init(_ file: TableFile, path: BytePath) throws(SystemError) {
    self.path = path
    self.file = file
    var bytes = try HolderTable.read(file.number, path)
    while HolderTable.hasTornRecord(bytes) {
      Events.pause(nanoseconds: 100_000)
      let again = try HolderTable.read(file.number, path)
      if again == bytes { break }
      bytes = again
    }
    self.bytes = bytes
    count = bytes.count / HolderRecord.size
  }

  private static func read(_ descriptor: Int32, _ path: BytePath) throws(SystemError) -> [UInt8] {
    let size = HolderRecord.size
    // Of a file that is not larger, one call gives all there is.
    let bytes = try IO.readOnce(descriptor, at: 0, limit: 2 * size, path: path)
    if bytes.count < 2 * size { return bytes }
    return bytes
      + (try IO.read(descriptor, at: 2 * size, limit: (countMax - 2) * size, path: path))
  }

  private static func hasTornRecord(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start + HolderRecord.size <= bytes.count {
      let slice = bytes[start..<(start + HolderRecord.size)]
      if HolderRecord.mayStandAlone(slice), HolderRecord.parse(slice) == nil { return true }
      start += HolderRecord.size
    }
    return false
  }

  private func slice(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index * HolderRecord.size)..<((index + 1) * HolderRecord.size)]
  }

  /// The records, with their places; a place without a valid record has none.
  var records: [(index: Int, record: HolderRecord)] {
    (0..<count).compactMap { index in
      HolderRecord.parse(slice(index)).map { (index, $0) }
    }
  }

  /// The records that keep a new holder out by themselves.
  func blockers(_ mode: FileLock.Mode, on host: Host, clock: Clock) -> [HolderRecord] {
    var blockers: [HolderRecord] = []
    for index in 0..<count where HolderRecord.mayStandAlone(slice(index)) {
      if let record = HolderRecord.parse(slice(index)), record.excludes(mode),
        !record.isOver(on: host, clock: clock)
      {
        blockers.append(record)
      }
    }
    return blockers
  }

  /// Reads the records of a locked file, and opens the file that they are in, which may be the
  /// locked file itself; nil where none are kept. Those of a file that is not ours are only for
  /// information, unless they are needed: where they cannot be kept, the lock does without.
  static func read(
    _ place: LockPlace, lockFile: Int32, slot: Int, isNeeded: Bool = false
  ) throws(SystemError) -> HolderTable? {
    let path = try place.recordFile(for: lockFile, slot: slot)
    if path.isEmpty { return nil }
    if place.isNamed { return try HolderTable(TableFile(lockFile), path: path) }
    if isNeeded { return try HolderTable(TableFile(opening: path), path: path) }
    guard let file = try? TableFile(opening: path) else { return nil }
    return try HolderTable(file, path: path)
  }

  /// The records of a locked file, read without making anything.
  static func records(
    _ place: LockPlace, lockFile: Int32, slot: Int
  ) throws(SystemError) -> [HolderRecord] {
    let path = try place.recordFile(for: lockFile, slot: slot)
    guard !path.isEmpty,
      let file = try? Descriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    else { return [] }
    return try HolderTable(TableFile(file.number), path: path).records.map { $0.record }
  }

  /// A free place for a record: one whose hold is over, or a new one at the end.
  func place(isFree: (HolderRecord) -> Bool) -> Int? {
    for index in 0..<count {
      guard let record = HolderRecord.parse(slice(index)) else { return index }
      if isFree(record) { return index }
    }
    return count < HolderTable.countMax ? count : nil
  }

  /// Writes a record at its place.
  func write(_ record: HolderRecord, at index: Int) throws(SystemError) {
    try IO.write(file.number, record.bytes, at: index * HolderRecord.size, path: path)
  }

  /// Marks a record as that of a hold that has ended.
  func end(_ record: HolderRecord, at index: Int) throws(SystemError) {
    var record = record
    record.ending = .ended
    try write(record, at: index)
  }
}

/// The open file that records are in: the lock file, which somebody else owns, or one of our own.
final class TableFile {
  let number: Int32
  private let isOwned: Bool

  init(_ lockFile: Int32) {
    number = lockFile
    isOwned = false
  }

  init(opening path: BytePath) throws(SystemError) {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
    do {
      number = try Descriptor.open(path, flags).release()
    } catch {
      if error.code != ENOENT { throw error }
      try Directory.make(path.parent)
      number = try Descriptor.open(path, flags).release()
    }
    isOwned = true
  }

  deinit { if isOwned { _ = Descriptor(owning: number) } }
}
