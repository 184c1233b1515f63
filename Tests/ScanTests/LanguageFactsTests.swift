import Languages
import Testing

@testable import Scan

@Suite("The language of a file")
struct LanguageFactsTests {
  private func facts(_ names: [String]) throws -> LanguageFacts {
    let languages = try names.map { try #require(Languages.named($0)) }
    let identification: Identification =
      languages.count == 1 ? .language(languages[0]) : .ambiguous(languages)
    return LanguageFacts(identification, [], NatureOverrides())
  }

  @Test("counts as the one that all candidates are counted with")
  func group() throws {
    let facts = try facts(["Assembly", "Motorola 68K Assembly", "Unix Assembly"])
    #expect(facts.counted?.name == "Assembly")
    #expect(facts.isCounted)
    #expect(facts.languages.count == 3)
  }

  @Test("counts as none where the candidates have nothing in common")
  func ambiguous() throws {
    let facts = try facts(["Perl", "Prolog"])
    #expect(facts.counted == nil)
    #expect(!facts.isCounted)
  }

  @Test("that is certain stays what it is, also beside others of its group")
  func certain() throws {
    #expect(try facts(["Unix Assembly"]).counted?.name == "Unix Assembly")
  }
}
