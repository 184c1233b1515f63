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
  private(set) var byteCount = 0
  private(set) var wideCount = 0

  /// The masks of the block before, moved up so that its last byte is the highest bit.
  private var before = Masks()
  private var digitStarts: UInt64 = 0
  private var attached: UInt64 = 0

  /// How many bytes there were of a word or a run of signs that began in an earlier block and may go on.
  private var openBytes = 0

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
    var apostrophes: UInt64 = 0
    /// Runs of signs that begin beyond ASCII, and with no space.
    var wideRuns: UInt64 = 0
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
    addPieces(&masks, bytes, count, &others)
    if others.count >= Others.most { addOthers(&others) }
    addBlanks(masks)
    if masks.digits != 0 || digitStarts != 0 { addDigits(masks.digits, count) }
    let shift = UInt64(64 - count)
    before = Masks(
      letters: masks.letters << shift, upper: masks.upper << shift, lower: masks.lower << shift,
      digits: masks.digits << shift, breaks: masks.breaks << shift, spaces: masks.spaces << shift,
      blanks: masks.blanks << shift, signs: masks.signs << shift,
      wideRuns: masks.wideRuns << shift)
    attached <<= shift
  }

  /// Adds the pieces that are not known.
  @inline(never)
  mutating func addOthers(_ others: inout Others) { sum &+= others.remove() }

  /// Ends the pieces that might have gone on, behind the text's last byte.
  mutating func end(_ end: UnsafePointer<UInt8>) {
    if openBytes > 0 {
      let piece = Piece(end: end, byteCount: openBytes)
      sum += piece.isKnown() == 1 ? 256 : piece.weight()
    }
    openBytes = 0
    before = Masks()
    digitStarts = 0
    attached = 0
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
    masks.apostrophes = kinds.apostrophes
    return masks
  }

  /// The bits of a block one byte later.
  @inline(__always)
  private static func later(_ mask: UInt64, _ before: UInt64, by distance: UInt64 = 1) -> UInt64 {
    mask << distance | before >> (64 &- distance)
  }
}

extension PieceWeights {
  /// Adds the words that end here, and the runs of signs with the line breaks that belong to them; of the
  /// piece that does not end it keeps how many bytes there were.
  @inline(__always)
  private mutating func addPieces(
    _ masks: inout Masks, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ others: inout Others
  ) {
    let behindLetter = PieceWeights.later(masks.letters, before.letters)
    let behindLower = PieceWeights.later(masks.lower, before.lower)
    let behindSign = PieceWeights.later(masks.signs, before.signs)
    let behindSpace = PieceWeights.later(masks.spaces, before.spaces)
    let behindBlank = PieceWeights.later(masks.blanks, before.blanks)
    let words = masks.letters & (~behindLetter | (masks.upper & behindLower))
    let wordEnds = behindLetter & (~masks.letters | words)
    // Only a sign that has no sign and no space before it belongs to the word behind it.
    let lonely =
      words & behindSign
      & ~PieceWeights.later(masks.signs | masks.spaces, before.signs | before.spaces, by: 2)
    // A sign that leads a word is no run.
    let allRuns = masks.signs & ~behindSign
    let runs = allRuns & ~(lonely >> 1)
    if lonely & 1 != 0 { openBytes = 0 }
    // Adding a bit to the first of some line breaks carries through all of them.
    let first = masks.breaks & (behindSign | (attached >> 63))
    let attachedBefore = attached
    attached = masks.breaks & ~(masks.breaks &+ first)
    let behindRun = behindSign | PieceWeights.later(attached, attachedBefore)
    let runEnds = behindRun & (~(masks.signs | attached) | allRuns) & ~lonely
    if masks.wide != 0 { addWideLeads(&masks, words, runs & ~behindSpace) }
    let led = (words & (behindBlank | lonely)) | (runs & behindSpace)
    let starts = led | ((words | runs) & ~led) << 1
    let ends = (wordEnds | runEnds) & masks.valid
    let short = addShort(
      starts & ~(masks.apostrophes << 1), ends & ~(masks.wide << 1), behindSpace)
    add(starts & ~short.starts, ends & ~short.ends, bytes, count, &others)
  }

  /// Adds the pieces of one or two bytes, and of two behind a space, nearly all of which are one token.
  /// Returns where they are. Not among them is what an apostrophe leads, and what ends beyond ASCII.
  @inline(__always)
  private mutating func addShort(
    _ allStarts: UInt64, _ allEnds: UInt64, _ behindSpace: UInt64
  ) -> (starts: UInt64, ends: UInt64) {
    // A piece of one byte has its bit in `starts` where it ends. Without those of one byte, what begins one
    // byte before an end is a piece of two, and so on.
    let one = allStarts & allEnds
    var (starts, ends) = (allStarts & ~one, allEnds & ~one)
    let two = starts << 1 & ends
    starts &= ~(two >> 1)
    ends &= ~two
    let three = (starts & behindSpace) << 2 & ends
    let all = one | two | three
    if all != 0 { sum &+= all.nonzeroBitCount &* EstimateWeights.short }
    return (one | two >> 1 | three >> 2, all)
  }

  /// Takes away the runs of one sign beyond ASCII before a letter beyond ASCII: they are one piece.
  @inline(__always)
  private mutating func addWideLeads(_ masks: inout Masks, _ words: UInt64, _ runs: UInt64) {
    masks.wideRuns = runs & masks.wide
    let two = PieceWeights.later(masks.wideRuns, before.wideRuns, by: 2)
    let three = PieceWeights.later(masks.wideRuns, before.wideRuns, by: 3)
    let inRun =
      PieceWeights.later(masks.signs, before.signs)
      & PieceWeights.later(masks.signs, before.signs, by: 2)
    let led = words & masks.wide & inRun & (two | three)
    if led != 0 { sum &-= led.nonzeroBitCount << 8 }
  }

  /// Adds the pieces that end here, and keeps how many bytes there are of the one that does not. A piece
  /// begins one byte before its bit in `starts`.
  @inline(__always)
  private mutating func add(
    _ allStarts: UInt64, _ allEnds: UInt64, _ bytes: UnsafePointer<UInt8>, _ count: Int,
    _ others: inout Others
  ) {
    var (starts, ends) = (allStarts, allEnds)
    if starts | ends == 0 {
      if openBytes > 0 { openBytes &+= count }
      return
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
      let piece = Piece(end: bytes + end, byteCount: end &- place)
      let isKnown = piece.isKnown()
      known &+= isKnown
      others.add(piece, isKnown: isKnown)
      place = starts.trailingZeroBitCount &- 1
      starts &= starts &- 1
    }
    sum &+= known << 8
    openBytes = place == 63 ? 0 : count &- place
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
