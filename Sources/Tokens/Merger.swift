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
  let nodes: UnsafeRawPointer
  let nodeTokens: UnsafeRawPointer
  /// The node of the tree that all walks begin at.
  let root: UInt32
  private let parts: UnsafeRawPointer
  let shorter: UnsafeRawPointer
  private let pairs: UnsafeRawPointer
  private let pairBits: UnsafeRawPointer
  private let pairShift: UInt64
  private let pairMask: Int
  private let pairBitMask: Int
  /// Whether a piece may be a token that no merges lead to.
  let hasUnreached: Bool

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

  /// A node of the tree.
  @inline(__always)
  func node(_ place: UInt32) -> UInt32 { load(nodes, place) }

  /// Where a byte leads to from a node, if it does.
  @inline(__always)
  func next(_ node: UInt32, _ byte: UInt8) -> UInt32 {
    node &>> PrefixTree.baseShift ^ UInt32(byte)
  }

  /// The token of a node at which one ends.
  @inline(__always)
  func token(at place: UInt32) -> TokenFacts { facts(nodeTokens, place) }

  /// The longest token that another one begins with; none where that is a byte.
  @inline(__always)
  func shorterToken(_ token: TokenFacts) -> TokenFacts { facts(shorter, token.number) }

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

  /// Where two tokens meet, and whether merging can leave them beside each other: it cannot where parts of
  /// them would have been merged before. They are taken apart, the later one first, and the parts that
  /// meet at the border are looked at.
  struct Border {
    fileprivate var left: UInt32
    fileprivate var right: UInt32
    fileprivate var limit = UInt32.max

    @inline(__always)
    init(_ left: TokenFacts, _ right: TokenFacts) {
      (self.left, self.right) = (left.asLeft, right.asRight)
    }

    @inline(__always)
    fileprivate var leftNumber: UInt32 { left & TokenFacts.numberMask }
    @inline(__always)
    fileprivate var rightNumber: UInt32 { right & TokenFacts.numberMask }
  }

  /// What is known of a border.
  enum Meeting {
    case unknown, meet, merge
  }

  /// Looks at the parts that meet, and takes one of them apart.
  @inline(__always)
  func check(_ border: inout Border) -> Meeting {
    if TokenFacts.mayMerge(border.left, border.right),
      whole(border.leftNumber, border.rightNumber) < border.limit
    {
      return .merge
    }
    if border.leftNumber > border.rightNumber {
      return takeLeft(&border) || takeRight(&border) ? .unknown : .meet
    }
    return takeRight(&border) || takeLeft(&border) ? .unknown : .meet
  }

  /// Takes the left part apart. Returns whether that was possible: a byte cannot be.
  @inline(__always)
  private func takeLeft(_ border: inout Border) -> Bool {
    border.limit = border.leftNumber
    border.left = load(parts, 2 &* border.limit &+ 1)
    return border.leftNumber != border.limit
  }

  @inline(__always)
  private func takeRight(_ border: inout Border) -> Bool {
    border.limit = border.rightNumber &+ 1
    border.right = load(parts, 2 &* border.rightNumber)
    return border.rightNumber &+ 1 != border.limit
  }

  /// Asks for what the next look at a border needs.
  @inline(__always)
  func prefetch(_ border: Border) {
    let (left, right) = (border.leftNumber, border.rightNumber)
    bytes_prefetch(parts + Int(max(left, right)) &* 8)
    let hash = PairTable.hash(PairTable.key(left, right))
    bytes_prefetch(pairBits + (Int(truncatingIfNeeded: hash) & pairBitMask) &>> 3)
    bytes_prefetch(pairs + Int(truncatingIfNeeded: hash &>> pairShift) &* 8)
  }

  /// Whether merging can leave two tokens beside each other.
  @inline(__always)
  func canMeet(_ left: TokenFacts, _ right: TokenFacts) -> Bool {
    var border = Border(left, right)
    while true {
      switch check(&border) {
      case .unknown: continue
      case .meet: return true
      case .merge: return false
      }
    }
  }
}
