import Metrics
import Platform

/// How long something takes, for the metrics.
public struct Stopwatch {
  private let start = Clock.system.sinceBoot()
  /// What is not counted: the time of a program that was run.
  public var pausedNanoseconds: Int64 = 0

  /// Begins now.
  public init() {}

  /// The row for what has ended now.
  public func measurement(_ operation: String, _ outcome: Measurement.Outcome = .ok) -> Measurement
  {
    Measurement(
      operation, ended: Clock.system.calendar(),
      nanoseconds: Clock.system.sinceBoot() - start - pausedNanoseconds, outcome: outcome)
  }
}
