import Testing
import Tokens

@Suite struct VocabularySourceTests {
  @Test func aVocabularyHasNoTokensAtFirst() { #expect(VocabularySource().tokens.isEmpty) }
}
