/// The moment by which something must be done.
public struct Deadline: Sendable {
  private let clock: Clock
  private let end: Int64

  /// So many nanoseconds from now. The clock must go on by itself: a wait ends by it.
  public init(afterNanoseconds nanoseconds: Int64, _ clock: Clock) {
    let (end, overflow) = clock.sinceBoot().addingReportingOverflow(max(0, nanoseconds))
    self.init(end: overflow ? .max : end, clock)
  }

  private init(end: Int64, _ clock: Clock) {
    self.clock = clock
    self.end = end
  }

  /// How long there is left, 0 once it has passed.
  public var nanosecondsLeft: Int64 { max(0, end - clock.sinceBoot()) }

  /// Whether it has passed.
  public var hasPassed: Bool { nanosecondsLeft == 0 }

  /// The end of a fair share of what is left, where `count` things are still to be tried in turn.
  public func share(among count: Int) -> Deadline {
    let left = nanosecondsLeft
    return Deadline(end: end - left + left / Int64(max(1, count)), clock)
  }
}
