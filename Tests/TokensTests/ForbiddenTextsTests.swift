import Support
import Testing

@testable import Tokens

@Suite("Forbidden texts, where no vocabulary encodes")
struct ForbiddenTextsTests {
  private static let plain: [VocabularySource.Special] = [
    special("<|a|>", 256), special("<|a|>b", 257), special("|>", 258, .always),
    special("ab<", 259, .always),
  ]

  private static let ruled =
    plain + [
      special("aa", 260, .isWord), special(" é", 261, .normalized),
      special("<", 262, [.always, .takesSpaceAfter]),
    ]

  private static func special(
    _ text: String, _ id: UInt32, _ rules: VocabularySource.Special.Rules = []
  ) -> VocabularySource.Special {
    VocabularySource.Special(text: Array(text.utf8), id: id, rules: rules)
  }

  @Test(
    "are those that a vocabulary finds, in whatever parts a text comes",
    arguments: [plain, ruled], [VocabularySource.Normalization.none, .composed])
  func sameAsEncoder(
    specials: [VocabularySource.Special], normalization: VocabularySource.Normalization
  ) throws {
    var source = VocabularySource()
    source.tokens = (0...255).map { [UInt8($0)] }
    source.cuts = [.cl100k]
    source.specials = specials
    source.normalization = normalization
    let table = try TokenTable.compile(source, digest: [])
    let encoder = try #require(TokenEncoder(table))
    let texts = ForbiddenTexts(table)
    var chance = SeededChance(7)
    let some = ["<|a|>", "<|a|", "|>", "ab<", "aa", " ", "e\u{301}", "é", "b", "a", "<"]
    var found = 0
    for _ in 0..<400 {
      let text = chance.text(some, Int.random(in: 0..<8, using: &chance))
      let expected = failure { () throws(ForbiddenSpecial) in
        _ = try encoder.encode(text, .forbid)
      }
      let outcome = failure { () throws(ForbiddenSpecial) in
        var search = ForbiddenTexts.Search(texts)
        var place = 0
        while place < text.count {
          let end = min(text.count, place + Int.random(in: 1...9, using: &chance))
          try search.add(Array(text[place..<end]))
          place = end
        }
        try search.end()
      }
      #expect(outcome == expected, "\(String(decoding: text, as: UTF8.self))")
      if expected != nil { found += 1 }
    }
    #expect((40..<390).contains(found))
  }

  private func failure(_ body: () throws(ForbiddenSpecial) -> Void) -> ForbiddenSpecial? {
    do throws(ForbiddenSpecial) { try body() } catch { return error }
    return nil
  }
}
