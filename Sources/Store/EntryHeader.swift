import Platform

/// What stands at the beginning of each entry's file.
///
/// An entry is one file, and can be read without any index:
///
///     128 bytes        the header, below
///     key              as many bytes as the header says
///     meta             tags and dependencies (EntryMeta.swift), as many bytes as the header says
///     zeros            up to a multiple of 64
///     payload          as it was put, or compressed as one zstd frame
///     checksums        8 bytes for each block of 65,536 bytes of the stored payload: XXH64
///
/// The header, numbers with the lowest byte first:
///
///      0   4  PCEN
///      4   2  version: 1
///      6   1  kind: 1 a value, 2 what a command printed (Memo.swift)
///      7   1  flags: 1 negative, 2 compressed, 4 depends on files of this machine
///      8   8  created, in nanoseconds since 1970
///     16   8  expires, in nanoseconds since 1970; 0: never
///     24   8  cost: how many nanoseconds it took to make
///     32   4  length of the key
///     36   4  length of the meta
///     40   8  length of the payload as it was put
///     48   8  length of the payload as it is stored
///     56  64  zeros
///    120   8  checksum: that (XXH64) of bytes 0 to 119, times 31, plus that of bytes 128 up to the
///             payload
///
/// Nothing in it is ever written in place. What changes while it lies there is in the file's time
/// stamps (EntryStamps.swift).
struct EntryHeader: Equatable {
  /// What the payload is.
  enum Kind: UInt8 { case value = 1, memo = 2 }

  static let size = 128
  static let magic: [UInt8] = Array("PCEN".utf8)
  static let version: UInt64 = 1
  static let blockBytes = 65536
  private static let checksumOffset = 120

  var kind = Kind.value
  var isNegative = false
  var isCompressed = false
  /// Whether it depends on files of this machine, so that it means nothing elsewhere.
  var isLocal = false
  var created = Instant(nanoseconds: 0)
  /// When it ceases to be valid; 0 where it never does.
  var expires = Instant(nanoseconds: 0)
  var costNanoseconds: Int64 = 0
  var keyCount = 0
  var metaCount = 0
  var payloadCount: Int64 = 0
  var storedCount: Int64 = 0

  /// Where the payload begins.
  var payloadOffset: Int { (EntryHeader.size + keyCount + metaCount + 63) / 64 * 64 }
  /// How many blocks the stored payload has.
  var blockCount: Int64 {
    (storedCount + Int64(EntryHeader.blockBytes) - 1) / Int64(EntryHeader.blockBytes)
  }
  /// Where the checksums begin.
  var checksumsOffset: Int64 { Int64(payloadOffset) + storedCount }
  /// How long the file is.
  var fileCount: Int64 { checksumsOffset + 8 * blockCount }

  /// The header's bytes, checksummed together with what lies between it and the payload.
  func bytes(followedBy rest: RawSpan) -> [UInt8] {
    var bytes = EntryHeader.magic
    bytes.reserveCapacity(EntryHeader.size)
    bytes.append(littleEndian: EntryHeader.version, count: 2)
    bytes.append(kind.rawValue)
    bytes.append((isNegative ? 1 : 0) | (isCompressed ? 2 : 0) | (isLocal ? 4 : 0))
    bytes.append(littleEndian: UInt64(bitPattern: created.nanoseconds))
    bytes.append(littleEndian: UInt64(bitPattern: expires.nanoseconds))
    bytes.append(littleEndian: UInt64(bitPattern: costNanoseconds))
    bytes.append(littleEndian: UInt64(keyCount), count: 4)
    bytes.append(littleEndian: UInt64(metaCount), count: 4)
    bytes.append(littleEndian: UInt64(payloadCount))
    bytes.append(littleEndian: UInt64(storedCount))
    bytes += repeatElement(0, count: EntryHeader.checksumOffset - bytes.count)
    bytes.append(littleEndian: EntryHeader.checksum(bytes.span.bytes, rest))
    assert(bytes.count == EntryHeader.size)
    return bytes
  }

  private static func checksum(_ header: RawSpan, _ rest: RawSpan) -> UInt64 {
    Checksum.ofBlock(header) &* 31 &+ Checksum.ofBlock(rest)
  }

  /// Reads the lengths that a header claims, before what follows is there to be checked; nil where
  /// it is none. `fileCount` is how long the file is.
  static func claimed(_ bytes: [UInt8], fileCount: Int64) -> EntryHeader? {
    guard bytes.count >= size, bytes[0..<4] == magic[...],
      bytes.littleEndian(at: 4, count: 2) == version, let kind = Kind(rawValue: bytes[6]),
      bytes[7] < 8
    else { return nil }
    var header = EntryHeader()
    header.kind = kind
    header.isNegative = bytes[7] & 1 != 0
    header.isCompressed = bytes[7] & 2 != 0
    header.isLocal = bytes[7] & 4 != 0
    func signed(_ offset: Int) -> Int64 { Int64(bitPattern: bytes.littleEndian(at: offset)) }
    header.created = Instant(nanoseconds: signed(8))
    header.expires = Instant(nanoseconds: signed(16))
    header.costNanoseconds = signed(24)
    header.keyCount = Int(bytes.littleEndian(at: 32, count: 4))
    header.metaCount = Int(bytes.littleEndian(at: 36, count: 4))
    header.payloadCount = signed(40)
    header.storedCount = signed(48)
    // Each length is below the file's, so that no sum of them overflows.
    guard header.keyCount <= fileCount, header.metaCount <= fileCount,
      (0...fileCount).contains(header.storedCount), header.payloadCount >= 0,
      header.isCompressed || header.payloadCount == header.storedCount,
      header.fileCount == fileCount
    else { return nil }
    return header
  }

  /// Whether the bytes from the file's beginning up to the payload are what was written.
  func isWhole(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= payloadOffset else { return false }
    let span = bytes.span.bytes
    let sum = EntryHeader.checksum(
      span.extracting(first: EntryHeader.checksumOffset),
      span.extracting(EntryHeader.size..<payloadOffset))
    return sum == bytes.littleEndian(at: EntryHeader.checksumOffset)
  }
}
