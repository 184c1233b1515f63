import Platform

/// Moments as people and programs write them.
public enum Moment {
  /// Reads RFC 3339 (`2026-01-31T12:00:00Z`, `+02:00`, a space for the T, a date alone, a fraction),
  /// seconds since 1970, `now`, or a duration ago (`-15m`). Without an offset a time is UTC.
  public static func parse(_ text: String, now: Instant) -> Instant? {
    if text == "now" { return now }
    if text.hasPrefix("-"), let ago = DurationFormat.parse(String(text.dropFirst())) {
      return Instant(nanoseconds: now.nanoseconds - ago.nanoseconds)
    }
    if let seconds = Decimal.parse(text) {
      guard seconds < 9e9 else { return nil }
      return Instant(nanoseconds: Int64((seconds * 1e9).rounded()))
    }
    return parseCalendar(Array(text.utf8))
  }

  /// Reads what is left of the text from its front; nil, and nothing read, where it is not there.
  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func number(_ digits: Int) -> Int64? {
      guard rest.count >= digits else { return nil }
      var value: Int64 = 0
      for byte in rest.prefix(digits) {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 48)
      }
      rest.removeFirst(digits)
      return value
    }

    mutating func one(of allowed: StaticString) -> UInt8? {
      guard let byte = rest.first, allowed.withUTF8Buffer({ $0.contains(byte) }) else {
        return nil
      }
      rest.removeFirst()
      return byte
    }
  }

  private static func parseCalendar(_ bytes: [UInt8]) -> Instant? {
    var text = Reader(rest: bytes[...])
    guard let year = text.number(4), text.one(of: "-") != nil, let month = text.number(2),
      text.one(of: "-") != nil, let day = text.number(2), (1...12).contains(month), day >= 1,
      day <= Calendar.days(inMonth: month, year: year)
    else { return nil }
    let midnight = Calendar.daysSince1970(year: year, month: month, day: day) * 86400
    if text.rest.isEmpty { return instant(seconds: midnight, nanoseconds: 0) }
    guard text.one(of: "Tt ") != nil, let time = timeOfDay(&text), let offset = offset(&text),
      text.rest.isEmpty
    else { return nil }
    return instant(seconds: midnight + time.seconds - offset, nanoseconds: time.nanoseconds)
  }

  /// Hours and minutes, and where they are given seconds and a fraction of them.
  private static func timeOfDay(_ text: inout Reader) -> (seconds: Int64, nanoseconds: Int64)? {
    guard let hour = text.number(2), text.one(of: ":") != nil, let minute = text.number(2),
      hour < 24, minute < 60
    else { return nil }
    let start = hour * 3600 + minute * 60
    guard text.one(of: ":") != nil else { return (start, 0) }
    // 60 is a leap second, which counts as the first second of the next minute.
    guard let second = text.number(2), second < 61 else { return nil }
    guard text.one(of: ".,") != nil else { return (start + second, 0) }
    guard var nanoseconds = text.number(1) else { return nil }
    nanoseconds *= 100_000_000
    var scale: Int64 = 10_000_000
    while let digit = text.number(1) {
      nanoseconds += digit * scale
      scale /= 10
    }
    return (start + second, nanoseconds)
  }

  /// The distance from UTC in seconds, which is none where none is given.
  private static func offset(_ text: inout Reader) -> Int64? {
    if text.rest.isEmpty || text.one(of: "Zz") != nil { return 0 }
    guard let sign = text.one(of: "+-"), let hours = text.number(2), hours < 24 else { return nil }
    _ = text.one(of: ":")
    guard let minutes = text.number(2), minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  /// A moment beyond the years 1677 to 2262, which 64 bits cannot count in nanoseconds, becomes
  /// the nearest that they can: nobody who writes 9999-12-31 means another thing by it.
  private static func instant(seconds: Int64, nanoseconds: Int64) -> Instant {
    Instant(nanoseconds: (Duration.seconds(seconds) + .nanoseconds(nanoseconds)).nanoseconds)
  }

  /// A moment in UTC as RFC 3339, with milliseconds where it has a fraction; `isExact`: with as many
  /// thousandths of thousandths as it has.
  public static func text(_ instant: Instant, isExact: Bool = false) -> String {
    let seconds = instant.nanoseconds.flooredDivision(by: 1_000_000_000)
    // Not by subtraction: the seconds of the earliest moment, floored, are one step out of range.
    let rest = (instant.nanoseconds % 1_000_000_000 + 1_000_000_000) % 1_000_000_000
    let day = seconds.flooredDivision(by: 86400)
    let second = seconds - day * 86400
    let (year, month, dayOfMonth) = Calendar.date(daysSince1970: day)
    func pad(_ value: Int64, _ width: Int) -> String {
      let text = "\(value)"
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    var fraction = rest / 1_000_000 == 0 ? "" : ".\(pad(rest / 1_000_000, 3))"
    if isExact, rest % 1_000_000 != 0 {
      fraction = rest % 1000 == 0 ? ".\(pad(rest / 1000, 6))" : ".\(pad(rest, 9))"
    }
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(dayOfMonth, 2))T"
      + "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))\(fraction)Z"
  }
}

/// The Gregorian calendar, for all years.
enum Calendar {
  static func days(inMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01. The year is counted from March, so that a leap day comes last.
  static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredDivision(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Int64 {
  func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
