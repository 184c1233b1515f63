import Testing

@testable import Tokens

@Suite("A normal form")
struct NormalizerTests {
  // From Unicode's annex 15 and its NormalizationTest.txt.
  @Test(
    "composes letters and their marks, in the order of these",
    arguments: [
      ("e\u{301}", "\u{E9}"), ("\u{E9}", "\u{E9}"), ("\u{212B}", "\u{C5}"),
      ("D\u{307}\u{323}", "\u{1E0C}\u{307}"), ("q\u{307}\u{323}", "q\u{323}\u{307}"),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"), ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"),
      ("\u{AC00}\u{11A8}", "\u{AC01}"), ("\u{958}", "\u{915}\u{93C}"),
      ("\u{FB1D}", "\u{5D9}\u{5B4}"), ("plain", "plain"), ("\u{FB01}", "\u{FB01}"),
    ])
  func composed(text: String, expected: String) {
    #expect(Normalizer.normalized(Array(text.utf8)[...], .composed) == Array(expected.utf8))
  }

  @Test(
    "replaces other forms of characters, too, where it is KC",
    arguments: [
      ("\u{FB01}", "fi"), ("2\u{2075}", "25"), ("\u{1E9B}\u{323}", "\u{1E69}"),
      ("\u{FF21}", "A"), ("\u{3392}", "MHz"), ("\u{2460}", "1"), ("\u{3000}", " "),
    ])
  func compatible(text: String, expected: String) {
    #expect(Normalizer.normalized(Array(text.utf8)[...], .compatible) == Array(expected.utf8))
  }

  @Test("leaves bytes that are no UTF-8 as they are, and what they part")
  func invalid() {
    let text: [UInt8] = [0x65, 0xFF, 0xCC, 0x81, 0xE4, 0xB8, 0xED, 0xA0, 0x80]
    #expect(Normalizer.normalized(text[...], .composed) == text)
  }

  @Test("takes a million marks")
  func many() {
    let marks = Array(String(repeating: "\u{301}\u{323}", count: 500_000).utf8)
    let found = Normalizer.normalized(([UInt8(ascii: "q")] + marks)[...], .composed)
    #expect(found.prefix(3) == [UInt8(ascii: "q"), 0xCC, 0xA3])
    #expect(found.count == 1 + marks.count)
    #expect(found.suffix(2) == [0xCC, 0x81])
  }
}
