import Support
import Testing

@testable import Locks
@testable import Platform

@Suite("Fencing tokens")
struct FencingTokenTests {
  let scratch = Scratch()
  var path: BytePath { BytePath(scratch.path + "/fencing-tokens") }

  func tokens(bootID: UInt8) -> FencingTokens {
    FencingTokens(
      path: path, host: Host(name: "here", bootID: Array(repeating: bootID, count: 16)))
  }

  @Test("grow by one within a run of the machine")
  func grow() throws {
    for expected in UInt64(1)...20 {
      #expect(try tokens(bootID: 1).turn().next() == expected)
    }
  }

  @Test("grow over a restart, also when all that was not synced is lost")
  func restart() throws {
    let first = try tokens(bootID: 1).turn().next()
    // What the disk held when the first token was given out.
    let synced = Array(scratchBytes())
    var last = first
    for _ in 0..<100 { last = try tokens(bootID: 1).turn().next() }
    let file = try Descriptor.open(path, 1)
    try IO.write(file.number, synced, at: 0)
    #expect(try tokens(bootID: 2).turn().next() > last)
  }

  @Test("grow past the ceiling that is kept on the disk")
  func ceiling() throws {
    let bootID = Array(repeating: UInt8(1), count: 16)
    let file = try Descriptor.open(path, 0o101)
    try IO.write(
      file.number, FencingTokens.bytes(bootID: bootID, last: 499, ceiling: 500), at: 0)
    #expect(try tokens(bootID: 1).turn().next() == 500)
    #expect(try tokens(bootID: 1).turn().next() == 501)
    let kept = try #require(FencingTokens.parse(scratchBytes()))
    #expect(kept.ceiling == 501 + FencingTokens.reserve)
  }

  @Test("grow although the file was spoilt")
  func spoilt() throws {
    var last: UInt64 = 0
    for _ in 0..<5 { last = try tokens(bootID: 1).turn().next() }
    for index in 0..<48 {
      let file = try Descriptor.open(path, 2)
      var bytes = scratchBytes()
      bytes[index] ^= 0x10
      try IO.write(file.number, bytes, at: 0)
      let next = try tokens(bootID: 1).turn().next()
      #expect(next > last, "byte \(index)")
      last = next
    }
  }

  @Test("are read from a file as docs/format.md describes it")
  func layout() throws {
    let made = scratch.shell(
      """
      python3 - <<'END' > fencing-tokens
      import struct, sys
      body = struct.pack('<4sI16sQQ', b'PCFT', 1, b'\\1' * 16, 41, 1000)
      hash = 0xcbf29ce484222325
      for byte in body:
          hash = (hash ^ byte) * 0x100000001b3 % 2**64
      sys.stdout.buffer.write(body + struct.pack('<Q', hash))
      END
      """)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try tokens(bootID: 1).turn().next() == 42)
  }

  func scratchBytes() -> [UInt8] {
    let file = try? Descriptor.open(path, 0)
    return file.flatMapBytes()
  }
}

@Suite("The mutex of file systems without locks")
struct LinkMutexTests {
  let scratch = Scratch()

  @Test("is taken from a maker that has died")
  func dead() throws {
    scratch.write("m", "\(Int32.max) 1 \(Environment.hostName)\n")
    let path = BytePath(scratch.path + "/m")
    do { _ = try LinkMutex.take(path) }
    let left = try Directory.names(in: BytePath(scratch.path))
    #expect(left.isEmpty, "\(left.map { String(decoding: $0, as: UTF8.self) })")
  }

  @Test("is taken although those who came to remove a dead maker's file died over it")
  func deadRemovers() throws {
    let dead = "\(Int32.max) 1 \(Environment.hostName)\n"
    scratch.write("m", dead)
    let inode = try FileStatus.of(path: BytePath(scratch.path + "/m")).signature.inode
    scratch.write("m.\(inode).1", dead)
    scratch.write("m.\(inode).2", dead)
    do { _ = try LinkMutex.take(BytePath(scratch.path + "/m")) }
    #expect(try Directory.names(in: BytePath(scratch.path)).isEmpty)
  }
}

@Suite("The kernel's table of locks")
struct KernelLockTests {
  @Test("is read line by line")
  func lines() throws {
    let held = try #require(
      KernelLock.parse(Array("1: FLOCK  ADVISORY  WRITE 708 fe:0a:13244 0 EOF".utf8)[...]))
    #expect(held.pid == 708 && held.inode == 13244 && !held.isWaiting)
    #expect(held.device.major == 0xfe && held.device.minor == 10)
    let waiting = try #require(
      KernelLock.parse(Array("1: -> FLOCK  ADVISORY  READ 709 fe:00:13244 0 EOF".utf8)[...]))
    #expect(waiting.pid == 709 && waiting.isWaiting)
    #expect(KernelLock.parse(Array("2: POSIX  ADVISORY  WRITE 1 fe:00:2 0 EOF".utf8)[...]) == nil)
    #expect(KernelLock.parse(Array("nonsense".utf8)[...]) == nil)
  }

  @Test("counts a lock once that the kernel shows on two pages")
  func twice() {
    let table = """
      1: FLOCK  ADVISORY  WRITE 708 fe:0a:13244 0 EOF
      1: -> FLOCK  ADVISORY  WRITE 709 fe:0a:13244 0 EOF
      2: -> FLOCK  ADVISORY  WRITE 709 fe:0a:13244 0 EOF
      3: FLOCK  ADVISORY  WRITE 709 fe:0a:13245 0 EOF
      """
    let locks = KernelLock.parse(table: Array(table.utf8))
    #expect(locks.map { $0.pid } == [708, 709, 709])
    #expect(locks.map { $0.isWaiting } == [false, true, false])
  }
}
