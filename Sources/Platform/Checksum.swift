/// Checksums against accidents (torn writes, flipped bits), not against forgers.
public enum Checksum {
  /// The checksum of some bytes: FNV-1a, 64 bits. Costs a nanosecond a byte: for records, not for
  /// files.
  public static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// The checksum of a block: XXH64 with the seed 0, at several bytes a nanosecond.
  public static func ofBlock(_ bytes: RawSpan) -> UInt64 {
    bytes.withUnsafeBytes { XXH64.hash($0) }
  }

  /// The checksum of a part of some bytes, all of which must be there: XXH64 with the seed 0.
  public static func ofBlock(_ bytes: [UInt8], _ part: Range<Int>) -> UInt64 {
    bytes.withUnsafeBytes { XXH64.hash(UnsafeRawBufferPointer(rebasing: $0[part])) }
  }

  /// The checksum of some bytes: XXH64 with the seed 0.
  public static func ofBlock(_ bytes: [UInt8]) -> UInt64 { ofBlock(bytes, 0..<bytes.count) }

  /// A number that stands for all that was joined so far, and some bytes more, in this order.
  public static func joined(_ sum: UInt64, _ bytes: [UInt8]) -> UInt64 {
    var numbers: [UInt8] = []
    numbers.append(littleEndian: sum)
    numbers.append(littleEndian: ofBlock(bytes))
    return ofBlock(numbers)
  }
}

/// The hash function XXH64, as its specification describes it.
private enum XXH64 {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  /// Every read is in bounds: it is made only while as many bytes are left.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    var offset = 0
    var hash: UInt64
    if count >= 32 {
      // Four numbers, not a vector: a vector of these has no multiplication on most processors, and
      // would be taken apart for each.
      var (one, two) = (prime1 &+ prime2, prime2)
      var (three, four) = (UInt64(0), 0 &- prime1)
      let end = count - 32
      repeat {
        one = round(one, word(bytes, offset))
        two = round(two, word(bytes, offset &+ 8))
        three = round(three, word(bytes, offset &+ 16))
        four = round(four, word(bytes, offset &+ 24))
        offset &+= 32
      } while offset <= end
      hash = rotate(one, 1) &+ rotate(two, 7) &+ rotate(three, 12) &+ rotate(four, 18)
      hash = merge(merge(merge(merge(hash, one), two), three), four)
    } else {
      hash = prime5
    }
    hash &+= UInt64(count)
    while offset + 8 <= count {
      hash = rotate(hash ^ round(0, word(bytes, offset)), 27) &* prime1 &+ prime4
      offset += 8
    }
    if offset + 4 <= count {
      let half = UInt64(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      hash = rotate(hash ^ half &* prime1, 23) &* prime2 &+ prime3
      offset += 4
    }
    while offset < count {
      hash = rotate(hash ^ UInt64(bytes[offset]) &* prime5, 11) &* prime1
      offset += 1
    }
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func merge(_ hash: UInt64, _ lane: UInt64) -> UInt64 {
    (hash ^ round(0, lane)) &* prime1 &+ prime4
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* prime2, 31) &* prime1
  }

  @inline(__always)
  private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value &<< count | value &>> (64 &- count)
  }
}
