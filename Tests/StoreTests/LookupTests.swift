import Platform
import Testing

@testable import Store

@Suite("An entry's time")
struct TimeTests {
  let folder = CacheFolder()
  let time = TestClock(seconds: 1_700_000_000)

  private func details(ttl seconds: Int64?) -> EntryDetails {
    var details = EntryDetails()
    details.timeToLiveNanoseconds = seconds.map { $0 * 1_000_000_000 }
    return details
  }

  private func accepting(age: Int64? = nil, stale: Int64 = 0) -> Acceptance {
    var acceptance = Acceptance()
    acceptance.ageNanosecondsMax = age.map { $0 * 1_000_000_000 }
    acceptance.staleNanosecondsMax = stale * 1_000_000_000
    return acceptance
  }

  @Test("ends to the nanosecond, and not without one")
  func end() throws {
    try folder.withStore(clock: time.clock) { (store) throws in
      try store.put("short", [1], details(ttl: 10))
      try store.put("ever", [2], details(ttl: nil))
      try store.put("none", [3], details(ttl: 0))
      try store.put("over", [4], details(ttl: -5))
      #expect(store.absence("none") == .expired)
      #expect(store.absence("over") == .expired)
      time.nanoseconds += 9_999_999_999
      #expect(store.value("short") == [1])
      time.nanoseconds += 1
      #expect(store.absence("short") == .expired)
      time.advance(seconds: 100 * 365 * 86400)
      #expect(store.value("ever") == [2])
    }
  }

  @Test("of the longest kind is for ever")
  func longest() throws {
    try folder.withStore(clock: time.clock) { (store) throws in
      var details = EntryDetails()
      details.timeToLiveNanoseconds = .max
      try store.put("k", [1], details)
      time.advance(seconds: 200 * 365 * 86400)
      #expect(store.value("k") == [1])
    }
  }

  @Test("may be over by what the caller permits, and that is a stale hit")
  func stale() throws {
    try folder.withStore(clock: time.clock) { (store) throws in
      try store.put("k", [1], details(ttl: 10))
      time.advance(seconds: 15)
      #expect(store.absence("k", accepting: accepting(stale: 4)) == .expired)
      guard
        case .found(let entry, let isStale) = store.look(
          up: Array("k".utf8), in: .standard, accepting: accepting(stale: 5))
      else {
        Issue.record("5 seconds late is permitted")
        return
      }
      let value = entry.smallPayload()
      #expect(isStale && value == [1])
    }
    let counters = try folder.withStore { try $0.statistics().all.counters }
    #expect(counters.hits == 1 && counters.staleHits == 1 && counters.misses == 1)
  }

  @Test("is bounded by the caller as well: what is older than that is too old")
  func age() throws {
    try folder.withStore(clock: time.clock) { (store) throws in
      try store.put("k", [1], details(ttl: 100))
      time.advance(seconds: 10)
      #expect(store.value("k", accepting: accepting(age: 10)) == [1])
      #expect(store.absence("k", accepting: accepting(age: 9)) == .tooOld)
      #expect(store.value("k", accepting: accepting(age: 9, stale: 1)) == [1])
      #expect(store.value("k", accepting: accepting(age: .max / 1_000_000_000, stale: 1)) == [1])
    }
  }

  @Test("is not known for one that was made in the future: the clock was set back")
  func future() throws {
    try folder.withStore(clock: time.clock) { (store) throws in
      try store.put("ever", [1])
      try store.put("timed", [2], details(ttl: 60))
      time.advance(seconds: -4)
      #expect(store.value("ever") == [1])
      #expect(store.value("timed") == [2])
      time.advance(seconds: -3600)
      #expect(store.absence("ever") == .expired)
      #expect(store.absence("timed") == .expired)
      #expect(store.absence("timed", accepting: accepting(stale: 5)) == .expired)
    }
  }

  @Test("begins anew by a touch, which changes nothing else")
  func touch() throws {
    try folder.withStore(clock: time.clock) { (store) throws in
      var details = details(ttl: 10)
      details.tags = [[1, 2]]
      details.costNanoseconds = 77
      details.isNegative = true
      details.dependencies = [Dependency.variable(Array("NOT_SET_ANYWHERE".utf8))]
      try store.put("k", [9, 9], details)
      _ = store.value("k")
      time.advance(seconds: 8)
      #expect(
        try store.touch(.standard, key: Array("k".utf8), timeToLiveNanoseconds: 5_000_000_000))
      time.advance(seconds: 4)
      let entry = try #require(store.description(of: "k"))
      #expect(entry.value == [9, 9])
      #expect(entry.tags == [[1, 2]] && entry.costNanoseconds == 77 && entry.isNegative)
      #expect(entry.dependencies == details.dependencies && entry.uses == 1)
      #expect(store.value("k") == [9, 9])
      time.advance(seconds: 1)
      #expect(store.absence("k") == .expired)
      // What is over stays over, and what is not there is not made.
      #expect(try !store.touch(.standard, key: Array("k".utf8), timeToLiveNanoseconds: nil))
      #expect(try !store.touch(.standard, key: [0], timeToLiveNanoseconds: nil))
    }
    #expect(try folder.withStore { try $0.total() } == folder.walk())
  }

  @Test("begun anew leaves a payload that is not to be compressed as it is")
  func touchUncompressed() throws {
    try folder.withStore { (store) throws in
      var details = EntryDetails()
      details.mayCompress = false
      let zeros = [UInt8](repeating: 0, count: 100_000)
      try store.put("plain", zeros, details)
      try store.put("packed", zeros)
      for (key, isCompressed) in [("plain", false), ("packed", true)] {
        #expect(try store.touch(.standard, key: Array(key.utf8), timeToLiveNanoseconds: nil))
        let entry = try #require(store.description(of: key))
        #expect(entry.isCompressed == isCompressed, "\(key)")
        #expect(entry.value == zeros)
      }
    }
  }

  /// Another process puts a value, or removes it, after this one has read the old one.
  @Test(
    "begun anew by one never takes back what another has put or removed meanwhile",
    arguments: ["put", "delete"])
  func touchRace(deed: String) throws {
    let program = CacheProgram(folder: folder, name: "other")
    try folder.withStore { try $0.put("k", Array("old".utf8)) }
    let looks = TestClock(seconds: 0)
    let meddling = Clock(
      calendar: {
        looks.nanoseconds += 1
        // It looks at the clock once before it copies what it has read.
        if looks.nanoseconds == 2 { _ = program.run([deed, "k"], input: Array("new".utf8)) }
        return Clock.system.calendar()
      }, sinceBoot: { 0 })
    _ = try folder.withStore(clock: meddling) {
      try $0.touch(.standard, key: Array("k".utf8), timeToLiveNanoseconds: nil)
    }
    #expect(looks.nanoseconds >= 2)
    #expect(folder.store().value("k") == (deed == "put" ? Array("new".utf8) : nil))
    #expect(try folder.withStore { try $0.total() } == folder.walk())
  }

  @Test("makes a collection remove it once it is over, and count that")
  func collection() throws {
    try folder.withStore(clock: time.clock) { (store) throws in
      for index in 0..<20 { try store.put("short\(index)", [1], details(ttl: 10)) }
      for index in 0..<5 { try store.put("long\(index)", [2], details(ttl: 1000)) }
      time.advance(seconds: 20)
      #expect(try store.collect(in: nil, lookingAtAll: false).expired == 20)
      #expect(try store.total().entries == 5)
      #expect(try store.total() == folder.walk())
    }
    let counters = try folder.withStore { try $0.statistics().all.counters }
    #expect(counters.expirations == 20 && counters.evictions == 0 && counters.removals == 0)
  }
}

@Suite("An entry")
struct EntryTests {
  let folder = CacheFolder()

  @Test("gives back any bytes of any length under any key")
  func values() throws {
    var numbers = SeededNumbers(seed: 11)
    let keys: [[UInt8]] = [
      [], [0], [0xFF, 0xFE], Array("../../etc/passwd".utf8), numbers.bytes(5000),
      numbers.bytes(200_000),
    ]
    try folder.withStore { (store) throws in
      for key in keys {
        for count in [0, 1, 63, 64, 4096, 65535, 65536, 65537, 131_072, 300_000] {
          for value in [numbers.bytes(count), numbers.text(count)] {
            try store.put(.standard, key: key, value)
            guard case .found(let entry, isStale: false) = store.look(up: key, in: .standard) else {
              Issue.record("\(key.count) and \(count) bytes")
              continue
            }
            let (foundKey, found) = (entry.key, entry.smallPayload())
            #expect(foundKey == key && found == value, "\(key.count) and \(count) bytes")
          }
        }
      }
      #expect(folder.files().count == keys.count)
      #expect(try store.total() == folder.walk())
    }
  }

  @Test("is the same however the pieces were cut that it was put in")
  func pieces() throws {
    var numbers = SeededNumbers(seed: 12)
    for value in [numbers.bytes(400_000), numbers.text(400_000)] {
      try folder.withStore { (store) throws in
        var writer = try store.writer(.standard, key: [1])
        var rest = value[...]
        while !rest.isEmpty {
          let piece = rest.prefix(1 + Int(numbers.next() % 70000))
          try writer.write(Array(piece))
          rest = rest.dropFirst(piece.count)
        }
        try store.commit(writer)
        #expect(store.value("\u{1}") == value)
      }
    }
  }

  @Test("is compressed where that pays, and only there")
  func compression() throws {
    var numbers = SeededNumbers(seed: 13)
    try folder.withStore { (store) throws in
      for (value, isCompressed) in [
        (numbers.text(4096), true), (numbers.text(4095), false), (numbers.bytes(100_000), false),
        (numbers.text(1_000_000), true),
      ] {
        try store.put("k", value)
        #expect(store.description(of: "k")?.isCompressed == isCompressed)
        #expect(store.value("k") == value)
      }
    }
    var settings = StoreSettings()
    settings.compressLevel = 0
    try folder.withStore(settings) { (store) throws in
      try store.put("k", numbers.text(100_000))
      #expect(store.description(of: "k")?.isCompressed == false)
    }
  }

  @Test("counts its uses, and when it was last used")
  func uses() throws {
    let time = TestClock(seconds: 1_700_000_000)
    try folder.withStore(clock: time.clock) { (store) throws in
      try store.put("k", [1])
      for _ in 0..<3 {
        time.advance(seconds: 60)
        #expect(store.value("k") == [1])
      }
      let entry = try #require(store.description(of: "k"))
      #expect(entry.uses == 3)
      #expect(entry.lastUsed.seconds == 1_700_000_180)
      #expect(entry.created.seconds == 1_700_000_000)
    }
  }

  @Test("that nobody finished is nothing to others, and leaves nothing")
  func abandoned() throws {
    try folder.withStore { (store) throws in
      var writer = try store.writer(.standard, key: [1])
      try writer.write([1, 2, 3])
      #expect(store.description(of: "\u{1}") == nil)
      #expect(folder.names("tmp").count == 1)
      store.abandon(writer)
      #expect(folder.names("tmp") == [])
      #expect(try store.total() == StoreTotal())
    }
  }

  @Test("that is refused leaves the old one, and leaves nothing")
  func refused() throws {
    var settings = StoreSettings()
    settings.maxSizeBytes = 10000
    var numbers = SeededNumbers(seed: 14)
    try folder.withStore(settings) { (store) throws in
      try store.put("k", [1])
      #expect(throws: StoreError.tooLarge(limitBytes: 10000)) {
        try store.put("k", numbers.bytes(10001))
      }
      #expect(throws: StoreError.tooLarge(limitBytes: 10000)) {
        try store.put("k", numbers.bytes(9990))
      }
      #expect(throws: StoreError.longKey(count: (4 << 20) + 1)) {
        try store.put(.standard, key: [UInt8](repeating: 1, count: (4 << 20) + 1), [])
      }
      #expect(store.value("k") == [1])
      #expect(folder.names("tmp") == [])
      #expect(try store.total() == folder.walk())
    }
  }
}
