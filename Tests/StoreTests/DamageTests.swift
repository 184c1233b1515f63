import Platform
import Testing

@testable import Store

/// A file that is not what was written is no entry: neither in part, nor for its length, nor for
/// ever.
@Suite("A damaged entry")
struct DamageTests {
  let folder = CacheFolder()

  private static func details() -> EntryDetails {
    var details = EntryDetails()
    details.tags = [Array("tag".utf8)]
    details.timeToLiveNanoseconds = 3_600_000_000_000
    details.costNanoseconds = 1_000_000
    details.dependencies = [Dependency.variable(Array("NOT_SET_ANYWHERE".utf8))]
    return details
  }

  /// Puts a value, and returns its file, which must hold it.
  private func file(
    _ value: [UInt8], _ details: EntryDetails = DamageTests.details()
  ) throws -> (path: BytePath, bytes: [UInt8]) {
    try folder.withStore { (store) throws in
      try store.put("key", value, details)
      #expect(store.value("key") == value)
    }
    let files = folder.files()
    let file = try #require(files.first)
    #expect(files.count == 1)
    return (file.path, folder.read(file.path))
  }

  /// Whether what a reader gets of changed bytes is nothing at all.
  private func isMiss(_ path: BytePath, _ bytes: [UInt8], _ store: Store) -> Bool {
    folder.write(path, bytes)
    return store.value("key") == nil
  }

  @Test("by any one bit that is flipped is a miss")
  func everyBit() throws {
    let (path, bytes) = try file(Array("what was put".utf8))
    let store = folder.store()
    for index in bytes.indices {
      for bit in 0..<8 {
        var spoilt = bytes
        spoilt[index] ^= 1 << UInt8(bit)
        #expect(isMiss(path, spoilt, store), "byte \(index), bit \(bit)")
      }
    }
    #expect(!isMiss(path, bytes, store))
  }

  @Test("that is cut anywhere, or longer than it was, is a miss")
  func everyLength() throws {
    let (path, bytes) = try file(Array("what was put".utf8))
    let store = folder.store()
    for count in bytes.indices { #expect(isMiss(path, Array(bytes[..<count]), store), "\(count)") }
    #expect(isMiss(path, bytes + [0], store))
    #expect(isMiss(path, bytes + bytes, store))
    #expect(isMiss(path, [UInt8](repeating: 0, count: bytes.count), store))
  }

  enum Kind: CaseIterable { case blocks, compressed, compressedBlocks, memo }

  @Test(
    "of several blocks, or compressed, is a miss wherever it is damaged", arguments: Kind.allCases)
  func sampled(kind: Kind) throws {
    var numbers = SeededNumbers(seed: 3)
    var details = DamageTests.details()
    let value: [UInt8]
    switch kind {
    case .blocks: value = numbers.bytes(200_000)
    case .compressed: value = numbers.text(20000)
    // Compressed it still has more than one block.
    case .compressedBlocks:
      value = numbers.bytes(60000) + numbers.text(400_000) + numbers.bytes(90000)
    case .memo:
      details.isMemo = true
      value = numbers.text(3000)
    }
    let (path, bytes) = try file(value, details)
    let store = folder.store()
    if kind == .compressed { #expect(bytes.count < value.count / 2) }
    for _ in 0..<400 {
      var spoilt = bytes
      let index = Int(numbers.next() % UInt64(bytes.count))
      spoilt[index] ^= 1 << UInt8(numbers.next() % 8)
      #expect(isMiss(path, spoilt, store), "byte \(index)")
      let count = Int(numbers.next() % UInt64(bytes.count))
      #expect(isMiss(path, Array(bytes[..<count]), store), "cut at \(count)")
    }
    #expect(!isMiss(path, bytes, store))
  }

  @Test("hands on nothing of the block that is damaged, and says that it is")
  func laterBlock() throws {
    var numbers = SeededNumbers(seed: 4)
    let value = numbers.bytes(200_000)
    let (path, bytes) = try file(value)
    var spoilt = bytes
    // In the third block of 65,536 bytes.
    spoilt[bytes.count - 60000] ^= 1
    folder.write(path, spoilt)
    guard let entry = folder.store().entry(.standard, key: Array("key".utf8)) else {
      Issue.record("its header is whole")
      return
    }
    var payload = try entry.payload()
    var got: [UInt8] = []
    #expect(throws: StoreError.damaged(key: Array("key".utf8))) {
      while try payload.next() { got += payload.piece }
    }
    #expect(got == Array(value[..<131_072]))
  }

  @Test("with the file of another key in its place is a miss")
  func otherKey() throws {
    let (path, _) = try file(Array("mine".utf8))
    try folder.withStore { try $0.put("other", Array("theirs".utf8)) }
    let other = try #require(folder.files().first { $0.path != path })
    folder.write(path, folder.read(other.path))
    #expect(folder.store().value("key") == nil)
  }

  @Test("is found by verify, which removes it where that is wanted, and replaced by the next put")
  func verify() throws {
    let (path, bytes) = try file(Array("what was put".utf8))
    folder.write(path, Array(bytes.dropLast()))
    try folder.withStore { (store) throws in
      let found = try store.verify(in: nil, removingDamaged: false)
      #expect(found.damaged == [path])
      #expect(found.whole == 0)
      // Somebody has cut the file behind the accounts' back.
      #expect(found.accounted.bytes == found.walked.bytes + 1)
      try store.put("key", [1])
      #expect(store.value("key") == [1])
      _ = try store.rebuild(nil)
      folder.write(path, [0])
      #expect(try store.verify(in: nil, removingDamaged: true).damaged == [path])
      #expect(folder.files().isEmpty)
    }
  }

  @Test("is a miss for the command, too: it prints nothing, and says what went wrong")
  func command() throws {
    let (path, bytes) = try file(Array("what was put".utf8), EntryDetails())
    let program = CacheProgram(folder: folder, name: "get")
    #expect(program.run(["get", "key"]).text == "what was put")
    // One bit in each part: the header, the key, the payload, its checksum.
    let payload = try #require(bytes.firstRange(of: Array("what was put".utf8)))
    for index in [5, 20, 129, payload.lowerBound, payload.upperBound + 1] {
      var spoilt = bytes
      spoilt[index] ^= 4
      folder.write(path, spoilt)
      let outcome = program.run(["get", "key"])
      #expect(outcome.end == .exited(1) && outcome.output == [], "byte \(index)")
      #expect(program.run(["has", "key"]).end == .exited(1), "byte \(index)")
      let batch = program.run(["batch", "get"], input: Array("key\n".utf8))
      #expect(batch.end == .exited(1) && batch.output == [], "byte \(index)")
    }
  }
}
