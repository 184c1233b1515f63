import Testing

@testable import Tokens

@Suite("A file of ranks")
struct RankFileTests {
  @Test("says each token's bytes and id")
  func read() throws {
    let source = try RankFile.read(Array("IQ== 0\nICA= 2\r\naGVsbG8= 1".utf8))
    #expect(source.tokens == ["!", "hello", "  "].map { Array($0.utf8) })
  }

  @Test(
    "is refused with the line that makes no sense",
    arguments: [
      ("IQ== 0\nnonsense\n", 2), ("IQ== 0\nIg== x\n", 2), ("IQ== 99999999999999\n", 1),
      ("I~== 0\n", 1), ("IQ== 0\nIg== 0\n", 2), ("I 0\n", 1), (" 0\n", 1),
    ])
  func refused(text: String, line: Int) {
    do throws(VocabularyError) {
      _ = try RankFile.read(Array(text.utf8))
      Issue.record("it was taken")
    } catch {
      #expect(error.line == line)
    }
  }
}
