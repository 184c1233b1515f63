/// What kind of character a Unicode scalar is, by its general category and the property
/// White_Space, as Unicode 16.0.0 has them. What is not assigned, and no scalar at all, is `other`.
public enum CharacterClass: UInt8, Sendable, CaseIterable {
  /// None of those below: controls, formats, what is not assigned.
  case other
  /// Lu.
  case upper
  /// Lt.
  case title
  /// Ll.
  case lower
  /// Lm.
  case modifierLetter
  /// Lo: letters without case.
  case otherLetter
  /// Mn, Mc, Me.
  case mark
  /// Nd.
  case digit
  /// Nl and No.
  case number
  /// White_Space: Zs, Zl, Zp, and six control characters.
  case whiteSpace
  /// Pc, Pd, Ps, Pe, Pi, Pf, Po.
  case punctuation
  /// Sm, Sc, Sk, So.
  case symbol

  /// The class of a scalar.
  public init(_ scalar: UInt32) {
    self = CharacterClass(rawValue: CharacterClass.number(of: scalar)) ?? .other
  }

  /// The raw value of the class of a scalar: two looks into tables that are part of the program.
  @inline(__always)
  static func number(of scalar: UInt32) -> UInt8 {
    if scalar > 0x10FFFF { return 0 }
    let numbers = blockNumbers.utf8Start
    let block = Int(scalar >> 6)
    // In bounds: there are two characters for each 64 scalars, and 64 for each block.
    let number = Int(numbers[2 * block] & 63) << 6 | Int(numbers[2 * block + 1] & 63)
    return blocks.utf8Start[number << 6 | Int(scalar & 63)] & 15
  }
}

/// Some classes of characters: what stands in the brackets of a regular expression.
struct CharacterClasses: OptionSet {
  let rawValue: UInt16

  static let upper = CharacterClasses(.upper)
  static let title = CharacterClasses(.title)
  static let lower = CharacterClasses(.lower)
  static let modifierLetter = CharacterClasses(.modifierLetter)
  static let otherLetter = CharacterClasses(.otherLetter)
  static let mark = CharacterClasses(.mark)
  static let digit = CharacterClasses(.digit)
  static let whiteSpace = CharacterClasses(.whiteSpace)
  static let punctuation = CharacterClasses(.punctuation)
  static let symbol = CharacterClasses(.symbol)
  /// `\p{L}`.
  static let letters: CharacterClasses = [.upper, .title, .lower, .modifierLetter, .otherLetter]
  /// `\p{N}`.
  static let numbers: CharacterClasses = [.digit, CharacterClasses(.number)]

  init(rawValue: UInt16) { self.rawValue = rawValue }
  init(_ one: CharacterClass) { rawValue = 1 << UInt16(one.rawValue) }

  /// All others.
  var inverted: CharacterClasses { CharacterClasses(rawValue: ~rawValue & 0x0FFF) }

  @inline(__always)
  func holds(_ number: UInt8) -> Bool { rawValue >> UInt16(number) & 1 != 0 }
}
