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

  init(_ all: [UInt8], at start: Int) {
    offset = all.littleEndian(at: start)
    bytes = UInt32(all.littleEndian(at: start + 8, count: 4))
    rows = UInt32(all.littleEndian(at: start + 12, count: 4))
    logStart = Int64(bitPattern: all.littleEndian(at: start + 16))
    logEnd = Int64(bitPattern: all.littleEndian(at: start + 24))
    earliest = Int64(bitPattern: all.littleEndian(at: start + 32))
    latest = Int64(bitPattern: all.littleEndian(at: start + 40))
    levels = all.littleEndian(at: start + 48)
    events = all.littleEndian(at: start + 56)
    workers = all.littleEndian(at: start + 64)
    signatureOffset = all.littleEndian(at: start + 72)
    signatureBytes = UInt32(all.littleEndian(at: start + 80, count: 4))
    isAscending = all[start + 84] != 0
    timeBefore = Int64(bitPattern: all.littleEndian(at: start + 88))
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
