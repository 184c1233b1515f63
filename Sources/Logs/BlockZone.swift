import Platform

/// What is known of a block of rows without looking at them, 96 bytes:
///
///     0  8  where its columns lie in the pack     8  4  how many bytes they are
///    12  4  rows                                 16  8  where its first line begins in the log
///    24  8  where its last line ends             32  8  the earliest time
///    40  8  the latest                           48  8  levels: a bit for each number, modulo 64
///    56  8  events                               64  8  workers
///    72  8  where its signature lies             80  4  how many bytes that is
///    84  4  1 where the times do not descend     88  8  the time of the row before, which rows without one take
struct BlockZone {
  static let byteCount = 96

  var offset: UInt64 = 0
  var bytes: UInt32 = 0
  var rows: UInt32 = 0
  var logStart: Int64 = 0
  var logEnd: Int64 = 0
  var earliest: Int64 = 0
  var latest: Int64 = 0
  var levels: UInt64 = 0
  var events: UInt64 = 0
  var workers: UInt64 = 0
  var signatureOffset: UInt64 = 0
  var signatureBytes: UInt32 = 0
  var isAscending = true
  var timeBefore = LogTime.none

  init() {}

  /// What so many bytes say.
  init(_ bytes: RawSpan) {
    func moment(_ at: Int) -> Int64 { Int64(bitPattern: bytes.number(at: at)) }
    offset = bytes.number(at: 0)
    self.bytes = bytes.word(at: 8)
    rows = bytes.word(at: 12)
    logStart = moment(16)
    logEnd = moment(24)
    earliest = moment(32)
    latest = moment(40)
    levels = bytes.number(at: 48)
    events = bytes.number(at: 56)
    workers = bytes.number(at: 64)
    signatureOffset = bytes.number(at: 72)
    signatureBytes = bytes.word(at: 80)
    isAscending = bytes.word(at: 84) != 0
    timeBefore = moment(88)
  }

  func append(to all: inout [UInt8]) {
    all.append(littleEndian: offset)
    all.append(littleEndian: UInt64(bytes), count: 4)
    all.append(littleEndian: UInt64(rows), count: 4)
    all.append(littleEndian: UInt64(bitPattern: logStart))
    all.append(littleEndian: UInt64(bitPattern: logEnd))
    all.append(littleEndian: UInt64(bitPattern: earliest))
    all.append(littleEndian: UInt64(bitPattern: latest))
    all.append(littleEndian: levels)
    all.append(littleEndian: events)
    all.append(littleEndian: workers)
    all.append(littleEndian: signatureOffset)
    all.append(littleEndian: UInt64(signatureBytes), count: 4)
    all.append(littleEndian: isAscending ? 1 : 0, count: 4)
    all.append(littleEndian: UInt64(bitPattern: timeBefore))
  }
}

/// What is known of the blocks of a part, each read where somebody asks.
struct BlockZones: RandomAccessCollection {
  let head: FrozenBytes
  /// Where they begin.
  let start: Int
  let count: Int

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> BlockZone {
    let first = start + index * BlockZone.byteCount
    return head.withBytes(first..<first + BlockZone.byteCount) { bytes in
      // They were there when the part was opened; of a file that has shrunk since, nothing is.
      bytes.byteCount == BlockZone.byteCount ? BlockZone(bytes) : BlockZone()
    }
  }

  /// Lends all of them, with their numbers.
  func read(_ body: (_ index: Int, _ zone: BlockZone) -> Void) {
    head.withBytes(start..<start + count * BlockZone.byteCount) { bytes in
      for index in 0..<bytes.byteCount / BlockZone.byteCount {
        let first = index * BlockZone.byteCount
        body(index, BlockZone(bytes.extracting(first..<first + BlockZone.byteCount)))
      }
    }
  }
}
