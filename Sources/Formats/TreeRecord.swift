import Platform

/// What a value is.
public enum ValueKind: UInt8, Sendable {
  /// Nothing: JSON's and YAML's `null`.
  case null
  /// True or false.
  case bool
  /// A whole number of any size, as its decimal digits, with a minus sign where it is negative.
  case integer
  /// A number with a fraction or an exponent, as it was written; `inf`, `-inf` or `nan` where the
  /// format has them.
  case float
  /// A text, UTF-8.
  case string
  /// A moment, a date and a time at a distance from UTC, as RFC 3339 has it.
  case offsetDateTime
  /// A date and a time of day in a zone that is not said.
  case localDateTime
  /// A day of the calendar.
  case localDate
  /// A time of day.
  case localTime
  /// Values in their order.
  case array
  /// Values with names, in the order in which they were written.
  case table
  /// No value: where the index of a table's names lies, in the place before its first member.
  case index

  /// What it is in the words of an error: `a string`, `a whole number`.
  public var name: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "a whole number"
    case .float: "a number"
    case .string: "a string"
    case .offsetDateTime, .localDateTime: "a date and time"
    case .localDate: "a date"
    case .localTime: "a time"
    case .array: "an array"
    case .table, .index: "a table"
    }
  }

  /// Whether it has a text: all but nothing, booleans, arrays and tables.
  public var isText: Bool { rawValue >= ValueKind.integer.rawValue && rawValue < 9 }
}

/// A finished value, which its parent will hold: 16 bytes, four numbers with the lowest byte first:
///
///      0   4  where its text begins; of an array or a table, the number of its first element's
///             record, or that of its first member's name; of a boolean 0 or 1
///      4   4  how long its text is in bytes; how many elements or members it has
///      8   4  where it was written: the offset in its source
///     12   1  what it is (ValueKind)
///     13   1  flags: 1 its text lies in the source, not among the texts; 2 its names have an index
///     14   2  which source it is from, counted from 0
public struct TreeRecord: Sendable, BitwiseCopyable {
  var start: UInt32
  var count: UInt32
  /// Where it was written: the offset in its source.
  public var offset: UInt32
  private var rest: UInt32

  private static let inSource: UInt32 = 1 << 8
  private static let indexed: UInt32 = 2 << 8

  @inline(__always)
  init(
    _ kind: ValueKind, start: Int, count: Int, at offset: Int, isInSource: Bool = false,
    source: UInt16 = 0, isIndexed: Bool = false
  ) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.count = UInt32(truncatingIfNeeded: count)
    self.offset = UInt32(truncatingIfNeeded: offset)
    rest =
      UInt32(kind.rawValue) | (isInSource ? TreeRecord.inSource : 0)
      | (isIndexed ? TreeRecord.indexed : 0) | UInt32(source) << 16
  }

  @inline(__always)
  init(_ words: SIMD4<UInt32>) {
    (start, count, offset, rest) = (words.x, words.y, words.z, words.w)
  }

  var words: SIMD4<UInt32> { SIMD4(start, count, offset, rest) }

  /// What it is.
  public var kind: ValueKind { ValueKind(rawValue: UInt8(rest & 255)) ?? .null }
  /// How many elements or members a finished array or table has.
  public var contentCount: Int { kind == .array || kind == .table ? Int(count) : 0 }
  /// Whether it is the boolean true.
  public var isTrue: Bool { kind == .bool && start != 0 }
  var isInSource: Bool { rest & TreeRecord.inSource != 0 }
  var source: UInt16 { UInt16(rest >> 16) }

  var isIndexed: Bool {
    get { rest & TreeRecord.indexed != 0 }
    set { rest = newValue ? rest | TreeRecord.indexed : rest & ~TreeRecord.indexed }
  }
}
