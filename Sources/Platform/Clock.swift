import Glibc

/// A moment on the calendar, in nanoseconds since 1970.
public struct Instant: Comparable, Hashable, Sendable {
  /// Nanoseconds since 1970, UTC.
  public let nanoseconds: Int64

  /// The moment so many nanoseconds after the start of 1970.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Whole seconds since 1970.
  public var seconds: Int64 { nanoseconds / 1_000_000_000 }

  /// Earlier before later.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

/// The clocks. Whatever asks for the time takes one as a value, so that a test can set it.
public struct Clock: Sendable {
  /// The calendar, which may be set back.
  public let calendar: @Sendable () -> Instant
  /// Nanoseconds since the machine started, sleep included: it never runs backwards.
  public let sinceBoot: @Sendable () -> Int64

  /// Clocks of one's own making.
  public init(
    calendar: @escaping @Sendable () -> Instant, sinceBoot: @escaping @Sendable () -> Int64
  ) {
    self.calendar = calendar
    self.sinceBoot = sinceBoot
  }

  /// The machine's clocks. C: `clock_gettime`.
  public static let system = Clock(
    calendar: { Instant(nanoseconds: read(CLOCK_REALTIME)) },
    sinceBoot: { read(CLOCK_BOOTTIME) })

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Durations in the units that the system calls want.
extension Duration {
  /// The length in nanoseconds, at most 292 years either way.
  public var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return seconds < 0 ? .min : .max }
    let (sum, carried) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
    return carried ? (seconds < 0 ? .min : .max) : sum
  }
}
