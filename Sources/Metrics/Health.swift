/// What operations may cost.
public struct HealthLimits: Sendable {
  /// Which of an operation's durations must keep within the limit.
  public enum Statistic: String, Sendable, CaseIterable {
    case avg, p50, p95, p99, max

    func microseconds(_ operation: OperationSummary) -> Double {
      switch self {
      case .avg: operation.averageMicroseconds
      case .p50: Double(operation.p50Microseconds)
      case .p95: Double(operation.p95Microseconds)
      case .p99: Double(operation.p99Microseconds)
      case .max: Double(operation.maxMicroseconds)
      }
    }
  }

  /// How long operations with names of a pattern may take, in milliseconds; the last pattern that
  /// fits counts.
  public var milliseconds: [(pattern: String, limit: Double)] = [
    ("*", 100), ("list_*", 500), ("*_list", 500), ("get_cache_size", 10), ("lock_acquire", 2000),
  ]
  /// Which duration that is.
  public var statistic = Statistic.p95
  /// How much memory an operation may hold, in bytes.
  public var memoryBytesMax: Int64 = 50 << 20
  /// Which part of the answers must come from the cache, from 0 to 1.
  public var hitRateMin = 0.8
  /// How many look-ups there must be for a rate to say anything.
  public var lookupsMin: Int64 = 10
  /// Which part of its cost an item in a batch must save, from 0 to 1.
  public var batchGainMin = 0.4

  /// The standard limits.
  public init() {}

  func milliseconds(_ operation: String) -> Double {
    milliseconds.last { OperationPattern.matches($0.pattern, operation) }?.limit ?? .infinity
  }
}

/// One thing that was compared with its limit.
public struct HealthCheck: Equatable, Sendable {
  /// What was compared.
  public enum Kind: String, Sendable {
    /// How long it takes, in milliseconds.
    case duration
    /// How much memory it holds, in bytes.
    case memory
    /// Which part of the answers comes from the cache, in percent.
    case hitRate = "hit_rate"
    /// What an item in a batch costs less than a single one, in percent.
    case batchGain = "batch_gain"
  }

  /// The operation.
  public let operation: String
  /// What was compared.
  public let kind: Kind
  /// What it is.
  public let value: Double
  /// What it may be: the most for durations and memory, the least for the others.
  public let limit: Double

  /// Whether the limit is kept.
  public var isKept: Bool {
    switch kind {
    case .duration, .memory: value <= limit
    case .hitRate, .batchGain: value >= limit
    }
  }

  /// Compares operations with limits, in the order of their names.
  public static func all(
    _ operations: [OperationSummary], _ limits: HealthLimits
  ) -> [HealthCheck] {
    operations.flatMap { operation in
      var checks = [
        HealthCheck(
          operation: operation.operation, kind: .duration,
          value: limits.statistic.microseconds(operation) / 1000,
          limit: limits.milliseconds(operation.operation))
      ]
      if operation.peakKiB > 0 {
        checks.append(
          HealthCheck(
            operation: operation.operation, kind: .memory,
            value: Double(operation.peakKiB) * 1024, limit: Double(limits.memoryBytesMax)))
      }
      let isBatch = operation.operation.hasPrefix(batchPrefix)
      if isBatch, let gain = gain(operation, operations) {
        checks.append(
          HealthCheck(
            operation: operation.operation, kind: .batchGain, value: gain * 100,
            limit: limits.batchGainMin * 100))
      }
      // The counts of a batch are its items, found or not: they say nothing about a cache.
      if !isBatch, operation.hits + operation.misses >= limits.lookupsMin,
        let rate = operation.hitRate
      {
        checks.append(
          HealthCheck(
            operation: operation.operation, kind: .hitRate, value: rate * 100,
            limit: limits.hitRateMin * 100))
      }
      return checks
    }
  }

  private static let batchPrefix = "batch_"

  /// Which part of a single operation's cost an item of a batch saves, both on average. The items of
  /// a batch are its hits and misses. Nil where there are no items, or no single operations.
  private static func gain(
    _ batch: OperationSummary, _ operations: [OperationSummary]
  ) -> Double? {
    let name = batch.operation.dropFirst(batchPrefix.count)
    // What `batch_write` does to many, `write_cache` does to one.
    let names = ["\(name)", "\(name)_cache", "cache_\(name)"]
    let items = Double(batch.hits) + Double(batch.misses)
    guard items > 0,
      let single = names.compactMap({ name in operations.first { $0.operation == name } }).first,
      single.averageMicroseconds > 0
    else { return nil }
    return 1 - Double(batch.totalMicroseconds) / items / single.averageMicroseconds
  }
}
