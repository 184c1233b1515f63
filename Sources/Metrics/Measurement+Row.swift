import Platform

/// How a measurement is written: `timestamp,operation,duration_ms,outcome,hits,misses,bytes,peak_kib`.
extension Measurement {
  /// The longest name that an operation may have.
  public static let operationBytesMax = 64

  /// Whether an operation of that name can be recorded: `[a-z0-9_]+`.
  public static func isRecordable(_ operation: String) -> Bool {
    let bytes = operation.utf8
    return !bytes.isEmpty && bytes.count <= operationBytesMax
      && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }

  /// Appends the row, with its newline. By hand, because interpolation would cost more than the
  /// system call that follows.
  public func appendRow(to bytes: inout [UInt8]) {
    let comma = UInt8(ascii: ",")
    bytes.append(number: ended.seconds)
    bytes.append(comma)
    bytes.append(contentsOf: operation.utf8)
    bytes.append(comma)
    // Rounded to whole microseconds; a clock that was set back costs nothing, not less.
    bytes.append(thousandths: (max(0, min(nanoseconds, .max - 500)) + 500) / 1000)
    bytes.append(comma)
    bytes.append(contentsOf: outcome.rawValue.utf8)
    bytes.append(comma)
    bytes.append(number: max(0, hits))
    bytes.append(comma)
    bytes.append(number: max(0, misses))
    bytes.append(comma)
    bytes.append(number: max(0, self.bytes))
    bytes.append(comma)
    bytes.append(number: max(0, peakKiB))
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension [UInt8] {
  /// Appends a number in decimal digits.
  mutating func append(number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let start = count
    var rest = number.magnitude
    repeat {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }

  /// Appends thousandths as a number with three digits after the point: `1500` is `1.500`.
  mutating func append(thousandths: Int64) {
    append(number: thousandths / 1000)
    append(UInt8(ascii: "."))
    let fraction = UInt64(thousandths % 1000)
    for divisor: UInt64 in [100, 10, 1] {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction / divisor % 10))
    }
  }
}
