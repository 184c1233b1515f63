import Platform
import Testing

@testable import Store

@Suite("The accounts")
struct AccountsTests {
  let folder = CacheFolder()

  private func space(_ name: String) -> SpaceName {
    SpaceName(Array(name.utf8)) ?? .standard
  }

  /// Puts entries of several lengths into three namespaces.
  private func fill(_ count: Int = 100) throws {
    var numbers = SeededNumbers(seed: 21)
    try folder.withStore { (store) throws in
      for name in ["a", "b c", "d"] {
        for index in 0..<count {
          let value = numbers.bytes(Int(numbers.next() % 500))
          try store.put(space(name), key: Array("\(index)".utf8), value)
        }
      }
    }
  }

  /// Whether all that is told of the size is what a walk finds.
  private func isExact() throws -> Bool {
    let walked = folder.walk()
    return try folder.withStore { (store) throws in
      let spaces = try [("a", "a"), ("b c", "b%20c"), ("d", "d")].allSatisfy {
        try store.total(of: space($0.0)) == folder.walk($0.1)
      }
      return try store.total() == walked && store.walkedTotal() == walked && spaces
        && folder.sizeIndex == "\(walked.bytes)\n"
    }
  }

  @Test("add up to what a walk finds, by namespace and as a whole")
  func exact() throws {
    #expect(try folder.withStore { try $0.total() } == StoreTotal())
    try fill()
    #expect(folder.walk().entries == 300)
    #expect(try isExact())
    try folder.withStore { (store) throws in
      for index in 0..<50 { try store.remove(space("a"), key: Array("\(index)".utf8)) }
      #expect(try store.clear(space("d")) == 100)
      #expect(try store.total(of: space("nothing")) == StoreTotal())
    }
    #expect(folder.walk().entries == 150)
    #expect(try isExact())
  }

  @Test(
    "that are lost, cut or garbage are made anew from what there is",
    arguments: [
      "rm accounts", ": > accounts", "head -c 4095 accounts > x; cat x > accounts",
      "head -c 9000 accounts > x; cat x > accounts",
      "head -c 30000 /dev/urandom > accounts", "head -c 90000000 /dev/zero > accounts",
      "head -c 70000000 /dev/urandom > accounts",
      "head -c 20000 /dev/urandom | dd of=accounts bs=4096 seek=1 conv=notrunc status=none",
      "rm accounts .size-index evictions sessions; rmdir tmp", "echo nonsense > .size-index",
      "rm .size-index; mkdir .size-index; rmdir .size-index",
    ])
  func spoilt(deed: String) throws {
    try fill(30)
    #expect(folder.scratch.shell("cd \"$PC_CACHE_DIR\" && { \(deed); }").status == 0)
    try folder.withStore { (store) throws in
      #expect(try store.total() == folder.walk())
      #expect(store.filePath(of: [48], in: space("a")) != nil)
    }
    #expect(try isExact())
    try folder.withStore { try $0.put(space("d"), key: [1], [1, 2, 3]) }
    #expect(try isExact())
  }

  @Test("with any one byte wrong add up to the same all the same")
  func everyByte() throws {
    try folder.withStore { try $0.put(space("a"), key: [1], [1, 2, 3]) }
    let path = folder.path("accounts")
    let bytes = folder.read(path)
    let walked = folder.walk()
    #expect(bytes.count == 4096 + 6144)
    // The whole of the header and of the name, and a part of all else.
    for index in bytes.indices where index < 64 || index % 5 == 0 || (4096..<4120).contains(index) {
      var spoilt = bytes
      spoilt[index] ^= 1 << UInt8(index % 8)
      folder.write(path, spoilt)
      let total = try folder.withStore { try $0.total() }
      #expect(total == walked, "byte \(index)")
    }
  }

  @Test("of another run of the machine count each shard once")
  func reboot() throws {
    try fill(40)
    let path = folder.path("accounts")
    var bytes = folder.read(path)
    var shards: [(index: Int, shard: Int)] = []
    for index in 0..<3 { shards += (0..<64).map { (index, $0) } }
    for (index, shard) in shards {
      let start = Accounts.offset(ofSpace: index, shard: shard)
      var record = try #require(ShardRecord(bytes, at: start, mark: nil))
      // What was left is not what is there: a part of it never reached the disk.
      record.bytes += 1000
      bytes.replaceSubrange(start..<(start + 64), with: record.bytes(mark: 3))
    }
    folder.write(path, bytes)
    #expect(try isExact())
    // Counted now: what is laid there by hand is not seen any more.
    let file = try #require(folder.files("a").first)
    let before = folder.walk()
    folder.write(file.path.parent.appending(String(repeating: "0", count: 38)), [1, 2, 3])
    #expect(try folder.withStore { try $0.total() } == before)
    // A count of all sees it.
    let rebuilt = try folder.withStore { try $0.rebuild(nil) }
    #expect(rebuilt.before == before && rebuilt.after == folder.walk())
    #expect(try isExact())
  }

  @Test("of another run of the machine count a shard when it is next changed")
  func rebootAndPut() throws {
    try fill(40)
    let path = folder.path("accounts")
    var bytes = folder.read(path)
    for index in 0..<3 {
      for shard in 0..<64 {
        let start = Accounts.offset(ofSpace: index, shard: shard)
        var record = ShardRecord()
        record.bytes = -5
        bytes.replaceSubrange(start..<(start + 64), with: record.bytes(mark: 3))
      }
    }
    folder.write(path, bytes)
    try folder.withStore { (store) throws in
      try store.put(space("a"), key: [1], [1])
      try store.remove(space("a"), key: [48])
    }
    #expect(try isExact())
  }

  @Test("are counted anew for one namespace, and the others stay")
  func rebuildOne() throws {
    try fill(20)
    let file = try #require(folder.files("a").first)
    let other = try #require(folder.files("d").first)
    #expect(folder.scratch.shell("rm '\(file.path)' '\(other.path)'").status == 0)
    let counted = try folder.withStore { try $0.rebuild(space("a")) }
    #expect(counted.before.entries == 20 && counted.after == folder.walk("a"))
    try folder.withStore { (store) throws in
      #expect(try store.total(of: space("a")) == folder.walk("a"))
      // Nobody was told of what went from the other one.
      #expect(try store.total(of: space("d")).bytes == folder.walk("d").bytes + other.size)
      #expect(try store.rebuild(space("nothing")).after == StoreTotal())
    }
  }

  @Test("are not confused by files that are no entries")
  func strangers() throws {
    try fill(10)
    let walked = folder.walk()
    let made = folder.scratch.shell(
      """
      cd "$PC_CACHE_DIR/spaces" && echo x > stray && echo x > a/stray && mkdir -p a/zz a/00 'not ours'
      echo x > a/zz/file; echo x > a/00/short; echo x > a/00/.hidden; mkdir a/00/\(String(repeating: "1", count: 38))
      ln -s /etc/passwd a/00/\(String(repeating: "2", count: 38)); mkfifo a/00/\(String(repeating: "3", count: 38))
      """)
    #expect(made.status == 0, "\(made.errors)")
    try folder.withStore { (store) throws in
      #expect(try store.rebuild(nil).after == walked)
      #expect(try store.total() == walked)
      // The folder that could be a namespace's is one, of nothing.
      #expect(try store.verify(in: nil, removingDamaged: false).whole == 30)
    }
  }

  @Test("keep what was asked for, by namespace")
  func counters() throws {
    try folder.withStore { (store) throws in
      try store.put(space("a"), key: [1], [UInt8](repeating: 7, count: 10000))
      try store.put(space("a"), key: [2], [1])
      _ = store.look(up: [1], in: space("a"))
      _ = store.look(up: [1], in: space("a"))
      _ = store.look(up: [9], in: space("a"))
      _ = store.look(up: [9], in: space("b c"))
      try store.remove(space("a"), key: [2])
      try store.remove(space("a"), key: [2])
    }
    let statistics = try folder.withStore { try $0.statistics() }
    let a = try #require(statistics.spaces.first { $0.name == space("a") }).numbers
    #expect(a.counters.hits == 2 && a.counters.misses == 1 && a.counters.puts == 2)
    #expect(a.counters.removals == 1 && a.counters.payloadBytes == 10001)
    #expect(a.counters.storedBytes < 1000 && a.total == folder.walk("a"))
    #expect(statistics.all.counters.misses == 2)
    #expect(statistics.all.total == folder.walk())
    // A second store adds to them.
    folder.withStore { _ = $0.look(up: [1], in: space("a")) }
    #expect(try folder.withStore { try $0.statistics(of: space("a")).all.counters.hits } == 3)
  }

  @Test("read the same while others write: never more than there was, never less")
  func concurrentReading() throws {
    // Each entry is replaced by one of the same length, so that the total never changes.
    try folder.withStore { (store) throws in
      for index in 0..<128 { try store.put("\(index)", [UInt8](repeating: 1, count: 100)) }
    }
    let expected = folder.walk()
    let folder = folder
    let done = TestClock(seconds: 0)
    let writer = try Thread {
      folder.withStore { store in
        for round in 0..<3000 {
          try? store.put("\(round % 128)", [UInt8](repeating: UInt8(round % 251), count: 100))
        }
      }
      done.nanoseconds = 1
    }
    var reads = 0
    while done.nanoseconds == 0 {
      let total = try folder.withStore { try $0.total() }
      #expect(total == expected)
      reads += 1
    }
    writer.join()
    #expect(reads > 0)
    #expect(folder.sizeIndex == "\(expected.bytes)\n")
  }
}
