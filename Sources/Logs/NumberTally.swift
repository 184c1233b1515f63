/// Numbers, all of them, for exact percentiles: each that differs once, with how often it came.
///
/// Adding costs a few nanoseconds. Memory: none while there is one number only, however often it came; then 16
/// bytes for each different number, and 8 for each of the last ones, which are as many as those at most; where there
/// are many, 32 KiB for whole numbers, which most durations are.
public struct NumberTally {
  /// How many are gathered at least before they are put in order.
  private static let pendingMin = 1024
  /// Whole numbers below this are counted where they are many.
  private static let smallMax = 4096

  /// How many there are.
  public private(set) var count = 0
  private var total = 0.0
  /// What was lost of the total in rounding.
  private var lost = 0.0
  /// The only number so far, while there are no others.
  private var only = 0.0
  private var hasOthers = false
  /// How often each of the small ones came; empty while there are few.
  private var small: [Int] = []
  /// The others, in order.
  private var values: [(number: Double, count: Int)] = []
  private var pending: [Double] = []

  /// None.
  public init() {}

  /// Adds one; what is not a number is none.
  public mutating func add(_ value: Double) {
    if value.isNaN { return }
    count += 1
    let sum = total + value
    lost += total.magnitude >= value.magnitude ? (total - sum) + value : (value - sum) + total
    total = sum
    if !hasOthers {
      if count == 1 { only = value }
      if value == only { return }
      hasOthers = true
      values = [(only, count - 1)]
    }
    if !small.isEmpty, let index = NumberTally.small(value) {
      small[index] += 1
      return
    }
    pending.append(value)
    if pending.count >= max(NumberTally.pendingMin, values.count) {
      settle()
      if small.isEmpty { countSmall() }
    }
  }

  /// The number as a small one; nil where it is none.
  @inline(__always)
  private static func small(_ number: Double) -> Int? {
    guard number >= 0, number < Double(smallMax) else { return nil }
    let whole = Int(number)
    return Double(whole) == number ? whole : nil
  }

  /// Counts small numbers from now on.
  private mutating func countSmall() {
    small = Array(repeating: 0, count: NumberTally.smallMax)
    values.removeAll { number, count in
      guard let index = NumberTally.small(number) else { return false }
      small[index] += count
      return true
    }
  }

  /// Puts those in order that were gathered.
  private mutating func settle() {
    if pending.isEmpty { return }
    pending.sort()
    var values: [(number: Double, count: Int)] = []
    func put(_ number: Double, _ count: Int) {
      if values.last?.number == number {
        values[values.count - 1].count += count
      } else {
        values.append((number, count))
      }
    }
    var old = 0
    for number in pending {
      while old < self.values.count, self.values[old].number <= number {
        put(self.values[old].number, self.values[old].count)
        old += 1
      }
      put(number, 1)
    }
    while old < self.values.count {
      put(self.values[old].number, self.values[old].count)
      old += 1
    }
    self.values = values
    pending.removeAll(keepingCapacity: true)
  }

  /// The sum of all.
  public var sum: Double {
    let sum = total + lost
    return sum.isFinite ? sum : total
  }

  /// The mean; nil where there are none.
  public var mean: Double? { count == 0 ? nil : sum / Double(count) }

  /// The least; nil where there are none.
  public mutating func least() -> Double? { number(at: 1) }

  /// The most; nil where there are none.
  public mutating func most() -> Double? { number(at: count) }

  /// The nearest rank: the smallest one that so many of a hundred are at or below. Nil where there are
  /// none.
  public mutating func percentile(_ hundredths: Int) -> Double? {
    number(at: max(1, (count * hundredths + 99) / 100))
  }

  /// The one that is at a place, counted from 1, when all are in order.
  private mutating func number(at place: Int) -> Double? {
    if count == 0 { return nil }
    if !hasOthers { return only }
    settle()
    var (left, next) = (place, 0)
    for (number, count) in values {
      // The small ones before it.
      while next < small.count, Double(next) < number {
        left -= small[next]
        if left <= 0 { return Double(next) }
        next += 1
      }
      left -= count
      if left <= 0 { return number }
    }
    while next < small.count {
      left -= small[next]
      if left <= 0 { return Double(next) }
      next += 1
    }
    return nil
  }
}
