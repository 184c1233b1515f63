import Compression
import Glibc
import Platform
import Support
import Testing

/// The two formats, each with the tool that others use for it.
enum Format: String, CaseIterable, CustomTestStringConvertible {
  case zstd, gzip

  var testDescription: String { rawValue }

  func compress(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
    switch self {
    case .zstd: try Zstd.compress(bytes)
    case .gzip: try Gzip.compress(bytes)
    }
  }

  func decompress(_ bytes: [UInt8], limit: Int = 1 << 30) throws(CompressionError) -> [UInt8] {
    switch self {
    case .zstd: try Zstd.decompress(bytes, limit: limit)
    case .gzip: try Gzip.decompress(bytes, limit: limit)
    }
  }
}

@Suite("Compression")
struct CompressionTests {
  private let scratch = Scratch()

  /// Lines that compress well, with some bytes among them that do not.
  private func sample(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var state: UInt32 = 1
    while bytes.count < count {
      state = state &* 1_664_525 &+ 1_013_904_223
      bytes += Array("line \(bytes.count) of a text \(state)\n".utf8)
    }
    return Array(bytes.prefix(count))
  }

  private func save(_ bytes: [UInt8], _ name: String) throws {
    try AtomicFile.replace(BytePath("\(scratch.path)/\(name)"), with: bytes, durability: .none)
  }

  private func load(_ name: String) throws -> [UInt8] {
    let file = try Descriptor.open(BytePath("\(scratch.path)/\(name)"), O_RDONLY)
    return try IO.readAll(file.number, limit: 1 << 30)
  }

  @Test("is undone by the format's own tool", arguments: Format.allCases, [0, 1, 65_536, 400_000])
  func toTheTool(_ format: Format, _ count: Int) throws {
    let bytes = sample(count)
    try save(bytes, "text")
    try save(format.compress(bytes), "packed")
    #expect(scratch.shell("\(format) -dc < packed | cmp - text").status == 0)
  }

  @Test(
    "undoes what the format's own tool did", arguments: Format.allCases, [0, 1, 65_536, 400_000])
  func fromTheTool(_ format: Format, _ count: Int) throws {
    let bytes = sample(count)
    try save(bytes, "text")
    scratch.shell("\(format) -c < text > packed")
    #expect(try format.decompress(load("packed")) == bytes)
  }

  @Test("reads texts that were compressed one by one and then joined", arguments: Format.allCases)
  func joined(_ format: Format) throws {
    scratch.shell(
      "{ echo one | \(format) -c; : | \(format) -c; echo two | \(format) -c; } > packed")
    #expect(try format.decompress(load("packed")) == Array("one\ntwo\n".utf8))
  }

  @Test("reads a gzip text that was filled up with zeros")
  func padded() throws {
    let bytes = try Gzip.compress(Array("text".utf8)) + [0, 0, 0]
    #expect(try Gzip.decompress(bytes, limit: 10) == Array("text".utf8))
  }

  @Test("goes on in pieces of any size, in and out", arguments: Format.allCases, [1, 2, 7, 1000])
  func pieces(_ format: Format, _ size: Int) throws {
    let bytes = sample(5000)
    switch format {
    case .zstd:
      let packed = try run(Zstd.Compressor(), bytes, size)
      #expect(try run(Zstd.Decompressor(), packed, size) == bytes)
    case .gzip:
      let packed = try run(Gzip.Compressor(), bytes, size)
      #expect(try run(Gzip.Decompressor(), packed, size) == bytes)
    }
  }

  /// Offers `size` bytes and room for `size` bytes at a time.
  private func run(
    _ stream: consuming some CompressionStream & ~Copyable, _ bytes: [UInt8], _ size: Int
  ) throws -> [UInt8] {
    var result: [UInt8] = []
    var offset = 0
    var isComplete = false
    while !isComplete {
      let end = min(offset + size, bytes.count)
      result += try [UInt8](capacity: size) { (output) throws(CompressionError) in
        let step = try stream.step(
          bytes.span.extracting(offset..<end).bytes, isLast: end == bytes.count, into: &output)
        offset += step.consumed
        isComplete = step.isComplete
      }
    }
    return result
  }

  @Test("says where a text ends too early", arguments: Format.allCases)
  func truncated(_ format: Format) throws {
    let packed = try format.compress(sample(1000))
    for count in stride(from: 0, to: packed.count, by: 13) {
      #expect(throws: CompressionError.truncated(format: format.rawValue, offset: count)) {
        try format.decompress(Array(packed.prefix(count)))
      }
    }
  }

  @Test("finds a flipped bit, wherever it matters", arguments: Format.allCases)
  func flipped(_ format: Format) throws {
    let bytes = sample(1000)
    let packed = try format.compress(bytes)
    for index in packed.indices {
      var wrong = packed
      wrong[index] ^= 0x10
      // A bit of a time stamp or of a reserved field changes nothing; a wrong text is what must
      // never come out.
      let result = try? format.decompress(wrong)
      #expect(result == nil || result == bytes, "byte \(index)")
    }
  }

  @Test("names the format and the place of what is none", arguments: Format.allCases)
  func foreign(_ format: Format) throws {
    let error = #expect(throws: CompressionError.self) {
      try format.decompress(Array("this is no compressed text at all".utf8))
    }
    guard case .corrupt(let name, let offset, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(name == format.rawValue)
    #expect(offset < 8)
    #expect(error?.message.hasPrefix("not valid \(format) at byte \(offset): ") == true)
  }

  @Test("refuses what follows a text and is none", arguments: Format.allCases)
  func trailing(_ format: Format) throws {
    let bytes = try format.compress(Array("text".utf8)) + Array("garbage".utf8)
    #expect(throws: CompressionError.self) { try format.decompress(bytes) }
  }

  @Test("does not unpack more than it was allowed to", arguments: Format.allCases)
  func bomb(_ format: Format) throws {
    scratch.shell("head -c 50M /dev/zero | \(format) -c > packed")
    let packed = try load("packed")
    #expect(throws: CompressionError.tooLong(limit: 100_000)) {
      try format.decompress(packed, limit: 100_000)
    }
  }

  @Test("keeps its memory while a large text passes", arguments: Format.allCases)
  func memory(_ format: Format) throws {
    scratch.shell("head -c 200M /dev/zero | \(format) -c > packed")
    let packed = try load("packed")
    let end = inChild {
      // Less than the text needs, and far more than a window of zstd's standard level.
      let before = Environment.peakMemoryKiB
      let count =
        switch format {
        case .zstd: try? self.drain(Zstd.Decompressor(), packed)
        case .gzip: try? self.drain(Gzip.Decompressor(), packed)
        }
      return count == 200 << 20 && Environment.peakMemoryKiB < before + 32 << 10
    }
    #expect(end == .exited(0))
  }

  /// Counts what comes out.
  private func drain(
    _ stream: consuming some CompressionStream & ~Copyable, _ packed: [UInt8]
  ) throws -> Int {
    var count = 0
    var offset = 0
    var isComplete = false
    while !isComplete {
      count += try [UInt8](capacity: 1 << 18) { (output) throws(CompressionError) in
        let step = try stream.step(
          packed.span.extracting(offset...).bytes, isLast: true, into: &output)
        offset += step.consumed
        isComplete = step.isComplete
      }.count
    }
    return count
  }
}
