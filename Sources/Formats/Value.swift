/// A value that a text holds, with all that is in it, whichever format it was written in.
///
/// Two values are equal when they hold the same; where they stand in their texts does not count.
public struct Value: Equatable, Sendable {
  /// What a value is.
  public enum Content: Equatable, Sendable {
    /// Nothing: JSON's and YAML's `null`.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number, exactly.
    case integer(Int64)
    /// A number that neither `integer` nor `float` holds exactly, as its decimal text.
    case number([UInt8])
    /// A binary floating-point number; infinite and NaN too, where the format has them.
    case float(Double)
    /// A text, UTF-8.
    case string([UInt8])
    /// A moment: a date and a time at a distance from UTC.
    case offsetDateTime(LocalDateTime, offsetMinutes: Int16)
    /// A date and a time of day in a zone that is not said.
    case localDateTime(LocalDateTime)
    /// A day of the calendar.
    case localDate(LocalDate)
    /// A time of day.
    case localTime(LocalTime)
    /// Values in their order.
    case array([Value])
    /// Values with names, in the order in which they were written.
    case table(Table)
  }

  /// What it is.
  public var content: Content
  /// Where its first character stands. Of a table that a header or a dotted key makes, that is the
  /// last name in the header, or the name in the key.
  public var position: SourcePosition

  /// A value at a place.
  public init(_ content: Content, at position: SourcePosition) {
    self.content = content
    self.position = position
  }

  /// Whether both hold the same, wherever they stand.
  public static func == (left: Value, right: Value) -> Bool { left.content == right.content }

  /// What it is in the words of an error: `a string`, `a whole number`.
  public var kindName: String {
    switch content {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "a whole number"
    case .number, .float: "a number"
    case .string: "a string"
    case .offsetDateTime, .localDateTime: "a date and time"
    case .localDate: "a date"
    case .localTime: "a time"
    case .array: "an array"
    case .table: "a table"
    }
  }
}
