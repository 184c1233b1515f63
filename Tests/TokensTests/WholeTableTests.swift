import Glibc
import Platform
import Support
import Testing

@testable import Tokens

/// Vocabularies of which not all is checked at first.
@Suite("A table that is checked late")
struct WholeTableTests {
  private let source: VocabularySource
  private let table: TokenTable
  private let scratch = Scratch()

  init() throws {
    var chance = SeededChance(5)
    source = RandomVocabulary(&chance, tokens: 60, letters: Array("abc".utf8)).source
    table = try TokenTable.compile(source, digest: [])
  }

  /// The table, with blocks of 64 bytes of which some are damaged.
  private func damaged(_ isWhole: @escaping @Sendable (_ offset: Int) -> Bool) throws -> TokenTable
  {
    let bytes = table.bytes.copy(0..<table.bytes.count)
    let path = try file("table", bytes)
    let file = try MappedFile(try Descriptor.open(path, O_RDONLY), path: path)
    let check = FrozenBytes.Check(blockBytes: 64) { block, _ in isWhole(64 * block) }
    return try #require(TokenTable(FrozenBytes(mapped: file, part: 0..<bytes.count, check: check)))
  }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> BytePath {
    let path = BytePath("\(scratch.path)/\(name)")
    let file = try Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC)
    try IO.write(file.number, bytes)
    return path
  }

  private var treeStart: Int {
    let start = UInt(bitPattern: table.part(.common)) - UInt(TokenTable.headerBytes)
    return Int(UInt(bitPattern: table.part(.nodes)) - start)
  }

  private func count(_ text: [UInt8], _ counter: TokenCounter) throws -> Int {
    let path = try file("text", text)
    let file = try Descriptor.open(path, O_RDONLY)
    let room = TextSegments.Room()
    _ = try room.read(file.number, most: 1 << 20, path: path)
    return try counter.count(room)
  }

  @Test("counts as long as nobody needs what is damaged, and is made anew then")
  func renewed() throws {
    let (start, table) = (treeStart, table)
    let counter = try #require(
      TokenCounter(try damaged { $0 < start }, threads: 2, renew: { table }))
    let slow = SlowMerging(source.tokens)
    let short = Array("abcab".utf8)
    #expect(try count(short, counter) == slow.tokens(short).count)
    let long = Array(String(repeating: "abcabbcacbab", count: 40).utf8)
    #expect(try count(long, counter) == slow.tokens(long).count)
    #expect(try count(short, counter) == slow.tokens(short).count)
  }

  @Test("refuses to count what it cannot, where it cannot be made anew")
  func refused() throws {
    let start = treeStart
    let counter = try #require(TokenCounter(try damaged { $0 < start }))
    let short = Array("abcab".utf8)
    #expect(try count(short, counter) == SlowMerging(source.tokens).tokens(short).count)
    let long = Array(String(repeating: "abcabbcacbab", count: 40).utf8)
    #expect(throws: CountFailure.damaged) { try count(long, counter) }
    #expect(throws: CountFailure.damaged) { try count(short, counter) }
  }

  @Test("is none of another version", arguments: [TokenTable.version - 1, TokenTable.version + 1])
  func versions(version: Int) throws {
    var bytes = table.bytes.copy(0..<table.bytes.count)
    func isTable() -> Bool {
      var growing = GrowingBytes(capacity: bytes.count)
      growing.append(bytes)
      return TokenTable(growing.frozen()) != nil
    }
    #expect(isTable())
    bytes[4] = UInt8(version)
    #expect(!isTable())
  }

  @Test("is none where what counting begins with is damaged")
  func none() throws {
    let start = treeStart
    #expect(TokenCounter(try damaged { $0 != start - 64 }) == nil)
  }
}
