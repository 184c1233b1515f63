import Platform
import Testing

@testable import Store

@Suite("An entry's header")
struct EntryHeaderTests {
  static let header: EntryHeader = {
    var header = EntryHeader()
    header.kind = .memo
    header.isNegative = true
    header.isCompressed = true
    header.isLocal = true
    header.created = Instant(nanoseconds: 1_700_000_000_123_456_789)
    header.expires = Instant(nanoseconds: 1_700_000_060_123_456_789)
    header.costNanoseconds = 0x0102_0304_0506
    header.keyCount = 3
    header.metaCount = 10
    header.payloadCount = 1_000_000
    header.storedCount = 70000
    return header
  }()
  /// The key, the meta, and zeros up to a multiple of 64.
  static let rest: [UInt8] = Array("key0123456789".utf8) + [UInt8](repeating: 0, count: 51)

  @Test("is read as it was written, from the bytes that its drawing shows")
  func roundTrip() throws {
    let header = EntryHeaderTests.header
    let bytes = header.bytes(followedBy: EntryHeaderTests.rest.span.bytes)
    #expect(bytes.count == 128)
    #expect(bytes[..<8] == [0x50, 0x43, 0x45, 0x4E, 1, 0, 2, 7])
    #expect(bytes.littleEndian(at: 8) == 1_700_000_000_123_456_789)
    #expect(bytes.littleEndian(at: 16) == 1_700_000_060_123_456_789)
    #expect(bytes.littleEndian(at: 24) == 0x0102_0304_0506)
    #expect(bytes[32..<40] == [3, 0, 0, 0, 10, 0, 0, 0])
    #expect(bytes.littleEndian(at: 40) == 1_000_000)
    #expect(bytes.littleEndian(at: 48) == 70000)
    #expect(bytes[56..<120].allSatisfy { $0 == 0 })
    // 192 bytes up to the payload, two blocks of it.
    #expect(header.payloadOffset == 192)
    #expect(header.fileCount == 192 + 70000 + 16)
    let read = try #require(EntryHeader.claimed(bytes, fileCount: header.fileCount))
    #expect(read == header)
    #expect(read.isWhole(bytes + EntryHeaderTests.rest))
  }

  @Test("is none for a file of another length, nor where a length leads out of it")
  func lengths() {
    let header = EntryHeaderTests.header
    let bytes = header.bytes(followedBy: EntryHeaderTests.rest.span.bytes)
    for count in [0, 128, header.fileCount - 1, header.fileCount + 1, .max] {
      #expect(EntryHeader.claimed(bytes, fileCount: count) == nil)
    }
    for (offset, width) in [(32, 4), (36, 4), (48, 8)] {
      for value in [UInt64(UInt32.max), 1 << 31] + (width == 8 ? [.max, 1 << 63, 1 << 62] : []) {
        var spoilt = bytes
        for index in 0..<width { spoilt[offset + index] = UInt8(value >> UInt64(8 * index) & 255) }
        #expect(EntryHeader.claimed(spoilt, fileCount: header.fileCount) == nil)
      }
    }
    #expect(EntryHeader.claimed(Array(bytes.dropLast()), fileCount: header.fileCount) == nil)
  }

  @Test("of another version, or kind, or with flags that are not known, is none")
  func others() {
    let header = EntryHeaderTests.header
    let bytes = header.bytes(followedBy: EntryHeaderTests.rest.span.bytes)
    for (offset, value) in [(0, 0x51), (4, 2), (5, 1), (6, 0), (6, 3), (7, 8), (7, 0x87)] {
      var other = bytes
      other[offset] = UInt8(value)
      #expect(EntryHeader.claimed(other, fileCount: header.fileCount) == nil)
    }
  }
}

@Suite("What an entry says of itself")
struct EntryMetaTests {
  @Test("is read as it was written, and none where it is cut or not understood")
  func roundTrip() throws {
    var meta = EntryMeta()
    meta.tags = [Array("a".utf8), [], [0, 255]]
    meta.dependencies = [
      Dependency.variable(Array("PATH".utf8)), try Dependency.path("/etc/passwd"),
      try Dependency.path("/nothing/of/this/name"),
    ]
    let bytes = meta.bytes
    #expect(EntryMeta.parse(bytes[...]) == meta)
    #expect(EntryMeta.parse([]) == EntryMeta())
    // A tag of no bytes ends at some of these places: what is left then is less, not wrong.
    let whole = Set([0, 6, 11, 18] + [18 + 5 + 115 + 4, 18 + 2 * 120 + 4 + 11])
    for count in bytes.indices where !whole.contains(count) {
      #expect(EntryMeta.parse(bytes[..<count]) == nil, "\(count)")
    }
    #expect(EntryMeta.parse([3, 0, 0, 0, 0]) == nil)
    #expect(EntryMeta.parse([1, 255, 255, 255, 255]) == nil)
    #expect(EntryMeta.parse([2, 1, 0, 0, 0, 1]) == nil)
  }

  @Test("keeps what it depends on, byte by byte")
  func dependency() throws {
    for item in [
      Dependency.variable(Array("HOME".utf8)), Dependency.variable(Array("NOT_SET".utf8)),
      try Dependency.path("/etc/passwd"), try Dependency.path("/etc/init.d"),
      try Dependency.path("/dev/null"), try Dependency.path("/nothing/of/this/name"),
    ] {
      let bytes = item.bytes
      #expect(Dependency(bytes) == item)
      #expect(bytes.count == 115 + item.name.count)
      for count in 0..<115 { #expect(Dependency(Array(bytes[..<count])) == nil) }
      for (offset, value) in [(0, 0), (0, 3), (1, 5), (2, 2)] {
        var other = bytes
        other[offset] = UInt8(value)
        #expect(Dependency(other) == nil)
      }
    }
  }
}

@Suite("The time stamps of an entry's file")
struct EntryStampsTests {
  @Test("tell the last use to the millisecond, and how often it was used")
  func accessed() {
    let moment = Instant(nanoseconds: 1_700_000_000_123_456_789)
    let stamp = EntryStamps.accessed(at: moment, uses: 42)
    #expect(stamp == 1_700_000_000_123_000_042)
    #expect(EntryStamps.uses(accessed: stamp) == 42)
    #expect(EntryStamps.lastUsed(accessed: stamp).nanoseconds == 1_700_000_000_123_000_000)
    let most = EntryStamps.accessed(at: moment, uses: 5_000_000)
    #expect(EntryStamps.uses(accessed: most) == 999_999)
    #expect(EntryStamps.accessed(at: Instant(nanoseconds: -5), uses: -1) == 0)
  }

  @Test("tell when it ends, where it does")
  func modified() {
    #expect(EntryStamps.modified(Instant(nanoseconds: 0)) == 0)
    #expect(!EntryStamps.isExpired(modified: 0, at: Instant(nanoseconds: .max)))
    #expect(EntryStamps.isExpired(modified: 5, at: Instant(nanoseconds: 5)))
    #expect(!EntryStamps.isExpired(modified: 5, at: Instant(nanoseconds: 4)))
  }
}
