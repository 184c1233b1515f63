import Platform

/// Numbers of a block as they are kept: what they have in common once, and of each what is left, in as
/// few bytes as the largest needs.
///
///     0  1  width: how many bytes each number has: 0 (all are equal), 1, 2, 4 or 8
///     1  1  shift: what a number counts (see the column that it is of)
///     2  6  zeros
///     8  8  base
///    16     the numbers
///
/// A number's value is base + number * what it counts. The lowest byte comes first.
enum Column {
  static let headerBytes = 16

  /// Adds numbers, none of which is below `base`, in units of `unit`.
  static func append(
    _ values: some RandomAccessCollection<Int64>, base: Int64, unit: Int64, shift: UInt8,
    to bytes: inout [UInt8]
  ) {
    var largest: UInt64 = 0
    for value in values { largest = max(largest, UInt64(bitPattern: value &- base)) }
    largest /= UInt64(unit)
    let width =
      switch largest {
      case 0: 0
      case ...0xFF: 1
      case ...0xFFFF: 2
      case ...0xFFFF_FFFF: 4
      default: 8
      }
    bytes.append(UInt8(width))
    bytes.append(shift)
    bytes += repeatElement(0, count: 6)
    bytes.append(littleEndian: UInt64(bitPattern: base))
    if width == 0 { return }
    let first = bytes.count
    bytes += repeatElement(0, count: width * values.count)
    bytes.withUnsafeMutableBytes { all in
      switch width {
      case 1: write(values, base, unit, to: all, at: first, as: UInt8.self)
      case 2: write(values, base, unit, to: all, at: first, as: UInt16.self)
      case 4: write(values, base, unit, to: all, at: first, as: UInt32.self)
      default: write(values, base, unit, to: all, at: first, as: UInt64.self)
      }
    }
  }

  /// Writes the numbers, for which there has to be room.
  @inline(__always)
  private static func write<Number: FixedWidthInteger & BitwiseCopyable>(
    _ values: some RandomAccessCollection<Int64>, _ base: Int64, _ unit: Int64,
    to bytes: UnsafeMutableRawBufferPointer, at first: Int, as number: Number.Type
  ) {
    @inline(__always)
    func write(_ raw: (Int64) -> UInt64) {
      var at = first
      for value in values {
        // In bounds: room for as many was just added.
        bytes.storeBytes(of: Number(truncatingIfNeeded: raw(value)), toByteOffset: at, as: number)
        at += MemoryLayout<Number>.size
      }
    }
    // A division takes longer than all else.
    if unit == 1 {
      write { UInt64(bitPattern: $0 &- base) }
    } else {
      write { UInt64(bitPattern: $0 &- base) / UInt64(unit) }
    }
  }

  /// Reads a column of so many numbers: lends each, without base and unit, and tells those. Returns
  /// the offset behind it; nil where it is not there.
  @inline(__always)
  static func read(
    _ bytes: RawSpan, at offset: Int, count: Int,
    _ body: (_ index: Int, _ raw: UInt64, _ base: Int64, _ shift: UInt8) -> Void
  ) -> Int? {
    guard offset >= 0, offset + headerBytes <= bytes.byteCount else { return nil }
    return bytes.withUnsafeBytes { all in
      let (width, shift) = (Int(all[offset]), all[offset + 1])
      let base = all.loadUnaligned(fromByteOffset: offset + 8, as: Int64.self)
      let first = offset + headerBytes
      guard [0, 1, 2, 4, 8].contains(width), first + width * count <= all.count else { return nil }
      // In bounds: that was just asked.
      switch width {
      case 0: for index in 0..<count { body(index, 0, base, shift) }
      case 1: for index in 0..<count { body(index, UInt64(all[first + index]), base, shift) }
      case 2:
        for index in 0..<count {
          let raw = all.loadUnaligned(fromByteOffset: first + 2 * index, as: UInt16.self)
          body(index, UInt64(raw), base, shift)
        }
      case 4:
        for index in 0..<count {
          let raw = all.loadUnaligned(fromByteOffset: first + 4 * index, as: UInt32.self)
          body(index, UInt64(raw), base, shift)
        }
      default:
        for index in 0..<count {
          body(
            index, all.loadUnaligned(fromByteOffset: first + 8 * index, as: UInt64.self), base,
            shift)
        }
      }
      return first + width * count
    }
  }

  /// The offset behind a column of so many numbers; nil where it is not there.
  static func end(_ bytes: RawSpan, at offset: Int, count: Int) -> Int? {
    guard offset >= 0, offset + headerBytes <= bytes.byteCount else { return nil }
    let width = Int(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
    let end = offset + headerBytes + width * count
    return width <= 8 && end <= bytes.byteCount ? end : nil
  }
}

/// Columns whose numbers are moments, in units of nanoseconds, microseconds or milliseconds (shift 0, 1
/// and 2).
enum TimeColumn {
  static let units: [Int64] = [1, 1_000, 1_000_000]

  static func append(_ times: UnsafeBufferPointer<Int64>, to bytes: inout [UInt8]) {
    let base = times.min() ?? 0
    var shift = 2
    for time in times where shift > 0 {
      while shift > 0, UInt64(bitPattern: time &- base) % UInt64(units[shift]) != 0 { shift -= 1 }
    }
    Column.append(times, base: base, unit: units[shift], shift: UInt8(shift), to: &bytes)
  }
}

/// Columns whose numbers are lengths of time, or whatever numbers they are, each one too high, 0 where
/// there is none: whole ones (shift 0), thousandths (1), or the bits of doubles, which are not moved by
/// one, and not a number where there is none (2).
enum DurationColumn {
  static func append(_ values: UnsafeBufferPointer<Double>, to bytes: inout [UInt8]) {
    for shift in 0...1 {
      guard let (numbers, base) = wholes(values, shift == 0 ? 1 : 1000) else { continue }
      Column.append(numbers, base: base, unit: 1, shift: UInt8(shift), to: &bytes)
      return
    }
    let bits = values.map { Int64(bitPattern: $0.bitPattern) }
    Column.append(bits, base: .min, unit: 1, shift: 2, to: &bytes)
  }

  /// The values as whole numbers of a unit, of which one has so many, and one less than the least of them, which
  /// stands for those that are none; nil where a value is no such number.
  private static func wholes(
    _ values: UnsafeBufferPointer<Double>, _ factor: Double
  ) -> (numbers: [Int64], base: Int64)? {
    var (numbers, least) = ([Int64](), Int64.max)
    numbers.reserveCapacity(values.count)
    for value in values {
      if value.isNaN {
        numbers.append(.max)
        continue
      }
      let scaled = value * factor
      guard scaled.magnitude < 1e15, !(value == 0 && value.sign == .minus) else { return nil }
      let number = nearest(scaled)
      guard Double(number) / factor == value else { return nil }
      least = min(least, number)
      numbers.append(number)
    }
    let base = (least == .max ? 0 : least) - 1
    for index in numbers.indices where numbers[index] == .max { numbers[index] = base }
    return (numbers, base)
  }

  /// The whole number nearest to one that is none of the largest. To round a double takes a call where the
  /// processor may be an old one.
  @inline(__always)
  private static func nearest(_ value: Double) -> Int64 {
    Int64(value < 0 ? value - 0.5 : value + 0.5)
  }

  /// The value of a number.
  @inline(__always)
  static func value(_ raw: UInt64, _ base: Int64, _ shift: UInt8) -> Double {
    if shift == 2 { return Double(bitPattern: UInt64(bitPattern: base &+ Int64(bitPattern: raw))) }
    if raw == 0 { return .nan }
    let number = Double(base &+ Int64(bitPattern: raw))
    return shift == 0 ? number : number / 1000
  }
}
