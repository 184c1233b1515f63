/// Dates and times: those of RFC 3339, and parts of them. Most are written as a tree has them, and
/// stay where they stand.
extension TOMLParser {
  /// A date, a time, or both; nil, and nothing read, where the digits begin neither.
  mutating func dateOrTime() throws(ParseError) -> TreeRecord? {
    let start = offset
    var length = 0
    while Letter.isDigit(bytes[offset + length]), length < 5 { length += 1 }
    if length == 2, bytes[offset + 2] == Letter.colon {
      let (time, isPlain) = try time()
      return moment(.localTime, start, isPlain) { time.description }
    }
    guard length == 4, bytes[offset + 4] == Letter.minus else { return nil }
    let date = try self.date()
    let letter = bytes[offset]
    switch letter {
    case UInt8(ascii: "T"), UInt8(ascii: "t"): break
    // A space may stand for the T, or be what separates a date from a comment.
    case Letter.space where Letter.isDigit(bytes[offset + 1]): break
    default: return builder.text(.localDate, start..<offset, at: start)
    }
    offset += 1
    var (time, isPlain) = try time()
    if letter != UInt8(ascii: "T") { isPlain = false }
    let local = LocalDateTime(date: date, time: time)
    let zone = offset
    guard let minutes = try offsetMinutes() else {
      return moment(.localDateTime, start, isPlain) { local.description }
    }
    // Z is how it is written where it is UTC.
    if minutes == 0, bytes[zone] != UInt8(ascii: "Z") { isPlain = false }
    return moment(.offsetDateTime, start, isPlain) { local.text(offsetMinutes: minutes) }
  }

  private mutating func moment(
    _ kind: ValueKind, _ start: Int, _ isPlain: Bool, _ text: () -> String
  ) -> TreeRecord {
    if isPlain { return builder.text(kind, start..<offset, at: start) }
    return builder.text(kind, Array(text().utf8), at: start)
  }

  private mutating func date() throws(ParseError) -> LocalDate {
    let start = offset
    let year = try digits(4, "the year")
    try separator(Letter.minus, "-")
    let month = try digits(2, "the month")
    try separator(Letter.minus, "-")
    let day = try digits(2, "the day")
    guard let date = LocalDate(year: year, month: month, day: day) else {
      throw error("the calendar has no such day", at: start)
    }
    return date
  }

  /// A time, and whether it is written as a tree has it.
  private mutating func time() throws(ParseError) -> (LocalTime, isPlain: Bool) {
    let start = offset
    let hour = try digits(2, "the hour")
    try separator(Letter.colon, ":")
    let minute = try digits(2, "the minute")
    try separator(Letter.colon, ":")
    let second = try digits(2, "the second")
    var nanosecond = 0
    var isPlain = true
    if bytes[offset] == Letter.dot {
      offset += 1
      let first = offset
      nanosecond = try fraction()
      isPlain = offset - first <= 9 && bytes[offset - 1] != Letter.zero
    }
    let time = LocalTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    guard let time else { throw error("the day has no such time", at: start) }
    return (time, isPlain)
  }

  /// The fraction of a second in nanoseconds; further digits are cut off.
  private mutating func fraction() throws(ParseError) -> Int {
    var nanosecond = try digits(1, "the fraction of the second") * 100_000_000
    var scale = 10_000_000
    while Letter.isDigit(bytes[offset]) {
      nanosecond += Int(bytes[offset] - Letter.zero) * scale
      scale /= 10
      offset += 1
    }
    return nanosecond
  }

  /// The distance from UTC in minutes; nil where none is given.
  private mutating func offsetMinutes() throws(ParseError) -> Int16? {
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      offset += 1
      return 0
    case Letter.plus, Letter.minus:
      offset += 1
      let hours = try digits(2, "the hours from UTC")
      try separator(Letter.colon, ":")
      let minutes = try digits(2, "the minutes from UTC")
      guard hours < 24, minutes < 60 else {
        throw error("no zone is so far from UTC: expected -23:59 to +23:59", at: start)
      }
      return Int16((hours * 60 + minutes) * (bytes[start] == Letter.minus ? -1 : 1))
    default: return nil
    }
  }

  private mutating func digits(_ count: Int, _ what: String) throws(ParseError) -> Int {
    var number = 0
    for _ in 0..<count {
      guard Letter.isDigit(bytes[offset]) else {
        throw error(
          "expected \(count == 1 ? "a digit" : "\(count) digits") for \(what), found \(found())")
      }
      number = number * 10 + Int(bytes[offset] - Letter.zero)
      offset += 1
    }
    return number
  }

  private mutating func separator(_ byte: UInt8, _ shown: String) throws(ParseError) {
    guard bytes[offset] == byte else { throw error("expected \(shown) here, found \(found())") }
    offset += 1
  }
}
