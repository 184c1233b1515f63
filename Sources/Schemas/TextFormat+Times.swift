/// Dates, times and durations, as RFC 3339 has them.
extension TextFormat {
  /// The value of so many digits at the beginning, which are taken away.
  private static func number(_ text: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
    guard text.count >= count, text.prefix(count).allSatisfy(Letters.isDigit) else { return nil }
    let value = text.prefix(count).reduce(0) { $0 * 10 + Int($1 - 48) }
    text.removeFirst(count)
    return value
  }

  private static func take(_ text: inout ArraySlice<UInt8>, _ byte: Unicode.Scalar) -> Bool {
    guard let first = text.first, first == UInt8(ascii: byte) else { return false }
    text.removeFirst()
    return true
  }

  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    var text = text
    guard let year = number(&text, 4), take(&text, "-"), let month = number(&text, 2),
      take(&text, "-"), let day = number(&text, 2), text.isEmpty
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days: Int
    switch month {
    case 2: days = isLeap ? 29 : 28
    case 4, 6, 9, 11: days = 30
    case 1...12: days = 31
    default: return false
    }
    return (1...days).contains(day)
  }

  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    var text = text
    guard let hour = number(&text, 2), take(&text, ":"), let minute = number(&text, 2),
      take(&text, ":"), let second = number(&text, 2), hour < 24, minute < 60, second <= 60
    else { return false }
    if take(&text, ".") {
      let digits = text.prefix(while: Letters.isDigit)
      if digits.isEmpty { return false }
      text = text.dropFirst(digits.count)
    }
    var distance = 0
    if !take(&text, "Z"), !take(&text, "z") {
      let isBehind = take(&text, "-")
      guard isBehind || take(&text, "+"), let hours = number(&text, 2), take(&text, ":"),
        let minutes = number(&text, 2), hours < 24, minutes < 60
      else { return false }
      distance = (hours * 60 + minutes) * (isBehind ? -1 : 1)
    }
    guard text.isEmpty else { return false }
    // A leap second is the last one of a day in UTC.
    let minuteOfDay = (hour * 60 + minute - distance + 2880) % 1440
    return second < 60 || minuteOfDay == 1439
  }

  /// `P1Y2M3DT4H5M6S`, whose parts stand in this order and without a gap, or `P3W`.
  static func isDuration(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    guard take(&rest, "P"), !rest.isEmpty else { return false }
    if rest.last == UInt8(ascii: "W") {
      return rest.count > 1 && rest.dropLast().allSatisfy(Letters.isDigit)
    }
    let parts = rest.split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
    guard parts.count <= 2, !(parts.count == 2 && parts[1].isEmpty) else { return false }
    return isRun(parts[0], of: Array("YMD".utf8))
      && (parts.count == 1 || isRun(parts[1], of: Array("HMS".utf8)))
  }

  private static func isRun(_ text: ArraySlice<UInt8>, of units: [UInt8]) -> Bool {
    var rest = text
    var last: Int?
    while !rest.isEmpty {
      let digits = rest.prefix(while: Letters.isDigit)
      rest = rest.dropFirst(digits.count)
      guard !digits.isEmpty, let unit = rest.popFirst(), let place = units.firstIndex(of: unit),
        last == nil || place == (last ?? 0) + 1
      else { return false }
      last = place
    }
    return true
  }
}
