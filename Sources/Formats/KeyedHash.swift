/// A hash of names that nobody can steer who does not know its key: SipHash-1-3, as its authors
/// describe it. No file can be made whose names all meet in one place.
struct KeyedHash: Sendable {
  let key0: UInt64
  let key1: UInt64

  /// A hash with a key of its own.
  static func random() -> KeyedHash {
    var generator = SystemRandomNumberGenerator()
    return KeyedHash(key0: generator.next(), key1: generator.next())
  }

  /// The hash of some bytes.
  func hash(_ bytes: RawSpan) -> UInt64 {
    var state = State(
      v0: key0 ^ 0x736f_6d65_7073_6575, v1: key1 ^ 0x646f_7261_6e64_6f6d,
      v2: key0 ^ 0x6c79_6765_6e65_7261, v3: key1 ^ 0x7465_6462_7974_6573)
    let count = bytes.byteCount
    var offset = 0
    while offset + 8 <= count {
      state.take(bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var last = UInt64(truncatingIfNeeded: count) << 56
    var shift: UInt64 = 0
    while offset < count {
      last |= UInt64(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)) << shift
      shift += 8
      offset += 1
    }
    state.take(last)
    return state.finish()
  }

  private struct State {
    var v0, v1, v2, v3: UInt64

    @inline(__always)
    mutating func take(_ word: UInt64) {
      v3 ^= word
      round()
      v0 ^= word
    }

    @inline(__always)
    mutating func finish() -> UInt64 {
      v2 ^= 0xFF
      round()
      round()
      round()
      return v0 ^ v1 ^ v2 ^ v3
    }

    @inline(__always)
    private mutating func round() {
      v0 &+= v1
      v1 = State.rotate(v1, 13) ^ v0
      v0 = State.rotate(v0, 32)
      v2 &+= v3
      v3 = State.rotate(v3, 16) ^ v2
      v0 &+= v3
      v3 = State.rotate(v3, 21) ^ v0
      v2 &+= v1
      v1 = State.rotate(v1, 17) ^ v2
      v2 = State.rotate(v2, 32)
    }

    @inline(__always)
    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
      value &<< count | value &>> (64 &- count)
    }
  }
}
