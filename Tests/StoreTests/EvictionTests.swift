import Platform
import Testing

@testable import Store

@Suite("A full cache")
struct EvictionTests {
  let folder = CacheFolder()
  let time = TestClock(seconds: 1_700_000_000)

  private func settings(
    bytes: Int64 = 1 << 30, entries: Int64 = 0, each: Int64 = 0,
    policy: StoreSettings.Policy = .lru
  ) -> StoreSettings {
    var settings = StoreSettings()
    settings.maxSizeBytes = bytes
    settings.maxEntries = entries
    settings.namespaceMaxEntries = each
    settings.policy = policy
    return settings
  }

  @Test(
    "is within its limit after every put, and above 80 % of it in the end", arguments: [5, 50, 300])
  func bound(count: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(count))
    // Of so many entries three quarters fit, whatever their lengths.
    let size = 300_000 / count
    let limit = Int64(size * count * 3 / 4)
    try folder.withStore(settings(bytes: limit)) { (store) throws in
      for index in 0..<count {
        let part = count < 10 ? 9 : 5 + Int(numbers.next() % 5)
        try store.put("\(index)", numbers.bytes(size * part / 9 - 200))
        #expect(try store.total().bytes <= limit)
      }
      // It was full by then; it stays so however long it goes on.
      for index in 0..<count {
        try store.put("again \(index)", numbers.bytes(size * 8 / 10))
        #expect(try store.total().bytes <= limit)
      }
      #expect(try store.total().bytes > limit * 8 / 10)
      #expect(try store.total() == folder.walk())
    }
  }

  @Test("of 300,000 entries is within its limit, and above 80 % of it, after batches of any order")
  func large() {
    let program = CacheProgram(folder: folder, name: "batch")
    var numbers = SeededNumbers(seed: 5)
    var input: [UInt8] = []
    for index in 0..<300_000 {
      input += Array("key \(index)\t\(numbers.next() % 2 == 0 ? "short" : "a longer value")\n".utf8)
    }
    let limit: Int64 = 50_000_000
    let put = program.run(
      ["batch", "put", "--max-size", "\(limit)"], input: input,
      environment: ["CACHE_PERF_MONITORING": "disabled"])
    #expect(put.end == .exited(0), "\(program.errors)")
    let walked = folder.walk()
    #expect(walked.bytes <= limit && walked.bytes > limit * 8 / 10, "\(walked)")
    #expect(program.run(["size"]).text == "\(walked.bytes)\n")
    // One put more makes room for itself, and for nothing else to speak of.
    let one = program.run(["put", "--max-size", "\(limit)", "one"], input: numbers.bytes(100_000))
    #expect(one.end == .exited(0), "\(program.errors)")
    let after = folder.walk()
    #expect(after.bytes <= limit && after.bytes > limit * 8 / 10, "\(after)")
  }

  @Test("keeps what was used lately, wherever it was put")
  func leastRecentlyUsed() throws {
    var numbers = SeededNumbers(seed: 6)
    let limit: Int64 = 100_000
    try folder.withStore(settings(bytes: limit), clock: time.clock) { (store) throws in
      for index in 0..<200 {
        time.advance(seconds: 1)
        try store.put("\(index)", numbers.bytes(1000))
        // Those that are read again and again.
        for hot in 0..<min(index, 10) { #expect(store.value("\(hot)") != nil, "\(hot)") }
      }
      // Few enough to be looked at as a whole: those that went are the oldest of all.
      let there = (0..<200).filter { store.description(of: "\($0)") != nil }
      #expect(there.count < 90 && there.count > 60)
      #expect(there == Array(0..<10) + Array((200 - there.count + 10)..<200))
    }
  }

  @Test("of many entries keeps those that were used lately, nearly always")
  func sampled() throws {
    let count = 2000
    let limit: Int64 = 500_000
    try folder.withStore(settings(bytes: limit), clock: time.clock) { (store) throws in
      for index in 0..<count {
        time.advance(seconds: 1)
        try store.put("\(index)", [UInt8](repeating: 1, count: 50))
      }
      let hot = (0..<count).filter { $0 % 20 == 0 && store.value("\($0)") != nil }
      time.advance(seconds: 1)
      // Half of what there is has to go: the older half of those that were not used.
      for index in 0..<(count / 2) {
        try store.put("new \(index)", [UInt8](repeating: 1, count: 50))
      }
      func kept(_ numbers: some Sequence<Int>) -> Int {
        numbers.count { store.description(of: "\($0)") != nil }
      }
      #expect(hot.count > 80)
      #expect(kept(hot) > hot.count * 9 / 10, "\(kept(hot)) of \(hot.count)")
      #expect(kept(0..<(count / 2)) < kept((count / 2)..<count) / 2)
    }
  }

  @Test("keeps what is used often, where that is the policy")
  func leastFrequentlyUsed() throws {
    try folder.withStore(settings(bytes: 50000, policy: .lfu), clock: time.clock) {
      (store) throws in
      for index in 0..<10 {
        try store.put("often \(index)", [UInt8](repeating: 1, count: 1000))
        for _ in 0..<20 { _ = store.value("often \(index)") }
      }
      for index in 0..<200 {
        time.advance(seconds: 60)
        try store.put("once \(index)", [UInt8](repeating: 1, count: 1000))
        _ = store.value("once \(index)")
      }
      for index in 0..<10 { #expect(store.description(of: "often \(index)") != nil, "\(index)") }
      #expect(store.description(of: "once 0") == nil)
      #expect(try store.total() == folder.walk())
    }
  }

  @Test("keeps what took long to make for its size, where that is the policy")
  func cost() throws {
    try folder.withStore(settings(bytes: 60000, policy: .cost), clock: time.clock) {
      (store) throws in
      for index in 0..<10 {
        var dear = EntryDetails()
        dear.costNanoseconds = 60_000_000_000
        try store.put("dear \(index)", [UInt8](repeating: 1, count: 1000), dear)
      }
      for index in 0..<200 {
        time.advance(seconds: 1)
        var cheap = EntryDetails()
        cheap.costNanoseconds = 1_000_000
        try store.put("cheap \(index)", [UInt8](repeating: 1, count: 1000), cheap)
      }
      for index in 0..<10 { #expect(store.description(of: "dear \(index)") != nil, "\(index)") }
    }
  }

  @Test(
    "lets go first of what is past its time", arguments: [StoreSettings.Policy.lru, .lfu, .cost])
  func expired(policy: StoreSettings.Policy) throws {
    try folder.withStore(settings(bytes: 30000, policy: policy), clock: time.clock) {
      (store) throws in
      for index in 0..<10 { try store.put("old \(index)", [UInt8](repeating: 1, count: 1000)) }
      time.advance(seconds: 5)
      var short = EntryDetails()
      short.timeToLiveNanoseconds = 1_000_000_000
      for index in 0..<10 {
        try store.put("short \(index)", [UInt8](repeating: 1, count: 1000), short)
      }
      time.advance(seconds: 5)
      for index in 0..<14 { try store.put("new \(index)", [UInt8](repeating: 1, count: 1000)) }
      for index in 0..<10 { #expect(store.description(of: "old \(index)") != nil, "\(index)") }
    }
  }

  @Test("may be one of so many entries, in all or in each namespace")
  func entries() throws {
    let other = try #require(SpaceName(Array("other".utf8)))
    try folder.withStore(settings(entries: 100)) { (store) throws in
      for index in 0..<300 {
        try store.put(index % 3 == 0 ? other : .standard, key: Array("\(index)".utf8), [1])
        #expect(try store.total().entries <= 100)
      }
      #expect(try store.total().entries > 80)
    }
    try folder.withStore { _ = try $0.clear(nil) }
    try folder.withStore(settings(each: 20)) { (store) throws in
      for index in 0..<50 { try store.put(.standard, key: Array("\(index)".utf8), [1]) }
      for index in 0..<10 { try store.put(other, key: Array("\(index)".utf8), [1]) }
      #expect((17...20).contains(try store.total(of: .standard).entries))
      #expect(try store.total(of: other).entries == 10)
      #expect(try store.total() == folder.walk())
    }
  }

  @Test("is made smaller by a collection when its limit is")
  func collection() throws {
    try folder.withStore { (store) throws in
      for index in 0..<100 { try store.put("\(index)", [UInt8](repeating: 1, count: 1000)) }
    }
    try folder.withStore(settings(bytes: 50000)) { (store) throws in
      let found = try store.collect(in: nil, lookingAtAll: false)
      #expect(found.evicted > 50 && found.expired == 0)
      #expect(try store.total() == folder.walk())
    }
    #expect(folder.walk().bytes <= 50000 && folder.walk().bytes > 40000)
    #expect(try folder.withStore { try $0.statistics().all.counters.evictions } > 50)
  }

  @Test("remembers what it let go, and by how much it was too small")
  func evictionRecord() throws {
    try folder.withStore(settings(bytes: 20000), clock: time.clock) { (store) throws in
      for index in 0..<30 {
        time.advance(seconds: 1)
        try store.put("\(index)", [UInt8](repeating: 1, count: 800))
      }
      let gone = (0..<30).filter { store.description(of: "\($0)") == nil }
      #expect(gone.count > 8)
      // The last that went would be there in a cache a quarter larger, the first in none of half as much more.
      _ = store.value("\(gone[gone.count - 1])")
      _ = store.value("\(gone[0])")
      // What never was there tells nothing.
      _ = store.value("never")
      // What came back is forgotten.
      try store.put("\(gone[1])", [1])
      try store.remove(.standard, key: Array("\(gone[1])".utf8))
      _ = store.value("\(gone[1])")
    }
    let counters = try folder.withStore { try $0.statistics().all.counters }
    #expect(counters.misses == 4 && counters.hits == 0)
    let near = (0..<4).map { counters.nearMisses[$0] }
    #expect(near[0] >= 1 && near.reduce(0, +) == 2, "\(near)")
    #expect(counters.evictedBytes >= 8 * 800)
  }

  @Test("of several users at once ends within its limit")
  func concurrent() throws {
    let folder = folder
    let limit: Int64 = 100_000
    let settings = settings(bytes: limit)
    var threads: [Holder] = []
    for number in 0..<4 {
      threads.append(
        Holder(
          try Thread {
            var numbers = SeededNumbers(seed: UInt64(number))
            folder.withStore(settings) { store in
              for index in 0..<100 {
                try? store.put("\(number) \(index)", numbers.bytes(Int(numbers.next() % 4000)))
              }
            }
          }))
    }
    for thread in threads { thread.join() }
    let walked = folder.walk()
    #expect(walked.bytes <= limit && walked.bytes > limit * 8 / 10)
    #expect(try folder.withStore { try $0.total() } == walked)
    #expect(folder.sizeIndex == "\(walked.bytes)\n")
  }
}

/// A thread among others.
final class Holder {
  private var thread: Thread?

  init(_ thread: consuming Thread) { self.thread = consume thread }

  func join() { thread.take()?.join() }
}
