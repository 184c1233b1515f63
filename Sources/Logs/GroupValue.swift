/// The value of a field that entries have in common.
public enum GroupValue: Equatable {
  /// They have none.
  case none
  /// A string.
  case text([UInt8])
  /// Whatever else there is in JSON, as it is written.
  case literal([UInt8])
  /// A moment, in nanoseconds since 1970.
  case time(Int64)

  /// A value that begins with the byte that says what it was written as (see ``WordTable``).
  init(raw: [UInt8]) {
    switch raw.first {
    case nil: self = .none
    case UInt8(ascii: "s"): self = .text(Array(raw.dropFirst()))
    default: self = .literal(Array(raw.dropFirst()))
    }
  }

  /// That value.
  static func raw(_ line: LogLine, _ value: LineValue) -> [UInt8] {
    switch value.kind {
    case .none, .null: []
    case .string, .escapedString: [UInt8(ascii: "s")] + JSONText.decoded(line, value)
    case .number: [UInt8(ascii: "n")] + JSONText.decoded(line, value)
    default: [UInt8(ascii: "w")] + JSONText.decoded(line, value)
    }
  }

  /// What is read by people.
  public var bytes: [UInt8] {
    switch self {
    case .none, .time: []
    case .text(let bytes), .literal(let bytes): bytes
    }
  }

  /// The order of values: none, moments, numbers by size, then the rest by its bytes.
  func precedes(_ other: GroupValue) -> Bool {
    switch (self, other) {
    case (.none, .none): return false
    case (.none, _): return true
    case (_, .none): return false
    case (.time(let one), .time(let other)): return one < other
    case (.literal(let one), .literal(let other)):
      let numbers = (GroupValue.number(one), GroupValue.number(other))
      if let one = numbers.0, let other = numbers.1, one != other { return one < other }
      return one.lexicographicallyPrecedes(other)
    case (.literal, _): return true
    case (_, .literal): return false
    default: return bytes.lexicographicallyPrecedes(other.bytes)
    }
  }

  private static func number(_ bytes: [UInt8]) -> Double? {
    Double(String(decoding: bytes, as: UTF8.self))
  }
}

/// Different values of a field, each with a number; 0 is for none.
struct ValueNumbers {
  /// The number of all values that there is no room for.
  static let tooMany = UInt32.max
  /// Stands for a value that has to be read from the line.
  static let unread = UInt32.max - 1
  /// How many there may be, and how many bytes they may have together.
  private static let countMax = 1_000_000
  private static let bytesMax = 256 << 20

  private var numbers: [[UInt8]: UInt32] = [:]
  private var bytes = 0
  private(set) var values: [GroupValue] = [.none]
  private var timeNumbers: [Int64: UInt32] = [:]
  private var lastTime = LogTime.none
  private var lastNumber: UInt32 = 0

  /// The number of a value that begins with the byte that says what it was written as.
  mutating func number(raw: [UInt8]) -> UInt32 {
    if raw.isEmpty { return 0 }
    if let number = numbers[raw] { return number }
    guard values.count < ValueNumbers.countMax, bytes + raw.count <= ValueNumbers.bytesMax else {
      return ValueNumbers.tooMany
    }
    bytes += raw.count
    let number = UInt32(values.count)
    numbers[raw] = number
    values.append(GroupValue(raw: raw))
    return number
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
      guard values.count < ValueNumbers.countMax else {
        lastNumber = 0
        return ValueNumbers.tooMany
      }
      lastNumber = UInt32(values.count)
      timeNumbers[bucket] = lastNumber
      values.append(.time(bucket))
    }
    return lastNumber
  }
}

/// Stretches of time of one length, counted from 1970 on.
enum TimeBucket {
  /// Where the one begins in which a moment lies.
  static func floor(_ time: Int64, _ unit: Int64) -> Int64 {
    let rest = time % unit
    // Near the earliest moment there is, a bucket begins before it.
    let (start, overflow) = time.subtractingReportingOverflow(rest < 0 ? rest + unit : rest)
    return overflow ? .min + 1 : start
  }
}
