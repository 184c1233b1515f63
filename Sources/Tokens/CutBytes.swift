/// A text that is being cut, with the class of each of its characters. A byte that is not part of a
/// character in UTF-8 is one by itself, of the class `other`.
struct CutBytes {
  let bytes: UnsafePointer<UInt8>
  let count: Int

  /// The class that stands behind the end: it is in no set of classes.
  static let endClass: UInt8 = 15

  /// The class and the length of the character at an offset; behind the end, none and 0.
  @inline(__always)
  func character(at offset: Int) -> (number: UInt8, length: Int) {
    if offset >= count { return (CutBytes.endClass, 0) }
    let byte = bytes[offset]
    // In bounds: the first two blocks are those of ASCII.
    if byte < 0x80 { return (CharacterClass.blocks.utf8Start[Int(byte)] & 15, 1) }
    let (scalar, length) = CutBytes.scalar(bytes + offset, count - offset)
    return (CharacterClass.number(of: scalar), length)
  }

  /// The scalar that begins with a byte beyond ASCII, of `left` bytes: more than there are scalars,
  /// and 1, where there is none.
  static func scalar(_ bytes: UnsafePointer<UInt8>, _ left: Int) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[0])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    if first < 0xC2 || first > 0xF4 || length > left { return (.max, 1) }
    var scalar = first & (0x7F >> UInt32(length))
    for place in 1..<length {
      let byte = bytes[place]
      if byte & 0xC0 != 0x80 { return (.max, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let isShortest = scalar >= (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80)
    let isScalar = scalar < 0x110000 && scalar & 0x1F_F800 != 0xD800
    return isShortest && isScalar ? (scalar, length) : (.max, 1)
  }

  /// Where a run of characters ends that are of certain classes.
  @inline(__always)
  func run(of classes: CharacterClasses, from start: Int, atMost most: Int = .max) -> Int {
    var end = start
    var taken = 0
    while taken < most {
      let (number, length) = character(at: end)
      if !classes.holds(number) { break }
      end += length
      taken += 1
    }
    return end
  }

  @inline(__always)
  func has(_ byte: UInt8, at offset: Int) -> Bool { offset < count && bytes[offset] == byte }

  @inline(__always)
  func isLineBreak(at offset: Int) -> Bool {
    offset < count && (bytes[offset] == 0x0A || bytes[offset] == 0x0D)
  }

  /// `\s*[\r\n]+|\s+(?!\S)|\s+`; without `breaksLines` the last two of these.
  @inline(__always)
  func space(from start: Int, breaksLines: Bool) -> Int {
    var (end, last, breakEnd) = (start, start, start)
    while true {
      let (number, length) = character(at: end)
      if !CharacterClasses.whiteSpace.holds(number) { break }
      last = end
      end += length
      if bytes[last] == 0x0A || bytes[last] == 0x0D { breakEnd = end }
    }
    if breaksLines, breakEnd > start { return breakEnd }
    return end == count || last == start ? end : last
  }

  /// `'s|'t|'re|'ve|'m|'ll|'d`; the start where there is none.
  @inline(__always)
  func contraction(from start: Int, ignoresCase: Bool) -> Int {
    guard has(0x27, at: start), start + 1 < count else { return start }
    let mask: UInt8 = ignoresCase ? 0xDF : 0xFF
    let bit: UInt8 = ignoresCase ? 0 : 0x20
    let first = bytes[start + 1] & mask
    let second = start + 2 < count ? bytes[start + 2] & mask : 0
    switch first {
    case 0x53 | bit, 0x54 | bit, 0x4D | bit, 0x44 | bit: return start + 2
    case 0x52 | bit, 0x56 | bit: return second == 0x45 | bit ? start + 3 : start
    case 0x4C | bit: return second == 0x4C | bit ? start + 3 : start
    default:
      // Without case the long s, U+017F, is an s.
      let isLongS = ignoresCase && bytes[start + 1] == 0xC5 && has(0xBF, at: start + 2)
      return isLongS ? start + 3 : start
    }
  }
}
