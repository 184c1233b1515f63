import Metrics
import Platform

/// What the format says, done naively: the tests compare the real reader with it.
struct Reference {
  struct Found: Equatable {
    var durations: [Int64] = []
    var errors: Int64 = 0
    var hits: Int64 = 0
    var misses: Int64 = 0
    var bytes: Int64 = 0
    var peakKiB: Int64 = 0
    var times: [Int64] = []
  }

  var operations: [String: Found] = [:]
  var rows: Int64 = 0
  var skipped: Int64 = 0
  var firstSkippedLine: Int64 = 0

  init(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() { read(Array(line), Int64(index + 1)) }
  }

  private mutating func read(_ line: [UInt8], _ number: Int64) {
    var text = line
    if text.last == 13 { text.removeLast() }
    if text.isEmpty || text.first == 35 || text.starts(with: "timestamp,".utf8) { return }
    if line.count <= 4096, row(text) {
      rows += 1
    } else {
      skipped += 1
      if firstSkippedLine == 0 { firstSkippedLine = number }
    }
  }

  private mutating func row(_ line: [UInt8]) -> Bool {
    let fields = line.split(separator: 44, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let characters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-")
    guard fields.count >= 3, let time = Reference.time(fields[0]),
      (1...128).contains(fields[1].count), fields[1].allSatisfy(characters.contains),
      let duration = Reference.duration(fields[2])
    else { return false }
    let outcome = fields.count > 3 ? fields[3] : ""
    guard ["", "ok", "negative", "timeout", "error"].contains(outcome) else { return false }
    var counts: [Int64] = [0, 0, 0, 0]
    for index in 0..<4 where fields.count > 4 + index && !fields[4 + index].isEmpty {
      guard let count = Reference.digits(fields[4 + index], 15) else { return false }
      counts[index] = count
    }
    var found = operations[fields[1]] ?? Found()
    found.durations.append(duration)
    found.times.append(time)
    if outcome == "error" || outcome == "timeout" { found.errors += 1 }
    found.hits += counts[0]
    found.misses += counts[1]
    found.bytes += counts[2]
    found.peakKiB = max(found.peakKiB, counts[3])
    operations[fields[1]] = found
    return true
  }

  private static func digits(_ text: String, _ most: Int) -> Int64? {
    guard (1...most).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int64(text)
  }

  /// Seconds with a fraction of any length, of which nine digits count.
  private static func time(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let seconds = digits(String(parts[0]), 12), seconds <= 9_223_372_035 else { return nil }
    guard let fraction = fraction(parts, 9) else { return nil }
    return seconds * 1_000_000_000 + fraction
  }

  /// Milliseconds, rounded to microseconds by the fourth digit of the fraction.
  private static func duration(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if parts == ["", ""] || parts == [""] { return nil }
    let whole = parts[0].isEmpty ? 0 : digits(String(parts[0]), 12)
    guard let whole, let tenths = fraction(parts, 4) else { return nil }
    return whole * 1000 + (tenths + 5) / 10
  }

  private static func fraction(_ parts: [Substring], _ places: Int) -> Int64? {
    guard parts.count > 1 else { return 0 }
    guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let padded = parts[1].prefix(places) + String(repeating: "0", count: places)
    return Int64(padded.prefix(places))
  }

  /// What the summaries should be.
  var summaries: [[String]] {
    operations.sorted { $0.key < $1.key }.map { name, found in
      let sorted = found.durations.sorted()
      func nearest(_ percent: Int) -> Int64 {
        // The smallest one that at least so many of a hundred are at or below.
        let index = (0..<sorted.count).first { ($0 + 1) * 100 >= percent * sorted.count }
        return sorted[index ?? sorted.count]
      }
      let numbers: [Int64] = [
        Int64(sorted.count), found.errors, sorted.reduce(0, +), sorted[0], sorted[sorted.count - 1],
        nearest(50), nearest(95), nearest(99), found.hits, found.misses, found.bytes, found.peakKiB,
        found.times.min() ?? -1, found.times.max() ?? -1,
      ]
      return [name] + numbers.map { "\($0)" }
    }
  }
}

extension OperationSummary {
  /// All of it, for comparison.
  var flat: [String] {
    let numbers = [
      count, errors, totalMicroseconds, minMicroseconds, maxMicroseconds, p50Microseconds,
      p95Microseconds, p99Microseconds, hits, misses, bytes, peakKiB, first.nanoseconds,
      last.nanoseconds,
    ]
    return [operation] + numbers.map { "\($0)" }
  }
}
