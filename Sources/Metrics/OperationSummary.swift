import Formats
import Platform

/// What all the rows of one operation come to.
public struct OperationSummary: Equatable, Sendable {
  /// The operation.
  public let operation: String
  /// How many rows there are.
  public internal(set) var count: Int64 = 0
  /// How many of them ended with an error or ran out of time.
  public internal(set) var errors: Int64 = 0
  /// How long all of them took together.
  public internal(set) var totalMicroseconds: Int64 = 0
  /// How long the shortest one took.
  public internal(set) var minMicroseconds: Int64 = 0
  /// How long the longest one took.
  public internal(set) var maxMicroseconds: Int64 = 0
  /// What half of them took at most: the nearest rank, one of the durations.
  public internal(set) var p50Microseconds: Int64 = 0
  /// What 95 of 100 took at most.
  public internal(set) var p95Microseconds: Int64 = 0
  /// What 99 of 100 took at most.
  public internal(set) var p99Microseconds: Int64 = 0
  /// How many answers came from the cache.
  public internal(set) var hits: Int64 = 0
  /// How many had to be computed.
  public internal(set) var misses: Int64 = 0
  /// How many bytes were read or written.
  public internal(set) var bytes: Int64 = 0
  /// The most memory that one of them held, in KiB.
  public internal(set) var peakKiB: Int64 = 0
  /// When the first one ended.
  public internal(set) var first = Instant(nanoseconds: 0)
  /// When the last one ended.
  public internal(set) var last = Instant(nanoseconds: 0)

  /// What one took on average.
  public var averageMicroseconds: Double { Double(totalMicroseconds) / Double(max(1, count)) }

  /// Which part of the answers came from the cache, from 0 to 1; nil where nothing was looked up.
  public var hitRate: Double? {
    let lookups = Double(hits) + Double(misses)
    return lookups > 0 ? Double(hits) / lookups : nil
  }
}
