import Formats
import Platform

/// What one operation cost: a row of the metrics file.
public struct Measurement: Sendable {
  /// How an operation ended.
  public enum Outcome: String, Sendable {
    /// As it should.
    case ok
    /// With a negative answer: busy, not found.
    case negative
    /// It ran out of time.
    case timeout
    /// It failed.
    case error
  }

  /// Which operation: `[a-z0-9_]+`.
  public let operation: String
  /// When it ended.
  public let ended: Instant
  /// How long it took.
  public let nanoseconds: Int64
  /// How it ended.
  public let outcome: Outcome
  /// How many answers came from the cache.
  public var hits: Int64 = 0
  /// How many had to be computed.
  public var misses: Int64 = 0
  /// How many bytes were read or written.
  public var bytes: Int64 = 0
  /// The most memory held at once, in KiB.
  public var peakKiB: Int64 = 0

  /// A measurement.
  public init(
    _ operation: String, ended: Instant, nanoseconds: Int64, outcome: Outcome = .ok
  ) {
    self.operation = operation
    self.ended = ended
    self.nanoseconds = nanoseconds
    self.outcome = outcome
  }

  /// Nanoseconds as milliseconds with three decimals.
  public static func milliseconds(_ nanoseconds: Int64) -> String {
    Decimal.thousandths((nanoseconds + 500) / 1000)
  }

  /// The row for people.
  public var summary: String {
    var text = "\(operation): \(Measurement.milliseconds(nanoseconds)) ms, \(outcome.rawValue)"
    if hits + misses > 0 { text += ", \(hits) hits, \(misses) misses" }
    if bytes > 0 { text += ", \(bytes) bytes" }
    return text
  }
}
