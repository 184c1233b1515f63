import CBlake2
import Platform

/// 256 bits that stand for a content: two contents with one digest are not known, nor to be
/// feared. BLAKE2b, as `b2sum -l 256` prints it.
public struct Digest: Hashable, Sendable {
  /// How many bytes it has.
  public static let byteCount = 32

  private let words: SIMD4<UInt64>

  init(_ words: SIMD4<UInt64>) { self.words = words }

  /// Of no content: what a place holds that no digest was put into yet.
  public static let zero = Digest(SIMD4())

  /// A digest that was kept, from its bytes at an offset; nil where they end before.
  public init?(_ bytes: [UInt8], at offset: Int) {
    guard offset >= 0, offset <= bytes.count - Digest.byteCount else { return nil }
    // In bounds: it was just asked. Any 32 bytes are a digest.
    words = bytes.span.bytes.unsafeLoadUnaligned(
      fromByteOffset: offset, as: SIMD4<UInt64>.self)
  }

  /// The bytes, in the order in which they are printed.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
      // In bounds: 32 bytes of room for 32 bytes of words.
      withUnsafeBytes(of: words) { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      count = Digest.byteCount
    }
  }

  /// Adds the bytes to others.
  public func append(to bytes: inout GrowingBytes) { bytes.append(words) }

  /// The digits of the bytes, in ASCII.
  public var hexadecimalDigits: [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * Digest.byteCount)
    appendHexadecimal(to: &digits)
    return digits
  }

  /// Adds the digits of the bytes to a text.
  public func appendHexadecimal(to text: inout [UInt8]) {
    for place in 0..<4 {
      var word = words[place].littleEndian
      for _ in 0..<8 {
        text.append(Digest.digit(UInt8(truncatingIfNeeded: word >> 4) & 15))
        text.append(Digest.digit(UInt8(truncatingIfNeeded: word) & 15))
        word >>= 8
      }
    }
  }

  private static func digit(_ half: UInt8) -> UInt8 {
    half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "a") + half - 10
  }

  /// The bytes as 64 hexadecimal digits.
  public var hexadecimal: String {
    String(decoding: hexadecimalDigits, as: UTF8.self)
  }

  /// Below this, what the library's choice of its fastest functions costs is not won back.
  private static let shortCountMax = 4096

  /// The digest of some bytes.
  public static func of(_ bytes: [UInt8]) -> Digest {
    if bytes.count <= shortCountMax {
      var words = SIMD4<UInt64>()
      withUnsafeMutableBytes(of: &words) { digest in
        // In bounds: each pointer comes with its own count.
        bytes.withUnsafeBufferPointer { bytes in
          blake2b_short(
            digest.assumingMemoryBound(to: UInt8.self).baseAddress, byteCount, bytes.baseAddress,
            bytes.count)
        }
      }
      return Digest(words)
    }
    var hash = Hash()
    hash.update(bytes.span.bytes)
    return hash.finish()
  }

  /// The digest of what is left to read of an open file, which is read in pieces, not as a whole.
  public static func of(
    contentOf descriptor: Int32, path: BytePath = BytePath()
  ) throws(SystemError) -> Digest {
    var hash = Hash()
    var buffer = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let count = try IO.read(descriptor, into: &buffer, path: path)
      if count == 0 { return hash.finish() }
      hash.update(buffer.span.extracting(first: count).bytes)
    }
  }
}

/// A digest in the making, from bytes that come piece by piece.
public struct Hash: ~Copyable {
  private var state = blake2b_state()

  /// The digest of nothing so far. C: `blake2b_init`.
  public init() { blake2b_init(&state, Digest.byteCount) }

  /// Takes more bytes in. C: `blake2b_update`.
  public mutating func update(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
      blake2b_update(&state, start, buffer.count)
    }
  }

  /// The digest of all that was taken in. C: `blake2b_final`.
  public consuming func finish() -> Digest {
    var words = SIMD4<UInt64>()
    withUnsafeMutableBytes(of: &words) { buffer in
      let start = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
      blake2b_final(&state, start, Digest.byteCount)
    }
    return Digest(words)
  }
}
