import CBytes
import Support
import Testing

@testable import Tokens

@Suite("Pairs of tokens")
struct PairTableTests {
  @Test("are found, and no others, in a table that was too small, too", arguments: [0, 50_000])
  func random(room: Int) throws {
    var chance = SeededChance(3)
    var (table, pairs) = (PairTable(room: room), [UInt64: UInt32]())
    for whole in 0..<UInt32(50_000) {
      let parts = MergeOrder.Parts(
        left: .random(in: 0..<300, using: &chance), right: .random(in: 0..<2000, using: &chance))
      let key = PairTableTests.key(parts)
      if pairs[key] != nil { continue }
      pairs[key] = whole
      try table.insert(parts, whole)
    }
    for left in 0..<UInt32(300) {
      for right in 0..<UInt32(2000) {
        let key = PairTableTests.key(MergeOrder.Parts(left: left, right: right))
        if table[left, right] != pairs[key] ?? PairTable.none {
          Issue.record("\(left), \(right): \(table[left, right])")
          return
        }
      }
    }
    #expect(table[PairTable.noToken, PairTable.noToken] == PairTable.none)
  }

  private static func key(_ parts: MergeOrder.Parts) -> UInt64 {
    UInt64(parts.left) << 32 | UInt64(parts.right)
  }

  @Test("of nearly the same hash are found as long as there is room, and refused then")
  func crowded() throws {
    var table = PairTable(room: 0)
    let pairs = PairTableTests.pairs(hashes: 7_000_000_000..<7_000_000_200)
    for (number, pair) in pairs.prefix(100).enumerated() {
      try table.insert(pair, UInt32(number))
    }
    for (number, pair) in pairs.enumerated() {
      #expect(table[pair.left, pair.right] == (number < 100 ? UInt32(number) : PairTable.none))
    }
    #expect(throws: VocabularyError.self) {
      for pair in pairs.dropFirst(100) { try table.insert(pair, 0) }
    }
  }

  /// The pairs of some hashes: each hash is one of another pair.
  private static func pairs(hashes: Range<UInt64>) -> [MergeOrder.Parts] {
    let all: UInt64 = 1 << 40 - 1
    // The hash of 1 is what a pair is multiplied with. Each step doubles the bits that its inverse has right.
    let factor = bytes_pair_hash(0, 1)
    var inverse: UInt64 = 1
    for _ in 0..<6 { inverse = inverse &* (2 &- factor &* inverse) & all }
    return hashes.map { hash in
      let mixed = hash &* inverse & all
      let pair = mixed ^ mixed >> 20
      let parts = MergeOrder.Parts(left: UInt32(pair >> 20), right: UInt32(pair & 0xF_FFFF))
      #expect(bytes_pair_hash(parts.left, parts.right) == hash)
      return parts
    }
  }
}
