import Testing

@testable import Formats

@Suite("The hash of a name")
struct KeyedHashTests {
  private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0) } }

  private func hash(_ bytes: [UInt8], _ key0: UInt64, _ key1: UInt64) -> UInt64 {
    KeyedHash(key0: key0, key1: key1).hash(bytes.span.bytes)
  }

  /// `hash(bytes(range(COUNT)))` of CPython 3.11 with PYTHONHASHSEED=0, whose key is zeros.
  @Test(
    "is SipHash-1-3",
    arguments: [
      (1, 0x68a9_1412_8e01_e473), (7, 0x2f09_8ab0_c751_325a), (8, 0xead4_11e6_7ebe_2eea),
      (9, 0x7592_7f9d_9512_4362), (15, 0xf30e_b725_bb91_c9ea), (16, 0x8972_1884_33a5_c5b7),
      (31, 0x1697_3944_3111_d49b), (64, 0x75e0_5fd5_bbc8_70c6),
    ] as [(Int, UInt64)])
  func withoutKey(count: Int, hash: UInt64) { #expect(self.hash(bytes(count), 0, 0) == hash) }

  /// The authors' key, 00 to 0f.
  @Test(
    "depends on its key",
    arguments: [
      (0, 0xabac_0158_050f_c4dc), (1, 0xc9f4_9bf3_7d57_ca93), (8, 0x3690_9511_8d29_9a8e),
      (63, 0x9d19_9062_b7bb_b3a8),
    ] as [(Int, UInt64)])
  func withKey(count: Int, hash: UInt64) {
    #expect(self.hash(bytes(count), 0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908) == hash)
  }

  @Test("has another key each time")
  func random() {
    let (one, other) = (KeyedHash.random(), KeyedHash.random())
    #expect(one.key0 != other.key0)
    #expect(one.key1 != other.key1)
  }
}
