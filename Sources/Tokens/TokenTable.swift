import CBytes
import Digests
import Platform

/// A vocabulary, compiled: what counting needs of it, in the form in which it is looked at, so that it
/// is mapped and not read.
///
///        0   4  PCTV
///        4   2  version: 6
///        6   1  normalization        7   1  how many cuts
///        8   8  the cuts, one byte each
///       16  32  SHA-256 of the vocabulary's file
///       48   4  how many tokens      52   4  how many nodes of the tree
///       56   4  bits that number the places of the pairs
///       60   4  how many texts that are tokens of their own
///       64   4  how many tokens that no merges lead to
///       68   4  1: ids are not the numbers of the tokens; 2: a text gets a space before it; 4: a piece that is
///               a token is one, though no merges lead to it
///       72  24  lengths of the bytes of the tokens, of the texts, of the tokens without merges
///       96   4  how many merges, where they are ranked (MergeOrder); else 0
///      100  28  zeros
///      128   .  pieces that are often met, with their counts (PieceCounts)
///        .   .  other short tokens (WholeTokens)
///        .   .  what each two bytes become, 4 each, the first one in the lower half of the index
///        .   .  pairs (PairTable)
///        .   .  bits of the characters that tokens join (JoinedCharacters)
///        .   .  nodes of the tree, 4 bytes each (PrefixTree); tokens of the nodes, 8 each (TokenFacts)
///        .   .  parts of the tokens, 4 each: the left one with its group, the right one with the groups
///               that it merges with
///        .   .  for each the longest token that it begins with, 8 (TokenFacts)
///        .   .  ranked merges: the number of the token that each makes, 4 each
///        .   .  ids of the tokens, 4 each; where each token's bytes end, 4 each; the bytes
///        .   .  texts, tokens without merges: id (4), length (3), rules (1), bytes
///
/// Each part begins at a multiple of 64; numbers have the lowest byte first. The whole is the payload of
/// an entry of the store, which has the checksums.
public final class TokenTable: @unchecked Sendable {
  static let magic: [UInt8] = Array("PCTV".utf8) + [UInt8(version), 0]
  static let headerBytes = 128
  /// What changes when its layout, or what is made with it, does.
  public static let version = 6

  let bytes: FrozenBytes
  /// How many tokens it has, the 256 bytes among them, those without merges not.
  let tokenCount: Int
  let nodeCount: Int
  let pairBuckets: Int
  /// How texts are cut.
  let cuts: [Cut]
  let normalization: VocabularySource.Normalization
  let addsSpace: Bool
  /// Whether a piece that is a token is one, though no merges lead to it.
  let takesWholePieces: Bool
  /// How many merges there are, where they are ranked; else 0.
  let rankedCount: Int
  /// The digest of the vocabulary's file, in hexadecimal digits.
  let digestOfSource: [UInt8]
  /// The texts that are tokens of their own, when they are allowed to be.
  public let specials: [VocabularySource.Special]
  /// The tokens that no merges lead to, with their numbers, which follow those of the others.
  let unreached: [[UInt8]: UInt32]
  private let unreachedTexts: [VocabularySource.Special]
  private let starts: [Part: Int]
  private let base: UnsafeRawPointer

  /// The parts behind the header, in their order.
  enum Part: Int, CaseIterable {
    case common, wholes, bytePairs, pairs, joined, nodes, nodeTokens, parts, shorter
    case ranked, ids, ends, tokens, specials, unreached
  }

  /// Opens a table, and checks what is read of each: nil where it is none. The rest is checked by
  /// ``check(threads:)`` and ``checkBeginning(threads:)``.
  public init?(_ bytes: FrozenBytes) {
    let header = bytes.copy(0..<min(bytes.count, TokenTable.headerBytes))
    guard header.count == TokenTable.headerBytes, header[0..<6] == TokenTable.magic[...],
      header[7] <= 8, let normalization = VocabularySource.Normalization(rawValue: header[6])
    else { return nil }
    func number(_ at: Int, _ count: Int = 4) -> Int {
      Int(truncatingIfNeeded: header.littleEndian(at: at, count: count))
    }
    self.normalization = normalization
    cuts = header[8..<(8 + Int(header[7]))].compactMap { Cut(rawValue: $0) }
    guard cuts.count == Int(header[7]) else { return nil }
    digestOfSource = Array(SHA256.hexadecimal(Array(header[16..<48])).utf8)
    (tokenCount, nodeCount, pairBuckets) = (number(48), number(52), number(56))
    addsSpace = number(68) & 2 != 0
    takesWholePieces = number(68) & 4 != 0
    rankedCount = number(96)
    let sizes: [Part: Int] = [
      .common: PieceCounts.bytes, .wholes: WholeTokens.bytes, .bytePairs: 4 << 16,
      .pairs: 4 * PairTable.wordCount(buckets: pairBuckets),
      .joined: JoinedCharacters.bytes,
      .nodes: 4 * nodeCount,
      .nodeTokens: 8 * nodeCount, .parts: 8 * tokenCount, .shorter: 8 * tokenCount,
      .ranked: 4 * rankedCount, .ids: 4 * tokenCount,
      .ends: 4 * tokenCount, .tokens: number(72, 8), .specials: number(80, 8),
      .unreached: number(88, 8),
    ]
    var (starts, end) = ([Part: Int](), TokenTable.headerBytes)
    for part in Part.allCases {
      starts[part] = end
      end = (end + (sizes[part] ?? 0) + 63) & ~63
    }
    guard end == bytes.count, bytes.count > 0 else { return nil }
    self.starts = starts
    self.bytes = bytes
    let start = bytes.withBytes(0..<TokenTable.headerBytes) { bytes in
      bytes.withUnsafeBytes { $0.baseAddress }
    }
    guard let start else { return nil }
    // The bytes stay where they are as long as this object, which holds them.
    base = start
    specials = TokenTable.texts(bytes, starts[.specials] ?? 0, count: number(60))
    unreachedTexts = TokenTable.texts(bytes, starts[.unreached] ?? 0, count: number(64))
    var unreached: [[UInt8]: UInt32] = [:]
    for (index, text) in unreachedTexts.enumerated() {
      unreached[text.text] = UInt32(tokenCount + index)
    }
    self.unreached = unreached
    if bytes.isDamaged { return nil }
  }

  private static func texts(
    _ bytes: FrozenBytes, _ start: Int, count: Int
  ) -> [VocabularySource.Special] {
    var (texts, offset) = ([VocabularySource.Special](), start)
    for _ in 0..<count {
      let (id, frame) = (bytes.word(at: offset), bytes.word(at: offset + 4))
      let length = Int(frame & 0xFF_FFFF)
      let text = bytes.copy((offset + 8)..<(offset + 8 + length))
      if bytes.isDamaged { break }
      let rules = VocabularySource.Special.Rules(rawValue: UInt8(frame >> 24))
      texts.append(VocabularySource.Special(text: text, id: id, rules: rules))
      offset += 8 + length
    }
    return texts
  }

  /// Checks all of it, by so many threads at most. Returns whether it is what was written.
  func check(threads: Int) -> Bool { bytes.check(0..<bytes.count, threads: threads) }

  /// Checks what counting begins with: all parts before the nodes of the tree.
  func checkBeginning(threads: Int) -> Bool {
    bytes.check(0..<(starts[.nodes] ?? bytes.count), threads: threads)
  }

  /// What stands for all that counts depend on: the vocabulary, how texts are cut, and this version's way.
  public var identity: [UInt8] {
    Array("\(TokenTable.version) \(cuts.map { "\($0.rawValue)" }.joined(separator: ",")) ".utf8)
      + digestOfSource
  }

  /// Whether all pieces are merged as wholes, one after the other: there are merges out of their order, or a piece
  /// may be a token that no merges lead to.
  var mergesWholePieces: Bool { rankedCount > 0 || !unreached.isEmpty }

  /// Where the pieces that are often met begin.
  var commonStart: Int { starts[.common] ?? 0 }

  /// Where a part begins, which was checked.
  func part(_ part: Part) -> UnsafeRawPointer { base + (starts[part] ?? 0) }

  /// The pairs, which were checked.
  var pairs: bytes_pairs {
    // In bounds: the part has these buckets, and those behind them.
    bytes_pairs(
      buckets: part(.pairs).assumingMemoryBound(to: UInt32.self), count: UInt64(pairBuckets))
  }

  /// How many bytes the longest token has.
  var longestBytes: Int {
    (0..<tokenCount).reduce(1) { max($0, token($1).count) }
  }

  /// The id of a token.
  func id(_ number: UInt32) -> UInt32 {
    if number >= tokenCount { return unreachedTexts[Int(number) - tokenCount].id }
    // In bounds: numbers come from the table.
    return part(.ids).loadUnaligned(fromByteOffset: 4 * Int(number), as: UInt32.self)
  }

  /// The bytes of a token.
  func token(_ number: Int) -> UnsafeRawBufferPointer {
    let ends = part(.ends)
    // In bounds: numbers come from the table, and so do the ends.
    let end = Int(ends.loadUnaligned(fromByteOffset: 4 * number, as: UInt32.self))
    let start =
      number == 0 ? 0 : Int(ends.loadUnaligned(fromByteOffset: 4 * number - 4, as: UInt32.self))
    return UnsafeRawBufferPointer(start: part(.tokens) + start, count: end - start)
  }
}
