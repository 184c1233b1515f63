/// What a character is to those who cut texts, by its general category in Unicode.
struct CharacterKinds: OptionSet {
  let rawValue: UInt8

  /// May stand in a word before its small letters: capitals, letters without case, marks.
  static let leading = CharacterKinds(rawValue: 1)
  /// May stand where small letters do: these, letters without case, marks.
  static let following = CharacterKinds(rawValue: 2)
  static let letter = CharacterKinds(rawValue: 4)
  static let number = CharacterKinds(rawValue: 8)
  static let space = CharacterKinds(rawValue: 16)
  /// Line feed and carriage return.
  static let lineBreak = CharacterKinds(rawValue: 32)
  static let mark = CharacterKinds(rawValue: 64)
  /// Punctuation and symbols.
  static let sign = CharacterKinds(rawValue: 128)
}

extension CharacterKinds {
  /// The kinds of the groups of general categories, a byte for each, the first in the lowest: other,
  /// capitals, title case, small letters, modifying letters, other letters, marks, digits; other numbers,
  /// white space, punctuation, symbols.
  @inline(__always)
  private static var ofGroups: (UInt64, UInt64) { (0x08_43_07_07_06_05_05_00, 0x80_80_10_08) }

  /// Those of a character.
  static func of(_ scalar: UInt32) -> CharacterKinds {
    let blocks = CharacterTable.blocks.utf8Start + Int(scalar >> 7) * 2
    let block = Int(blocks[0] &- 48) << 6 | Int(blocks[1] &- 48)
    let group = UInt64(
      CharacterTable.groups.utf8Start[block << 7 | Int(scalar & 127)] &- UInt8(ascii: "a"))
    let half = group < 8 ? ofGroups.0 : ofGroups.1
    return CharacterKinds(rawValue: UInt8(truncatingIfNeeded: half >> (8 * (group & 7))))
  }

  /// Those of a character of ASCII.
  @inline(__always)
  static func ofASCII(_ byte: UInt8) -> CharacterKinds {
    let kinds = of(UInt32(byte))
    return byte == 0x0A || byte == 0x0D ? [.space, .lineBreak] : kinds
  }
}
