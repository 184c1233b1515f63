import Platform
import Support
import Synchronization
import Testing

@testable import Tokens

/// Long pieces of Chinese and the like are counted in parts.
@Suite("Characters that tokens join")
struct JoinedCharactersTests {
  /// The bytes of the characters here: tokens of them begin and end within characters, too.
  private static let letters: [UInt8] = [0xE4, 0xE5, 0x80, 0x81]

  /// The characters that those bytes make.
  private static let characters: [[UInt8]] = [0xE4, 0xE5].flatMap { first in
    [0x80, 0x81].flatMap { second in [0x80, 0x81].map { [first, second, $0] } }
  }

  private static func number(_ character: [UInt8]) -> UInt32 {
    character.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func areJoined(
    _ joined: JoinedCharacters, _ left: [UInt8], _ right: [UInt8]
  ) -> Bool {
    [
      JoinedCharacters.bit(number(left), number(right)),
      JoinedCharacters.bit(endOf: number(left), number(right)),
    ].contains { joined.words[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }
  }

  @Test("are all those that lie in a token with the border between them", arguments: 1...8)
  func pairs(seed: UInt64) {
    var chance = SeededChance(seed)
    let tokens = RandomVocabulary(
      &chance, tokens: 2 + 2 * Int(seed), letters: JoinedCharactersTests.letters
    ).source.tokens
    let joined = JoinedCharacters(tokens)
    var wrong = 0
    for left in JoinedCharactersTests.characters {
      for right in JoinedCharactersTests.characters {
        let both = left + right
        // A token crosses the border where its part before it ends as the left one does, and the other one
        // begins as the right one does; one that is longer than both crosses other borders, too.
        let isCrossed = tokens.contains { token in
          (1..<max(1, token.count)).contains { border in
            let before = token[..<border].suffix(3)
            let behind = token[border...].prefix(3)
            return both[..<3].suffix(before.count) == before
              && both[3...].prefix(behind.count) == behind
          }
        }
        let found = JoinedCharactersTests.areJoined(joined, left, right)
        #expect(found || !isCrossed, "\(left) \(right)")
        if found, !isCrossed { wrong += 1 }
      }
    }
    #expect(wrong <= 6)
  }

  @Test("make no difference to a count", arguments: 1...12)
  func counts(seed: UInt64) throws {
    var chance = SeededChance(seed)
    let vocabulary = RandomVocabulary(
      &chance, tokens: 5 * Int(seed), letters: JoinedCharactersTests.letters)
    let slow = SlowMerging(vocabulary.source.tokens)
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let counter = try PieceCounter.counting(by: table)
    let characters = JoinedCharactersTests.characters + [[0x61], [0xC3, 0xA9]]
    for _ in 0..<300 {
      let piece = (0..<Int.random(in: 1...30, using: &chance)).flatMap { _ in
        characters.randomElement(using: &chance) ?? []
      }
      #expect(piece.asText { counter.count($0) } == slow.tokens(piece).count, "\(piece)")
    }
  }

  @Test("make no difference where many pieces are counted at once", arguments: 1...8)
  func batches(seed: UInt64) throws {
    var chance = SeededChance(seed)
    let vocabulary = RandomVocabulary(
      &chance, tokens: Int(seed) / 4, letters: JoinedCharactersTests.letters)
    let slow = SlowMerging(vocabulary.source.tokens)
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let counter = try PieceCounter.counting(by: table)
    let characters = JoinedCharactersTests.characters
    // The parts of the first words are all the same, and are there again while they are being counted; half of the
    // words come once more, when they are known.
    var words: [[UInt8]] = (0..<3000).map { _ in
      (0..<(Int.random(in: 0..<8, using: &chance) > 0 ? 5 : 3)).flatMap { _ in
        characters.randomElement(using: &chance) ?? []
      }
    }
    words += words.filter { _ in Bool.random(using: &chance) }
    let expected = words.reduce(0) { $0 + slow.tokens($1).count + 1 }
    let text = Array(words.joined(separator: [0x0A])) + [0x0A]
    #expect(text.asText { counter.count($0) } == expected)
  }

  @Test("make no difference where threads tell each other what they know")
  func threads() throws {
    var chance = SeededChance(3)
    let vocabulary = RandomVocabulary(&chance, tokens: 9, letters: Array("abcdefgh".utf8))
    let slow = SlowMerging(vocabulary.source.tokens)
    // Words for few places, so that each place is taken over again and again.
    let some: [[UInt8]] = (0..<200_000).compactMap { _ in
      let word = (0..<7).map { _ in UInt8.random(in: 0x61...0x68, using: &chance) }
      let place = (word + [UInt8](repeating: 0, count: 16)).withUnsafeBufferPointer { bytes in
        bytes.baseAddress.map { PieceCounts.Key($0, word.count).place }
      }
      return place.map { $0 < 256 } ?? false ? word : nil
    }
    let counts = some.map { slow.tokens($0).count + 1 }
    let order = (0..<200_000).map { _ in Int.random(in: some.indices, using: &chance) }
    let expected = order.reduce(0) { $0 + counts[$1] }
    let text = Array(order.map { some[$0] }.joined(separator: [0x0A])) + [0x0A]
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let known = KnownPieces.canBeShared ? KnownPieces(table) : nil
    let whole = try #require(WholeTable(table, threads: 1) { nil })
    let wrong = Mutex<[Int]>([])
    Team.share(8, among: 4) { _, _ in
      let found = text.asText { PieceCounter(whole, known ?? KnownPieces(table)).count($0) }
      if found != expected { wrong.withLock { $0.append(found) } }
    }
    #expect(wrong.withLock { $0 } == [], "\(expected)")
  }

  @Test("are none where a piece that no merges lead to may be a token")
  func unreached() throws {
    let whole = Array("中文字".utf8)
    var source = VocabularySource()
    source.tokens = (0...255).map { [UInt8($0)] } + [whole]
    source.cuts = [.gpt2]
    let table = try TokenTable.compile(source, digest: [])
    let counter = try PieceCounter.counting(by: table)
    #expect(whole.asText { counter.count($0) } == 1)
    #expect((whole + whole).asText { counter.count($0) } == 18)
  }

  @Test("are all there are where tokens end within more characters than can be told")
  func tooMany() {
    let ends = (0..<200).map { Array("中".utf8.dropFirst(2)) + [0xE0 | UInt8($0 % 16)] }
    let joined = JoinedCharacters(ends)
    #expect(joined.words.allSatisfy { $0 == .max })
  }
}
