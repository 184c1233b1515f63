import Support
import Testing

@testable import Tokens

@Suite("The tree of tokens")
struct PrefixTreeTests {
  /// Whether the tree has a node for some bytes, by the rules of its table alone.
  private func hasNode(_ tree: PrefixTree, _ bytes: [UInt8]) -> Bool {
    var place = 0
    for byte in bytes {
      let base = Int(tree.nodes[place] >> PrefixTree.baseShift)
      place = base ^ Int(byte)
      guard base != 0, tree.nodes[place] & PrefixTree.isNode != 0,
        tree.nodes[place] & 0xFF == UInt32(byte)
      else { return false }
    }
    return true
  }

  @Test("has the beginnings of tokens, and nothing else", arguments: 1...20)
  func beginnings(seed: UInt64) throws {
    var chance = SeededChance(seed)
    var tokens = (0...255).map { [UInt8($0)] }
    for _ in 0..<Int.random(in: 1..<3000, using: &chance) {
      let token = tokens[Int.random(in: 0..<tokens.count, using: &chance)]
      tokens.append(token + [UInt8.random(in: 0...255, using: &chance)])
    }
    let beginnings = Set(tokens.flatMap { token in (1...token.count).map { Array(token[..<$0]) } })
    tokens = Array(Set(tokens))
    let tree = try #require(PrefixTree(tokens))
    for token in tokens {
      for byte in UInt8.min...UInt8.max {
        let longer = token + [byte]
        if hasNode(tree, longer) != beginnings.contains(longer) {
          Issue.record("\(longer)")
          return
        }
      }
    }
  }
}
