/// Different values of a field, each with a number; 0 is for none.
struct ValueNumbers {
  /// The number of all values that there is no room for.
  static let tooMany = UInt32.max
  /// Stands for a value that has to be read from the line.
  static let unread = UInt32.max - 1
  /// How many there may be, and how many bytes they may have together.
  private static let countMax = 1_000_000
  private static let bytesMax = 256 << 20

  private var words = WordTable()
  /// What there is instead of words where times are grouped.
  private var times: [Int64] = []
  private var timeNumbers: [Int64: UInt32] = [:]
  private var lastTime = LogTime.none
  private var lastNumber: UInt32 = 0

  /// How many numbers there are, 0 among them.
  var count: Int { 1 + max(words.count, times.count) }

  /// The value that has a number.
  func value(_ number: Int) -> GroupValue {
    if number == 0 { return .none }
    return times.isEmpty ? GroupValue(raw: words.raw(number)) : .time(times[number - 1])
  }

  /// The number of a value that begins with the byte that says what it was written as.
  mutating func number(raw: ArraySlice<UInt8>) -> UInt32 {
    guard let kind = raw.first else { return 0 }
    let hasRoom =
      count < ValueNumbers.countMax && words.bytes.count + raw.count <= ValueNumbers.bytesMax
    let number = raw.withUnsafeBufferPointer { raw in
      // In bounds: the text is behind its first byte.
      raw.baseAddress.map { words.number(kind, $0 + 1, raw.count - 1, hasRoom: hasRoom) }
    }
    return number == 0 ? ValueNumbers.tooMany : number ?? 0
  }

  /// The number of the bucket that a moment falls into.
  mutating func number(time: Int64, unit: Int64) -> UInt32 {
    if time == LogTime.none { return 0 }
    let bucket = TimeBucket.floor(time, unit)
    if bucket == lastTime, lastNumber != 0 { return lastNumber }
    lastTime = bucket
    if let number = timeNumbers[bucket] {
      lastNumber = number
    } else {
      guard count < ValueNumbers.countMax else {
        lastNumber = 0
        return ValueNumbers.tooMany
      }
      times.append(bucket)
      lastNumber = UInt32(times.count)
      timeNumbers[bucket] = lastNumber
    }
    return lastNumber
  }

  /// At which place each value comes, by its number: none, moments, numbers by size, then words and strings by their
  /// bytes.
  func places() -> [UInt32] {
    if !times.isEmpty {
      return ValueNumbers.places(count) {
        $0 == 0 ? $1 != 0 : $1 != 0 && times[$0 - 1] < times[$1 - 1]
      }
    }
    // Numbers are read once, and not at each comparison.
    let numbers = (0..<count).map { value($0).number ?? .nan }
    return ValueNumbers.places(count) { one, other in
      if one == 0 || other == 0 { return one == 0 && other != 0 }
      let (first, second) = (numbers[one], numbers[other])
      if first < second || first > second { return first < second }
      return words.precedes(one, other)
    }
  }

  private static func places(_ count: Int, _ precedes: (Int, Int) -> Bool) -> [UInt32] {
    var places = [UInt32](repeating: 0, count: count)
    for (place, number) in (0..<count).sorted(by: precedes).enumerated() {
      places[number] = UInt32(place)
    }
    return places
  }
}

extension WordTable {
  /// Whether one text comes before another: strings come last, and each by its bytes.
  fileprivate func precedes(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (raw(one), raw(other))
    let string = UInt8(ascii: "s")
    if (one.first == string) != (other.first == string) { return other.first == string }
    return one.dropFirst().lexicographicallyPrecedes(other.dropFirst())
  }
}
