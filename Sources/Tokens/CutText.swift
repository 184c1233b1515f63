/// A text that is cut into pieces: its bytes, taken for UTF-8. A byte that is none of it is a character
/// by itself, of no kind.
///
/// All reads are in bounds: those of a character look at no byte from `count` on, and 16 bytes more may
/// be read.
struct CutText {
  let bytes: UnsafePointer<UInt8>
  let count: Int

  /// The kinds of a character, and how many bytes it has; none and 0 at the end.
  @inline(__always)
  func kinds(at offset: Int) -> (kinds: CharacterKinds, bytes: Int) {
    if offset >= count { return ([], 0) }
    let first = bytes[offset]
    if first < 0x80 { return (CharacterKinds.ofASCII(first), 1) }
    return wideKinds(at: offset)
  }

  private func wideKinds(at offset: Int) -> (kinds: CharacterKinds, bytes: Int) {
    let (scalar, length) = scalar(at: offset)
    return (scalar == .max ? [] : CharacterKinds.of(scalar), length)
  }

  /// The character that begins at a byte beyond ASCII, and how many bytes it has; `UInt32.max` and 1 where
  /// none does.
  func scalar(at offset: Int) -> (scalar: UInt32, bytes: Int) {
    let first = UInt32(bytes[offset])
    let left = count - offset
    if first < 0xE0 {
      if first >= 0xC2, left > 1, let second = continuation(offset + 1) {
        return ((first & 0x1F) << 6 | second, 2)
      }
    } else if first < 0xF0 {
      if left > 2, let second = continuation(offset + 1), let third = continuation(offset + 2) {
        let scalar = (first & 0xF) << 12 | second << 6 | third
        if scalar >= 0x800, scalar & 0xF800 != 0xD800 { return (scalar, 3) }
      }
    } else if first < 0xF5, left > 3, let second = continuation(offset + 1),
      let third = continuation(offset + 2), let fourth = continuation(offset + 3)
    {
      let scalar = (first & 7) << 18 | second << 12 | third << 6 | fourth
      if scalar >= 0x10000, scalar < 0x110000 { return (scalar, 4) }
    }
    return (.max, 1)
  }

  @inline(__always)
  private func continuation(_ offset: Int) -> UInt32? {
    let byte = bytes[offset]
    return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
  }

  /// Where a run of characters of certain kinds ends.
  @inline(__always)
  func run(of kinds: CharacterKinds, from start: Int) -> Int {
    var offset = start
    while true {
      let (found, length) = self.kinds(at: offset)
      if found.isDisjoint(with: kinds) { return offset }
      offset += length
    }
  }

  /// Where a run of characters ends that are of none of some kinds.
  @inline(__always)
  func run(ofNone kinds: CharacterKinds, from start: Int) -> Int {
    var offset = start
    while offset < count {
      let (found, length) = self.kinds(at: offset)
      if !found.isDisjoint(with: kinds) { return offset }
      offset += length
    }
    return offset
  }

  /// Where a run of so many numbers at most ends.
  @inline(__always)
  func numbers(from start: Int, most: Int) -> Int {
    var offset = start
    for _ in 0..<most {
      let (found, length) = kinds(at: offset)
      if !found.contains(.number) { break }
      offset += length
    }
    return offset
  }

  /// Whether a byte is there.
  @inline(__always)
  func has(_ byte: UInt8, at offset: Int) -> Bool { offset < count && bytes[offset] == byte }

  /// A run of white space.
  struct Space {
    /// Where it ends, and where its last character begins.
    var end: Int
    var last: Int
    /// Where its last line break ends; the beginning where there is none.
    var breakEnd: Int
  }

  /// The run of white space from a place on.
  @inline(__always)
  func space(from start: Int) -> Space {
    var space = Space(end: start, last: start, breakEnd: start)
    while true {
      let (found, length) = kinds(at: space.end)
      if !found.contains(.space) { return space }
      space.last = space.end
      space.end += length
      if found.contains(.lineBreak) { space.breakEnd = space.end }
    }
  }

  /// Where an ending such as 's or 'll ends that begins at an apostrophe; where none does, its beginning.
  @inline(__always)
  func ending(at start: Int, ignoringCase: Bool) -> Int {
    guard start + 1 < count, bytes[start] == UInt8(ascii: "'") else { return start }
    let fold: UInt8 = ignoringCase ? 0x20 : 0
    let (first, second) = (bytes[start + 1], start + 2 < count ? bytes[start + 2] : 0)
    switch first | fold {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return second | fold == UInt8(ascii: "e") ? start + 3 : start
    case UInt8(ascii: "l"):
      return second | fold == UInt8(ascii: "l") ? start + 3 : start
    default:
      // The long s is an s when case is ignored.
      return ignoringCase && first == 0xC5 && second == 0xBF ? start + 3 : start
    }
  }
}
