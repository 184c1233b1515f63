import Glibc
import Platform
import Support
import Synchronization
import Testing

@testable import Remote

/// A calendar that the test turns; waits go by the machine's own clock.
final class Calendar: Sendable {
  private let nanoseconds = Atomic<Int64>(1_700_000_000_000_000_000)

  var clock: Clock {
    Clock(calendar: { self.now }, sinceBoot: Clock.system.sinceBoot)
  }
  var now: Instant { Instant(nanoseconds: nanoseconds.load(ordering: .relaxed)) }
  func advance(seconds: Int64) {
    nanoseconds.add(seconds * 1_000_000_000, ordering: .relaxed)
  }
  func later(seconds: Int64) -> Instant {
    Instant(nanoseconds: now.nanoseconds + seconds * 1_000_000_000)
  }
}

@Suite("The breaker")
struct RemoteBreakerTests {
  private let scratch = Scratch()
  private let calendar = Calendar()
  private let address = remoteAddress("redis://me:secret@cache/1")

  private func breaker(_ address: RemoteAddress? = nil) -> RemoteBreaker {
    RemoteBreaker(
      folder: BytePath(scratch.path), address: address ?? self.address, clock: calendar.clock)
  }

  /// Puts bytes in the place of its file.
  private func put(_ bytes: [UInt8]) throws {
    let file = try Descriptor.open(breaker().path, O_WRONLY | O_CREAT | O_TRUNC)
    try IO.write(file.number, bytes)
  }

  private func content() throws -> [UInt8] {
    let file = try Descriptor.open(breaker().path, O_RDONLY)
    return try IO.readAll(file.number, limit: 4096)
  }

  @Test("keeps everybody out for a minute, then lets one in, and the others after a success")
  func life() {
    #expect(breaker().state() == .closed)
    #expect(breaker().admission() == .free)
    breaker().open(reason: "no answer")
    let end = calendar.later(seconds: 60)
    #expect(breaker().state() == .open(until: end, reason: "no answer"))
    #expect(breaker().admission() == .refused(until: end, reason: "no answer"))
    calendar.advance(seconds: 59)
    #expect(breaker().admission() == .refused(until: end, reason: "no answer"))
    calendar.advance(seconds: 1)
    #expect(breaker().state() == .closed)
    #expect(breaker().admission() == .trial)
    let next = calendar.later(seconds: 60)
    #expect(breaker().admission() == .refused(until: next, reason: "no answer"))
    // Who had the trial was killed: a minute later it is another's.
    calendar.advance(seconds: 60)
    #expect(breaker().admission() == .trial)
    breaker().close()
    #expect(breaker().state() == .closed)
    #expect(breaker().admission() == .free)
  }

  @Test("lets one of many processes in that come at the same moment")
  func race() throws {
    breaker().open(reason: "gone")
    calendar.advance(seconds: 61)
    let breaker = breaker()
    let children = (0..<16).map { _ in startChild { breaker.admission() == .trial } }
    let ends = try children.map { try Program.wait($0) }
    #expect(ends.filter { $0 == .exited(0) }.count == 1)
    #expect(ends.filter { $0 == .exited(1) }.count == 15)
  }

  @Test("is another one for another address")
  func otherAddress() throws {
    breaker().open(reason: "gone")
    #expect(breaker(remoteAddress("redis://cache/1")).state() == .closed)
    #expect(breaker(remoteAddress("redis://me@cache/1")).state() != .closed)
    // Not even by a file under the wrong name.
    let bytes = try content()
    let other = breaker(remoteAddress("redis://cache/1"))
    let file = try Descriptor.open(other.path, O_WRONLY | O_CREAT)
    try IO.write(file.number, bytes)
    #expect(other.state() == .closed)
  }

  @Test("keeps nobody out by a file with a wrong bit, or cut, or of no sense")
  func spoilt() throws {
    breaker().open(reason: "gone")
    let whole = try content()
    #expect(whole.count == 128)
    for bit in 0..<(whole.count * 8) {
      var bytes = whole
      bytes[bit / 8] ^= 1 << (bit % 8)
      try put(bytes)
      #expect(breaker().state() == .closed, "bit \(bit)")
      #expect(breaker().admission() == .trial)
    }
    for count in 0..<whole.count {
      try put(Array(whole[..<count]))
      #expect(breaker().state() == .closed)
    }
    try put((0..<200).map { _ in UInt8.random(in: 0...255) })
    #expect(breaker().state() == .closed)
    breaker().open(reason: "gone again")
    #expect(breaker().state() != .closed)
  }

  @Test("keeps nobody out for longer than a minute, though the calendar be set back")
  func setBack() {
    breaker().open(reason: "gone")
    calendar.advance(seconds: -3600)
    #expect(breaker().state() == .closed)
    #expect(breaker().admission() == .trial)
    #expect(breaker().state() != .closed)
  }

  @Test("does without a file where there can be none")
  func noFile() throws {
    try Directory.make(breaker().path)
    breaker().open(reason: "gone")
    #expect(breaker().state() == .closed)
    #expect(breaker().admission() == .free)
    breaker().close()
    let nowhere = RemoteBreaker(folder: "/nowhere/at/all", address: address)
    nowhere.open(reason: "gone")
    #expect(nowhere.admission() == .free)
    // Nor does it follow a link, or wait for the other end of a pipe.
    scratch.shell("rmdir breaker-*; mkfifo '\(breaker().path)'")
    #expect(breaker().admission() == .trial)
    scratch.shell("rm breaker-*; echo kept > kept; ln -s kept '\(breaker().path)'")
    breaker().open(reason: "gone")
    #expect(scratch.read("kept") == "kept\n")
  }

  @Test("has a file as docs/format.md draws it, which only its owner may read")
  func format() throws {
    breaker().open(reason: String(repeating: "é", count: 50))
    let bytes = try content()
    func number(_ offset: Int, _ count: Int) -> UInt64 {
      bytes[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    #expect(bytes[..<4].elementsEqual("PCRB".utf8))
    #expect(number(4, 2) == 1)
    #expect(number(6, 2) == 88)
    #expect(number(8, 8) == address.hash)
    #expect(number(16, 8) == UInt64(calendar.now.nanoseconds))
    #expect(number(24, 8) == UInt64(calendar.later(seconds: 60).nanoseconds))
    #expect(bytes[32..<120].elementsEqual(String(repeating: "é", count: 44).utf8))
    #expect(number(120, 8) == Checksum.of(bytes[..<120]))
    let digits = String(address.hash, radix: 16)
    #expect(breaker().path.description.hasSuffix("breaker-" + digits))
    #expect(try FileStatus.of(path: breaker().path).permissions == 0o600)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
  }
}
