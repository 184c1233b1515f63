/// Numbers in records on disk, the lowest byte first.
extension RawSpan {
  /// The number of 8 bytes that begins at an offset, all of which must be there.
  @inlinable
  public func number(at offset: Int) -> UInt64 {
    // In bounds: the load checks it. Any 8 bytes are a number.
    UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The number of 4 bytes that begins at an offset, all of which must be there.
  @inlinable
  public func word(at offset: Int) -> UInt32 {
    // In bounds: the load checks it. Any 4 bytes are a number.
    UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

/// Numbers in records on disk, the lowest byte first.
extension [UInt8] {
  /// Adds a number of `count` bytes.
  public mutating func append(littleEndian value: UInt64, count: Int = 8) {
    var rest = value
    for _ in 0..<count {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Writes a number over the bytes from an offset on.
  public mutating func replace(at offset: Int, littleEndian value: UInt64, count: Int = 8) {
    var rest = value
    for index in offset..<(offset + count) {
      self[index] = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
    }
  }

  /// The number of `count` bytes that begins at an offset, all of which must be there.
  public func littleEndian(at offset: Int, count: Int = 8) -> UInt64 {
    if count == 8 {
      // In bounds: the load checks it. Any 8 bytes are a number.
      let word = span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      return UInt64(littleEndian: word)
    }
    var value: UInt64 = 0
    for index in (offset..<(offset + count)).reversed() { value = value << 8 | UInt64(self[index]) }
    return value
  }
}
