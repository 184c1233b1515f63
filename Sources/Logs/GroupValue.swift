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
  init(raw: ArraySlice<UInt8>) {
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

  /// The number that a value is, by which it is in order.
  var number: Double? {
    if case .literal(let bytes) = self { return Double(String(decoding: bytes, as: UTF8.self)) }
    return nil
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
