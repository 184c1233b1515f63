import Formats
import Platform

/// When entries happened, as they say it: in nanoseconds since 1970.
enum LogTime {
  /// Comes before all moments: of entries that say no time, and that none comes before.
  static let none = Int64.min

  /// The moment that a value tells: a date and a time as RFC 3339 has them (with a space for the T, a
  /// comma before the fraction, UTC where no offset is given), or seconds, milliseconds, microseconds or
  /// nanoseconds since 1970, which their size tells apart. Nil where it tells none.
  static func of(
    _ line: LogLine, _ value: LineValue, _ days: inout DayMemo, _ unit: TimeUnit = .auto
  ) -> Int64? {
    switch value.kind {
    case .string:
      if let fast = usual(line.start + value.start, value.end - value.start, &days) { return fast }
      return parse(line.copy(value.range), unit)
    case .escapedString: return parse(JSONText.decoded(line, value), unit)
    case .number:
      if let whole = JSONText.integer(line, value) { return sinceEpoch(whole: whole, unit) }
      if let exact = decimal(line.copy(value.range), unit) { return exact }
      return JSONText.number(line, value).flatMap { sinceEpoch($0, unit) }
    default: return nil
    }
  }

  private static func parse(_ bytes: [UInt8], _ unit: TimeUnit) -> Int64? {
    guard let first = bytes.first, first == UInt8(ascii: "-") || first &- 48 < 10 else {
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let whole = Int64(text) { return sinceEpoch(whole: whole, unit) }
    if let exact = decimal(bytes, unit) { return exact }
    // Only as numbers are written in JSON: hexadecimal ones are none here.
    if bytes.allSatisfy({ $0 &- 48 < 10 || "+-.eE".utf8.contains($0) }), let number = Double(text),
      number.isFinite
    {
      return sinceEpoch(number, unit)
    }
    return Moment.parse(text, now: Instant(nanoseconds: 0)).flatMap {
      first == UInt8(ascii: "-") ? nil : notNone($0.nanoseconds)
    }
  }

  private static func notNone(_ nanoseconds: Int64) -> Int64 { max(nanoseconds, none + 1) }

  /// A number since 1970, in a unit, or in the one that makes it a year of ours.
  static func sinceEpoch(whole number: Int64, _ unit: TimeUnit = .auto) -> Int64? {
    let factor = unit.nanoseconds ?? nanoseconds(of: Double(number.magnitude))
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : notNone(product)
  }

  /// A number with a point, as it is written: a double is some hundred nanoseconds off. Nil where it is
  /// written in another way.
  static func decimal(_ bytes: [UInt8], _ unit: TimeUnit = .auto) -> Int64? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let parts = bytes.dropFirst(isNegative ? 1 : 0).split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, (1...18).contains(parts[0].count), !parts[1].isEmpty,
      parts.allSatisfy({ $0.allSatisfy { $0 &- 48 < 10 } })
    else { return nil }
    let whole = parts[0].reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
    let factor = unit.nanoseconds ?? nanoseconds(of: Double(whole))
    var (scale, fraction) = (factor / 10, Int64(0))
    for digit in parts[1] where scale > 0 {
      fraction += Int64(digit - 48) * scale
      scale /= 10
    }
    let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
    let (sum, carried) = product.addingReportingOverflow(fraction)
    return overflow || carried ? nil : isNegative ? -sum : sum
  }

  private static func sinceEpoch(_ number: Double, _ unit: TimeUnit) -> Int64? {
    let factor = unit.nanoseconds ?? nanoseconds(of: number.magnitude)
    let nanoseconds = (number * Double(factor)).rounded()
    guard nanoseconds.magnitude < 9.2e18 else { return nil }
    return Int64(nanoseconds)
  }

  /// What a number of this size counts.
  private static func nanoseconds(of size: Double) -> Int64 {
    switch size {
    case ..<1e11: 1_000_000_000
    case ..<1e14: 1_000_000
    case ..<1e17: 1_000
    default: 1
    }
  }

  /// What was found out about a date last: most lines have the date of the line before.
  struct DayMemo {
    fileprivate var date: UInt64 = 0
    fileprivate var tail: UInt16 = 0
    fileprivate var nanoseconds: Int64 = 0
  }

  /// Two digits at a place; 100 or more where they are none.
  @inline(__always)
  private static func two(_ at: UnsafePointer<UInt8>) -> Int64 {
    let (high, low) = (at[0] &- 48, at[1] &- 48)
    return high < 10 && low < 10 ? Int64(high) * 10 + Int64(low) : 1000
  }

  /// Reads `2026-01-31T12:00:00`, then a fraction, then `Z` or an offset, or neither: what nearly all
  /// lines have. Nil for whatever else there is.
  @inline(__always)
  private static func usual(
    _ at: UnsafePointer<UInt8>, _ count: Int, _ days: inout DayMemo
  ) -> Int64? {
    // In bounds: reads lie within the first 19 bytes, and then before `count`.
    guard count >= 19, at[10] == UInt8(ascii: "T") || at[10] == UInt8(ascii: " "),
      at[13] == UInt8(ascii: ":"), at[16] == UInt8(ascii: ":")
    else { return nil }
    let raw = UnsafeRawPointer(at)
    let date = raw.loadUnaligned(as: UInt64.self)
    let tail = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if date != days.date || tail != days.tail {
      var bytes = Array(UnsafeBufferPointer(start: at, count: 10))
      bytes += "T00:00Z".utf8
      guard
        let day = Moment.parse(
          String(decoding: bytes, as: UTF8.self), now: Instant(nanoseconds: 0)),
        day.nanoseconds.magnitude < 9_000_000_000_000_000_000
      else { return nil }
      days = DayMemo(date: date, tail: tail, nanoseconds: day.nanoseconds)
    }
    let (hour, minute, second) = (two(at + 11), two(at + 14), two(at + 17))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    var nanoseconds = (hour * 3600 + minute * 60 + second) * 1_000_000_000
    var index = 19
    if index < count, at[index] == UInt8(ascii: ".") || at[index] == UInt8(ascii: ",") {
      index += 1
      var scale: Int64 = 100_000_000
      let first = index
      while index < count, at[index] &- 48 < 10 {
        nanoseconds += Int64(at[index] &- 48) * scale
        scale /= 10
        index += 1
      }
      if index == first { return nil }
    }
    if index < count {
      if count - index == 1, at[index] | 0x20 == UInt8(ascii: "z") {
        index += 1
      } else if count - index == 6, at[index + 3] == UInt8(ascii: ":") {
        let (hours, minutes) = (two(at + index + 1), two(at + index + 4))
        guard hours < 24, minutes < 60 else { return nil }
        let offset = (hours * 3600 + minutes * 60) * 1_000_000_000
        switch at[index] {
        case UInt8(ascii: "+"): nanoseconds -= offset
        case UInt8(ascii: "-"): nanoseconds += offset
        default: return nil
        }
      } else {
        return nil
      }
    }
    return days.nanoseconds + nanoseconds
  }
}
