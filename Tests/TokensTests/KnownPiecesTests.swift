import Support
import Testing

@testable import Tokens

/// Pieces whose counts are known without merging.
@Suite("Known pieces")
struct KnownPiecesTests {
  private static func key(_ piece: [UInt8]) throws -> PieceCounts.Key {
    try (piece + [UInt8](repeating: 0, count: 16)).withUnsafeBufferPointer { bytes in
      PieceCounts.Key(try #require(bytes.baseAddress), piece.count)
    }
  }

  /// What is known of some pieces that follow each other: how many tokens, and the numbers of the others; and the
  /// same of those that are looked for among the tokens.
  private static func find(
    _ pieces: [[UInt8]], _ known: KnownPieces, width: Int32
  ) -> (tokens: Int, missed: [UInt32], tokensLeft: Int, missedLeft: [UInt32]) {
    var starts: [UInt32] = [0]
    for piece in pieces { starts.append(starts[starts.count - 1] + UInt32(piece.count)) }
    return pieces.flatMap { $0 }.asText(slack: 0x61) { text in
      var missed = [UInt32](repeating: 0, count: pieces.count + 8)
      let count = pieces.count
      return missed.withUnsafeMutableBufferPointer { numbers in
        guard let numbers = numbers.baseAddress else { return (0, [], 0, []) }
        let first = known.count(text.bytes, starts, count, width: width, missed: numbers)
        let before = (0..<first.missed).map { numbers[$0] }
        let second = known.countTokens(text.bytes, starts, numbers, first.missed)
        return (first.tokens, before, second.tokens, (0..<second.missed).map { numbers[$0] })
      }
    }
  }

  @Test("are found in instructions of each width", arguments: 1...6)
  func widths(seed: UInt64) throws {
    var chance = SeededChance(seed)
    let letters = Array("abc".utf8) + [0]
    let vocabulary = RandomVocabulary(&chance, tokens: 60, letters: letters)
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let known = KnownPieces(table)
    var counts: [[UInt8]: Int] = [:]
    for token in vocabulary.source.tokens where token.count <= PieceCounts.pieceBytesMax {
      counts[token] = 1
    }
    for count in 2...15 {
      let piece = (0..<Int.random(in: 3...15, using: &chance)).map { _ in
        letters.randomElement(using: &chance) ?? 0
      }
      if counts[piece] != nil { continue }
      known.keep(try KnownPiecesTests.key(piece), count)
      counts[piece] = count
    }
    let some = Array(counts.keys)
    for number in 0..<150 {
      let pieces = (0..<number).map { _ in
        if Bool.random(using: &chance), let piece = some.randomElement(using: &chance) {
          return piece
        }
        return (0..<Int.random(in: 1...40, using: &chance)).map { _ in
          letters.randomElement(using: &chance) ?? 0
        }
      }
      // A place has been taken over where two pieces have the same: these are left out.
      let expected = try pieces.map { piece in
        piece.count > PieceCounts.pieceBytesMax ? nil : known.count(try KnownPiecesTests.key(piece))
      }
      for (piece, count) in zip(pieces, expected) where count != nil {
        #expect(count == counts[piece], "\(piece)")
      }
      let sum = expected.reduce(0) { $0 + ($1 ?? 0) }
      let missed = expected.indices.filter { expected[$0] == nil }.map { UInt32($0) }
      for width in [0, 32, PieceStarts.widest] {
        let found = KnownPiecesTests.find(pieces, known, width: width)
        #expect(found.tokens == sum && found.missed == missed, "\(width) \(pieces)")
      }
    }
  }

  @Test("are all short tokens, also those whose places others have")
  func tokens() throws {
    var source = VocabularySource()
    source.tokens = (0...255).map { [UInt8($0)] }
    // Two bytes always merge, if they are a token.
    for first in 0..<40 {
      for second in 0..<256 { source.tokens.append([UInt8(first), UInt8(second)]) }
    }
    source.cuts = [.gpt2]
    let table = try TokenTable.compile(source, digest: [])
    #expect(table.unreached.isEmpty)
    let known = KnownPieces(table)
    let others: [[UInt8]] = (0..<500).map { [200, UInt8($0 / 256), UInt8($0 % 256)] }
    let pieces = source.tokens + others
    let found = KnownPiecesTests.find(pieces, known, width: PieceStarts.widest)
    #expect(found.tokens < source.tokens.count, "no two tokens have the same place")
    #expect(found.tokens + found.tokensLeft == source.tokens.count)
    #expect(found.missedLeft == (source.tokens.count..<pieces.count).map { UInt32($0) })
    // What was found is in its place by now.
    let last = try #require(found.missed.last { $0 < source.tokens.count })
    #expect(known.count(try KnownPiecesTests.key(pieces[Int(last)])) == 1)
  }

  @Test("are long ones, too, that were met, or are merged", arguments: 1...6)
  func long(seed: UInt64) throws {
    var chance = SeededChance(seed)
    let letters = Array("abcd".utf8.prefix(1 + Int(seed % 4))) + [0]
    let vocabulary = RandomVocabulary(&chance, tokens: 80, letters: letters)
    let table = try TokenTable.compile(vocabulary.source, digest: [])
    let slow = SlowMerging(vocabulary.source.tokens)
    let long = LongPieces(try #require(WholeTable(table, threads: 1) { nil }))
    var pieces: [[UInt8]] = (Array(16...130) + [255, 256, 257, 400]).map { count in
      (0..<count).map { _ in letters.randomElement(using: &chance) ?? 0 }
    }
    // The same beginning, middle and end: the same place.
    var twin = pieces[20]
    twin[10] ^= 1
    pieces += [twin, pieces[20], twin]
    for piece in pieces + pieces {
      let count = piece.asText { long.count($0.bytes, $0.count) }
      #expect(count == slow.tokens(piece).count, "\(piece)")
    }
  }
}
