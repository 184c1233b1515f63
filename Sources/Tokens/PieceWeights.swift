import CBytes

/// The sum of the weights of a text's pieces (``TextEstimate``).
///
/// All that is known of a block is in masks of sixty-four bits, one for each byte, the lowest for
/// the first; what a piece's neighbours are comes from masks that are shifted, with the last bits
/// of the block before. Only words and runs of signs are looked at one by one: whether they are
/// among the known tokens, and where they are not, how long and how unusual they are.
struct PieceWeights {
  /// How many bytes a block has at most: one less than a mask has bits, so that what begins behind the
  /// last one has a bit, too.
  static let blockBytes = 63
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

  /// How many bytes there were of a word, and of a run of signs, that began in an earlier block and may
  /// go on.
  private var wordBytes = 0
  private var runBytes = 0

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

  /// Pieces that are no known tokens, which are looked at when there are many of them: each by itself would
  /// stop the processor, which cannot know that it comes.
  struct Others {
    static let most = 512
    private let pieces: UnsafeMutablePointer<Piece>
    private(set) var count = 0

    init(_ pieces: UnsafeMutablePointer<Piece>) { self.pieces = pieces }

    /// Lends room for them, and for all that end in a block, and one more.
    @inline(__always)
    static func withRoom<Result>(_ body: (inout Others) -> Result) -> Result? {
      withUnsafeTemporaryAllocation(of: Piece.self, capacity: most + 65) { room in
        guard let pieces = room.baseAddress else { return nil }
        var others = Others(pieces)
        return body(&others)
      }
    }

    /// Keeps a piece if it is not known, else lets the next one take its place.
    @inline(__always)
    mutating func add(_ piece: Piece, isKnown: Int) {
      // In bounds: so many pieces cannot end in a block.
      pieces[count] = piece
      count &+= 1 &- isKnown
    }

    /// The sum of their weights; none are left.
    mutating func remove() -> Int {
      var sum = 0
      for index in 0..<count { sum &+= pieces[index].weight() }
      count = 0
      return sum
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

  /// Adds `count` of the sixty-four bytes that are there, at most sixty-three. They have to be there until
  /// `others` are added, too.
  @inline(__always)
  mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ others: inout Others) {
    let valid = (1 &<< UInt64(count)) &- 1
    var masks = PieceWeights.masks(bytes, valid)
    if masks.wide != 0 { addCharacters(bytes, count, &masks) }
    masks.signs = valid & ~(masks.letters | masks.digits | masks.breaks | masks.blanks)
    byteCount &+= count
    if masks.wide != 0 { wideCount &+= masks.wide.nonzeroBitCount }
    let lonely = addWords(masks, bytes, count, &others)
    addRuns(masks, lonely, bytes, count, &others)
    if others.count >= Others.most { addOthers(&others) }
    addBlanks(masks)
    if masks.digits != 0 || digitStarts != 0 { addDigits(masks.digits, count) }
    let shift = UInt64(64 - count)
    before = Masks(
      letters: masks.letters << shift, upper: masks.upper << shift, lower: masks.lower << shift,
      digits: masks.digits << shift, breaks: masks.breaks << shift, spaces: masks.spaces << shift,
      blanks: masks.blanks << shift, signs: masks.signs << shift)
    attached <<= shift
  }

  /// Adds the pieces that are not known.
  @inline(never)
  mutating func addOthers(_ others: inout Others) { sum &+= others.remove() }

  /// Ends the pieces that might have gone on, behind the text's last byte.
  mutating func end(_ end: UnsafePointer<UInt8>) {
    for (byteCount, isRun) in [(wordBytes, false), (runBytes, true)] where byteCount > 0 {
      let piece = Piece(end, byteCount: byteCount, isRun: isRun)
      sum += piece.isKnown() == 1 ? 256 : piece.weight()
    }
    wordBytes = 0
    runBytes = 0
  }

  @inline(__always)
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
    let starts = masks.letters & (~behindLetter | (masks.upper & behindLower))
    let ends = behindLetter & (~masks.letters | starts) & masks.valid
    // Only a sign that has no sign and no space before it belongs to the word behind it.
    let lonely =
      starts & PieceWeights.later(masks.signs, before.signs) & ~behindLetter
      & ~PieceWeights.later(masks.signs | masks.spaces, before.signs | before.spaces, by: 2)
    let led = starts & (PieceWeights.later(masks.blanks, before.blanks) | lonely)
    wordBytes = add(
      (led | (starts & ~led) << 1, ends), bytes, count, wordBytes, &others, isRun: false,
      wide: 0)
    return lonely
  }

  /// Adds the pieces that end here, and returns how many bytes there are of the one that does not. A piece
  /// begins one byte before its bit in `starts`.
  @inline(__always)
  private mutating func add(
    _ pieces: (starts: UInt64, ends: UInt64), _ bytes: UnsafePointer<UInt8>, _ count: Int,
    _ openBytes: Int, _ others: inout Others, isRun: Bool, wide: UInt64
  ) -> Int {
    var (starts, ends) = pieces
    if starts | ends == 0 {
      return openBytes > 0 ? openBytes &+ count : 0
    }
    var place = 0 &- openBytes
    if openBytes == 0 {
      place = starts.trailingZeroBitCount &- 1
      starts &= starts &- 1
    }
    var known = 0
    while ends != 0 {
      let end = ends.trailingZeroBitCount
      ends &= ends &- 1
      let isBeforeWide = isRun ? Int(truncatingIfNeeded: wide &>> UInt64(end) & 1) : 0
      let piece = Piece(
        bytes + end, byteCount: end &- place, isRun: isRun, isBeforeWide: isBeforeWide)
      let isKnown = piece.isKnown()
      known &+= isKnown
      others.add(piece, isKnown: isKnown)
      place = starts.trailingZeroBitCount &- 1
      starts &= starts &- 1
    }
    sum &+= known << 8
    return place == 63 ? 0 : count &- place
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
    let behind = all << 1 | (runBytes == 0 ? 0 : 1)
    let starts = masks.signs & ~behindSign
    // A sign that leads a word is no run.
    let ends = behind & (~all | starts) & masks.valid & ~lonely
    let runs = starts & ~(lonely >> 1)
    if lonely & 1 != 0 { runBytes = 0 }
    let led = runs & PieceWeights.later(masks.spaces, before.spaces)
    runBytes = add(
      (led | (runs & ~led) << 1, ends), bytes, count, runBytes, &others, isRun: true,
      wide: masks.letters & masks.wide)
  }

  /// Adds the line breaks that belong to no sign, and the blanks that belong to nothing.
  @inline(__always)
  private mutating func addBlanks(_ masks: Masks) {
    let behindBlank = PieceWeights.later(masks.blanks, before.blanks)
    let behindTwo = behindBlank & PieceWeights.later(masks.blanks, before.blanks, by: 2)
    let second = masks.blanks & behindBlank & ~behindTwo
    let behindTab = PieceWeights.later(
      masks.blanks & ~masks.spaces, before.blanks & ~before.spaces)
    // A line break behind some blanks is one piece with them.
    let lines =
      masks.breaks & ~attached & ~behindTwo & ~PieceWeights.later(masks.breaks, before.breaks)
    let alone = (masks.digits & behindBlank) | (masks.signs & behindTab)
    let all = second | lines | alone
    if all != 0 { sum &+= all.nonzeroBitCount << 8 }
    // The longest token of spaces has 128.
    if masks.spaces == UInt64.max >> 1 { sum &+= 126 }
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
