import Platform
import Support
import Testing

@testable import Locks

@Suite("A holder's record")
struct HolderRecordTests {
  static let record: HolderRecord = {
    var record = HolderRecord(
      ending: .owner, mode: .shared, token: 0x0102_0304_0506_0708,
      bootID: Array(1...16), process: ProcessIdentity(pid: 1234, mark: 99),
      program: ProcessIdentity(pid: 1235, mark: 100),
      since: Instant(nanoseconds: 1_700_000_000_123),
      sinceBoot: 5000, host: "host", command: [Array("make".utf8), [0xFF, 0xFE], []])
    record.extend(by: 60, Instant(nanoseconds: 1_700_000_000_123), 5000)
    record.pidNamespace = 4_026_531_836
    record.locker = 4321
    return record
  }()

  @Test("is read as it was written")
  func roundTrip() {
    let bytes = Self.record.bytes
    #expect(bytes.count == 512)
    #expect(HolderRecord.parse(bytes[...]) == Self.record)
  }

  @Test("counts as none when any bit of it is wrong, or it is cut")
  func spoilt() {
    let bytes = Self.record.bytes
    for index in bytes.indices {
      var spoilt = bytes
      spoilt[index] ^= 1 << UInt8(index % 8)
      #expect(HolderRecord.parse(spoilt[...]) == nil, "byte \(index)")
      #expect(HolderRecord.parse(bytes[..<index]) == nil)
    }
  }

  @Test("has its fields where docs/format.md puts them")
  func layout() {
    // Made by another program from the document, not by this one.
    let scratch = Scratch()
    let made = scratch.shell(
      """
      python3 - <<'END' > record
      import struct, sys
      body = struct.pack('<4sHBB Q 16s ii QQ qq qq q Q', b'PCLH', 1, 2, 2, 0x0102030405060708,
          bytes(range(1, 17)), 1234, 1235, 99, 100, 1700000000123, 5000, 5060, 1700000000183, 60,
          4026531836)
      body += struct.pack('<H64s', 4, b'host')
      command = b'make\\0\\xff\\xfe\\0'
      body += struct.pack('<H328s', len(command), command) + struct.pack('<i', 4321)
      hash = 0xcbf29ce484222325
      for byte in body:
          hash = (hash ^ byte) * 0x100000001b3 % 2**64
      sys.stdout.buffer.write(body + struct.pack('<Q', hash))
      END
      """)
    #expect(made.status == 0, "\(made.errors)")
    let file = try? Descriptor.open(BytePath(scratch.path + "/record"), 0)
    let bytes = file.flatMapBytes()
    #expect(bytes.count == 512)
    #expect(HolderRecord.parse(bytes[...]) == Self.record)
    #expect(Self.record.bytes == bytes)
  }

  @Test("names a command of any length, cut where it is long")
  func longCommand() throws {
    var record = Self.record
    record = HolderRecord(
      ending: record.ending, mode: record.mode, token: 1, bootID: record.bootID,
      process: record.process, program: nil, since: record.since, sinceBoot: 1,
      host: String(repeating: "h", count: 300), command: [Array(repeating: 97, count: 100_000)])
    let read = try #require(HolderRecord.parse(record.bytes[...]))
    #expect(read.command == [Array(repeating: 97, count: 328)])
    #expect(read.host.count == 64)
  }
}

extension Optional where Wrapped == Descriptor, Wrapped: ~Copyable {
  consuming func flatMapBytes() -> [UInt8] {
    switch consume self {
    case .none: return []
    case .some(let file): return (try? IO.readAll(file.number, limit: 1 << 20)) ?? []
    }
  }
}

@Suite("A hold by record")
struct HoldEndTests {
  let host = Host(name: "here", bootID: Array(repeating: 7, count: 16))
  let clock = Clock(calendar: { Instant(nanoseconds: 1000) }, sinceBoot: { 100 })

  func record(
    _ ending: HolderRecord.Guard, pid: Int32 = 1, mark: UInt64 = 0, host: String = "here",
    bootID: UInt8 = 7, lease: (sinceBoot: Int64, calendar: Int64) = (0, 0), namespace: UInt64 = 0
  ) -> HolderRecord {
    var record = HolderRecord(
      ending: ending, mode: .exclusive, token: 1, bootID: Array(repeating: bootID, count: 16),
      process: ProcessIdentity(pid: pid, mark: mark), program: nil,
      since: Instant(nanoseconds: 1), sinceBoot: 1, host: host, command: [])
    record.leaseEndSinceBoot = lease.sinceBoot
    record.leaseEnd = Instant(nanoseconds: lease.calendar)
    record.pidNamespace = namespace
    return record
  }

  @Test("ends with its owner")
  func owner() {
    let mine = ProcessIdentity.current()
    #expect(!record(.owner, pid: mine.pid, mark: mine.mark).isOver(on: host, clock: clock))
    #expect(record(.owner, pid: Int32.max).isOver(on: host, clock: clock))
  }

  @Test("does not go on with a later process of the owner's number")
  func reusedNumber() {
    let mine = ProcessIdentity.current()
    #expect(record(.owner, pid: mine.pid, mark: mine.mark ^ 1).isOver(on: host, clock: clock))
  }

  @Test("ends with its lease, by the clock that cannot be set back")
  func lease() {
    #expect(!record(.lease, lease: (101, 0)).isOver(on: host, clock: clock))
    #expect(record(.lease, lease: (100, 9999)).isOver(on: host, clock: clock))
  }

  @Test("of a lease goes on over a restart of the machine, by the calendar")
  func restart() {
    #expect(!record(.lease, bootID: 8, lease: (1, 1001)).isOver(on: host, clock: clock))
    #expect(record(.lease, bootID: 8, lease: (9999, 1000)).isOver(on: host, clock: clock))
  }

  @Test("of an owner ends with the machine's run")
  func ownerBeforeRestart() {
    let mine = ProcessIdentity.current()
    let old = record(.owner, pid: mine.pid, mark: mine.mark, bootID: 8)
    #expect(old.isOver(on: host, clock: clock))
  }

  @Test("by a process that cannot be looked at goes on")
  func elsewhere() {
    #expect(
      !record(.owner, pid: Int32.max, host: "there", bootID: 8).isOver(on: host, clock: clock))
    #expect(!record(.owner, pid: Int32.max, namespace: 1).isOver(on: host, clock: clock))
  }
}
