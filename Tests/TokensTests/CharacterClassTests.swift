import Testing
import Tokens

@Suite("The class of a character")
struct CharacterClassTests {
  // From Unicode 16.0.0's UnicodeData.txt and PropList.txt.
  @Test(
    "is its general category, or that it is white space",
    arguments: [
      (0x41, .upper), (0x1C5, .title), (0x61, .lower), (0x2B0, .modifierLetter),
      (0xAA, .otherLetter), (0x4E00, .otherLetter), (0x9FFF, .otherLetter), (0x301, .mark),
      (0x903, .mark), (0x20DD, .mark), (0xE0100, .mark), (0x30, .digit), (0x1D7CE, .digit),
      (0x2160, .number), (0xBD, .number), (0x20, .whiteSpace), (0x0A, .whiteSpace),
      (0x85, .whiteSpace), (0x3000, .whiteSpace), (0x2028, .whiteSpace), (0x1C, .other),
      (0x200B, .other), (0x180E, .other), (0x21, .punctuation), (0x5F, .punctuation),
      (0x3002, .punctuation), (0x24, .symbol), (0x1F600, .symbol), (0xD800, .other),
      (0xE000, .other), (0x10FFFF, .other),
    ] as [(UInt32, CharacterClass)])
  func classes(scalar: UInt32, expected: CharacterClass) {
    #expect(CharacterClass(scalar) == expected)
  }

  @Test("is that of Unicode 16, neither of 15 nor of 17")
  func version() {
    #expect(CharacterClass(0x1C89) == .upper)
    #expect(CharacterClass(0x105C0) == .otherLetter)
    #expect(CharacterClass(0x088F) == .other)
  }

  @Test("is `other` for what is no scalar")
  func outside() {
    #expect(CharacterClass(0x110000) == .other)
    #expect(CharacterClass(UInt32.max) == .other)
  }

  @Test("is found in time that does not depend on the character, in every block")
  func everywhere() {
    // The numbers of scalars of each category in DerivedGeneralCategory.txt.
    var counts = [Int](repeating: 0, count: 12)
    for scalar in 0..<0x110000 as Range<UInt32> {
      counts[Int(CharacterClass(scalar).rawValue)] += 1
    }
    #expect(counts[Int(CharacterClass.upper.rawValue)] == 1858)
    #expect(counts[Int(CharacterClass.title.rawValue)] == 31)
    #expect(counts[Int(CharacterClass.digit.rawValue)] == 760)
    #expect(counts[Int(CharacterClass.whiteSpace.rawValue)] == 25)
  }
}
