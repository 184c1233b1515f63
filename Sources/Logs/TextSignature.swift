import CBytes
import Platform

/// Which triples of bytes texts have, as a few thousand bits: where one of a needle is missing, none of
/// the texts has the needle. Letters of ASCII count in lower case.
struct TextSignature: ~Copyable {
  private static let bitsMax = 16
  private static let wordCount = 1 << (bitsMax - 6)
  // An array would ask at each text whether somebody else has it, too.
  private let bits: UnsafeMutablePointer<UInt64> = ZeroedMemory.allocate(wordCount)

  init() {}

  deinit { ZeroedMemory.release(bits) }

  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

  /// Adds a text. One byte may be read behind it.
  func add(_ start: UnsafePointer<UInt8>, _ count: Int) {
    // In bounds: a hash has as many bits as there are.
    bytes_set_triples(start, count, bits)
  }

  /// Goes on with what was kept: of bits that became one, each may have been set.
  func restore(_ kept: RawSpan) {
    let count = kept.byteCount / 8
    guard count > 0, TextSignature.wordCount % count == 0 else { return }
    for index in 0..<TextSignature.wordCount {
      // In bounds: within the words that are there, here and there.
      bits[index] = kept.unsafeLoadUnaligned(
        fromByteOffset: index % count * 8, as: UInt64.self)
    }
  }

  /// What is kept, in as many bytes as fit into `bytesMax`, a power of two; begins anew.
  func finish(bytesMax: Int, into bytes: inout [UInt8]) -> Int {
    var count = TextSignature.wordCount
    while count > 8, count * 8 > bytesMax {
      count /= 2
      // A hash's highest bits number the words: those of both halves become one, so that fewer bits remain.
      // In bounds: there were twice as many.
      for index in 0..<count { bits[index] |= bits[index + count] }
    }
    let first = bytes.count
    bytes += repeatElement(0, count: count * 8)
    bytes.withUnsafeMutableBytes { all in
      for index in 0..<count {
        // In bounds: room for as many was just added.
        all.storeBytes(
          of: bits[index].littleEndian, toByteOffset: first + 8 * index, as: UInt64.self)
      }
    }
    bits.update(repeating: 0, count: TextSignature.wordCount)
    return count * 8
  }

  /// The hashes of a needle's triples.
  static func hashes(of needle: [UInt8]) -> [Int] {
    if needle.count < 3 { return [] }
    return (2..<needle.count).map { index in
      let low = UInt32(needle[index - 2]) | UInt32(needle[index - 1]) << 8
      return Int(bytes_triple_hash(low | UInt32(needle[index]) << 16))
    }
  }

  /// Whether a signature may have all of these.
  static func mayHave(_ hashes: [Int], in signature: RawSpan) -> Bool {
    let bitCount = signature.byteCount * 8
    if bitCount == 0 { return true }
    return hashes.allSatisfy { hash in
      let bit = hash & (bitCount - 1)
      let byte = signature.unsafeLoad(fromByteOffset: bit >> 3, as: UInt8.self)
      return byte & 1 << UInt8(bit & 7) != 0
    }
  }
}
