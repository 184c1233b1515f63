/// Which neighbours among the characters of three bytes, which are those of Chinese, Japanese, Korean and most
/// scripts of India, lie together in some token.
///
/// Where no token has two neighbours, none of the merges crosses the border between them, so that what is
/// before it and what is behind it are counted apart. A long piece of such characters, which a text has
/// once, becomes short ones that it has often.
///
/// It is a table of bits, into which pairs are hashed: two that share a bit with others are only taken to be
/// joined. A pair has two bits. One stands for both characters; the other one for the last byte of the left
/// one and the right one, because a token may begin within a character. One that ends within a character is
/// noted with all characters that go on like this.
struct JoinedCharacters {
  static let hashBits = 19
  static let bytes = 1 << (hashBits - 3)
  /// Beyond so many pairs nearly all would be taken to be joined, and so they all are.
  private static let pairsMax = 1 << hashBits

  private(set) var words = [UInt64](repeating: 0, count: JoinedCharacters.bytes / 8)
  private var pairCount = 0

  /// Of the tokens of a vocabulary.
  init(_ tokens: [[UInt8]]) {
    for token in tokens where token.count > 1 {
      for border in 1..<token.count where token[border] & 0xF0 == 0xE0 { add(token, border) }
      if pairCount > JoinedCharacters.pairsMax {
        words = Array(repeating: .max, count: words.count)
        return
      }
    }
  }

  /// Whether four bytes, the first one lowest, begin with a character of three.
  @inline(__always)
  static func hasCharacter(_ word: UInt32) -> Bool { word & 0xC0_C0F0 == 0x80_80E0 }

  /// The bit for two characters, each of which is three bytes, the first one lowest.
  @inline(__always)
  static func bit(_ left: UInt32, _ right: UInt32) -> Int {
    hash(UInt64(left) &<< 24 | UInt64(right))
  }

  /// The bit for all characters that end with the same byte as one, and another one.
  @inline(__always)
  static func bit(endOf left: UInt32, _ right: UInt32) -> Int {
    hash(1 &<< 56 | UInt64(left &>> 16) &<< 24 | UInt64(right))
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - hashBits))
  }

  /// Notes what a token joins where within it a character of three bytes may begin, if what is before may be
  /// another one, or the end of one.
  private mutating func add(_ token: [UInt8], _ border: Int) {
    let leftCount = min(border, 3)
    for (distance, form) in zip(1...leftCount, [(0xC0, 0x80), (0xC0, 0x80), (0xF0, 0xE0)]) {
      if Int(token[border - distance]) & form.0 != form.1 { return }
    }
    let rightCount = min(token.count - border, 3)
    var right: UInt32 = 0
    for place in 0..<rightCount {
      let byte = token[border + place]
      if place > 0, byte & 0xC0 != 0x80 { return }
      right |= UInt32(byte) << UInt32(8 * place)
    }
    var left: UInt32 = 0
    for distance in 1...leftCount {
      left |= UInt32(token[border - distance]) << UInt32(24 - 8 * distance)
    }
    let missing = UInt32(3 - rightCount)
    for rest in UInt32(0)..<(1 << (6 * missing)) {
      var character = right
      for place in 0..<missing {
        character |= (0x80 | rest >> (6 * place) & 0x3F) << (8 * (2 - place))
      }
      set(
        leftCount == 3
          ? JoinedCharacters.bit(left, character) : JoinedCharacters.bit(endOf: left, character))
    }
    pairCount += 1 << (6 * missing)
  }

  private mutating func set(_ bit: Int) { words[bit / 64] |= 1 << UInt64(bit % 64) }
}
