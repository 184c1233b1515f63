import CBytes

extension PieceWeights {
  /// Puts the characters beyond ASCII into the masks, and adds what each counts for by itself.
  @inline(never)
  mutating func addCharacters(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ masks: inout Masks
  ) {
    let easy = bytes_wide_letters(bytes) & masks.wide & masks.valid >> 2
    masks.letters |= easy | easy << 1 | easy << 2
    let characters = EstimateWeights.characters.utf8Start
    var total = 0
    var rest = easy
    while rest != 0 {
      // In bounds: both bytes behind the first are within the block.
      let at = bytes + rest.trailingZeroBitCount
      rest &= rest &- 1
      // Both have their highest bit set, and not the next.
      total &+= Int(characters[Int(at[1]) << 6 &+ Int(at[2]) &- (0x80 << 6 &+ 0x80)])
    }
    total &-= easy.nonzeroBitCount &* EstimateWeights.characterZero
    rest = masks.wide & ~(easy | easy << 1 | easy << 2)
    while rest != 0 {
      let start = rest.trailingZeroBitCount
      let (scalar, length) = PieceWeights.decode(bytes, start, count)
      let bits = ((UInt64(1) << UInt64(length)) &- 1) << UInt64(start)
      rest &= ~bits
      let isSign =
        PieceWeights.isPlainSign(scalar)
        || PieceWeights.mark(bits, CharacterClass.number(of: scalar), &masks)
      if isSign || PieceWeights.script(scalar) >= EstimateWeights.hashedScript {
        total &+= Int(characters[Int(scalar & 4095)]) &- EstimateWeights.characterZero
      }
    }
    sum &+= total &* EstimateWeights.characterUnit
  }

  /// Whether a class is one of letters, or of what belongs to them.
  @inline(__always)
  static func isLetter(_ number: UInt8) -> Bool {
    CharacterClasses.letters.holds(number) || CharacterClasses([.mark]).holds(number)
  }

  /// Whether a character is one of the common signs, which are told without their class.
  @inline(__always)
  static func isPlainSign(_ scalar: UInt32) -> Bool {
    scalar &- 0x3008 < 0x18 || scalar &- 0x3001 < 3 || scalar &- 0xFF01 < 15
      || scalar &- 0xFF1A < 7 || scalar &- 0x2010 < 0x18
  }

  /// Puts a character into the masks. Returns whether it is a sign.
  @inline(__always)
  private static func mark(_ bits: UInt64, _ number: UInt8, _ masks: inout Masks) -> Bool {
    if isLetter(number) {
      masks.letters |= bits
      if CharacterClasses([.upper, .title]).holds(number) {
        masks.upper |= bits
      } else if CharacterClasses.lower.holds(number) {
        masks.lower |= bits
      }
    } else if CharacterClasses.numbers.holds(number) {
      masks.digits |= bits
    } else if CharacterClasses.whiteSpace.holds(number) {
      masks.blanks |= bits
    } else {
      return true
    }
    return false
  }

  /// The character that begins at a place, and how many bytes it has; an invalid byte is none.
  @inline(__always)
  static func decode(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[start])
    // In bounds: no character is looked at that does not end within the block.
    if first & 0xF0 == 0xE0, start &+ 3 <= count {
      let (second, third) = (UInt32(bytes[start &+ 1]), UInt32(bytes[start &+ 2]))
      if second & 0xC0 != 0x80 || third & 0xC0 != 0x80 { return (0x110000, 1) }
      return ((first & 15) << 12 | (second & 63) << 6 | third & 63, 3)
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    if first < 0xC2 || first > 0xF4 || start + length > count { return (0x110000, 1) }
    var scalar = first & (0xFF >> UInt32(length + 1))
    for index in 1..<length {
      let next = UInt32(bytes[start + index])
      if next & 0xC0 != 0x80 { return (0x110000, 1) }
      scalar = scalar << 6 | next & 0x3F
    }
    return (scalar, length)
  }

  /// The number of a character's script among the few that are told apart.
  @inline(__always)
  static func script(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0..<0x370, 0x1E00..<0x1F00: return 0
    case 0x370..<0x590: return 1
    case 0x590..<0x900, 0xFB1D..<0xFE00: return 2
    case 0x900..<0x10A0: return 3
    case 0x3040..<0x3100: return 6
    case 0xAC00..<0xD7B0: return 7
    case 0x2E80..<0xA000, 0xF900..<0xFB00, 0x20000...: return 5
    default: return 4
    }
  }
}
