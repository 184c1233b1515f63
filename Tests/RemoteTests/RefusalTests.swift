import Glibc
import Platform
import Support
import Testing

@testable import Remote

@Suite("A real server that refuses")
struct RefusalTests {
  private func refusal(_ error: RemoteError?) -> Refusal? {
    if case .refused(let refusal, _) = error { return refusal }
    return nil
  }

  /// What fetching something from an address fails with.
  private func getting(_ address: RemoteAddress) -> RemoteError? {
    // The breaker of one attempt must not hinder the next.
    let scratch = Scratch()
    return failure { () throws(RemoteError) in
      let tier = tier(address, scratch)
      _ = try tier.get([bytes("a")])
    }
  }

  @Test("lets in whoever has the password, and says what is wrong otherwise")
  func password() throws {
    let server = RedisServer(["--requirepass", "se cret"])
    #expect(getting(server.address(":se%20cret@", database: 2)) == nil)
    #expect(getting(server.address("default:se%20cret@")) == nil)
    server.scratch.write("password", "se cret\n")
    let path = BytePath(server.scratch.path + "/password")
    #expect(getting(try server.address().withPassword(from: path)) == nil)
    #expect(refusal(getting(server.address())) == .needsPassword)
    #expect(refusal(getting(server.address(":other@"))) == .wrongPassword)
    #expect(refusal(getting(server.address("nobody:se%20cret@"))) == .wrongPassword)
  }

  @Test("without a password says so to whoever gives one")
  func noPassword() {
    let server = RedisServer()
    #expect(refusal(getting(server.address(":secret@"))) == .unknownPassword)
  }

  @Test("lets a user do what is permitted, and no more")
  func user() throws {
    let server = RedisServer()
    server.client("ACL SETUSER reader on '>secret' '~ours:*' +@all -@write -dbsize -info")
    let tier = tier(server.address("reader:secret@"), server.scratch)
    #expect(try tier.get([bytes("ours:a")]) == [nil])
    let outcomes = try tier.set([
      RemoteItem(key: bytes("ours:a"), image: [1]), RemoteItem(key: bytes("b"), image: [1]),
    ])
    #expect(outcomes.map { refusal($0) } == [.notPermitted, .notPermitted])
    let others = failure { () throws(RemoteError) in _ = try tier.get([bytes("theirs")]) }
    #expect(refusal(others) == .notPermitted)
    let removal = failure { () throws(RemoteError) in _ = try tier.delete([bytes("ours:a")]) }
    #expect(refusal(removal) == .notPermitted)
    // Walking does without the number of keys, and the status without what it may not know.
    try tier.keys(prefix: []) { _ in }
    let status = try tier.status()
    #expect(status.keyCount == nil && status.version == nil)
    // Nothing of this is a reason to leave the server alone.
    #expect(tier.breaker.state() == .closed)
  }

  @Test("that is full refuses an image, and still gives those that it has")
  func full() throws {
    let server = RedisServer()
    let tier = tier(server.address(), server.scratch)
    #expect(try tier.set([RemoteItem(key: bytes("a"), image: [1])]) == [nil])
    server.client("CONFIG SET maxmemory-policy noeviction")
    server.client("CONFIG SET maxmemory 1mb")
    let items = (0..<40).map { number in
      RemoteItem(key: bytes("k\(number)"), image: Array(repeating: 1, count: 100_000))
    }
    let outcomes = try tier.set(items)
    #expect(refusal(outcomes.last ?? nil) == .outOfMemory)
    #expect(try tier.get([bytes("a")]) == [[1]])
    #expect(tier.breaker.state() == .closed)
  }

  @Test("that is a replica gives, and takes no changes")
  func replica() throws {
    let server = RedisServer()
    server.client("SET a 1")
    server.client("REPLICAOF 127.0.0.1 1")
    let tier = tier(server.address(), server.scratch)
    let outcomes = try tier.set([RemoteItem(key: bytes("b"), image: [1])])
    #expect(outcomes.map { refusal($0) } == [.readOnly])
    let removal = failure { () throws(RemoteError) in _ = try tier.delete([bytes("a")]) }
    #expect(refusal(removal) == .readOnly)
    #expect(try tier.get([bytes("a")]) == [bytes("1")])
  }

  @Test("that is part of a cluster is named as that, and left alone")
  func cluster() throws {
    let server = RedisServer(
      ["--cluster-enabled", "yes", "--cluster-port", "\(Listener.freePort())"],
      port: Listener.freePort())
    server.client("CLUSTER ADDSLOTS 1")
    #expect(refusal(getting(server.address())) == .clustered)
  }

  @Test("has no database of that number: nothing is changed in another one")
  func database() throws {
    let server = RedisServer()
    server.client("SET a 1")
    let address = server.address(database: 99)
    #expect(refusal(getting(address)) == .noDatabase)
    let change = failure { () throws(RemoteError) in
      let tier = tier(address, Scratch())
      _ = try tier.set([RemoteItem(key: bytes("a"), image: bytes("2"))])
    }
    #expect(refusal(change) == .noDatabase)
    let removal = failure { () throws(RemoteError) in
      let tier = tier(address, Scratch())
      _ = try tier.delete([bytes("a")])
    }
    #expect(refusal(removal) == .noDatabase)
    #expect(server.client("GET a") == "1")
  }

  @Test("that has too many connections says so")
  func tooMany() {
    let server = RedisServer()
    server.client("CONFIG SET maxclients 1")
    // The client that sets it is gone; another one stays.
    let scratch = Scratch()
    let first = tier(server.address(), scratch)
    let one = failure { () throws(RemoteError) in _ = try first.get([bytes("a")]) }
    #expect(one == nil)
    #expect(refusal(getting(server.address())) == .busy)
    #expect(first.breaker.state() == .closed)
  }

  @Test(
    "says what is wrong by a word that is known",
    arguments: [
      ("NOAUTH Authentication required.", Refusal.needsPassword),
      ("WRONGPASS invalid username-password pair or user is disabled.", .wrongPassword),
      ("ERR invalid password", .wrongPassword),
      ("NOPERM this user has no permissions", .notPermitted),
      ("DENIED Redis is running in protected mode", .protected),
      ("LOADING Redis is loading the dataset in memory", .loading),
      ("OOM command not allowed when used memory > 'maxmemory'.", .outOfMemory),
      ("READONLY You can't write against a read only replica.", .readOnly),
      ("MISCONF Redis is configured to save RDB snapshots", .readOnly),
      ("MOVED 3999 127.0.0.1:6381", .clustered), ("ASK 3999 127.0.0.1:6381", .clustered),
      ("CLUSTERDOWN The cluster is down", .clustered), ("BUSY Redis is busy", .busy),
      ("MASTERDOWN Link with MASTER is down", .busy), ("WRONGTYPE Operation", .notAnEntry),
      ("ERR max number of clients reached", .busy), ("ERR unknown command", .other), ("", .other),
    ])
  func words(_ line: String, _ refusal: Refusal) {
    #expect(Refusal(bytes(line)) == refusal)
    #expect(!refusal.message("").isEmpty)
    #expect(refusal.message("x").hasSuffix("(x)"))
  }
}
