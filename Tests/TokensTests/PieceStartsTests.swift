import Support
import Testing

@testable import Tokens

@Suite("Pieces that are found by masks")
struct PieceStartsTests {
  private static let letters = [
    "a", "b", "S", "T", "s", "t", "re", "Ve", "LL", "d", "m", "x", "é", "中", "ſ", "0", "1", "12",
    "٣", " ", "  ", "\t", "\n", "\r\n", "\u{00A0}", "\u{3000}", "'", "''", "/", "//", ".", "(",
    "\0",
    "\u{0301}", "👍", "Hello", "camelCase", "    ", "\n\n", "don't",
  ]

  @Test(
    "are those that the cut finds one by one", arguments: [Cut.gpt2, .cl100k, .llama3, .o200k],
    1...4)
  func random(cut: Cut, seed: UInt64) {
    var chance = SeededChance(seed)
    for round in 0..<3000 {
      var text = chance.text(
        PieceStartsTests.letters, Int.random(in: 1...(round % 10 == 0 ? 400 : 60), using: &chance))
      // Bytes that are no UTF-8, now and then.
      if round % 7 == 0 {
        text.insert(
          UInt8.random(in: 128...255, using: &chance),
          at: Int.random(in: 0...text.count, using: &chance))
      }
      check(text, cut, slack: [0, 0x61, 0x20, 0x0A, 0x27, 0xBF].randomElement(using: &chance) ?? 0)
    }
  }

  @Test("are right where a stretch ends", arguments: [Cut.gpt2, .cl100k, .o200k])
  func borders(cut: Cut) {
    for length in (PieceStarts.stretch - 70)...(PieceStarts.stretch + 70) {
      for end in ["don't", "\n  x", "a1234567", ".\n/x", "  \n", "é"] {
        check(Array(repeating: UInt8(ascii: "a"), count: length) + Array(end.utf8), cut, slack: 0)
        check(Array(repeating: UInt8(ascii: " "), count: length) + Array(end.utf8), cut, slack: 0)
      }
    }
  }

  private static let widths = [0, 32, 64].filter { $0 <= PieceStarts.widest }

  private func check(_ text: [UInt8], _ cut: Cut, slack: UInt8) {
    let expected = Cut.pieces(of: text, by: [cut]).map { $0.upperBound }
    for width in PieceStartsTests.widths {
      #expect(
        ends(text, cut, slack, width) == expected,
        "\(width) \(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  /// Where the pieces end that are found as the processor takes so many bytes at once.
  private func ends(_ text: [UInt8], _ cut: Cut, _ slack: UInt8, _ width: Int32) -> [Int] {
    text.asText(slack: slack) { text in
      let starts = PieceStarts(width: width)
      var sequence = CutSequence([cut], count: text.count)
      var (ends, start) = ([Int](), 0)
      while start < text.count {
        starts.find(text, from: start, [cut], &sequence)
        for index in 1...starts.count { ends.append(start + Int(starts.places[index])) }
        start = ends.last ?? text.count
      }
      return ends
    }
  }
}
