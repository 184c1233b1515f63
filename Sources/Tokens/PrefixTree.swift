/// The tokens as a tree of bytes, to find the longest one that a text begins with.
///
/// A node is a place in a table. It has a base; the node that a byte leads to from it lies at the base
/// XOR the byte, and knows that byte, so that a place of another node is not taken for it. No two nodes
/// have one base. A node in 32 bits: the byte that leads to it (8), whether there is a node (bit 8),
/// whether a token ends here (bit 9), its base (the upper 22; 0 where nothing follows). Beside the table
/// lies one with the numbers of the tokens.
struct PrefixTree {
  static let isNode: UInt32 = 0x100
  static let isToken: UInt32 = 0x200
  static let baseShift: UInt32 = 10
  /// So many places a base can point to.
  static let placesMax = 1 << 22

  private(set) var nodes: [UInt32] = []
  private(set) var tokens: [UInt32] = []
  /// Places without nodes, each with the next one and the one before; at the ends -1.
  private var free: [(before: Int32, next: Int32)] = []
  private var firstFree: Int32 = -1
  private var lastFree: Int32 = -1
  private var isBase: [Bool] = []
  /// How often a search has come by a place in vain; beyond `misfitsMax` it is no longer in the list.
  private var misfits: [UInt8] = []
  private static let misfitsMax: UInt8 = 32

  /// A range of the sorted tokens that share their first bytes.
  private struct Range {
    let place: Int
    let first: Int
    let end: Int
    let depth: Int
  }

  /// The tree of some tokens; nil where it would be too large.
  init?(_ tokens: [[UInt8]]) {
    let order = PrefixTree.sorted(tokens)
    grow()
    take(0)
    // The byte 0 leads from a node without a base here; it is not what leads to the root. The byte 1 would
    // lead to it from the base 1, which no node has.
    nodes[0] |= 1
    var ranges = [Range(place: 0, first: 0, end: order.count, depth: 0)]
    while let range = ranges.popLast() {
      var first = range.first
      if first < range.end, tokens[order[first]].count == range.depth {
        nodes[range.place] |= PrefixTree.isToken
        self.tokens[range.place] = UInt32(order[first])
        first += 1
      }
      var children: [(byte: UInt8, first: Int)] = []
      for index in first..<max(first, range.end) {
        let byte = tokens[order[index]][range.depth]
        if children.last?.byte != byte { children.append((byte, index)) }
      }
      if children.isEmpty { continue }
      let base = base(children.map { $0.byte }, near: range.place)
      nodes[range.place] |= UInt32(base) << PrefixTree.baseShift
      if nodes.count > PrefixTree.placesMax { return nil }
      for (index, child) in children.enumerated() {
        let place = base ^ Int(child.byte)
        take(place)
        nodes[place] |= UInt32(child.byte)
        ranges.append(
          Range(
            place: place, first: child.first,
            end: index + 1 < children.count ? children[index + 1].first : range.end,
            depth: range.depth + 1))
      }
    }
  }

  /// The numbers of the tokens in the order of their bytes.
  private static func sorted(_ tokens: [[UInt8]]) -> [Int] {
    let keys = tokens.map { token in
      (0..<8).reduce(UInt64(0)) { $0 << 8 | ($1 < token.count ? UInt64(token[$1]) : 0) }
    }
    return tokens.indices.sorted { one, other in
      if keys[one] != keys[other] { return keys[one] < keys[other] }
      return tokens[one].lexicographicallyPrecedes(tokens[other])
    }
  }

  /// A base such that the places that all of the bytes lead to are free. What follows a node alone lies
  /// beside it, if it can, so that both come into the processor's memory at once.
  private mutating func base(_ bytes: [UInt8], near parent: Int) -> Int {
    if bytes.count == 1 {
      for start in [parent & ~15, parent & ~15 ^ 16] {
        for place in start..<(start + 16) where nodes[place] & PrefixTree.isNode == 0 {
          if fits(place ^ Int(bytes[0]), bytes) { return use(place ^ Int(bytes[0])) }
        }
      }
    }
    // A node with one follower fits nearly everywhere; for one with many, the beginning is full.
    var tries = bytes.count == 1 ? 256 : 64
    var place = firstFree
    while place >= 0, tries > 0 {
      let base = Int(place) ^ Int(bytes[0])
      if fits(base, bytes) { return use(base) }
      let next = free[Int(place)].next
      // A place that has not fitted so often is left empty, so that searches come to others.
      if bytes.count == 1 { misfits[Int(place)] += 1 }
      if misfits[Int(place)] == PrefixTree.misfitsMax { leave(Int(place)) }
      place = next
      tries -= 1
    }
    var base = nodes.count
    grow()
    while !fits(base, bytes) { base += 1 }
    return use(base)
  }

  private mutating func use(_ base: Int) -> Int {
    isBase[base] = true
    return base
  }

  private func fits(_ base: Int, _ bytes: [UInt8]) -> Bool {
    base > 1 && !isBase[base] && bytes.allSatisfy { nodes[base ^ Int($0)] & PrefixTree.isNode == 0 }
  }

  /// Takes a place for a node.
  private mutating func take(_ place: Int) {
    nodes[place] = PrefixTree.isNode
    if misfits[place] < PrefixTree.misfitsMax { leave(place) }
    misfits[place] = PrefixTree.misfitsMax
  }

  /// Takes a place out of the list.
  private mutating func leave(_ place: Int) {
    let (before, next) = free[place]
    if before >= 0 { free[Int(before)].next = next } else { firstFree = next }
    if next >= 0 { free[Int(next)].before = before } else { lastFree = before }
  }

  /// Adds 256 free places.
  private mutating func grow() {
    let start = nodes.count
    nodes += repeatElement(0, count: 256)
    tokens += repeatElement(UInt32.max, count: 256)
    isBase += repeatElement(false, count: 256)
    misfits += repeatElement(0, count: 256)
    for place in start..<(start + 256) { free.append((Int32(place - 1), Int32(place + 1))) }
    free[start].before = lastFree
    free[start + 255].next = -1
    if lastFree >= 0 { free[Int(lastFree)].next = Int32(start) } else { firstFree = Int32(start) }
    lastFree = Int32(start + 255)
  }
}
