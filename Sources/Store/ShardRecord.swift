import Platform

/// What the entries of one shard add up to, and the change that is under way.
///
///      0   8  bytes: the lengths of the shard's files
///      8   8  how many entries
///     16   8  mark of the machine's run in which it was counted: the first 8 bytes of the boot id,
///             with the lowest bit set; another one means that it has to be counted again
///     24   1  intent: 0 none, 1 an entry is written or removed, 2 the whole shard is emptied
///     25   1  whether the entry was there
///     26  20  the entry's name
///     46   2  zeros
///     48   8  how long the entry's file was
///     56   8  checksum: XXH64 of the 56 bytes before
struct ShardRecord: Equatable {
  /// A change that is under way: until the record is written without it, the totals are those from
  /// before.
  enum Intent: Equatable {
    case entry(hash: [UInt8], previousBytes: Int64?)
    case emptying
  }

  static let size = 64

  var bytes: Int64 = 0
  var entries: Int64 = 0
  var intent: Intent?

  init() {}

  /// Reads a record; nil where it is spoilt, or has another mark than the one that is asked for.
  init?(_ all: [UInt8], at start: Int, mark: UInt64?) {
    guard all.count >= start + ShardRecord.size else { return nil }
    if let mark, all.littleEndian(at: start + 16) != mark { return nil }
    let sum = Checksum.ofBlock(all, start..<(start + 56))
    guard sum == all.littleEndian(at: start + 56) else { return nil }
    bytes = Int64(bitPattern: all.littleEndian(at: start))
    entries = Int64(bitPattern: all.littleEndian(at: start + 8))
    switch all[start + 24] {
    case 0: intent = nil
    case 1:
      intent = .entry(
        hash: Array(all[(start + 26)..<(start + 46)]),
        previousBytes: all[start + 25] == 0
          ? nil : Int64(bitPattern: all.littleEndian(at: start + 48)))
    default: intent = .emptying
    }
  }

  /// Whether a record is whole, was counted in this run of the machine, and has no change under way.
  static func isSettled(_ record: RawSpan, mark: UInt64) -> Bool {
    word(record, 16) == mark && word(record, 24) & 0xff == 0
      && Checksum.ofBlock(record.extracting(first: 56)) == word(record, 56)
  }

  /// What a record says that the shard's files take.
  static func bytes(_ record: RawSpan) -> Int64 { Int64(bitPattern: word(record, 0)) }

  /// What a record says of how many entries there are.
  static func entries(_ record: RawSpan) -> Int64 { Int64(bitPattern: word(record, 8)) }

  private static func word(_ record: RawSpan, _ offset: Int) -> UInt64 {
    // In bounds: the load checks it. Any 8 bytes are a number.
    UInt64(littleEndian: record.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  func bytes(mark: UInt64) -> [UInt8] {
    var record: [UInt8] = []
    record.reserveCapacity(ShardRecord.size)
    record.append(littleEndian: UInt64(bitPattern: bytes))
    record.append(littleEndian: UInt64(bitPattern: entries))
    record.append(littleEndian: mark)
    switch intent {
    case nil: record += repeatElement(0, count: 32)
    case .emptying:
      record.append(2)
      record += repeatElement(0, count: 31)
    case .entry(let hash, let previous):
      record += [1, previous == nil ? 0 : 1]
      record += hash
      record += [0, 0]
      record.append(littleEndian: UInt64(bitPattern: previous ?? 0))
    }
    record.append(littleEndian: Checksum.ofBlock(record))
    return record
  }
}
