/// Reads rows, eight bytes at a time: this and ``OperationTable`` are where the time goes.
///
/// Unsafe throughout, because checks would double the time. What makes it safe: a line ends with a
/// newline that lies in the buffer, no step passes a byte that it has not looked at, and looking
/// goes at most ``padding`` bytes beyond the newline, which every buffer has.
enum RowParser {
  typealias Bytes = UnsafePointer<UInt8>

  /// How many bytes beyond the last newline must be readable.
  static let padding = MetricsFormat.nameBytesMax + 64

  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")
  private static let period = UInt8(ascii: ".")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let zeros: UInt64 = 0x3030_3030_3030_3030
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Reads the row at the start of a line. Returns how long it is without its newline; nil where it
  /// is no row, except that the name is not looked at.
  @inline(__always)
  static func parse(_ line: Bytes, _ row: inout Row) -> Int? {
    guard var next = parseTime(line, &row), let comma = findComma(next) else { return nil }
    row.nameStart = next - line
    row.nameCount = comma - next
    next = comma + 1
    guard let end = parseDuration(next, &row) else { return nil }
    row.outcome = .ok
    row.hits = 0
    row.misses = 0
    row.bytes = 0
    row.peakKiB = 0
    if end.pointee == newline { return end - line }
    if end.pointee == RowParser.comma, let end = parseMore(end + 1, &row) { return end - line }
    return end.pointee == carriageReturn && end[1] == newline ? end - line + 1 : nil
  }

  /// Loads eight bytes, the first one lowest.
  @inline(__always)
  private static func load(_ from: Bytes) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(from).loadUnaligned(as: UInt64.self))
  }

  /// Reads up to eight digits: their value, and how many there are.
  @inline(__always)
  private static func digits(_ from: Bytes) -> (value: UInt64, count: Int) {
    let text = load(from) ^ zeros
    // A byte's high bit is set where it is no digit: 0x76 carries into it from 10 up. A carry into
    // the next byte comes only after a byte that is none already.
    let others = ((text &+ 0x7676_7676_7676_7676) | text) & highs
    let count = others.trailingZeroBitCount >> 3
    if count == 0 { return (0, 0) }
    var value = text &<< UInt64(64 - 8 * count)
    // Pairs, then fours, then all eight.
    value = value &* 10 &+ (value >> 8)
    let low = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((value >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return ((low &+ high) >> 32, count)
  }

  /// Seconds with or without a fraction, then a comma. Returns what is behind it.
  @inline(__always)
  private static func parseTime(_ from: Bytes, _ row: inout Row) -> Bytes? {
    let (high, count) = digits(from)
    if count < 8 { return parseTimeSlowly(from, &row) }
    let tens = from[8] &- 48
    let ones = from[9] &- 48
    guard tens < 10, ones < 10, from[10] == comma else { return parseTimeSlowly(from, &row) }
    let seconds = high &* 100 &+ UInt64(tens) &* 10 &+ UInt64(ones)
    if seconds > secondsMax { return nil }
    row.endedNanoseconds = Int64(bitPattern: seconds &* 1_000_000_000)
    return from + 11
  }

  /// The last second that 64 bits can count in nanoseconds, in the year 2262.
  private static let secondsMax: UInt64 = 9_223_372_035

  private static func parseTimeSlowly(_ from: Bytes, _ row: inout Row) -> Bytes? {
    var next = from
    guard let seconds = parseNumber(&next, digitsMax: 12), seconds <= secondsMax else {
      return nil
    }
    var nanoseconds: Int64 = 0
    if next.pointee == period {
      next += 1
      var scale: Int64 = 100_000_000
      while next.pointee &- 48 < 10 {
        nanoseconds += Int64(next.pointee - 48) * scale
        scale /= 10
        next += 1
      }
    }
    row.endedNanoseconds = Int64(seconds) * 1_000_000_000 + nanoseconds
    return next.pointee == comma ? next + 1 : nil
  }

  /// The comma that ends a name of at least one byte and at most so many as names may have.
  @inline(__always)
  private static func findComma(_ from: Bytes) -> Bytes? {
    var next = from
    while next - from <= MetricsFormat.nameBytesMax {
      let text = load(next) ^ 0x2C2C_2C2C_2C2C_2C2C
      // The lowest high bit that is set marks the first byte that is zero.
      let found = (text &- 0x0101_0101_0101_0101) & ~text & highs
      if found != 0 {
        next += found.trailingZeroBitCount >> 3
        return next > from && next - from <= MetricsFormat.nameBytesMax ? next : nil
      }
      next += 8
    }
    return nil
  }

  /// Milliseconds with or without a fraction, as whole microseconds, half a one rounded up.
  @inline(__always)
  private static func parseDuration(_ from: Bytes, _ row: inout Row) -> Bytes? {
    let (whole, count) = digits(from)
    if count == 8 || count == 0 { return parseDurationSlowly(from, &row) }
    var next = from + count
    row.microseconds = Int64(bitPattern: whole &* 1000)
    if next.pointee != period { return next }
    let (fraction, places) = digits(next + 1)
    if places != 3 { return parseDurationSlowly(from, &row) }
    next += 4
    row.microseconds &+= Int64(bitPattern: fraction)
    return next
  }

  private static func parseDurationSlowly(_ from: Bytes, _ row: inout Row) -> Bytes? {
    var next = from
    let start = next
    // Twelve digits are thirty years.
    let whole = next.pointee == period ? 0 : parseNumber(&next, digitsMax: 12)
    guard let whole else { return nil }
    var microseconds = Int64(whole) * 1000
    if next.pointee == period {
      next += 1
      var scale: Int64 = 100
      while next.pointee &- 48 < 10 {
        let digit = Int64(next.pointee - 48)
        microseconds += digit * scale
        // The fourth place rounds; those after it do not matter.
        if scale == 0, digit >= 5, next[-4] == period { microseconds += 1 }
        scale /= 10
        next += 1
      }
      if next - start == 1 { return nil }
    }
    row.microseconds = microseconds
    return next
  }

  /// A whole number of at most so many digits; nil where there is none, or more.
  private static func parseNumber(_ next: inout Bytes, digitsMax: Int) -> UInt64? {
    let start = next
    var value: UInt64 = 0
    while next.pointee &- 48 < 10 {
      if next - start == digitsMax { return nil }
      value = value * 10 + UInt64(next.pointee - 48)
      next += 1
    }
    return next > start ? value : nil
  }

  // MARK: From the fourth column on

  /// Reads the outcome and what follows, each of which may be missing or empty. Returns the newline.
  @inline(__always)
  private static func parseMore(_ from: Bytes, _ row: inout Row) -> Bytes? {
    var next = from
    if next[0] == UInt8(ascii: "o"), next[1] == UInt8(ascii: "k"), next[2] == comma {
      next += 2
    } else if !parseOutcome(&next, &row) {
      return nil
    }
    if next.pointee == comma, !parseCount(&next, &row.hits) { return nil }
    if next.pointee == comma, !parseCount(&next, &row.misses) { return nil }
    if next.pointee == comma, !parseCount(&next, &row.bytes) { return nil }
    if next.pointee == comma, !parseCount(&next, &row.peakKiB) { return nil }
    if next.pointee == newline { return next }
    // Columns of a later version.
    if next.pointee == comma {
      while next.pointee != newline { next += 1 }
      return next
    }
    return next.pointee == carriageReturn && next[1] == newline ? next + 1 : nil
  }

  private static func parseOutcome(_ next: inout Bytes, _ row: inout Row) -> Bool {
    var word: [UInt8] = []
    while (97...122).contains(next.pointee), word.count <= 8 {
      word.append(next.pointee)
      next += 1
    }
    if word.isEmpty { return true }
    guard let outcome = Measurement.Outcome(rawValue: String(decoding: word, as: UTF8.self)) else {
      return false
    }
    row.outcome = outcome
    return true
  }

  /// A comma, and a whole number of at most fifteen digits or nothing, which is zero.
  @inline(__always)
  private static func parseCount(_ next: inout Bytes, _ count: inout Int64) -> Bool {
    next += 1
    let (value, places) = digits(next)
    if places < 8 {
      next += places
      count = Int64(bitPattern: value)
      return true
    }
    guard let value = parseNumber(&next, digitsMax: 15) else { return false }
    count = Int64(bitPattern: value)
    return true
  }
}
