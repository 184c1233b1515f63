import Support
import Testing

@testable import Tokens

/// Merging as its rules say it, in the slowest way: of all pairs that are tokens the earliest one, of equal
/// ones the leftmost, until there is none.
struct SlowMerging {
  let ranks: [[UInt8]: Int]

  init(_ tokens: [[UInt8]]) {
    var ranks: [[UInt8]: Int] = [:]
    for (rank, token) in tokens.enumerated() where !token.isEmpty { ranks[token] = rank }
    self.ranks = ranks
  }

  func tokens(_ piece: [UInt8]) -> [Int] {
    if let whole = ranks[piece] { return [whole] }
    var parts = piece.map { [$0] }
    while true {
      var best: (rank: Int, index: Int)?
      for index in parts.indices.dropLast() {
        guard let rank = ranks[parts[index] + parts[index + 1]] else { continue }
        if best.map({ rank < $0.rank }) ?? true { best = (rank, index) }
      }
      guard let best else { return parts.map { ranks[$0] ?? -1 } }
      parts[best.index] += parts[best.index + 1]
      parts.remove(at: best.index + 1)
    }
  }
}

/// The same by merges that are listed: of all pairs that are merged the one that is listed first.
struct SlowListedMerging {
  private let bytes: [UInt8: UInt32]
  private let merges: [VocabularySource.Merge]

  init(_ source: VocabularySource) {
    var bytes: [UInt8: UInt32] = [:]
    for (id, token) in source.tokens.enumerated() where token.count == 1 {
      bytes[token[0]] = UInt32(id)
    }
    self.bytes = bytes
    merges = source.merges ?? []
  }

  func tokens(_ piece: [UInt8]) -> [Int] {
    var parts = piece.map { bytes[$0] ?? .max }
    while true {
      func index(_ merge: VocabularySource.Merge) -> Int? {
        parts.indices.dropLast().first { [parts[$0], parts[$0 + 1]] == [merge.left, merge.right] }
      }
      guard let merge = merges.first(where: { index($0) != nil }), let place = index(merge) else {
        return parts.map { Int($0) }
      }
      parts[place] = merge.whole
      parts.remove(at: place + 1)
    }
  }
}

extension VocabularySource {
  /// The bytes, and tokens of some letters that need not be made of earlier ones.
  static func disordered(
    _ chance: inout SeededChance, tokens count: Int, letters: [UInt8]
  ) -> VocabularySource {
    var source = VocabularySource()
    source.tokens = (0...255).map { [UInt8($0)] }
    var known = Set<[UInt8]>()
    while known.count < count {
      let token = (0..<Int.random(in: 2...7, using: &chance)).map { _ in
        letters.randomElement(using: &chance) ?? 0
      }
      if known.insert(token).inserted { source.tokens.append(token) }
    }
    source.cuts = [.gpt2]
    return source
  }

  /// Lists, in any order, all ways in which two tokens together are one.
  mutating func shuffleMerges(_ chance: inout SeededChance) {
    let ids = SlowMerging(tokens).ranks
    var merges: [Merge] = []
    for (whole, token) in tokens.enumerated() {
      for border in 1..<max(1, token.count) {
        guard let left = ids[Array(token[..<border])], let right = ids[Array(token[border...])]
        else { continue }
        merges.append(
          Merge(left: UInt32(left), right: UInt32(right), whole: UInt32(whole)))
      }
    }
    self.merges = merges.shuffled(using: &chance)
  }
}

/// A vocabulary that chance has made: the bytes, and tokens that become of two others.
struct RandomVocabulary {
  let source: VocabularySource

  init(_ chance: inout SeededChance, tokens count: Int, letters: [UInt8], cut: Cut = .o200k) {
    var tokens = (0...255).map { [UInt8($0)] }
    tokens.shuffle(using: &chance)
    var known = Set(tokens)
    var parts = letters.map { [$0] }
    while tokens.count < 256 + count {
      guard let left = parts.randomElement(using: &chance),
        let right = parts.randomElement(using: &chance)
      else { break }
      let token = left + right
      // As they are trained: a merge is of two tokens that were left beside each other.
      if token.count > 12 || known.contains(token) { continue }
      if SlowMerging(tokens).tokens(token).count != 2 { continue }
      known.insert(token)
      tokens.append(token)
      parts.append(token)
    }
    var source = VocabularySource()
    source.tokens = tokens
    source.cuts = [cut]
    self.source = source
  }
}

extension [UInt8] {
  /// Lends the bytes as a text to cut, with so many zeros or other bytes behind them as may be read.
  func asText<Result>(slack: UInt8 = 0, _ body: (CutBytes) -> Result) -> Result {
    let padded = self + [UInt8](repeating: slack, count: PieceCounter.slackBytes)
    return padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("no memory") }
      return body(CutBytes(bytes: base, count: count))
    }
  }
}

extension PieceCounter {
  /// One that counts by a table that is not damaged, and with nobody else.
  static func counting(by table: TokenTable) throws -> PieceCounter {
    PieceCounter(try #require(WholeTable(table, threads: 1) { nil }), KnownPieces(table))
  }
}
