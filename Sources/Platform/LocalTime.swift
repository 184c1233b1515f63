import Glibc

/// Times as the clocks on the wall have them.
public enum LocalTime {
  /// A second of a day, counted from its midnight, on the day of a moment or some days later. C:
  /// `localtime_r`, `mktime`.
  public static func moment(
    dayOf moment: Instant, plusDays days: Int64, secondOfDay: Int64
  ) -> Instant? {
    var seconds = time_t(moment.seconds)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return nil }
    parts.tm_mday += Int32(days)
    parts.tm_hour = Int32(secondOfDay / 3600)
    parts.tm_min = Int32(secondOfDay / 60 % 60)
    parts.tm_sec = Int32(secondOfDay % 60)
    parts.tm_isdst = -1
    let result = mktime(&parts)
    guard result != -1 else { return nil }
    return Instant(nanoseconds: Int64(result) * 1_000_000_000)
  }
}
