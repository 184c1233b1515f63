import Platform
import Testing

@Suite("The checksum of a block")
struct BlockChecksumTests {
  /// XXH64 with the seed 0, as the reference implementation gives it (its Python binding, xxhash).
  @Test(
    "is XXH64",
    arguments: [
      ("", 0xef46_db37_51d8_e999), ("a", 0xd24e_c4f1_a98c_6e5b), ("abc", 0x44bc_2cf5_ad77_0999),
      ("message digest", 0x066e_d728_fcee_b3be),
      ("abcdefghijklmnopqrstuvwxyz", 0xcfe1_f278_fa89_835c),
      ("Nobody inspects the spammish repetition", 0xfbce_a83c_8a37_8bf1),
    ] as [(String, UInt64)])
  func texts(text: String, sum: UInt64) {
    #expect(Checksum.ofBlock(Array(text.utf8)) == sum)
  }

  @Test("is XXH64 at the lengths where its ways part")
  func lengths() {
    let bytes = (0..<1280).map { UInt8($0 & 255) }
    #expect(Checksum.ofBlock([UInt8](repeating: 0, count: 31)) == 0xfaf4_3dd5_2deb_083a)
    #expect(Checksum.ofBlock(bytes, 0..<32) == 0xcbf5_9c51_16ff_32b4)
    #expect(Checksum.ofBlock(bytes, 0..<33) == 0x0c53_5d1a_cafb_8ead)
    #expect(Checksum.ofBlock(bytes) == 0xafc1_84ad_7938_a354)
    #expect(Checksum.ofBlock([UInt8](repeating: 0, count: 65536)) == 0x5983_dda9_f157_15a4)
    #expect(Checksum.ofBlock(bytes.span.bytes) == Checksum.ofBlock(bytes))
  }

  @Test("is of the part that is asked for, wherever it lies")
  func parts() {
    let bytes = (0..<200).map { UInt8($0) }
    for start in 0..<20 {
      for end in start..<120 {
        #expect(
          Checksum.ofBlock([9] + bytes, (start + 1)..<(end + 1))
            == Checksum.ofBlock(Array(bytes[start..<end])))
      }
    }
  }
}
