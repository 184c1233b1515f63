import Support
import Testing

@testable import Remote

@Suite("The reader of answers")
struct ReplyReaderTests {
  /// The answers that come of some bytes, fed in pieces.
  private func read(
    _ text: [UInt8], pieces: Int = .max, limit: Int = 1000
  ) throws(RemoteError) -> [Reply] {
    let reader = try ReplyReader(limitBytes: limit)
    var replies: [Reply] = []
    var rest = text[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
      // Typed errors do not pass through the closure.
      var failure: RemoteError?
      piece.withUnsafeBytes { bytes in
        do throws(RemoteError) { try reader.feed(bytes) } catch { failure = error }
      }
      if let failure { throw failure }
      while let reply = try reader.next() { replies.append(reply) }
    }
    #expect(!reader.hasRest)
    return replies
  }

  private func isViolation(_ text: String, limit: Int = 1000) -> Bool {
    let error = failure { () throws(RemoteError) in _ = try read(bytes(text), limit: limit) }
    if case .protocolViolation = error { return true }
    return false
  }

  @Test("knows each kind of answer, however its bytes are parted", arguments: [1, 2, 3, 7, 1000])
  func kinds(pieces: Int) throws {
    let text =
      "+OK\r\n-ERR no\r\n:-7\r\n$-1\r\n$0\r\n\r\n$4\r\na\r\nb\r\n*-1\r\n*0\r\n"
      + "*2\r\n$1\r\n0\r\n*2\r\n$1\r\na\r\n:1\r\n"
    #expect(
      try read(bytes(text), pieces: pieces) == [
        Reply(parts: [.status(bytes("OK"))]), Reply(parts: [.error(bytes("ERR no"))]),
        Reply(parts: [.integer(-7)]), Reply(parts: [.missing]), Reply(parts: [.bytes([])]),
        Reply(parts: [.bytes(bytes("a\r\nb"))]), Reply(parts: [.missing]),
        Reply(parts: [.list(0)]),
        Reply(parts: [.list(2), .bytes(bytes("0")), .list(2), .bytes(bytes("a")), .integer(1)]),
      ])
  }

  @Test(
    "refuses what is no answer",
    arguments: [
      "HTTP/1.1 400 Bad Request\r\n\r\n", "\u{16}\u{3}\u{1}\r\n", "$abc\r\n", "$-2\r\n", ":12x\r\n",
      "$99999999999999999999999\r\n", "*-2\r\n", "*99999999999999\r\n", "%1\r\n+a\r\n+b\r\n",
      "_\r\n",
      "$1\r\nabc\r\n", String(repeating: "*1\r\n", count: 20) + ":1\r\n", "\r\n",
    ])
  func garbage(_ text: String) {
    // What is left over after an answer counts as well.
    let isWrong = isViolation(text) || isViolation(text + "abc\r\n")
    #expect(isWrong)
  }

  @Test("takes no more room than it was given, whatever was announced")
  func limits() throws {
    let long = 100_000
    // A text, before it is whole.
    #expect(isViolation("$200000\r\n" + String(repeating: "x", count: long)))
    // A line without end, and a length without end.
    #expect(isViolation("+" + String(repeating: "x", count: long), limit: 1 << 20))
    #expect(isViolation("$" + String(repeating: "1", count: long), limit: 1 << 20))
    // Many small parts.
    #expect(isViolation("*2000000000\r\n" + String(repeating: ":1\r\n", count: long)))
    #expect(
      isViolation(
        "*2\r\n$40000\r\n" + String(repeating: "x", count: 40_000)
          + "\r\n$40000\r\n" + String(repeating: "x", count: 40_000) + "\r\n"))
    let fits = "$70000\r\n" + String(repeating: "x", count: 70_000) + "\r\n"
    #expect(try read(bytes(fits), pieces: 4096, limit: 70_000).count == 1)
    // Two billion parts that are only announced take no room at all: more is waited for.
    let reader = try ReplyReader(limitBytes: 1000)
    bytes("*2000000000\r\n").withUnsafeBytes { try? reader.feed($0) }
    #expect(try reader.next() == nil)
  }

  @Test("ends on any bytes, with answers or an error")
  func noise() {
    let letters = bytes("+-:$*\r\n\r\n01239ab\u{0}")
    for _ in 0..<20_000 {
      let noise = (0..<Int.random(in: 0..<40)).map { _ in letters.randomElement() ?? 0 }
      guard let reader = try? ReplyReader(limitBytes: 1000) else { return }
      noise.withUnsafeBytes { try? reader.feed($0) }
      while let reply = try? reader.next() { #expect(!reply.parts.isEmpty) }
    }
  }
}
