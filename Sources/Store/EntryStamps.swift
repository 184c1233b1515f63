import Platform

/// What the time stamps of an entry's file mean, so that a look at the file tells what eviction asks:
///
///     time of access   when the entry was last used, in whole milliseconds, and, in the nanoseconds
///                      below, how often it was read (up to 999,999)
///     time of change   when it expires, as its header says; 0: never
///
/// A use is noted by one call, and changes no byte of the file. On a file system with coarser stamps
/// the number of uses is lost, and nothing else.
enum EntryStamps {
  private static let millisecond: Int64 = 1_000_000

  /// The stamp of a last use at a moment, and of so many uses.
  static func accessed(at moment: Instant, uses: Int64) -> Int64 {
    let whole = max(0, moment.nanoseconds / millisecond) * millisecond
    return whole + min(max(0, uses), millisecond - 1)
  }

  /// How often an entry was read.
  static func uses(accessed: Int64) -> Int64 { max(0, accessed) % millisecond }

  /// When an entry was last used.
  static func lastUsed(accessed: Int64) -> Instant {
    Instant(nanoseconds: accessed - uses(accessed: accessed))
  }

  /// The stamp of an end.
  static func modified(_ expires: Instant) -> Int64 { max(0, expires.nanoseconds) }

  /// Whether an entry with that stamp is past its time.
  static func isExpired(modified: Int64, at now: Instant) -> Bool {
    modified > 0 && modified <= now.nanoseconds
  }
}
