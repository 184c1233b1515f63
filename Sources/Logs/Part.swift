import Platform

/// Rows of a log that were made columns of, as they are kept: what is known of them is read at once, and
/// columns where somebody asks.
///
/// A pack holds the columns of parts, one after the other: of each the blocks, and behind them the
/// signatures (``BlockZone``), and behind all columns the heads. A block has eight columns (``Column``): how far each line begins behind the one
/// before, times, levels, workers, tasks, phases and events (numbers of texts, 0 where there is none), and
/// durations. The head of a part:
///
///      0   4  PCLP                       4   4  version: 2
///      8   8  rows                      16   8  where the first line begins in the log
///     24   8  where the last one ends   32   8  lines, malformed and blank ones, too
///     40   8  malformed lines           48   8  rows without a time of their own
///     56   8  the time of the last row that has one
///     64   4  blocks                    68   4  stretches
///     72   4  pairs of level and event  76   4  zeros
///     80      the blocks, 96 bytes each (``BlockZone``)
///             the stretches: where each ends in the log (8), its checksum (XXH64, 8)
///             the pairs: level (4), event (4), how many rows have both (8)
///             for each of level, worker, task, phase and event: how many texts (4), where each ends among
///             them (4 each), and their bytes; the first of a text says what it was written as
///
/// The lowest byte comes first.
final class Part {
  static let magic: [UInt8] = Array("PCLP".utf8) + [2, 0, 0, 0]
  private static let headerBytes = 80

  struct Facts {
    var rows: Int64 = 0
    var logStart: Int64 = 0
    var logEnd: Int64 = 0
    var lines: Int64 = 0
    var malformed: Int64 = 0
    var untimed: Int64 = 0
    var lastTime: Int64 = LogTime.none
  }

  /// A stretch of the log.
  struct Span {
    var end: Int64
    var hash: UInt64
  }

  let facts: Facts
  let zones: BlockZones
  private let head: FrozenBytes
  /// Where the stretches begin in what holds the head, and where the pairs do.
  private let spansStart: Int
  private let pairsStart: Int
  private let spanCount: Int
  private let pairCount: Int
  /// Where the head ends.
  private let headEnd: Int
  private let pack: FrozenBytes
  /// Where the columns begin in the pack.
  private let base: Int
  private var wordsRead: [Words?] = Array(repeating: nil, count: PartBuilder.wordRoles.count)
  private let wordsStart: [Int]

  /// The part whose columns lie in a pack from `base` on, and whose head is a range of other bytes, or of
  /// the same; nil where it is none.
  init?(_ pack: FrozenBytes, base: Int, head: FrozenBytes, at place: Range<Int>) {
    let layout = head.withBytes(place) { Layout($0) }
    guard let layout else { return nil }
    facts = layout.facts
    zones = BlockZones(
      head: head, start: place.lowerBound + Part.headerBytes, count: layout.blockCount)
    spansStart = zones.start + layout.blockCount * BlockZone.byteCount
    spanCount = layout.spanCount
    pairsStart = spansStart + 16 * spanCount
    pairCount = layout.pairCount
    wordsStart = layout.wordsStart.map { place.lowerBound + $0 }
    headEnd = place.upperBound
    self.head = head
    self.pack = pack
    self.base = base
  }

  /// A part in memory.
  convenience init?(columns: [UInt8], head: [UInt8]) {
    self.init(FrozenBytes(columns), base: 0, head: FrozenBytes(head), at: 0..<head.count)
  }

  /// What a head says of itself.
  private struct Layout {
    var facts = Facts()
    let blockCount: Int
    let spanCount: Int
    let pairCount: Int
    /// Where the texts of each role begin.
    var wordsStart: [Int] = []

    init?(_ head: RawSpan) {
      guard head.byteCount >= Part.headerBytes,
        Part.magic.indices.allSatisfy({
          head.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == Part.magic[$0]
        })
      else { return nil }
      func number(_ at: Int) -> Int64 { Int64(bitPattern: head.number(at: at)) }
      facts.rows = number(8)
      facts.logStart = number(16)
      facts.logEnd = number(24)
      facts.lines = number(32)
      facts.malformed = number(40)
      facts.untimed = number(48)
      facts.lastTime = number(56)
      blockCount = Int(head.word(at: 64))
      spanCount = Int(head.word(at: 68))
      pairCount = Int(head.word(at: 72))
      var at = Part.headerBytes + blockCount * BlockZone.byteCount + 16 * (spanCount + pairCount)
      wordsStart.reserveCapacity(PartBuilder.wordColumns)
      for _ in 0..<PartBuilder.wordColumns {
        guard at + 4 <= head.byteCount else { return nil }
        wordsStart.append(at)
        let count = Int(head.word(at: at))
        guard at + 4 + 4 * count <= head.byteCount else { return nil }
        let bytes = count == 0 ? 0 : Int(head.word(at: at + 4 * count))
        at += 4 + 4 * count + bytes
      }
      guard at == head.byteCount else { return nil }
    }
  }

  /// Whether something was read that is not what was written.
  var isDamaged: Bool { pack.isDamaged || head.isDamaged }

  static func head(
    _ facts: Facts, _ zones: [BlockZone], _ spans: [Span], _ words: [Words],
    _ pairs: [(UInt64, UInt64)]
  ) -> [UInt8] {
    var head = magic
    for number in [
      facts.rows, facts.logStart, facts.logEnd, facts.lines, facts.malformed, facts.untimed,
      facts.lastTime,
    ] {
      head.append(littleEndian: UInt64(bitPattern: number))
    }
    for count in [zones.count, spans.count, pairs.count, 0] {
      head.append(littleEndian: UInt64(count), count: 4)
    }
    for zone in zones { zone.append(to: &head) }
    for span in spans {
      head.append(littleEndian: UInt64(bitPattern: span.end))
      head.append(littleEndian: span.hash)
    }
    for (pair, count) in pairs {
      head.append(littleEndian: pair >> 32, count: 4)
      head.append(littleEndian: pair & 0xFFFF_FFFF, count: 4)
      head.append(littleEndian: count)
    }
    for list in words {
      head.append(littleEndian: UInt64(list.count), count: 4)
      for end in list.starts.dropFirst() { head.append(littleEndian: UInt64(end), count: 4) }
      head += list.bytes
    }
    return head
  }

  /// The stretches of the log that the part was made of.
  var spans: [Span] {
    head.withBytes(spansStart..<pairsStart) { bytes in
      (0..<bytes.byteCount / 16).map { index in
        Span(
          end: Int64(bitPattern: bytes.number(at: 16 * index)),
          hash: bytes.number(at: 16 * index + 8))
      }
    }
  }

  /// How many rows have each pair of level and event that occurs.
  func forEachPair(_ body: (_ level: UInt32, _ event: UInt32, _ count: Int) -> Void) {
    head.withBytes(pairsStart..<pairsStart + 16 * pairCount) { bytes in
      for at in stride(from: 0, to: bytes.byteCount, by: 16) {
        body(
          bytes.word(at: at), bytes.word(at: at + 4),
          Int(truncatingIfNeeded: bytes.number(at: at + 8)))
      }
    }
  }

  /// The texts of a role.
  func words(_ index: Int) -> Words {
    if let words = wordsRead[index] { return words }
    let end = index + 1 < wordsStart.count ? wordsStart[index + 1] : headEnd
    let words = head.withBytes(wordsStart[index]..<end) { Words(kept: $0) }
    wordsRead[index] = words
    return words
  }

  /// Lends the columns of a block.
  func withColumns<Result>(_ zone: BlockZone, _ body: (RawSpan) -> Result) -> Result {
    let start = base + Int(zone.offset)
    return pack.withBytes(start..<start + Int(zone.bytes), body)
  }

  /// Lends the signature of a block's messages.
  func withSignature<Result>(_ zone: BlockZone, _ body: (RawSpan) -> Result) -> Result {
    let start = base + Int(zone.signatureOffset)
    return pack.withBytes(start..<start + Int(zone.signatureBytes), body)
  }
}
