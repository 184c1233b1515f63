import Glibc
import Platform
import Support
import Synchronization
import Testing

private func array(_ bytes: RawSpan) -> [UInt8] { bytes.withUnsafeBytes { Array($0) } }

@Suite("Bytes that grow")
struct GrowingBytesTests {
  private let scratch = Scratch()

  @Test("keep what was added, in order, however much follows")
  func appending() {
    var bytes = GrowingBytes()
    #expect(bytes.count == 0)
    for number in 0..<100_000 as Range<UInt32> {
      bytes.append(number)
      bytes.append([UInt8(number & 255)])
    }
    bytes.append(SIMD4<UInt32>(1, 2, 3, 4))
    bytes.append([])
    #expect(bytes.count == 500_016)
    #expect((0..<100_000).allSatisfy { bytes.load(at: $0 * 5) == UInt32($0) })
    #expect(bytes.load(at: 500_012) == 4)
    let frozen = bytes.frozen()
    #expect(frozen.count == 500_016)
    #expect(frozen[5 * 77 + 4] == 77)
    #expect(frozen.words(at: 500_000) == SIMD4(1, 2, 3, 4))
  }

  @Test("let a number be changed that was added before")
  func storing() {
    var bytes = GrowingBytes(capacity: 3)
    bytes.append([1, 2, 3, 4, 5])
    bytes.store(0x0A0B_0C0D, at: 1)
    #expect(bytes.load(at: 1) == 0x0A0B_0C0D)
    #expect(bytes.withBytes { array($0) } == [1, 0x0D, 0x0C, 0x0B, 0x0A])
  }

  @Test("hold a file, unless it is longer than what is allowed", arguments: [0, 1, 65536, 200_000])
  func reading(_ count: Int) throws {
    let path = BytePath("\(scratch.path)/file")
    scratch.write("file", String(repeating: "x", count: count))
    let file = try Descriptor.open(path, O_RDONLY)
    let bytes = try GrowingBytes.reading(file.number, limit: count, path: path)
    #expect(bytes.count == count)
    #expect(bytes.withBytes { array($0) }.allSatisfy { $0 == UInt8(ascii: "x") })
    if count > 0 {
      let again = try Descriptor.open(path, O_RDONLY)
      #expect(throws: SystemError(EFBIG, "read", path)) {
        _ = try GrowingBytes.reading(again.number, limit: count - 1, path: path)
      }
    }
  }

  @Test("hold what comes through a pipe")
  func pipe() throws {
    let path = BytePath("\(scratch.path)/pipe")
    _ = scratch.shell("mkfifo pipe; (printf 'one '; printf two) > pipe &")
    let file = try Descriptor.open(path, O_RDONLY)
    let bytes = try GrowingBytes.reading(file.number, limit: 100, path: path)
    #expect(bytes.withBytes { array($0) } == Array("one two".utf8))
  }
}

@Suite("Bytes that change no more")
struct FrozenBytesTests {
  private let scratch = Scratch()

  @Test("are read as bytes, as numbers, and in parts")
  func reading() {
    let bytes = FrozenBytes((0..<32).map { UInt8($0) })
    #expect(bytes.count == 32)
    #expect(bytes[31] == 31)
    #expect(bytes.word(at: 1) == 0x0403_0201)
    #expect(bytes.words(at: 16).w == 0x1F1E_1D1C)
    #expect(bytes.copy(3..<6) == [3, 4, 5])
    #expect(bytes.copy(32..<32) == [])
    #expect(bytes.withBytes { $0.byteCount } == 32)
    #expect(!bytes.isDamaged)
  }

  @Test("read as zeros beyond their end, and say so")
  func beyond() {
    let reads: [(FrozenBytes) -> Bool] = [
      { $0[4] == 0 }, { $0[-1] == 0 }, { $0.word(at: 1) == 0 }, { $0.word(at: .max) == 0 },
      { $0.words(at: 0) == SIMD4() }, { $0.copy(2..<5) == [] },
      { $0.copy(.max - 1 ..< .max) == [] },
    ]
    for (number, read) in reads.enumerated() {
      let bytes = FrozenBytes([1, 2, 3, 4])
      #expect(read(bytes), "\(number)")
      #expect(bytes.isDamaged, "\(number)")
      #expect(bytes[0] == 1)
    }
    #expect(FrozenBytes([]).copy(0..<0) == [])
  }

  private func mapped(
    _ part: Range<Int>, content: String = "0123456789abcdef",
    _ isWhole: @escaping @Sendable (Int) -> Bool
  ) throws -> FrozenBytes {
    let path = BytePath("\(scratch.path)/file")
    scratch.write("file", content)
    let file = try MappedFile(Descriptor.open(path, O_RDONLY), path: path)
    return FrozenBytes(
      mapped: file, part: part,
      check: FrozenBytes.Check(blockBytes: 4, isWhole: { block, _ in isWhole(block) }))
  }

  @Test("may lie in a mapped file, whose blocks are checked once, as they are touched")
  func blocks() throws {
    let asked = Asked()
    let bytes = try mapped(2..<13) { block in
      asked.add(block)
      return true
    }
    #expect(bytes.count == 11)
    #expect(asked.blocks == [])
    #expect(bytes[0] == UInt8(ascii: "2"))
    #expect(bytes.copy(3..<5) == Array("56".utf8))
    #expect(bytes.word(at: 4) == 0x3938_3736)
    #expect(asked.blocks == [0, 1])
    #expect(bytes.copy(0..<11) == Array("23456789abc".utf8))
    #expect(asked.blocks == [0, 1, 2])
    #expect(!bytes.isDamaged)
  }

  @Test("may be checked all at once, by several threads", arguments: 1...4)
  func all(threads: Int) throws {
    let content = String(repeating: "0123456789abcdef", count: 50)
    let asked = Asked()
    let bytes = try mapped(0..<799, content: content) { block in
      asked.add(block)
      return true
    }
    #expect(bytes[5] == UInt8(ascii: "5"))
    #expect(bytes.check(0..<bytes.count, threads: threads))
    #expect(bytes.check(0..<bytes.count, threads: threads))
    #expect(bytes.copy(0..<799) == Array(content.utf8.dropLast()))
    #expect(asked.blocks.sorted() == Array(0..<200))
    for broken in [0, 1, 99, 199] {
      let damaged = try mapped(0..<799, content: content) { $0 != broken }
      #expect(!damaged.check(0..<damaged.count, threads: threads))
      #expect(damaged.isDamaged)
    }
    #expect(FrozenBytes([1, 2]).check(0..<2, threads: threads))
  }

  @Test("may be checked in part", arguments: 1...3)
  func part(threads: Int) throws {
    let content = String(repeating: "0123456789abcdef", count: 50)
    let asked = Asked()
    let bytes = try mapped(0..<800, content: content) { block in
      asked.add(block)
      return block < 100
    }
    #expect(bytes.check(397..<400, threads: threads))
    #expect(bytes.check(0..<100, threads: threads))
    #expect(asked.blocks.sorted() == Array(0..<25) + [99])
    #expect(!bytes.isDamaged)
    #expect(!bytes.check(0..<404, threads: threads))
    #expect(bytes.isDamaged)
    let short = try mapped(0..<8, content: content) { _ in true }
    #expect(!short.check(0..<9, threads: threads))
  }

  /// The blocks that were asked about, by any thread.
  private final class Asked: Sendable {
    private let numbers = Mutex<[Int]>([])

    func add(_ block: Int) { numbers.withLock { $0.append(block) } }

    var blocks: [Int] { numbers.withLock { $0 } }
  }

  @Test("read as zeros where a block is not what was written")
  func damage() throws {
    let bytes = try mapped(0..<16) { $0 != 2 }
    #expect(bytes.copy(0..<8) == Array("01234567".utf8))
    #expect(!bytes.isDamaged)
    #expect(bytes.words(at: 0) == SIMD4())
    #expect(bytes[9] == 0)
    #expect(bytes.copy(7..<9) == [])
    #expect(bytes.isDamaged)
    #expect(bytes[15] == UInt8(ascii: "f"))
  }
}

@Suite("Memory in large pages")
struct LargePagesTests {
  @Test(
    "begins at a large page, is zero, and holds what is written", arguments: [1, 4096, 5 << 20])
  func memory(count: Int) {
    let memory = LargePages(bytes: count)
    let bytes = UnsafeMutableRawBufferPointer(start: memory.base, count: count)
    #expect(UInt(bitPattern: memory.base) % (2 << 20) == 0)
    #expect(bytes.allSatisfy { $0 == 0 })
    bytes.copyBytes(from: repeatElement(7, count: count))
    #expect(bytes.allSatisfy { $0 == 7 })
  }
}
