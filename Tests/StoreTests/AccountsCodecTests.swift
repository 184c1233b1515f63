import Platform
import Testing

@testable import Store

@Suite("A shard's record")
struct ShardRecordTests {
  private static let hash = (0..<20).map { UInt8($0 + 1) }

  static let records: [ShardRecord] = {
    var records: [ShardRecord] = []
    let intents: [ShardRecord.Intent?] = [
      nil, .emptying, .entry(hash: hash, previousBytes: nil), .entry(hash: hash, previousBytes: 0),
      .entry(hash: hash, previousBytes: 1 << 40),
    ]
    for intent in intents {
      var record = ShardRecord()
      record.bytes = 1 << 33
      record.entries = 77
      record.intent = intent
      records.append(record)
    }
    return records
  }()

  @Test("is read as it was written, in this run of the machine", arguments: records)
  func roundTrip(record: ShardRecord) {
    let bytes = record.bytes(mark: 99)
    #expect(bytes.count == 64)
    #expect(ShardRecord(bytes, at: 0, mark: 99) == record)
    #expect(ShardRecord([7, 7] + bytes, at: 2, mark: nil) == record)
    #expect(ShardRecord(bytes, at: 0, mark: 97) == nil)
    #expect(bytes.littleEndian(at: 0) == 1 << 33)
    #expect(bytes.littleEndian(at: 8) == 77)
    #expect(bytes.littleEndian(at: 16) == 99)
  }

  @Test("counts as none when any bit of it is wrong, or it is cut", arguments: records)
  func spoilt(record: ShardRecord) {
    let bytes = record.bytes(mark: 99)
    for index in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[index] ^= 1 << UInt8(bit)
        #expect(ShardRecord(other, at: 0, mark: 99) == nil, "byte \(index)")
      }
      #expect(ShardRecord(Array(bytes[..<index]), at: 0, mark: nil) == nil)
    }
    #expect(ShardRecord([UInt8](repeating: 0, count: 64), at: 0, mark: nil) == nil)
  }
}

@Suite("Counters")
struct CountersTests {
  static let counters: Counters = {
    var counters = Counters()
    counters.hits = 1
    counters.misses = 2
    counters.staleHits = 3
    counters.puts = 4
    counters.removals = 5
    counters.evictions = 6
    counters.evictedBytes = 7
    counters.expirations = 8
    counters.savedNanoseconds = 9
    counters.payloadBytes = 10
    counters.storedBytes = 11
    for index in 0..<4 { counters.nearMisses[index] = Int64(12 + index) }
    return counters
  }()

  @Test("are read as they were written, in the order that is drawn")
  func roundTrip() {
    let cell = CountersTests.counters.cell
    #expect(cell.count == 128)
    for index in 0..<15 { #expect(cell.littleEndian(at: 8 * index) == UInt64(index + 1)) }
    #expect(Counters(cell: cell) == CountersTests.counters)
    #expect(Counters(cell: [0] + cell, at: 1) == CountersTests.counters)
  }

  @Test("count from zero again where any bit is wrong, or they are cut")
  func spoilt() {
    let cell = CountersTests.counters.cell
    for index in cell.indices {
      var other = cell
      other[index] ^= 1 << UInt8(index % 8)
      #expect(Counters(cell: other).isEmpty)
      #expect(Counters(cell: Array(cell[..<index])).isEmpty)
    }
  }

  @Test("add up, and stay at the largest number")
  func sums() {
    var sum = CountersTests.counters
    sum.add(CountersTests.counters)
    #expect(sum.hits == 2 && sum.storedBytes == 22 && sum.nearMisses[3] == 30)
    sum.hits = .max
    sum.add(CountersTests.counters)
    #expect(sum.hits == .max && sum.misses == 6)
  }

  @Test("tell the hit rate, and that of a larger cache")
  func rates() throws {
    #expect(Counters().hitRate == nil)
    #expect(Counters().hitRate(withGrowth: 0) == nil)
    #expect(Counters().compressionRatio == nil)
    var counters = Counters()
    counters.hits = 30
    counters.misses = 70
    counters.nearMisses[0] = 10
    counters.nearMisses[2] = 20
    #expect(counters.hitRate == 0.3)
    #expect(counters.hitRate(withGrowth: 0) == 0.4)
    #expect(counters.hitRate(withGrowth: 1) == 0.4)
    #expect(counters.hitRate(withGrowth: 3) == 0.6)
  }
}

@Suite("A namespace's name")
struct SpaceNameTests {
  @Test(
    "becomes a folder that cannot leave its own",
    arguments: [
      ("default", "default"), ("a.b", "a.b"), (".", "%2E"), ("..", "%2E."), ("a/b", "a%2Fb"),
      ("../x", "%2E.%2Fx"), ("é", "%C3%A9"), ("50%", "50%25"), ("a b", "a%20b"), ("\0", "%00"),
    ])
  func encodes(name: String, folder: String) throws {
    let space = try #require(SpaceName(Array(name.utf8)))
    #expect(space.path == BytePath("spaces/\(folder)"))
    #expect(SpaceName(folder: BytePath(folder)) == space)
  }

  @Test("may be any bytes, but not none, nor too many")
  func limits() {
    #expect(SpaceName([]) == nil)
    #expect(SpaceName([UInt8](repeating: 0xFF, count: 80)) != nil)
    #expect(SpaceName([UInt8](repeating: 0xFF, count: 81)) == nil)
  }

  @Test("of every single byte comes back from its folder")
  func everyByte() throws {
    for byte in UInt8.min...UInt8.max {
      let space = try #require(SpaceName([byte, 120, byte]))
      let folder = BytePath(bytes: space.path.lastComponent)
      #expect(SpaceName(folder: folder) == space)
      #expect(space.path.bytes.count(where: { $0 == UInt8(ascii: "/") }) == 1)
    }
  }

  @Test("is not read from folders of strangers")
  func strangers() {
    for folder in ["%2e", "%2", "%", "a b", "%61", ".", "..", ".x", "%+1", "é", ""] {
      #expect(SpaceName(folder: BytePath(folder)) == nil, "\(folder)")
    }
  }
}

@Suite("An entry's name")
struct EntryNameTests {
  @Test("is the beginning of the key's BLAKE2b digest, two digits of it a folder")
  func digest() {
    // b2sum -l 256 of nothing, and of abc.
    let none = EntryName(.standard, key: [])
    #expect(none.path == "spaces/default/0e/5751c026e543b2e8ab2eb06099daa1d1e5df47")
    let abc = EntryName(.standard, key: Array("abc".utf8))
    #expect(abc.path == "spaces/default/bd/dd813c634239723171ef3fee98579b94964e3b")
    #expect(abc.shard == 0xbd % 64)
  }

  @Test("comes back from its file, and from no other")
  func files() {
    let name = EntryName(.standard, key: Array("abc".utf8))
    #expect(EntryName(.standard, folder: 0xbd, file: name.file) == name)
    let text = name.file.description
    for other in [
      "", String(text.dropLast()), text + "0", text.uppercased(), "g" + text.dropFirst(),
      ".." + text.dropFirst(2),
    ] { #expect(EntryName(.standard, folder: 0xbd, file: BytePath(other)) == nil, "\(other)") }
  }
}
