import Glibc
import Platform
import Support
import Testing

@testable import Remote

@Suite("A server that fails")
struct FailureTests {
  private let scratch = Scratch()
  private let calendar = Calendar()

  /// Gets something from a server that answers in this way; what that fails with.
  private func getting(
    _ names: String = "", timeout: Int64 = 30_000_000_000, keys: Int = 1,
    _ serve: @escaping @Sendable (Int32) -> Void
  ) -> RemoteError? {
    let own = Scratch()
    let server = Listener(own.path + "/s", serve)
    let address = remoteAddress("unix://\(names)\(own.path)/s")
    let result = failure { () throws(RemoteError) in
      let tier = tier(address, own, timeout: timeout)
      _ = try tier.get(Array(repeating: bytes("a"), count: keys))
    }
    #expect(server.connectionCount > 0)
    return result
  }

  private func isViolation(_ error: RemoteError?) -> Bool {
    if case .protocolViolation = error { return true }
    return false
  }

  @Test(
    "by answers that are none is left alone",
    arguments: [
      "HTTP/1.1 400 Bad Request\r\n\r\n", "\u{15}\u{3}\u{1}\u{0}\u{2}", "$-7\r\n", "+OK\r\n",
      ":1\r\n",
      "*1\r\n$1\r\na\r\n", "*2\r\n", "$1\r\na\r\n$1\r\nb\r\n", "$1\r\na\r\n+", "*0\r\n",
      "*4\r\n$8\r\nGETRANGE\r\n$1\r\na\r\n$1\r\n0\r\n$8\r\n67108864\r\n",
    ])
  func garbage(_ text: String) {
    let error = getting { connection in
      _ = Listener.reads(connection)
      Listener.send(connection, bytes(text))
    }
    // Part of a list is the beginning of an answer; then comes the end.
    #expect(isViolation(error) || (text == "*2\r\n" && error == .closed))
  }

  @Test(
    "by closing the connection at any point",
    arguments: [
      "", "$", "$5", "$5\r\n", "$5\r\nab", "$5\r\nabcde\r", "-ERR",
    ])
  func closes(_ text: String) {
    #expect(
      getting { connection in
        _ = Listener.reads(connection)
        Listener.send(connection, bytes(text))
      } == .closed)
    // Before anything was said to it, too.
    #expect(getting { Listener.send($0, bytes(text)) } == .closed)
  }

  @Test("by standing still in the middle of an answer", arguments: ["", "$5\r\nab", "*"])
  func stalls(_ text: String) {
    let error = getting(timeout: shortTimeout) { connection in
      _ = Listener.reads(connection)
      Listener.send(connection, bytes(text))
      while !Listener.reads(connection).isEmpty {}
    }
    #expect(error == .tooSlow(.answer, limitNanoseconds: shortTimeout))
  }

  @Test("by a trickle that never ends")
  func trickles() {
    let error = getting(timeout: shortTimeout) { connection in
      _ = Listener.reads(connection)
      Listener.send(connection, bytes("$1000000\r\n"))
      var isOpen = true
      while isOpen {
        var byte = UInt8(ascii: "x")
        isOpen = Glibc.send(connection, &byte, 1, Int32(MSG_NOSIGNAL)) == 1
        Events.pause(nanoseconds: 1_000_000)
      }
    }
    #expect(error == .tooSlow(.answer, limitNanoseconds: shortTimeout))
  }

  @Test("by a flood that never ends")
  func floods() {
    let error = getting { connection in
      _ = Listener.reads(connection)
      let piece = Array(repeating: UInt8(ascii: "x"), count: 65536)
      Listener.send(connection, bytes("$99999999\r\n"))
      for _ in 0..<2000 { Listener.send(connection, piece) }
    }
    #expect(isViolation(error))
  }

  @Test("by not taking what is sent")
  func readsNothing() {
    let own = Scratch()
    let server = Listener(own.path + "/s", nil)
    let error = failure { () throws(RemoteError) in
      let tier = tier(remoteAddress("unix://\(own.path)/s"), own, timeout: shortTimeout)
      _ = try tier.set([RemoteItem(key: [1], image: Array(repeating: 1, count: 8 << 20))])
    }
    #expect(error == .tooSlow(.answer, limitNanoseconds: shortTimeout))
    #expect(server.connectionCount == 0)
  }

  @Test("by a list of keys that has no end")
  func endlessKeys() {
    let server = Listener(scratch.path + "/s") { connection in
      var number = 0
      while true {
        let request = Listener.reads(connection)
        if request.isEmpty { return }
        number += 1
        let cursor = "\(number)"
        var answer = "*2\r\n$\(cursor.utf8.count)\r\n\(cursor)\r\n*0\r\n"
        if number == 1 { answer += ":5\r\n" }
        Listener.send(connection, bytes(answer))
      }
    }
    let error = failure { () throws(RemoteError) in
      let tier = tier(remoteAddress("unix://\(scratch.path)/s"), scratch)
      try tier.keys(prefix: []) { _ in }
    }
    #expect(error == .protocolViolation("its list of keys has no end"))
    #expect(server.connectionCount == 1)
  }

  @Test(
    "by repeating the password, which is shown to nobody",
    arguments: [
      "-ERR unknown command 'AUTH', with args beginning with: 'XYZ'\r\n", "-WRONGPASS XYZ\r\n",
      "-NOAUTH XYZ\r\n", "-LOADING XYZ\r\n",
    ])
  func repeatsPassword(_ text: String) {
    let error = getting(":XYZ@") { connection in
      _ = Listener.reads(connection)
      Listener.send(connection, bytes(text))
      _ = Listener.reads(connection)
    }
    guard let error, case .refused = error else {
      Issue.record("no refusal")
      return
    }
    #expect(!error.message.contains("XYZ"))
  }

  @Test(
    "by refusing everything is left alone",
    arguments: [
      ("-LOADING Redis is loading\r\n", Refusal.loading), ("-NOAUTH no\r\n", .needsPassword),
      ("-MOVED 1 10.0.0.1:1\r\n", .clustered), ("-DENIED protected\r\n", .protected),
      ("-BUSY a script\r\n", .busy),
    ])
  func refusesAll(_ text: String, _ refusal: Refusal) {
    let server = Listener(scratch.path + "/s") { connection in
      while !Listener.reads(connection).isEmpty { Listener.send(connection, bytes(text)) }
    }
    let tier = tier(remoteAddress("unix://\(scratch.path)/s"), scratch, clock: calendar.clock)
    let error = failure { () throws(RemoteError) in
      _ = try tier.set([RemoteItem(key: [1], image: [1])])
    }
    let words = text.dropFirst().prefix { $0 != "\r\n" }
    #expect(error == .refused(refusal, String(words)))
    #expect(tier.isPaused)
    #expect(server.connectionCount == 1)
  }

  @Test("that has frozen costs one wait a minute, for all processes together")
  func frozen() throws {
    let server = RedisServer()
    let clock = calendar.clock
    func get(_ timeout: Int64 = shortTimeout) -> RemoteError? {
      failure { () throws(RemoteError) in
        let tier = tier(server.address(), server.scratch, timeout: timeout, clock: clock)
        _ = try tier.get([bytes("a")])
      }
    }
    let slow = RemoteError.tooSlow(.answer, limitNanoseconds: shortTimeout)
    server.freeze()
    #expect(get() == slow)
    let paused = RemoteError.paused(until: calendar.later(seconds: 60), reason: slow.message)
    // Each is another process, as far as the tier can know.
    for _ in 0..<10 { #expect(get() == paused) }
    calendar.advance(seconds: 61)
    #expect(get() == slow)
    #expect(get() == .paused(until: calendar.later(seconds: 60), reason: slow.message))
    // It lives again, but nobody knows before the time is up.
    server.thaw()
    #expect(get() != nil)
    calendar.advance(seconds: 61)
    #expect(get(30_000_000_000) == nil)
    #expect(get(30_000_000_000) == nil)
  }

  @Test("is not tried again by the same process either, where there is no file to remember it by")
  func noFile() {
    let own = Scratch()
    let tier = tier(remoteAddress("unix://\(own.path)/s"), "/nowhere", clock: calendar.clock)
    func get() -> RemoteError? {
      failure { () throws(RemoteError) in _ = try tier.get([bytes("a")]) }
    }
    let gone = RemoteError.unreachable("cannot connect: No such file or directory")
    #expect(get() == gone)
    #expect(tier.isPaused)
    let server = Listener(own.path + "/s") { connection in
      while !Listener.reads(connection).isEmpty { Listener.send(connection, bytes("$1\r\nx\r\n")) }
    }
    #expect(get() == .paused(until: calendar.later(seconds: 60), reason: gone.message))
    calendar.advance(seconds: 61)
    #expect(!tier.isPaused)
    #expect(get() == nil)
    #expect(server.connectionCount == 1)
  }

  @Test("is asked how it does in any case, and all may try again where it answers")
  func status() throws {
    let server = RedisServer()
    let clock = calendar.clock
    server.kill()
    let broken = tier(server.address(), server.scratch, clock: clock)
    let first = failure { () throws(RemoteError) in _ = try broken.get([bytes("a")]) }
    #expect(first == .unreachable("cannot connect: Connection refused"))
    let asked = failure { () throws(RemoteError) in _ = try broken.status() }
    #expect(asked == first)
    #expect(broken.breaker.state() != .closed)
    server.start()
    let other = tier(server.address(), server.scratch, clock: clock)
    #expect(other.isPaused)
    #expect(try other.status().keyCount == 0)
    #expect(!other.isPaused)
    #expect(other.breaker.state() == .closed)
  }

  @Test("by its name: it is unknown, or takes too long to find")
  func name() {
    scratch.write("unknown", "#!/bin/sh\nexit 2\n")
    scratch.write("slow", "#!/bin/sh\nexec sleep 600\n")
    scratch.shell("chmod +x unknown slow")
    func get(_ getent: String) -> RemoteError? {
      let names = HostNames(table: "/nowhere", getent: scratch.path + "/" + getent)
      return failure { () throws(RemoteError) in
        let tier = tier(
          remoteAddress("redis://cache.invalid"), Scratch(),
          timeout: getent == "slow" ? shortTimeout : 30_000_000_000, names: names)
        _ = try tier.get([bytes("a")])
      }
    }
    #expect(get("unknown") == .unknownHost)
    #expect(get("slow") == .tooSlow(.lookup, limitNanoseconds: shortTimeout))
    #expect(
      get("missing")
        == .unreachable(
          "its name cannot be looked up: getent: No such file or directory"))
  }

  @Test("at one of its addresses is tried at the next")
  func nextAddress() throws {
    let server = Listener { connection in
      while !Listener.reads(connection).isEmpty { Listener.send(connection, bytes("$1\r\nx\r\n")) }
    }
    guard case .ipv4(_, let port) = server.address else { return }
    // Nobody listens at the first.
    scratch.write("hosts", "127.0.0.2 cache\n127.0.0.1 cache\n")
    let names = HostNames(table: BytePath(scratch.path + "/hosts"))
    let tier = tier(remoteAddress("redis://cache:\(port)"), scratch, names: names)
    #expect(try tier.get([bytes("a")]) == [bytes("x")])
  }
}
