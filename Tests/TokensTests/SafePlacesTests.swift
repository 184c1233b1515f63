import Support
import Testing

@testable import Tokens

/// A text may be parted only where that changes nothing.
@Suite("Places where texts may be parted")
struct SafePlacesTests {
  private static let letters = [
    "a", "S", "re", "LL", "x", "é", "中", "ア", "ſ", "0", "12", "٣", "½", " ", "  ", "\t", "\n",
    "\r\n", "\u{00A0}", "\u{3000}", "\u{2028}", "'", "'s", "/", ".", "(", "€", "\0", "\u{0301}",
    "👍", "\u{AD}",
  ]
  private static let sequences: [[Cut]] =
    Cut.allCases.map { [$0] } + [
      [.threeNumbers, .cjk, .deepSeek], [.eachNumber, .gpt2], [.numbers, .eachLineBreak],
      [.eachLineBreak, .llama3], [.cjk, .eachNumber],
    ]

  private static func ends(_ text: [UInt8], _ cuts: [Cut]) -> [Int] {
    Cut.pieces(of: text, by: cuts).map { $0.upperBound }
  }

  @Test("leave all pieces as they are", arguments: sequences)
  func parted(cuts: [Cut]) {
    var chance = SeededChance(3)
    let places = SafePlaces(cuts)
    var found = 0
    for round in 0..<4000 {
      var text = chance.text(
        SafePlacesTests.letters, Int.random(in: 8...30, using: &chance))
      // Bytes that are no UTF-8, now and then.
      if round % 5 == 0 {
        text.insert(
          UInt8.random(in: 128...255, using: &chance),
          at: Int.random(in: 0...text.count, using: &chance))
      }
      let place = text.asText { places.last(in: $0) }
      if place == 0 { continue }
      found += 1
      let (before, behind) = (Array(text[..<place]), Array(text[place...]))
      let parted =
        SafePlacesTests.ends(before, cuts) + SafePlacesTests.ends(behind, cuts).map { $0 + place }
      #expect(
        parted == SafePlacesTests.ends(text, cuts),
        "\(cuts) \(place) \(String(decoding: text, as: UTF8.self).debugDescription)")
    }
    // Only those that part nothing but Han and kana have none.
    #expect(cuts == [.cjk] ? found == 0 : found > 1000)
  }

  @Test("are in all kinds of texts", arguments: [Cut.gpt2, .cl100k, .o200k])
  func kinds(cut: Cut) {
    let places = SafePlaces([cut])
    for text in [
      "639.427,25.011,0.2", "many words here", "-- -- -- -- --", "MjAyNi0xMS0yNwabc0xMQ==",
      "let x=[1,2,3]", "一二三。四五六",
    ] {
      let place = Array(text.utf8).asText { places.last(in: $0) }
      #expect(place > 0, "\(text)")
    }
  }
}
