import Platform
import Testing

@testable import Store

@Suite("A batch")
struct BatchTests {
  let folder = CacheFolder()

  @Test("puts all that it is given, and what is put twice as it came last")
  func puts() throws {
    var numbers = SeededNumbers(seed: 31)
    var values: [String: [UInt8]] = [:]
    try folder.withStore { (store) throws in
      var batch = PutBatch(store)
      for _ in 0..<6000 {
        let key = "\(numbers.next() % 3000)"
        values[key] = numbers.bytes(Int(numbers.next() % 200))
        batch.put(.standard, key: Array(key.utf8), values[key] ?? [], EntryDetails())
      }
      batch.flush()
      #expect(batch.count == 6000 && batch.refusals.isEmpty)
      for (key, value) in values { #expect(store.value(key) == value, "\(key)") }
      #expect(try store.total() == folder.walk())
      #expect(try store.total().entries == Int64(values.count))
      #expect(folder.names("tmp") == [])
    }
  }

  @Test("names what is refused, and puts the others")
  func refusals() throws {
    var settings = StoreSettings()
    settings.maxSizeBytes = 100_000
    settings.compressLevel = 0
    try folder.withStore(settings) { (store) throws in
      try store.put("kept", [5])
      var batch = PutBatch(store)
      let longKey = [UInt8](repeating: 1, count: Store.keyCountMax + 1)
      batch.put(.standard, key: [1], [1], EntryDetails())
      batch.put(.standard, key: Array("kept".utf8), [UInt8](repeating: 0, count: 100_001), .init())
      batch.put(.standard, key: longKey, [1], EntryDetails())
      // It is no larger than the limit by itself, only with its header.
      batch.put(.standard, key: [2], [UInt8](repeating: 0, count: 99_990), EntryDetails())
      batch.put(.standard, key: [3], [3], EntryDetails())
      batch.flush()
      #expect(batch.count == 2 && batch.payloadBytes == 2)
      #expect(Set(batch.refusals.map { $0.key }) == [Array("kept".utf8), longKey, [2]])
      #expect(
        batch.refusals.first { $0.key == longKey }?.error
          == .longKey(count: Store.keyCountMax + 1))
      #expect(
        batch.refusals.first { $0.key == [2] }?.error == .tooLarge(limitBytes: 100_000))
      #expect(store.value("\u{1}") == [1] && store.value("\u{3}") == [3])
      #expect(store.value("kept") == [5])
      #expect(folder.names("tmp") == [])
      #expect(try store.total() == folder.walk())
    }
  }

  @Test("refuses one whose place is taken, and puts those of its shard")
  func refusedInPlace() throws {
    // A folder that is not empty, where the entry would be, cannot be replaced.
    try folder.withStore { (store) throws in
      try store.put("0", [0])
      let file = try #require(store.filePath(of: [48], in: .standard))
      let made = folder.scratch.shell("rm '\(file)'; mkdir '\(file)'; mkdir '\(file)/x'")
      #expect(made.status == 0)
      _ = try store.rebuild(nil)
      var batch = PutBatch(store)
      for index in 0..<300 { batch.put(.standard, key: Array("\(index)".utf8), [1], .init()) }
      batch.flush()
      #expect(batch.count == 299)
      #expect(batch.refusals.map { $0.key } == [[48]])
      for index in 1..<300 { #expect(store.value("\(index)") == [1], "\(index)") }
      #expect(folder.names("tmp") == [])
      #expect(try store.total() == folder.walk())
    }
  }

  @Test("larger than the cache ends within the limit")
  func overfull() throws {
    var settings = StoreSettings()
    settings.maxSizeBytes = 50000
    try folder.withStore(settings) { (store) throws in
      var batch = PutBatch(store)
      for index in 0..<500 {
        batch.put(
          .standard, key: Array("\(index)".utf8), [UInt8](repeating: 1, count: 300), .init())
      }
      batch.flush()
      #expect(batch.count == 500 && batch.refusals.isEmpty)
      #expect(try store.total() == folder.walk())
      #expect(try store.total().bytes <= 50000 && store.total().bytes > 40000)
    }
  }

  @Test("removes what is there, and says how many there were")
  func removes() throws {
    try folder.withStore { (store) throws in
      for index in 0..<500 { try store.put("\(index)", [1]) }
      let keys = (250..<750).map { Array("\($0)".utf8) }
      #expect(try store.remove(.standard, keys: keys) == 250)
      #expect(try store.remove(.standard, keys: keys) == 0)
      #expect(try store.total().entries == 250)
      #expect(try store.total() == folder.walk())
    }
  }

  @Test("removes what a test picks, in one namespace or in all")
  func removesPicked() throws {
    let other = try #require(SpaceName([0xFF]))
    try folder.withStore { (store) throws in
      for index in 0..<100 {
        var details = EntryDetails()
        if index % 4 == 0 { details.tags = [Array("even".utf8)] }
        try store.put(.standard, key: Array("\(index)".utf8), [1], details)
        try store.put(other, key: Array("\(index)".utf8), [1], details)
      }
      #expect(try store.remove(in: other) { $1.tags.contains(Array("even".utf8)) } == 25)
      #expect(try store.total(of: .standard).entries == 100)
      #expect(try store.remove(in: nil) { $1.tags.contains(Array("even".utf8)) } == 25)
      #expect(try store.total() == folder.walk())
      #expect(try store.total().entries == 150)
    }
  }
}
