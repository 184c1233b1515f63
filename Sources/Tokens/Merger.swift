import CBytes
import Glibc

/// Finds out which tokens a piece becomes.
///
/// Instead of merging pair by pair, it takes the longest token that the rest begins with, and looks
/// whether merging could have left it beside the one before; if not, it takes a shorter one, and where
/// none is left, it goes back. A place that was found wrong is never tried again, so the work grows with
/// the length alone.
final class Merger: @unchecked Sendable {
  private let table: TokenTable
  private let nodes: UnsafeRawPointer
  private let nodeTokens: UnsafeRawPointer
  /// The node of the tree that all walks begin at.
  private let root: UInt32
  private let parts: UnsafeRawPointer
  private let shorter: UnsafeRawPointer
  private let pairs: bytes_pairs
  private let hasUnreached: Bool
  private let takesWholePieces: Bool
  /// What merges instead, where merges are ranked.
  private let ranked: RankedMerging?

  /// The tokens of the last piece.
  private(set) var tokens: UnsafeMutablePointer<TokenFacts>
  private var wrong: UnsafeMutablePointer<UInt64>
  private var room = 0

  /// One that merges by a table, all of which was checked.
  init(_ table: TokenTable) {
    self.table = table
    nodes = table.part(.nodes)
    root = nodes.loadUnaligned(as: UInt32.self)
    nodeTokens = table.part(.nodeTokens)
    parts = table.part(.parts)
    shorter = table.part(.shorter)
    pairs = table.pairs
    hasUnreached = !table.unreached.isEmpty
    takesWholePieces = table.takesWholePieces || table.rankedCount == 0
    ranked = table.rankedCount > 0 ? RankedMerging(table) : nil
    tokens = .allocate(capacity: 1)
    wrong = .allocate(capacity: 1)
    reserve(1024)
  }

  deinit {
    tokens.deallocate()
    wrong.deallocate()
  }

  private func reserve(_ count: Int) {
    tokens.deallocate()
    wrong.deallocate()
    room = count
    tokens = .allocate(capacity: count + 1)
    wrong = .allocate(capacity: count / 64 + 1)
  }

  // Everything below is in bounds: the tree, the pairs and the parts lead only to places of their own
  // tables, which were checked; `tokens` and `wrong` have room for as many tokens as there are bytes.

  /// The tokens of a piece. Returns how many there are.
  func merge(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if count > room { reserve(max(count, 2 * room)) }
    var next = longest(text, count)
    if next.count == count, takesWholePieces {
      tokens[0] = next
      return 1
    }
    if let ranked { return ranked.merge(text, count, into: tokens) }
    if hasUnreached, let whole = unreached(text, count) {
      tokens[0] = whole
      return 1
    }
    for word in 0...(count / 64) { wrong[word] = 0 }
    var (found, position) = (0, 0)
    var last = TokenFacts.none
    while true {
      let end = position &+ next.count
      if wrong[end / 64] & (1 &<< UInt64(end & 63)) == 0,
        found == 0 || canMeet(last, next)
      {
        tokens[found] = next
        found &+= 1
        position = end
        if position == count { return found }
        last = next
        next = longest(text + position, count &- position)
        continue
      }
      let less = shorterToken(next)
      if less != .none {
        next = less
        continue
      }
      wrong[position / 64] |= 1 &<< UInt64(position & 63)
      found &-= 1
      next = tokens[found]
      position &-= next.count
      last = found > 0 ? tokens[found &- 1] : .none
    }
  }

  /// The piece as a token that no merges lead to.
  private func unreached(_ text: UnsafePointer<UInt8>, _ count: Int) -> TokenFacts? {
    let piece = Array(UnsafeBufferPointer(start: text, count: count))
    return table.unreached[piece].map { TokenFacts(bits: UInt64($0)) }
  }

  @inline(__always)
  private func load(_ table: UnsafeRawPointer, _ index: UInt32) -> UInt32 {
    table.loadUnaligned(fromByteOffset: Int(index) &* 4, as: UInt32.self)
  }

  @inline(__always)
  private func facts(_ table: UnsafeRawPointer, _ index: UInt32) -> TokenFacts {
    TokenFacts(bits: table.loadUnaligned(fromByteOffset: Int(index) &* 8, as: UInt64.self))
  }

  /// Where a byte leads to from a node of the tree, if it does.
  @inline(__always)
  private func next(_ node: UInt32, _ byte: UInt8) -> UInt32 {
    node &>> PrefixTree.baseShift ^ UInt32(byte)
  }

  /// The longest token that another one begins with; none where that is a byte.
  @inline(__always)
  private func shorterToken(_ token: TokenFacts) -> TokenFacts { facts(shorter, token.number) }

  /// The longest token that a text begins with: at least its first byte is one.
  @inline(__always)
  private func longest(_ text: UnsafePointer<UInt8>, _ count: Int) -> TokenFacts {
    var node = root
    var place: UInt32 = 0
    var offset = 0
    while offset < count {
      let byte = UInt32(text[offset])
      let next = next(node, text[offset])
      node = load(nodes, next)
      if node & 0x1FF != byte | PrefixTree.isNode { break }
      place = node & PrefixTree.isToken != 0 ? next : place
      offset &+= 1
    }
    return facts(nodeTokens, place)
  }

  /// Lends all tokens that a text begins with.
  func forEachToken(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ body: (TokenFacts) -> Void
  ) {
    var node = root
    for offset in 0..<count {
      let byte = UInt32(text[offset])
      let next = next(node, text[offset])
      node = load(nodes, next)
      if node & 0x1FF != byte | PrefixTree.isNode { return }
      if node & PrefixTree.isToken != 0 { body(facts(nodeTokens, next)) }
    }
  }

  /// What two tokens become; `PairTable.none`: nothing.
  @inline(__always)
  private func whole(_ left: UInt32, _ right: UInt32) -> UInt32 {
    bytes_find_pair(bytes_place_pair(pairs, left, right))
  }

  /// Whether merging can leave two tokens beside each other: it cannot where parts of them would have been
  /// merged before. They are taken apart, the later one first, and the parts that meet at the border are
  /// looked at.
  @inline(__always)
  func canMeet(_ first: TokenFacts, _ second: TokenFacts) -> Bool {
    var (left, right) = (first.asLeft, second.asRight)
    var limit = UInt32.max
    while true {
      let (leftNumber, rightNumber) = (
        left & TokenFacts.numberMask, right & TokenFacts.numberMask
      )
      if TokenFacts.mayMerge(left, right), whole(leftNumber, rightNumber) < limit { return false }
      let later = max(leftNumber, rightNumber)
      // Where the later one is a byte, both are.
      if later < MergeOrder.byteCount { return true }
      if leftNumber > rightNumber {
        limit = later
        left = load(parts, 2 &* later &+ 1)
      } else {
        limit = later &+ 1
        right = load(parts, 2 &* later)
      }
    }
  }
}
