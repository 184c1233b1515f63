import Glibc
import Platform
import Support
import Testing

@testable import Remote

@Suite("The remote tier, with a real server")
struct RemoteTierTests {
  private func item(_ key: String, _ image: String, _ lifetime: Int64? = nil) -> RemoteItem {
    RemoteItem(key: bytes(key), image: bytes(image), lifetimeMilliseconds: lifetime)
  }

  @Test("keeps images, byte for byte, and finds and removes them")
  func entries() throws {
    let server = RedisServer()
    let tier = tier(server.address(), server.scratch)
    let image = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) }
    let key = bytes("a\r\n ") + [0, 0xFF]
    let outcomes = try tier.set([
      RemoteItem(key: key, image: image), item("b", "2", 3_600_000), item("", "no name"),
    ])
    #expect(outcomes == [nil, nil, nil])
    #expect(
      try tier.get([bytes("b"), bytes("missing"), key, []])
        == [bytes("2"), nil, image, bytes("no name")])
    #expect(server.client("STRLEN \"$(printf 'b')\"") == "1")
    let lifetimes = try tier.lifetimes([key, bytes("b"), bytes("missing")])
    #expect(lifetimes[0] == .unlimited && lifetimes[2] == .missing)
    guard case .milliseconds(let left) = lifetimes[1] else {
      Issue.record("no lifetime")
      return
    }
    #expect((1...3_600_000).contains(left))
    #expect(try tier.delete([key, bytes("missing"), bytes("b")]) == 2)
    #expect(try tier.get([key, bytes("b")]) == [nil, nil])
    #expect(try tier.get([]) == [])
    #expect(try tier.set([]) == [])
    #expect(try tier.delete([]) == 0)
    // All went well: nothing was remembered.
    #expect(tier.breaker.state() == .closed)
    #expect(!tier.isPaused)
  }

  @Test("forgets an image when its time is over")
  func lifetime() throws {
    let server = RedisServer()
    let tier = tier(server.address(), server.scratch)
    #expect(
      try tier.set([item("a", "1", 1), item("b", "2", 0), item("c", "3", -5)])
        == [nil, .invalidItem("its time is over"), .invalidItem("its time is over")])
    while try tier.lifetimes([bytes("a")]) != [.missing] {}
    #expect(try tier.get([bytes("a"), bytes("b")]) == [nil, nil])
  }

  @Test("works by a port, by IPv4 and IPv6, and by a name")
  func port() throws {
    let server = RedisServer(port: Listener.freePort())
    for host in ["127.0.0.1", "localhost", "[::1]", "cache.example"] {
      server.scratch.write("hosts", "127.0.0.1 cache.example\n")
      let names = HostNames(table: BytePath(server.scratch.path + "/hosts"), getent: "/nowhere")
      let tier = tier(
        remoteAddress("redis://\(host):\(server.port)/3"), server.scratch, names: names)
      let error = failure { () throws(RemoteError) in _ = try tier.set([item("a", host)]) }
      // Not every machine has IPv6.
      if error != nil, host == "[::1]" { continue }
      #expect(error == nil)
      #expect(try tier.get([bytes("a")]) == [bytes(host)])
      #expect(server.client("-n 3 GET a") == host)
    }
  }

  @Test("carries many images and large ones, in as many rounds as it takes")
  func many() throws {
    let server = RedisServer()
    let tier = tier(server.address(), server.scratch)
    let items = (0..<2000).map { number in
      RemoteItem(
        key: bytes("key-\(number)"),
        image: Array(
          repeating: UInt8(number % 251), count: number % 100 == 0 ? 400_000 : 1 + number))
    }
    #expect(try tier.set(items).allSatisfy { $0 == nil })
    let images = try tier.get(items.map { $0.key })
    #expect(zip(images, items).allSatisfy { $0 == $1.image })
    let large = RemoteItem(key: bytes("large"), image: Array(repeating: 9, count: 40 << 20))
    #expect(try tier.set([large]) == [nil])
    #expect(try tier.get([large.key]).first == large.image)
    #expect(try tier.delete(items.map { $0.key }) == 2000)
  }

  @Test("neither fetches nor keeps an image that is too large")
  func tooLarge() throws {
    let server = RedisServer()
    let tier = tier(server.address(), server.scratch, imageBytesMax: 1000)
    server.client("SET large \"$(head -c 1001 /dev/zero | tr '\\0' x)\"")
    server.client("SET fits \"$(head -c 1000 /dev/zero | tr '\\0' x)\"")
    let images = try tier.get([bytes("large"), bytes("fits")])
    #expect(images == [nil, Array(repeating: UInt8(ascii: "x"), count: 1000)])
    let items = [1000, 1001, 0].map { count in
      RemoteItem(key: bytes("n\(count)"), image: Array(repeating: 1, count: count))
    }
    #expect(
      try tier.set(items)
        == [nil, .tooLarge(limitBytes: 1000), .invalidItem("it has no bytes")])
  }

  @Test("takes what has another type for missing")
  func wrongType() throws {
    let server = RedisServer()
    let tier = tier(server.address(), server.scratch)
    server.client("LPUSH list 1")
    server.client("SET a 1")
    #expect(try tier.get([bytes("list"), bytes("a")]) == [nil, bytes("1")])
  }

  @Test("walks through the keys of a prefix, which may hold the letters of a pattern")
  func keys() throws {
    let server = RedisServer()
    let tier = tier(server.address(), server.scratch)
    try tier.keys(prefix: []) { _ in Issue.record("there are none") }
    let prefix = "p*[a-c]?\\^"
    let items = (0..<5000).map { item("\(prefix)\($0)", "x") }
    #expect(try tier.set(items).allSatisfy { $0 == nil })
    #expect(try tier.set([item("pxa?\\^1", "x"), item("other", "x"), item("p*", "x")]).count == 3)
    var found: Set<[UInt8]> = []
    try tier.keys(prefix: bytes(prefix)) { found.insert($0) }
    #expect(found == Set(items.map { $0.key }))
    found = []
    try tier.keys(prefix: []) { found.insert($0) }
    #expect(found.count == 5003)
    found = []
    try tier.keys(prefix: bytes("nothing")) { found.insert($0) }
    #expect(found.isEmpty)
    // Who has seen enough ends it, and the tier goes on.
    let enough = RemoteError.invalidItem("enough")
    let ended = failure { () throws(RemoteError) in
      try tier.keys(prefix: []) { (_) throws(RemoteError) in throw enough }
    }
    #expect(ended == enough)
    #expect(try tier.get([bytes("other")]) == [bytes("x")])
  }

  @Test("tells how the server does")
  func status() throws {
    let server = RedisServer(["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"])
    let tier = tier(server.address(database: 2), server.scratch)
    #expect(try tier.set([item("a", "1"), item("b", "2")]) == [nil, nil])
    let status = try tier.status()
    let version = server.client("INFO server | grep redis_version | tr -d '\\r'")
    #expect(version == "redis_version:\(status.version ?? "")")
    #expect(status.keyCount == 2)
    #expect(status.maximumMemoryBytes == 64 << 20)
    #expect(status.evictionPolicy == "allkeys-lru")
    #expect((status.usedMemoryBytes ?? 0) > 100_000)
    #expect(status.roundTripNanoseconds > 0)
  }

  @Test("goes on where the server has started anew, or has closed an idle connection")
  func restart() throws {
    let server = RedisServer()
    let tier = tier(server.address(database: 1), server.scratch)
    #expect(try tier.set([item("a", "1")]) == [nil])
    server.kill()
    server.start()
    #expect(try tier.get([bytes("a")]) == [nil])
    server.client("CLIENT KILL TYPE normal")
    #expect(try tier.set([item("a", "2")]) == [nil])
    #expect(server.client("-n 1 GET a") == "2")
    #expect(tier.breaker.state() == .closed)
  }
}
