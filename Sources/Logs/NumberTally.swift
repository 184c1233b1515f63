/// Numbers, all of them, for exact percentiles: each that differs once, with how often it came.
///
/// Adding costs a few nanoseconds. Memory: none while there is one number only, however often it came; then 16
/// bytes for each different number, and 8 for each of the last ones, which are as many as those at most.
public struct NumberTally {
  /// How many are gathered at least before they are put in order.
  private static let pendingMin = 1024

  /// How many there are.
  public private(set) var count = 0
  private var total = 0.0
  /// What was lost of the total in rounding.
  private var lost = 0.0
  /// The only number so far, while there are no others.
  private var only = 0.0
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
    if count == 1 { only = value }
    if values.isEmpty {
      if value == only { return }
      values = [(only, count - 1)]
    }
    pending.append(value)
    if pending.count >= max(NumberTally.pendingMin, values.count) { settle() }
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
  public mutating func least() -> Double? {
    settle()
    return values.first?.number ?? (count == 0 ? nil : only)
  }

  /// The most; nil where there are none.
  public mutating func most() -> Double? {
    settle()
    return values.last?.number ?? (count == 0 ? nil : only)
  }

  /// The nearest rank: the smallest one that so many of a hundred are at or below. Nil where there are
  /// none.
  public mutating func percentile(_ hundredths: Int) -> Double? {
    if count == 0 { return nil }
    settle()
    let rank = max(1, (count * hundredths + 99) / 100)
    var passed = 0
    for (number, times) in values {
      passed += times
      if passed >= rank { return number }
    }
    return most()
  }
}
