import Support
import Testing

@testable import Tokens

@Suite("Merging")
struct MergingTests {
  private func ids(_ piece: [UInt8], _ merger: Merger, _ table: TokenTable) -> [Int] {
    piece.asText { text in
      let count = merger.merge(text.bytes, text.count)
      return (0..<count).map { Int(table.id(merger.tokens[$0].number)) }
    }
  }

  @Test("gives the tokens that merging pair by pair gives", arguments: 1...12)
  func random(seed: UInt64) throws {
    var chance = SeededChance(seed)
    let letters = Array("abc".utf8.prefix(1 + Int(seed % 3))) + [0]
    let vocabulary = RandomVocabulary(&chance, tokens: 60, letters: letters)
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let slow = SlowMerging(vocabulary.source.tokens)
    let merger = Merger(table)
    for _ in 0..<400 {
      let piece = letters.piece(&chance)
      let found = ids(piece, merger, table)
      #expect(found == slow.tokens(piece), "\(piece)")
      #expect(piece.asText { merger.countByChain($0.bytes, $0.count) } == found.count, "\(piece)")
    }
    // Longer than what is remembered of it.
    let long = (0..<20_000).map { _ in letters.randomElement(using: &chance) ?? 0 }
    #expect(
      long.asText { merger.countByChain($0.bytes, $0.count) }
        == long.asText { merger.merge($0.bytes, $0.count) })
  }

  @Test(
    "of many short pieces at once gives as many tokens, in instructions of either width",
    arguments: 1...8, [false, PieceBatch.canBeWide])
  func batches(seed: UInt64, isWide: Bool) throws {
    var chance = SeededChance(100 + seed)
    let letters = Array("abc".utf8.prefix(1 + Int(seed % 3))) + [0]
    let vocabulary = RandomVocabulary(&chance, tokens: 60, letters: letters)
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let slow = SlowMerging(vocabulary.source.tokens)
    let (known, batch) = (KnownPieces(table), PieceBatch(table, isWide: isWide))
    for _ in 0..<40 {
      // Few enough that no piece comes more often than a batch has room for.
      let pieces = (0..<Int.random(in: 1...PieceBatch.capacity, using: &chance)).map { _ in
        (0..<Int.random(in: 1...PieceCounts.pieceBytesMax, using: &chance)).map { _ in
          letters.randomElement(using: &chance) ?? 0
        }
      }
      let text = pieces.flatMap { $0 }
      let sums = text.asText(slack: letters[0]) { text in
        var start = text.bytes
        for (index, piece) in pieces.enumerated() {
          batch.add(start, piece.count, PieceCounts.Key(start, piece.count), sum: index)
          start += piece.count
        }
        return [Int](unsafeUninitializedCapacity: pieces.count) { sums, count in
          sums.initialize(repeating: 0)
          count = pieces.count
          if let base = sums.baseAddress { batch.run(into: base, known) }
        }
      }
      #expect(sums == pieces.map { slow.tokens($0).count }, "\(pieces)")
    }
  }

  @Test("takes a piece that is a token, though no merges lead to it")
  func unreached() throws {
    var source = VocabularySource()
    source.tokens = (0...255).map { [UInt8($0)] } + [Array("abc".utf8)]
    source.cuts = [.gpt2]
    let encoder = try #require(TokenEncoder(try TokenTable.compile(source, digest: [])))
    #expect(try encoder.encode(Array("abc".utf8)).ids == [256])
    #expect(try encoder.encode(Array("abcd".utf8)).ids == [97, 98, 99, 100])
  }

  @Test("is of merges, where a vocabulary lists them, in their order")
  func merges() throws {
    var source = VocabularySource()
    let more = ["ab", "bc", "abc"].map { Array($0.utf8) }
    source.tokens = (0...255).map { [UInt8($0)] } + more
    source.merges = [
      VocabularySource.Merge(left: 98, right: 99, whole: 257),
      VocabularySource.Merge(left: 97, right: 98, whole: 256),
      VocabularySource.Merge(left: 97, right: 257, whole: 258),
    ]
    source.takesWholePieces = false
    source.cuts = [.gpt2]
    let encoder = try #require(TokenEncoder(try TokenTable.compile(source, digest: [])))
    #expect(try encoder.encode(Array("abcab".utf8)).ids == [258, 256])
  }

  @Test("is as the ranks say where tokens are made of later ones", arguments: 1...6)
  func ranked(seed: UInt64) throws {
    var chance = SeededChance(200 + seed)
    let letters = Array("abc".utf8.prefix(1 + Int(seed % 3))) + [0]
    var source = VocabularySource.disordered(&chance, tokens: 40, letters: letters)
    let slow = SlowMerging(source.tokens)
    try expectSame(source, letters, &chance) { slow.tokens($0) }

    // The same tokens, with their merges in any order, and without others that are whole pieces.
    source.shuffleMerges(&chance)
    source.takesWholePieces = false
    let listed = SlowListedMerging(source)
    try expectSame(source, letters, &chance) { listed.tokens($0) }
    source.takesWholePieces = true
    try expectSame(source, letters, &chance) { piece in
      slow.ranks[piece].map { [$0] } ?? listed.tokens(piece)
    }
  }

  /// Compares how pieces that chance makes are encoded, and counted, with what they should be.
  private func expectSame(
    _ source: VocabularySource, _ letters: [UInt8], _ chance: inout SeededChance,
    _ expected: ([UInt8]) -> [Int]
  ) throws {
    let table = try TokenTable.compile(source, digest: [])
    #expect(table.rankedCount > 0)
    let (merger, counter) = (Merger(table), try PieceCounter.counting(by: table))
    for _ in 0..<60 {
      let piece = letters.piece(&chance)
      let found = ids(piece, merger, table)
      #expect(found == expected(piece), "\(piece)")
      let letters = piece.filter { $0 != 0 }
      let count = letters.asText { counter.count($0) }
      #expect(letters.isEmpty || count == expected(letters).count, "\(letters)")
    }
  }

  @Test("of a long piece takes no more than so much longer")
  func long() throws {
    var chance = SeededChance(7)
    let vocabulary = RandomVocabulary(&chance, tokens: 40, letters: Array("ab".utf8))
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let counter = try PieceCounter.counting(by: table)
    let piece = Array(repeating: UInt8(ascii: "a"), count: 1_000_000)
    let longest =
      vocabulary.source.tokens.filter { $0.allSatisfy { $0 == UInt8(ascii: "a") } }
      .map { $0.count }.max() ?? 1
    let count = piece.asText { counter.count($0) }
    #expect(count >= 1_000_000 / longest)
    // All but the last few tokens of such a run are the same, however long it is.
    let half = Array(piece.prefix(500_000)).asText { counter.count($0) }
    #expect(abs(count - 2 * half) <= 2 * longest)
  }

  @Test("refuses a vocabulary that cannot hold every byte, or whose tokens are too long")
  func impossible() {
    var source = VocabularySource()
    source.tokens = (0...254).map { [UInt8($0)] }
    source.cuts = [.gpt2]
    #expect(throws: VocabularyError.self) { try TokenTable.compile(source, digest: []) }
    source.tokens.append([255])
    source.tokens.append(Array(repeating: 7, count: 2000))
    #expect(throws: VocabularyError.self) { try TokenTable.compile(source, digest: []) }
  }
}

extension [UInt8] {
  /// Some of these letters, in any order.
  fileprivate func piece(_ chance: inout SeededChance) -> [UInt8] {
    (0..<Int.random(in: 1...80, using: &chance)).map { _ in randomElement(using: &chance) ?? 0 }
  }
}
