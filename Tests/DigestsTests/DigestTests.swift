import Digests
import Glibc
import Platform
import Support
import Testing

@Suite("A digest")
struct DigestTests {
  private let scratch = Scratch()

  @Test(
    "is what b2sum prints",
    arguments: [0, 1, 63, 64, 65, 127, 128, 129, 4096, 4097, 262_144, 262_145, 1_000_000])
  func likeB2sum(_ count: Int) throws {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let path = BytePath(scratch.path + "/file")
    try AtomicFile.replace(path, with: bytes, durability: .none)
    let expected = scratch.shell("b2sum -l 256 < file | cut -d' ' -f1 | tr -d '\\n'").output
    #expect(Digest.of(bytes).hexadecimal == expected)
    let file = try Descriptor.open(path, O_RDONLY)
    #expect(try Digest.of(contentOf: file.number).hexadecimal == expected)
  }

  @Test("does not depend on the pieces in which the bytes come")
  func pieces() {
    let bytes = (0..<1000).map { UInt8($0 % 251) }
    var hash = Hash()
    for start in stride(from: 0, to: 1000, by: 7) {
      hash.update(bytes.span.extracting(start..<min(start + 7, 1000)).bytes)
    }
    #expect(hash.finish() == Digest.of(bytes))
  }

  @Test("has 32 bytes, which its digits spell")
  func bytes() {
    let digest = Digest.of(Array("abc".utf8))
    #expect(digest.bytes.count == Digest.byteCount)
    #expect(digest.hexadecimal.hasPrefix("bddd813c634239723171ef3fee98579b"))
    #expect(digest.bytes.prefix(2) == [0xBD, 0xDD])
  }
}
