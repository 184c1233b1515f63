/// A day of the calendar, in no particular zone.
public struct LocalDate: Equatable, Sendable {
  /// The year, 0 to 9999.
  public let year: UInt16
  /// The month, 1 to 12.
  public let month: UInt8
  /// The day of the month.
  public let day: UInt8

  /// A day; nil where the calendar has none of that name.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Calendar.days(inMonth: Int64(month), year: Int64(year))
    else { return nil }
    self.year = UInt16(year)
    self.month = UInt8(month)
    self.day = UInt8(day)
  }
}

/// A time of day, in no particular zone.
public struct LocalTime: Equatable, Sendable {
  /// The hour, 0 to 23.
  public let hour: UInt8
  /// The minute, 0 to 59.
  public let minute: UInt8
  /// The second, 0 to 59, or 60 for a leap second.
  public let second: UInt8
  /// The fraction of the second.
  public let nanosecond: UInt32

  /// A time; nil where no day has it.
  public init?(hour: Int, minute: Int, second: Int, nanosecond: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      (0...999_999_999).contains(nanosecond)
    else { return nil }
    self.hour = UInt8(hour)
    self.minute = UInt8(minute)
    self.second = UInt8(second)
    self.nanosecond = UInt32(nanosecond)
  }
}

/// A day and a time of it, in no particular zone.
public struct LocalDateTime: Equatable, Sendable {
  /// The day.
  public let date: LocalDate
  /// The time of that day.
  public let time: LocalTime

  /// A day and a time.
  public init(date: LocalDate, time: LocalTime) {
    self.date = date
    self.time = time
  }
}

extension LocalDate: CustomStringConvertible {
  /// As RFC 3339 has it: `1979-05-27`.
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

extension LocalTime: CustomStringConvertible {
  /// As RFC 3339 has it, with as many digits of the fraction as it needs: `07:32:00.5`.
  public var description: String {
    let whole = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    if nanosecond == 0 { return whole }
    var digits = 9
    var fraction = nanosecond
    while fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    return "\(whole).\(padded(fraction, digits))"
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// As RFC 3339 has it, without the distance from UTC.
  public var description: String { "\(date)T\(time)" }

  /// As RFC 3339 has it, at so many minutes from UTC.
  public func text(offsetMinutes: Int16) -> String {
    if offsetMinutes == 0 { return "\(self)Z" }
    let (hours, minutes) = offsetMinutes.magnitude.quotientAndRemainder(dividingBy: 60)
    return "\(self)\(offsetMinutes < 0 ? "-" : "+")\(padded(hours, 2)):\(padded(minutes, 2))"
  }
}

private func padded(_ value: some BinaryInteger, _ width: Int) -> String {
  let text = "\(value)"
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
