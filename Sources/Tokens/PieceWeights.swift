import CBytes

/// The sum of the weights of a text's pieces (``TextEstimate``).
///
/// All that is known of a block is in masks of sixty-four bits, one for each byte, the lowest for
/// the first; what a piece's neighbours are comes from masks that are shifted, with the last bits
/// of the block before. Only words and runs of signs are looked at one by one: whether they are
/// among the known tokens, and where they are not, how long and how unusual they are.
struct PieceWeights {
  /// So many bytes before a block are looked at: those of the text, or zeros where it begins.
  static let behindBytes = 64

  /// The sum, in 256ths of a token.
  var sum = 0
  /// How many bytes there were, and how many beyond ASCII.
  private var byteCount = 0
  private var wideCount = 0

  /// The masks of the block before, moved up so that its last byte is the highest bit.
  private var before = Masks()
  private var digitStarts: UInt64 = 0
  private var attached: UInt64 = 0

  /// A word, and a run of signs, that began in an earlier block and may go on.
  private var word: Open?
  private var run: Open?

  /// A piece that may go on in the next block: how many of its bytes there were, and what leads it.
  private struct Open {
    var length: Int
    var context: Int
  }

  /// What the bytes of a block are.
  struct Masks {
    var letters: UInt64 = 0
    var upper: UInt64 = 0
    var lower: UInt64 = 0
    var digits: UInt64 = 0
    var breaks: UInt64 = 0
    var spaces: UInt64 = 0
    var blanks: UInt64 = 0
    var signs: UInt64 = 0
    var wide: UInt64 = 0
    /// All bytes of the block.
    var valid: UInt64 = 0
  }

  /// The pieces of a block that are no known tokens.
  private struct Others {
    /// A block of sixty-four bytes ends fewer than 130 words and runs.
    let pieces: UnsafeMutablePointer<Piece>
    var count = 0

    /// Keeps a piece if it is not known, else lets the next one take its place.
    @inline(__always)
    mutating func add(_ piece: Piece, isKnown: Int) {
      pieces[count] = piece
      count &+= 1 &- isKnown
    }
  }

  /// How many tokens there are.
  var tokenCount: Int { byteCount == 0 ? 0 : max(1, (sum + 128) >> 8) }

  /// The average error of such texts, by share of what is beyond ASCII and by size.
  var expectedErrorPercent: Int {
    if byteCount == 0 { return 0 }
    let share = wideCount * 100 / byteCount
    let base = share < 5 ? 3 : share < 30 ? 7 : 15
    // A short text has few pieces, whose errors do not yet cancel each other.
    let short = byteCount < 200 ? 12 : byteCount < 1000 ? 4 : 0
    return base + short
  }

  /// Adds `count` of the sixty-four bytes that are there. The bytes before them are looked at, too.
  @inline(__always)
  mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    withUnsafeTemporaryAllocation(of: Piece.self, capacity: 130) { pieces in
      guard let pieces = pieces.baseAddress else { return }
      add(bytes, count, Others(pieces: pieces))
    }
  }

  @inline(__always)
  private mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ empty: Others) {
    let valid = count == 64 ? UInt64.max : (1 << UInt64(count)) &- 1
    var masks = PieceWeights.masks(bytes, valid)
    if masks.wide != 0 { addCharacters(bytes, count, &masks) }
    masks.signs = valid & ~(masks.letters | masks.digits | masks.breaks | masks.blanks)
    byteCount += count
    wideCount += masks.wide.nonzeroBitCount
    var others = empty
    let lonely = addWords(masks, bytes, count, &others)
    addRuns(masks, lonely, bytes, count, &others)
    for index in 0..<others.count { sum &+= others.pieces[index].weight(bytes) }
    addBlanks(masks)
    if masks.digits != 0 || digitStarts != 0 { addDigits(masks.digits, count) }
    let shift = UInt64(64 - count)
    before = Masks(
      letters: masks.letters << shift, upper: masks.upper << shift, lower: masks.lower << shift,
      digits: masks.digits << shift, breaks: masks.breaks << shift, spaces: masks.spaces << shift,
      blanks: masks.blanks << shift, signs: masks.signs << shift)
    attached <<= shift
  }

  /// Ends the pieces that might have gone on, behind the text's last byte.
  mutating func end(_ end: UnsafePointer<UInt8>) {
    for (open, isRun) in [(word, false), (run, true)] {
      guard let open else { continue }
      let piece = Piece(end: 0, length: open.length, context: open.context, isRun: isRun)
      sum += piece.isKnown(end) == 1 ? 256 : piece.weight(end)
    }
    word = nil
    run = nil
  }

  private static func masks(_ bytes: UnsafePointer<UInt8>, _ valid: UInt64) -> Masks {
    let kinds = bytes_kind_masks(bytes)
    var masks = Masks()
    masks.valid = valid
    masks.letters = kinds.letters & valid
    masks.upper = kinds.letters & ~kinds.lower & valid
    masks.lower = kinds.lower & valid
    masks.digits = kinds.digits & valid
    masks.breaks = kinds.breaks & valid
    masks.spaces = kinds.spaces & valid
    masks.blanks = kinds.blanks & valid
    masks.wide = kinds.wide & valid
    return masks
  }

  /// The bits of a block one byte later.
  @inline(__always)
  private static func later(_ mask: UInt64, _ before: UInt64, by distance: UInt64 = 1) -> UInt64 {
    mask << distance | before >> (64 &- distance)
  }
}

extension PieceWeights {
  /// Adds the words that end here, and keeps the one that does not. Returns those that begin with
  /// the sign before them.
  @inline(__always)
  private mutating func addWords(
    _ masks: Masks, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ others: inout Others
  ) -> UInt64 {
    let behindLetter = PieceWeights.later(masks.letters, before.letters)
    let behindLower = PieceWeights.later(masks.lower, before.lower)
    var starts = masks.letters & (~behindLetter | (masks.upper & behindLower))
    var ends = behindLetter & (~masks.letters | starts) & masks.valid
    // Only a sign that has no sign and no space before it belongs to the word behind it.
    let lonely =
      starts & PieceWeights.later(masks.signs, before.signs) & ~behindLetter
      & ~PieceWeights.later(masks.signs | masks.spaces, before.signs | before.spaces, by: 2)
    let behindSpace = PieceWeights.later(masks.spaces, before.spaces)
    let behindTab = PieceWeights.later(
      masks.blanks & ~masks.spaces, before.blanks & ~before.spaces)
    if starts | ends == 0 {
      if word != nil { word?.length &+= count }
      return 0
    }
    var known = 0
    var place = 0
    var context = 0
    if let word {
      place = 0 &- word.length
      context = word.context
    } else {
      place = starts.trailingZeroBitCount
      context = PieceWeights.context(place, behindSpace, behindTab, lonely)
      starts &= starts &- 1
    }
    while ends != 0 {
      let end = ends.trailingZeroBitCount
      ends &= ends &- 1
      let piece = Piece(end: end, length: end &- place, context: context, isRun: false)
      let isKnown = piece.isKnown(bytes)
      known &+= isKnown
      others.add(piece, isKnown: isKnown)
      place = starts.trailingZeroBitCount
      context = PieceWeights.context(place, behindSpace, behindTab, lonely)
      starts &= starts &- 1
    }
    sum &+= known << 8
    word = place == 64 ? nil : Open(length: count &- place, context: context)
    return lonely
  }

  /// What leads the word that begins at a place.
  @inline(__always)
  private static func context(
    _ place: Int, _ behindSpace: UInt64, _ behindTab: UInt64, _ lonely: UInt64
  ) -> Int {
    let bit = UInt64(place)
    return Int(
      behindSpace &>> bit & 1 | (behindTab &>> bit & 1) << 1 | (lonely &>> bit & 1) &* 3)
  }

  /// Adds the runs of signs that end here, with the line breaks that belong to them.
  @inline(__always)
  private mutating func addRuns(
    _ masks: Masks, _ lonely: UInt64, _ bytes: UnsafePointer<UInt8>, _ count: Int,
    _ others: inout Others
  ) {
    let behindSign = PieceWeights.later(masks.signs, before.signs)
    // Adding a bit to the first of some line breaks carries through all of them.
    let first = masks.breaks & (behindSign | (attached >> 63))
    attached = masks.breaks & ~(masks.breaks &+ first)
    let all = masks.signs | attached
    var starts = masks.signs & ~behindSign
    let behind = all << 1 | (run == nil ? 0 : 1)
    // A sign that leads a word is no run.
    var ends = behind & (~all | starts) & masks.valid & ~lonely
    starts &= ~(lonely >> 1)
    if lonely & 1 != 0 { run = nil }
    if starts | ends == 0 {
      if run != nil { run?.length &+= count }
      return
    }
    let behindSpace = PieceWeights.later(masks.spaces, before.spaces)
    var known = 0
    var place = 0
    var context = 0
    if let run {
      place = 0 &- run.length
      context = run.context
    } else {
      place = starts.trailingZeroBitCount
      context = Int(behindSpace &>> UInt64(place) & 1)
      starts &= starts &- 1
    }
    while ends != 0 {
      let end = ends.trailingZeroBitCount
      ends &= ends &- 1
      let piece = Piece(end: end, length: end &- place, context: context, isRun: true)
      let isKnown = piece.isKnown(bytes)
      known &+= isKnown
      others.add(piece, isKnown: isKnown)
      place = starts.trailingZeroBitCount
      context = Int(behindSpace &>> UInt64(place) & 1)
      starts &= starts &- 1
    }
    sum &+= known << 8
    run = place == 64 ? nil : Open(length: count &- place, context: context)
  }

  /// Adds the line breaks that belong to no sign, and the blanks that belong to nothing.
  @inline(__always)
  private mutating func addBlanks(_ masks: Masks) {
    let behindBlank = PieceWeights.later(masks.blanks, before.blanks)
    let behindTwo = behindBlank & PieceWeights.later(masks.blanks, before.blanks, by: 2)
    let second = masks.blanks & behindBlank & ~behindTwo
    let behindTab = PieceWeights.later(
      masks.blanks & ~masks.spaces, before.blanks & ~before.spaces)
    let lines = masks.breaks & ~attached & ~PieceWeights.later(masks.breaks, before.breaks)
    let alone = (masks.digits & behindBlank) | (masks.signs & behindTab)
    sum &+= (second.nonzeroBitCount &- (masks.breaks & behindTwo).nonzeroBitCount) << 8
    sum &+= (lines.nonzeroBitCount &+ alone.nonzeroBitCount) << 8
    // The longest token of spaces has 128.
    if masks.spaces == .max { sum &+= 128 }
  }

  /// Adds the digits: each three are a token, from the run's beginning.
  @inline(__always)
  private mutating func addDigits(_ digits: UInt64, _ count: Int) {
    let one = digits & PieceWeights.later(digits, before.digits)
    let four =
      one & PieceWeights.later(digits, before.digits, by: 2)
      & PieceWeights.later(digits, before.digits, by: 3)
    var starts = digits & ~PieceWeights.later(digits, before.digits)
    var new = starts | (digitStarts >> 61 & four)
    starts = new
    while new != 0 {
      new = new << 3 & four & ~starts
      starts |= new
    }
    sum &+= starts.nonzeroBitCount << 8
    digitStarts = starts << UInt64(64 - count)
  }

}
