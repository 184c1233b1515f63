/// How many entries there are in each of many stretches of time of one length, counted from 1970 on;
/// those between the first and the last that have none, too.
public struct Histogram {
  /// How entries are told apart within a stretch: by gravity, the least grave first, and at last those
  /// whose level says none.
  public static let kindCount = LogLevel.allCases.count + 1
  /// How many stretches there are at most where their length is not given.
  public static let bucketsWanted = 60
  /// How many there may be where it is.
  public static let bucketsMax = 100_000
  /// Lengths to choose from: each is a whole number of those before it.
  static let units: [Int64] = [
    1_000_000, 5_000_000, 10_000_000, 50_000_000, 100_000_000, 500_000_000, second, 5 * second,
    10 * second, 30 * second, minute, 5 * minute, 10 * minute, 30 * minute, hour, 3 * hour,
    6 * hour,
    12 * hour, day, 7 * day, 28 * day, 364 * day, 3640 * day,
  ]
  private static let second: Int64 = 1_000_000_000
  private static let minute = 60 * second
  private static let hour = 60 * minute
  private static let day = 24 * hour

  /// The length of a stretch, in nanoseconds.
  public private(set) var unit: Int64
  private let isChosen: Bool
  /// Which stretch the first is, counted from 1970 on.
  private var low: Int64 = 0
  private var counts: [Int] = []
  /// Entries that have no time.
  public private(set) var untimed = 0
  /// Whether there would be more stretches than there may be; it is no histogram then.
  public private(set) var isTooLong = false

  /// With stretches of a length, in nanoseconds; or of one that makes ``bucketsWanted`` at most.
  public init(every unit: Int64?) {
    self.unit = max(1, unit ?? Histogram.units[0])
    isChosen = unit == nil
  }

  /// How many stretches there are.
  public var count: Int { counts.count / Histogram.kindCount }

  /// When a stretch begins, in nanoseconds since 1970.
  public func start(_ index: Int) -> Int64 {
    let (start, overflow) = (low + Int64(index)).multipliedReportingOverflow(by: unit)
    return overflow ? .min + 1 : start
  }

  /// How many entries a stretch has of each kind.
  public func kinds(_ index: Int) -> ArraySlice<Int> {
    counts[(index * Histogram.kindCount)..<((index + 1) * Histogram.kindCount)]
  }

  /// How many entries a stretch has.
  public func total(_ index: Int) -> Int { kinds(index).reduce(0, +) }

  private static func bucket(_ time: Int64, _ unit: Int64) -> Int64 {
    let quotient = time / unit
    return time % unit < 0 ? quotient - 1 : quotient
  }

  mutating func add(_ time: Int64, kind: Int) {
    if time == LogTime.none {
      untimed += 1
      return
    }
    if isTooLong { return }
    let bucket = Histogram.bucket(time, unit)
    let (index, overflow) = bucket.subtractingReportingOverflow(low)
    if counts.isEmpty || overflow || index < 0 || index >= Int64(count) {
      makeRoom(for: bucket)
      if isTooLong { return }
      return add(time, kind: kind)
    }
    counts[Int(index) * Histogram.kindCount + kind] += 1
  }

  /// Has a stretch among those that are counted, if need be among longer ones.
  private mutating func makeRoom(for bucket: Int64) {
    if counts.isEmpty {
      low = bucket
      counts = Array(repeating: 0, count: Histogram.kindCount)
      return
    }
    let high = max(low + Int64(count - 1), bucket)
    let first = min(low, bucket)
    let (more, overflow) = high.subtractingReportingOverflow(first)
    if overflow || more >= Int64(isChosen ? Histogram.bucketsWanted : Histogram.bucketsMax) {
      if !isChosen || !lengthen() { isTooLong = true }
      return
    }
    if bucket < low {
      let more = Int(low - bucket) * Histogram.kindCount
      counts.insert(contentsOf: repeatElement(0, count: more), at: 0)
      low = bucket
    } else {
      let wanted = (Int(more) + 1) * Histogram.kindCount
      counts += repeatElement(0, count: wanted - counts.count)
    }
  }

  /// Counts by the next longer stretches; false where there are none.
  private mutating func lengthen() -> Bool {
    guard let longer = Histogram.units.first(where: { $0 > unit }) else { return false }
    let factor = longer / unit
    let first = Histogram.bucket(low, factor)
    let last = Histogram.bucket(low + Int64(count - 1), factor)
    var merged = [Int](repeating: 0, count: Int(last - first + 1) * Histogram.kindCount)
    for index in 0..<count {
      let place = Int(Histogram.bucket(low + Int64(index), factor) - first) * Histogram.kindCount
      for kind in 0..<Histogram.kindCount {
        merged[place + kind] += counts[index * Histogram.kindCount + kind]
      }
    }
    (unit, low, counts) = (longer, first, merged)
    return true
  }

  /// Counts the entries that pass.
  public mutating func add(_ query: LogQuery) {
    var levels = ColumnNumbers(.level)
    var kinds: [Int] = []
    var histogram = self
    let fields = LineFields(query.names)
    query.forEachSelected { selected in
      let numbers = levels.read(selected, query, fields)
      for number in kinds.count..<levels.count {
        kinds.append(LogLevel(levels.value(number).bytes)?.rawValue ?? Histogram.kindCount - 1)
      }
      let times = selected.block.times
      for (place, row) in selected.rows.enumerated() {
        let number = Int(numbers[place])
        histogram.add(
          times[Int(row)], kind: number < kinds.count ? kinds[number] : Histogram.kindCount - 1)
      }
    }
    self = histogram
  }
}
