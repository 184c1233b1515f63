import Formats
import Platform

/// Moments as those write them who ask for entries.
public enum LogMoment {
  /// Reads what ``Moment`` does; numbers since 1970 in any unit, which their size tells; and local times:
  /// `14:00`, `today 14:00`, `yesterday`, `yesterday 14:00:30`. In nanoseconds since 1970.
  public static func parse(_ text: String, now: Instant) -> Int64? {
    // What begins with a minus is so long ago.
    if text.utf8.first != UInt8(ascii: "-") {
      if let whole = Int64(text) { return LogTime.sinceEpoch(whole: whole) }
      if let exact = LogTime.decimal(Array(text.utf8)) { return exact }
    }
    if let moment = Moment.parse(text, now: now) { return moment.nanoseconds }
    var words = text.split(separator: " ")
    var day: Int64 = 0
    switch words.first {
    case "today": words.removeFirst()
    case "yesterday":
      words.removeFirst()
      day = -1
    default: if words.isEmpty { return nil }
    }
    guard words.count <= 1 else { return nil }
    var seconds: Int64 = 0
    if let word = words.first {
      guard let time = timeOfDay(word) else { return nil }
      seconds = time
    }
    return LocalTime.moment(dayOf: now, plusDays: day, secondOfDay: seconds)?.nanoseconds
  }

  private static func timeOfDay(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var seconds: Int64 = 0
    for (index, part) in parts.enumerated() {
      guard (1...2).contains(part.utf8.count), let number = Int64(part), number >= 0,
        number < (index == 0 ? 24 : 60)
      else { return nil }
      seconds = seconds * 60 + number
    }
    return parts.count == 2 ? seconds * 60 : seconds
  }
}
