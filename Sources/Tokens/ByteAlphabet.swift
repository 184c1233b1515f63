/// The letters that stand for bytes where a vocabulary is written as text: bytes that can be seen
/// stand for themselves, and the others, in their order, are the letters from U+0100 on.
enum ByteAlphabet {
  /// How many letters there are beyond U+00FF.
  static let hiddenCount = 68

  /// The byte for which a letter stands; nil where it stands for none.
  @inline(__always)
  static func byte(_ letter: UInt32) -> UInt8? {
    switch letter {
    case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: UInt8(letter)
    case 0x100...0x120: UInt8(letter - 0x100)
    case 0x121...0x142: UInt8(letter - 0x121 + 0x7F)
    case 0x143: 0xAD
    default: nil
    }
  }

  /// Appends the bytes that a text in letters stands for; false where one stands for none.
  static func decode(_ text: RawSpan, into bytes: inout [UInt8]) -> Bool {
    var offset = 0
    while offset < text.byteCount {
      let first = UInt32(text.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
      var letter = first
      offset += 1
      if first >= 0x80 {
        // The letters are of one or two bytes.
        guard first >= 0xC2, first < 0xE0, offset < text.byteCount else { return false }
        let second = UInt32(text.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
        letter = (first & 0x1F) << 6 | (second & 0x3F)
        offset += 1
      }
      guard let byte = byte(letter) else { return false }
      bytes.append(byte)
    }
    return true
  }
}
