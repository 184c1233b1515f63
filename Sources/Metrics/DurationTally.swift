import Glibc

/// Durations, all of them, for exact quantiles: four bytes for each, until there are so many that
/// counting how often each short one came takes less room.
///
/// Adding costs a nanosecond. Memory: 4 bytes for each of the first million; later 1 MiB for those
/// below 131 ms, and 4 bytes for each longer one.
struct DurationTally: ~Copyable {
  /// Below it a duration is counted in the table, once there is one.
  private static let countedMax = 1 << 17
  /// How many are listed before there is a table.
  private static let listedMax = 1 << 20

  private var listed: UnsafeMutablePointer<UInt32>
  private var count = 0
  private var capacity: Int
  /// How often each duration below ``countedMax`` came; empty until it is worth its room.
  private var counts: [UInt64] = []
  /// Those of more than 71 minutes, which 32 bits cannot count in microseconds.
  private var long: [Int64] = []

  init() {
    capacity = 64
    listed = DurationTally.allocate(nil, capacity)
  }

  deinit { free(listed) }

  /// By `realloc`, which moves pages rather than bytes: growing never holds two copies.
  private static func allocate(
    _ old: UnsafeMutablePointer<UInt32>?, _ capacity: Int
  ) -> UnsafeMutablePointer<UInt32> {
    guard let room = realloc(old, capacity * MemoryLayout<UInt32>.stride) else {
      fatalError("out of memory")
    }
    return room.assumingMemoryBound(to: UInt32.self)
  }

  /// Adds a duration of at least zero.
  @inline(__always)
  mutating func add(_ microseconds: Int64) {
    guard let short = UInt32(exactly: microseconds) else {
      long.append(microseconds)
      return
    }
    if count == capacity { makeRoom() }
    // In bounds: there is room for one more.
    listed[count] = short
    count &+= 1
  }

  @inline(never)
  private mutating func makeRoom() {
    if capacity >= DurationTally.listedMax {
      fold()
      if count * 2 <= capacity { return }
    }
    capacity *= 2
    listed = DurationTally.allocate(listed, capacity)
  }

  /// Moves the short ones from the list to the table.
  private mutating func fold() {
    if counts.isEmpty { counts = Array(repeating: 0, count: DurationTally.countedMax) }
    var kept = 0
    for index in 0..<count {
      // In bounds: `kept` is at most `index`, which is below `count`.
      let value = listed[index]
      if value < DurationTally.countedMax {
        counts[Int(value)] += 1
      } else {
        listed[kept] = value
        kept += 1
      }
    }
    count = kept
  }

  /// Adds all that another one holds.
  mutating func add(_ other: borrowing DurationTally) {
    for index in 0..<other.count { add(Int64(other.listed[index])) }
    long += other.long
    if other.counts.isEmpty { return }
    if counts.isEmpty { counts = Array(repeating: 0, count: DurationTally.countedMax) }
    for (index, count) in other.counts.enumerated() { counts[index] += count }
  }

  /// The durations with these ranks, from 1, in ascending order of rank.
  mutating func ranked(_ ranks: [Int64]) -> [Int64] {
    if !counts.isEmpty { fold() }
    let counted = Int64(counts.reduce(0, +))
    let listedRanks = ranks.map { $0 - counted }
    let selected = Selection.ranked(
      UnsafeBufferPointer(start: listed, count: count),
      listedRanks.filter { $0 > 0 && $0 <= Int64(count) }.map { Int($0) })
    long.sort()
    var next = selected.makeIterator()
    return ranks.enumerated().map { index, rank in
      let listedRank = listedRanks[index]
      if listedRank <= 0 { return value(countedRank: rank) }
      if listedRank <= Int64(count) { return Int64(next.next() ?? 0) }
      return long[Int(listedRank) - count - 1]
    }
  }

  private func value(countedRank rank: Int64) -> Int64 {
    var left = rank
    for (value, count) in counts.enumerated() {
      left -= Int64(count)
      if left <= 0 { return Int64(value) }
    }
    return 0
  }
}

/// Which numbers of a list have some ranks.
enum Selection {
  /// Below so many a list is sorted.
  private static let sortedMax = 2048

  /// The numbers with these ranks, from 1. Costs two passes over the list, whatever its order: the
  /// first counts the upper halves of the numbers, the second the lower ones where it matters.
  static func ranked(_ list: UnsafeBufferPointer<UInt32>, _ ranks: [Int]) -> [UInt32] {
    if ranks.isEmpty { return [] }
    if list.count <= sortedMax {
      let sorted = list.sorted()
      return ranks.map { sorted[$0 - 1] }
    }
    let upper = counts(list) { $0 >> 16 }
    var known: [UInt32: [UInt32]] = [:]
    return ranks.map { rank in
      let (half, left) = find(rank, in: upper)
      let lower = known[half] ?? counts(list) { $0 >> 16 == half ? $0 & 0xFFFF : nil }
      known[half] = lower
      return half << 16 | find(left, in: lower).value
    }
  }

  @inline(__always)
  private static func counts(
    _ list: UnsafeBufferPointer<UInt32>, _ key: (UInt32) -> UInt32?
  ) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: 1 << 16)
    counts.withUnsafeMutableBufferPointer { counts in
      for value in list {
        // In bounds: a key has sixteen bits. No list has as many numbers as 32 bits can count.
        if let key = key(value) { counts[Int(key)] &+= 1 }
      }
    }
    return counts
  }

  /// Which key the rank falls on, and how far into it.
  private static func find(_ rank: Int, in counts: [UInt32]) -> (value: UInt32, rank: Int) {
    var left = rank
    for (value, count) in counts.enumerated() {
      if left <= Int(count) { return (UInt32(value), left) }
      left -= Int(count)
    }
    preconditionFailure("a rank beyond the list")
  }
}
