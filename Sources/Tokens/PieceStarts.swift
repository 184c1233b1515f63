import CBytes

/// Where pieces begin in a stretch of a text, found for sixty-four bytes of ASCII at once.
///
/// What kind a byte, the two before it and the one behind it are of tells whether a piece begins there,
/// but for a few cases, which are marked: characters beyond ASCII, blanks between two line breaks, slashes
/// behind line breaks. A piece that touches a mark is found by the cutter, and those behind it, too, up to
/// one that begins where this one says so, too.
final class PieceStarts: @unchecked Sendable {
  /// How many bytes are looked at in one go.
  static let stretch = 8192
  /// So many bytes behind a text may be read.
  static let slackBytes = stretch + 128

  /// Where the pieces begin, counted from the stretch's beginning, and behind the last one its end.
  let places = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * PieceStarts.stretch)
  /// How many pieces there are.
  private(set) var count = 0
  /// What the blocks of a stretch are of, and the one behind it.
  private let kinds = UnsafeMutablePointer<bytes_kinds>.allocate(
    capacity: PieceStarts.stretch / 64 + 2)
  let width: Int32
  /// How many bytes the processor takes at once. Asking it takes some microseconds.
  static let widest = bytes_token_width()

  /// One that has the processor take at most so many bytes at once.
  init(width: Int32 = 0) { self.width = width }

  deinit {
    places.deallocate()
    kinds.deallocate()
  }

  /// What is known of sixty-four bytes, and of the last ones before them.
  private struct Block {
    var kinds = bytes_kinds()
    var signs: UInt64 = 0

    init() {}

    @inline(__always)
    init(_ kinds: bytes_kinds) {
      self.kinds = kinds
      signs = ~(kinds.letters | kinds.digits | kinds.blanks | kinds.breaks | kinds.wide)
    }
  }

  /// What a block leaves to the next one.
  private struct Carry {
    /// The block.
    var block = Block()
    /// Which of its bytes may stand before letters in their piece.
    var leads: UInt64 = 0
    /// Where digits begin pieces.
    var digitStarts: UInt64 = 0
    /// Where pieces begin in the next block, and do not, behind an ending that reaches into it.
    var starts: UInt64 = 0
    var inner: UInt64 = 0
    var marks: UInt64 = 0
  }

  /// Finds the pieces from a place on at which one begins: all that begin within a stretch from there, or
  /// at least one. `slackBytes` bytes behind the text may be read.
  func find(_ text: CutBytes, from start: Int, _ cuts: [Cut], _ sequence: inout CutSequence) {
    switch cuts.count == 1 ? cuts[0] : .threeNumbers {
    case .gpt2: find(text, from: start, GPT2Cut.self)
    case .cl100k: find(text, from: start, CL100KCut.self)
    case .llama3: find(text, from: start, Llama3Cut.self)
    case .o200k: find(text, from: start, O200KCut.self)
    default:
      places[0] = 0
      count = 0
      var place = start
      while place < text.count, place - start < PieceStarts.stretch {
        place = sequence.end(text.bytes, from: place)
        addPiece(place, start)
      }
    }
  }

  @inline(__always)
  private func find<Quick: QuickCut>(_ text: CutBytes, from start: Int, _ cut: Quick.Type) {
    var (carry, place) = (Carry(), start)
    places[0] = 0
    count = 0
    var base = start
    let end = min(text.count, start &+ PieceStarts.stretch)
    // In bounds: the block behind the stretch is within the slack, and there is room for what is found of it.
    bytes_kinds_of(text.bytes + start, (end &- start &+ 127) / 64, width, kinds)
    var at = kinds
    var block = Block(at.pointee)
    while base < end {
      at += 1
      let next = Block(at.pointee)
      var (starts, marks) = PieceStarts.starts(cut, text, base, block, next, &carry)
      if text.count &- base <= 64 {
        // What ends the text is for the cutter to say.
        marks |= UInt64.max &<< UInt64(max(0, text.count &- base &- 1))
      }
      if marks == 0, place < base || base == start {
        if base == start { starts &= ~1 }
        place = add(starts, base, start, place)
      } else {
        place = addOneByOne(cut, text, base, start, starts, marks, place)
      }
      base &+= 64
      block = next
    }
    if count == 0 { addPiece(Quick.cut.end(text.bytes, text.count, from: place), start) }
  }

  /// Adds the pieces that end where bits are. Returns where the last one begins.
  @inline(__always)
  private func add(_ starts: UInt64, _ base: Int, _ start: Int, _ place: Int) -> Int {
    if starts == 0 { return place }
    var bits = starts
    let offset = UInt32(truncatingIfNeeded: base &- start)
    let found = bits.nonzeroBitCount
    var index = count &+ 1
    // In bounds: a stretch has no more pieces than bytes. Eight are written at once, though fewer may be
    // left: what is too many is written over.
    repeat {
      for step in 0..<8 {
        places[index &+ step] = offset &+ UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
      index &+= 8
    } while bits != 0
    count &+= found
    return base &+ 63 &- starts.leadingZeroBitCount
  }

  private func addPiece(_ end: Int, _ start: Int) {
    count &+= 1
    places[count] = UInt32(truncatingIfNeeded: end &- start)
  }

  /// The same where there are marks, or where the cutter was needed before. Returns where the last piece
  /// begins.
  private func addOneByOne<Quick: QuickCut>(
    _ cut: Quick.Type, _ text: CutBytes, _ base: Int, _ start: Int, _ starts: UInt64,
    _ marks: UInt64,
    _ first: Int
  ) -> Int {
    var place = first
    while place < base + 64, place < text.count {
      // Bits behind the piece's beginning; all of them where it lies before the block.
      let offset = max(0, place - base)
      let from = UInt64.max << UInt64(offset)
      let isKnown = place < base || place == start || starts >> UInt64(offset) & 1 != 0
      let behind = place < base ? starts : starts & (from << 1)
      let upTo = behind == 0 ? UInt64.max : behind ^ (behind - 1)
      if !isKnown || marks & from & upTo != 0 {
        place = Quick.cut.end(text.bytes, text.count, from: place)
      } else if behind == 0 {
        return place
      } else {
        place = base + behind.trailingZeroBitCount
      }
      addPiece(place, start)
    }
    return place
  }

  /// Where pieces begin in a block, and where that cannot be told.
  @inline(__always)
  private static func starts<Quick: QuickCut>(
    _ cut: Quick.Type, _ text: CutBytes, _ base: Int, _ block: Block, _ next: Block,
    _ carry: inout Carry
  ) -> (starts: UInt64, marks: UInt64) {
    let rules = Quick.rules
    let (now, last) = (block.kinds, carry.block.kinds)
    @inline(__always) func before(_ bits: UInt64, _ earlier: UInt64) -> UInt64 {
      bits &<< 1 | earlier &>> 63
    }
    let letterBefore = before(now.letters, last.letters)
    let signBefore = before(block.signs, carry.block.signs)
    let spaceBefore = before(now.spaces, last.spaces)
    let white = now.blanks | now.breaks
    let whiteBefore = before(white, last.blanks | last.breaks)
    let nextWhite = next.kinds.blanks | next.kinds.breaks
    let whiteBehind = white &>> 1 | nextWhite &<< 63
    let signStarts = block.signs & ~signBefore & ~spaceBefore

    var starts = signStarts | carry.starts
    var marks = now.wide | now.wide &>> 1 | next.kinds.wide &<< 63 | carry.marks
    let leads = rules.onlySpacesLead ? now.spaces : now.blanks | signStarts
    starts |= now.letters & ~letterBefore & ~before(leads, carry.leads)
    if rules.splitsAtCapitals {
      starts |= now.letters & ~now.lower & before(now.lower, last.lower)
    }
    var digitStarts = now.digits & ~before(now.digits, last.digits)
    if rules.onlySpacesLead {
      digitStarts &= ~spaceBefore
      starts |= white & (~whiteBefore | ~whiteBehind)
    } else {
      digitStarts = PieceStarts.threes(now.digits, last.digits, digitStarts, carry.digitStarts)
      // Line breaks behind signs are theirs.
      starts |= white & ~whiteBefore & ~(now.breaks & signBefore)
      let indents = now.blanks & before(now.breaks, last.breaks)
      starts |= indents | now.blanks & ~whiteBehind
      marks |= PieceStarts.broken(indents, now, next.kinds, text.count &- base)
    }
    starts |= digitStarts
    if rules.slashesFollow { marks |= now.slashes & before(now.breaks, last.breaks) }
    starts &= ~carry.inner
    (carry.starts, carry.inner, carry.marks) = (0, 0, 0)
    let endings =
      now.apostrophes
      & (rules.endingsBelong ? letterBefore : signStarts)
      & (now.letters &>> 1 | next.kinds.letters &<< 63)
    if endings != 0 { PieceStarts.addEndings(cut, text, base, endings, &starts, &marks, &carry) }
    carry.block = block
    carry.leads = leads
    carry.digitStarts = digitStarts
    return (starts, marks)
  }

  /// Where groups of three digits begin: from where a run of them begins, every third one.
  @inline(__always)
  private static func threes(
    _ digits: UInt64, _ last: UInt64, _ runs: UInt64, _ lastStarts: UInt64
  ) -> UInt64 {
    let fourth =
      digits & (digits &<< 1 | last &>> 63) & (digits &<< 2 | last &>> 62)
      & (digits &<< 3 | last &>> 61)
    if fourth == 0 { return runs }
    var starts = runs
    while true {
      let more = (starts &<< 3 | lastStarts &>> 61) & fourth & ~starts
      if more == 0 { return starts }
      starts |= more
    }
  }

  /// The indents that end with a line break, or with a character that may be white space, too, or with the
  /// text, of which so many bytes are left: whether they begin a piece depends on what comes then.
  @inline(__always)
  private static func broken(
    _ indents: UInt64, _ now: bytes_kinds, _ next: bytes_kinds, _ left: Int
  ) -> UInt64 {
    if indents == 0 { return 0 }
    // The sum carries each indent's first bit to the place behind its last one.
    let (sum, reachesOut) = now.blanks.addingReportingOverflow(indents)
    if sum & ~now.blanks & (now.breaks | now.wide) != 0 { return indents }
    if reachesOut {
      let end = (~next.blanks).trailingZeroBitCount
      if end == 64 || (next.breaks | next.wide) &>> UInt64(end) & 1 != 0 { return indents }
    }
    return left <= 128 ? indents : 0
  }

  /// Where there may be endings such as 's: takes together what belongs together.
  @inline(never)
  private static func addEndings<Quick: QuickCut>(
    _ cut: Quick.Type, _ text: CutBytes, _ base: Int, _ endings: UInt64, _ starts: inout UInt64,
    _ marks: inout UInt64, _ carry: inout Carry
  ) {
    let rules = Quick.rules
    var bits = endings
    while bits != 0 {
      let place = bits.trailingZeroBitCount
      bits &= bits - 1
      let end = text.contraction(from: base + place, ignoresCase: rules.endingsIgnoreCase) - base
      if end <= place { continue }
      for inner in (rules.endingsBelong ? place : place + 1)..<end {
        if inner < 64 {
          starts &= ~(1 << UInt64(inner))
        } else {
          carry.inner |= 1 << UInt64(inner - 64)
        }
      }
      // A second ending is none.
      let isMarked = rules.endingsBelong && text.has(UInt8(ascii: "'"), at: base + end)
      if end < 64 {
        starts |= 1 << UInt64(end)
        if isMarked { marks |= 1 << UInt64(end) }
      } else {
        carry.starts |= 1 << UInt64(end - 64)
        if isMarked { carry.marks |= 1 << UInt64(end - 64) }
      }
    }
  }
}
