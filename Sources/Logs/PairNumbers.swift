/// Pairs of numbers, each with a number of its own, from 0 on. A look costs a few nanoseconds.
struct PairNumbers {
  /// So many pairs are told apart.
  static let countMax = 1_000_000

  private(set) var pairs: [UInt64] = []
  /// One more than the number of the pair that lies in each place; 0 where there is none.
  private var places = [UInt32](repeating: 0, count: 256)
  /// Another one in each process, so that nobody can choose pairs that share places.
  private let factor: UInt64

  init() {
    var hasher = Hasher()
    hasher.combine(0)
    factor = UInt64(bitPattern: Int64(hasher.finalize())) | 1
  }

  @inline(__always)
  private func place(_ pair: UInt64) -> Int {
    let mixed = (pair ^ pair >> 29) &* factor
    return Int(truncatingIfNeeded: mixed >> 32) & (places.count - 1)
  }

  /// The number of a pair; nil where there is no room for more.
  mutating func number(_ high: UInt32, _ low: UInt32) -> UInt32? {
    let pair = UInt64(high) << 32 | UInt64(low)
    var place = place(pair)
    // At most half of the places are taken.
    while places[place] != 0 {
      if pairs[Int(places[place]) - 1] == pair { return places[place] - 1 }
      place = (place + 1) & (places.count - 1)
    }
    guard pairs.count < PairNumbers.countMax else { return nil }
    pairs.append(pair)
    places[place] = UInt32(pairs.count)
    if pairs.count * 2 > places.count { grow() }
    return UInt32(pairs.count - 1)
  }

  private mutating func grow() {
    places = Array(repeating: 0, count: 2 * places.count)
    for (number, pair) in pairs.enumerated() {
      var place = place(pair)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt32(number + 1)
    }
  }

  /// Makes of numbers those of their pairs with others. What is no number, or finds no room, becomes
  /// ``ValueNumbers/tooMany``.
  mutating func combine(_ numbers: inout [UInt32], _ others: [UInt32]) {
    for index in numbers.indices {
      let (high, low) = (numbers[index], others[index])
      numbers[index] =
        high < ValueNumbers.unread && low < ValueNumbers.unread
        ? number(high, low) ?? ValueNumbers.tooMany : ValueNumbers.tooMany
    }
  }
}
