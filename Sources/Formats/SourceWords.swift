/// What an error says of the bytes of a text, which are UTF-8.
enum SourceWords {
  private static let wordBytesMax = 40
  private static let nameBytesMax = 60

  /// What stands at a place: a word as a whole, or a character.
  static func found(_ place: Int, in bytes: Span<UInt8>) -> String {
    guard place < bytes.count else { return "the end of the text" }
    let byte = bytes[place]
    switch byte {
    case Letter.newline: return "the end of the line"
    case Letter.carriageReturn where place + 1 < bytes.count && bytes[place + 1] == Letter.newline:
      return "the end of the line"
    case 0..<Letter.space, Letter.delete: return "the control character U+\(fourDigits(byte))"
    case Letter.space: return "a space"
    case 0xEF where UTF8Check.isMark(place, in: bytes):
      return "a byte order mark, which only stands at the beginning"
    default:
      var end = place + 1
      if Letter.isWord(byte) {
        while end < bytes.count, Letter.isWord(bytes[end]), end < place + wordBytesMax { end += 1 }
      }
      // A character ends before the next byte that does not continue it.
      while end < bytes.count, UTF8.isContinuation(bytes[end]) { end += 1 }
      return String(decoding: (place..<end).map { bytes[$0] }, as: UTF8.self)
    }
  }

  /// A name: cut where it is long.
  static func name(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "\"\"" }
    return String(decoding: bytes.prefix(nameBytesMax), as: UTF8.self)
      + (bytes.count > nameBytesMax ? "..." : "")
  }

  /// A byte as four hexadecimal digits, as characters are named and escaped.
  static func fourDigits(_ byte: UInt8) -> String {
    (byte < 16 ? "000" : "00") + String(byte, radix: 16, uppercase: true)
  }
}
