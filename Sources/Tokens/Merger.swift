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
  private let parts: UnsafeRawPointer
  private let shorter: UnsafeRawPointer
  private let pairs: UnsafeRawPointer
  private let pairBits: UnsafeRawPointer
  private let pairShift: UInt64
  private let pairMask: Int
  private let pairBitMask: Int
  private let hasUnreached: Bool

  /// The tokens of the last piece.
  private(set) var tokens: UnsafeMutablePointer<TokenFacts>
  private var wrong: UnsafeMutablePointer<UInt64>
  private var room = 0

  /// One that merges by a table, all of which was checked.
  init(_ table: TokenTable) {
    self.table = table
    nodes = table.part(.nodes)
    nodeTokens = table.part(.nodeTokens)
    parts = table.part(.parts)
    shorter = table.part(.shorter)
    pairs = table.part(.pairs)
    pairBits = table.part(.bits)
    pairShift = UInt64(64 - table.pairBits)
    pairMask = 1 << table.pairBits - 1
    pairBitMask = 8 << table.pairBits - 1
    hasUnreached = !table.unreached.isEmpty
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
    if next.count == count {
      tokens[0] = next
      return 1
    }
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
        found == 0 || canMeet(last.asLeft, next.asRight)
      {
        tokens[found] = next
        found &+= 1
        position = end
        if position == count { return found }
        last = next
        next = longest(text + position, count &- position)
        continue
      }
      let less = facts(shorter, next.number)
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

  /// The longest token that a text begins with: at least its first byte is one.
  @inline(__always)
  private func longest(_ text: UnsafePointer<UInt8>, _ count: Int) -> TokenFacts {
    var node = load(nodes, 0)
    var place: UInt32 = 0
    var offset = 0
    while offset < count {
      let byte = UInt32(text[offset])
      let next = node &>> PrefixTree.baseShift ^ byte
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
    var node = load(nodes, 0)
    for offset in 0..<count {
      let byte = UInt32(text[offset])
      let next = node &>> PrefixTree.baseShift ^ byte
      node = load(nodes, next)
      if node & 0x1FF != byte | PrefixTree.isNode { return }
      if node & PrefixTree.isToken != 0 { body(facts(nodeTokens, next)) }
    }
  }

  /// What two tokens become; `PairTable.none`: nothing.
  @inline(__always)
  private func whole(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let key = PairTable.key(left, right)
    let hash = PairTable.hash(key)
    let bit = Int(truncatingIfNeeded: hash) & pairBitMask
    let byte = pairBits.load(fromByteOffset: bit &>> 3, as: UInt8.self)
    if byte & (1 &<< UInt8(bit & 7)) == 0 { return PairTable.none }
    var place = Int(truncatingIfNeeded: hash &>> pairShift)
    while true {
      let pair = pairs.loadUnaligned(fromByteOffset: place &* 8, as: UInt64.self)
      if pair == 0 { return PairTable.none }
      if (pair ^ key) &>> 24 == 0 { return UInt32(truncatingIfNeeded: pair & 0xFF_FFFF) }
      place = (place &+ 1) & pairMask
    }
  }

  /// Whether merging can leave two tokens beside each other: it cannot where parts of them would have been
  /// merged before. They are taken apart, the later one first, and the parts that meet at the border
  /// are looked at.
  @inline(__always)
  func canMeet(_ first: UInt32, _ second: UInt32) -> Bool {
    var (left, right, limit) = (first, second, UInt32.max)
    var (leftNumber, rightNumber) = (left & TokenFacts.numberMask, right & TokenFacts.numberMask)
    while true {
      if TokenFacts.mayMerge(left, right), whole(leftNumber, rightNumber) < limit { return false }
      if leftNumber > rightNumber {
        limit = leftNumber
        left = load(parts, 2 &* leftNumber &+ 1)
        leftNumber = left & TokenFacts.numberMask
        if leftNumber == limit {
          limit = rightNumber &+ 1
          right = load(parts, 2 &* rightNumber)
          rightNumber = right & TokenFacts.numberMask
          if rightNumber &+ 1 == limit { return true }
        }
      } else {
        limit = rightNumber &+ 1
        right = load(parts, 2 &* rightNumber)
        rightNumber = right & TokenFacts.numberMask
        if rightNumber &+ 1 == limit {
          limit = leftNumber
          left = load(parts, 2 &* leftNumber &+ 1)
          leftNumber = left & TokenFacts.numberMask
          if leftNumber == limit { return true }
        }
      }
    }
  }
}
