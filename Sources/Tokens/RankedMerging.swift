import CBytes

/// Merges pieces by a vocabulary in which tokens are merged of later ones: a merge may come up only after later
/// ones were made, so that nothing but doing what the rules say gives what they give.
///
/// Of all pairs that stand beside each other the one with the lowest rank is merged, of equal ones the leftmost,
/// until none is left. A heap holds the pairs; one that is there no longer is passed over as it comes up.
final class RankedMerging {
  private let table: TokenTable
  private let wholes: UnsafeRawPointer
  private let pairs: bytes_pairs

  /// The parts of a piece, by where they begin: their tokens, and where the ones beside them begin.
  private var numbers: [UInt32] = []
  private var nexts: [UInt32] = []
  private var befores: [UInt32] = []
  /// Ranks, and below them where the left part begins.
  private var heap: [UInt64] = []

  /// What stands for the place before the first part, and for a part that is no longer one.
  private static let none = UInt32.max

  /// One that merges by a table with ranked merges, all of which was checked.
  init(_ table: TokenTable) {
    self.table = table
    wholes = table.part(.ranked)
    pairs = table.pairs
  }

  /// Writes the tokens of a piece, for each of whose bytes there is room. Returns how many there are.
  func merge(
    _ text: UnsafePointer<UInt8>, _ count: Int, into tokens: UnsafeMutablePointer<TokenFacts>
  ) -> Int {
    // In bounds: the piece has so many bytes.
    numbers = (0..<count).map { UInt32(text[$0]) }
    nexts = (0..<UInt32(count)).map { $0 + 1 }
    befores = (0..<UInt32(count)).map { $0 &- 1 }
    heap.removeAll(keepingCapacity: true)
    for place in 0..<count { offer(UInt32(place)) }
    while let (rank, place) = lowest() {
      // It is there no longer where one of its parts has become another one.
      if self.rank(at: place) != rank { continue }
      let right = nexts[Int(place)]
      // In bounds: ranks come from the table.
      numbers[Int(place)] = wholes.loadUnaligned(fromByteOffset: 4 * Int(rank), as: UInt32.self)
      numbers[Int(right)] = RankedMerging.none
      nexts[Int(place)] = nexts[Int(right)]
      if nexts[Int(place)] < count { befores[Int(nexts[Int(place)])] = place }
      offer(place)
      if befores[Int(place)] != RankedMerging.none { offer(befores[Int(place)]) }
    }
    var (found, place) = (0, 0)
    while place < count {
      let next = Int(nexts[place])
      tokens[found] = TokenFacts(number: numbers[place], count: next - place)
      (found, place) = (found + 1, next)
    }
    return found
  }

  /// The rank of the pair whose left part begins at a place; ``PairTable/none`` where there is none.
  private func rank(at place: UInt32) -> UInt32 {
    let (left, next) = (numbers[Int(place)], Int(nexts[Int(place)]))
    if left == RankedMerging.none || next >= numbers.count { return PairTable.none }
    return bytes_find_pair(bytes_place_pair(pairs, left, numbers[next]))
  }

  // MARK: The heap

  private func offer(_ place: UInt32) {
    let rank = rank(at: place)
    if rank == PairTable.none { return }
    let pair = UInt64(rank) << 32 | UInt64(place)
    var index = heap.count
    heap.append(pair)
    while index > 0, heap[(index - 1) / 2] > pair {
      heap[index] = heap[(index - 1) / 2]
      index = (index - 1) / 2
    }
    heap[index] = pair
  }

  private func lowest() -> (rank: UInt32, place: UInt32)? {
    guard let lowest = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      var index = 0
      while 2 * index + 1 < heap.count {
        var child = 2 * index + 1
        if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
        if heap[child] >= last { break }
        heap[index] = heap[child]
        index = child
      }
      heap[index] = last
    }
    return (UInt32(lowest >> 32), UInt32(lowest & 0xFFFF_FFFF))
  }
}
