import CBytes

/// The sum of the weights of a text's pieces (``TextEstimate``).
///
/// All that is known of a block is in masks of sixty-four bits, one for each byte, the lowest for
/// the first; what a piece's neighbours are comes from masks that are shifted, with the last bits
/// of the block before. Only words and runs of signs are looked at one by one.
struct PieceWeights {
  /// The sum, in 256ths of a token.
  var sum = 0
  /// How many bytes there were, and how many beyond ASCII.
  private var byteCount = 0
  private var wideCount = 0
  /// How many of them were signs of ASCII.
  private var signCount = 0

  /// The masks of the block before, moved up so that its last byte is the highest bit.
  private var before = Masks()
  private var digitStarts: UInt64 = 0
  private var attached: UInt64 = 0
  /// The last symbol of the block before.
  private var lastSymbol: UInt8 = 0

  /// A word, and a run of signs, that began in an earlier block and may go on.
  private var word: Open?
  private var run: Open?

  /// A piece that may go on in the next block.
  private struct Open {
    var length = 0
    var score = 0
    var upperCount = 0
    var context = 0
    var script: UInt8 = 255
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

  /// What is looked up for each byte of a block, in memory that is there as long as it is added.
  private struct Bytes {
    /// The sum of the weights of all pairs from the block's beginning up to a byte, one ahead: 65.
    let scores: UnsafeMutablePointer<Int32>
    /// The script of a character beyond ASCII that begins here, where one does: 64.
    let scripts: UnsafeMutablePointer<UInt8>
  }

  /// How many tokens there are. Code, which is told by its signs, has a little fewer than its pieces would
  /// have in other texts: its names are less unusual.
  var tokenCount: Int {
    if byteCount == 0 { return 0 }
    let signs = min(max(signCount * 1000 / byteCount - 55, 0), 80)
    return max(1, (sum - sum / 12800 * signs + 128) >> 8)
  }

  /// The average error of such texts, by share of what is beyond ASCII and by size.
  var expectedErrorPercent: Int {
    if byteCount == 0 { return 0 }
    let share = wideCount * 100 / byteCount
    let base = share < 5 ? 3 : share < 30 ? 7 : 15
    // A short text has few pieces, whose errors do not yet cancel each other.
    let short = byteCount < 200 ? 12 : byteCount < 1000 ? 4 : 0
    return base + short
  }

  /// Adds `count` of the sixty-four bytes that are there.
  mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 65) { scores in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { scripts in
        guard let scores = scores.baseAddress, let scripts = scripts.baseAddress else { return }
        add(bytes, count, Bytes(scores: scores, scripts: scripts))
      }
    }
  }

  @inline(__always)
  private mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ looked: Bytes) {
    let valid = count == 64 ? UInt64.max : (1 << UInt64(count)) &- 1
    var masks = PieceWeights.masks(bytes, valid)
    score(bytes, count, looked.scores)
    if masks.wide != 0 {
      looked.scripts.update(repeating: 0, count: 64)
      addCharacters(bytes, count, &masks, looked.scripts)
    }
    masks.signs = valid & ~(masks.letters | masks.digits | masks.breaks | masks.blanks)
    byteCount += count
    wideCount += masks.wide.nonzeroBitCount
    signCount += (masks.signs & ~masks.wide).nonzeroBitCount
    addWords(masks, looked, count)
    addRuns(masks, looked, count)
    addBlanks(masks)
    if masks.digits != 0 || digitStarts != 0 { addDigits(masks.digits, count) }
    let shift = UInt64(64 - count)
    before = Masks(
      letters: masks.letters << shift, upper: masks.upper << shift, lower: masks.lower << shift,
      digits: masks.digits << shift, breaks: masks.breaks << shift, spaces: masks.spaces << shift,
      blanks: masks.blanks << shift, signs: masks.signs << shift)
    attached <<= shift
  }

  /// Ends the pieces that might have gone on.
  mutating func end() {
    if let word { sum += PieceWeights.weight(ofWord: word) }
    if let run { sum += PieceWeights.weight(ofRun: run) }
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

  /// Adds up the weights of the pairs of neighbours.
  @inline(__always)
  private mutating func score(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ scores: UnsafeMutablePointer<Int32>
  ) {
    let pairs = EstimateWeights.pairs.utf8Start
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { symbols in
      guard let symbol = symbols.baseAddress else { return }
      bytes_symbols(bytes, symbol)
      var last = Int(lastSymbol)
      var total: Int32 = 0
      // In bounds: symbols are below 96, and there are 96 times 96 pairs.
      scores[0] = 0
      for index in 0..<64 {
        let next = Int(symbol[index])
        total &+= Int32(pairs[last &* 96 &+ next]) &- EstimateWeights.pairZero
        scores[index &+ 1] = total
        last = next
      }
      lastSymbol = symbol[count - 1]
    }
  }

  /// The bits of a block one byte later.
  @inline(__always)
  private static func later(_ mask: UInt64, _ before: UInt64, by distance: UInt64 = 1) -> UInt64 {
    mask << distance | before >> (64 &- distance)
  }
}

extension PieceWeights {
  /// Adds the words that end here, and begins those that do not.
  @inline(__always)
  private mutating func addWords(_ masks: Masks, _ looked: Bytes, _ count: Int) {
    let behindLetter = PieceWeights.later(masks.letters, before.letters)
    let behindLower = PieceWeights.later(masks.lower, before.lower)
    var starts = masks.letters & (~behindLetter | (masks.upper & behindLower))
    var ends = behindLetter & (~masks.letters | starts) & masks.valid
    // Only a sign that has no sign and no space before it belongs to the word behind it.
    let behindSign = PieceWeights.later(masks.signs, before.signs)
    let lonely =
      behindSign & ~behindLetter
      & ~PieceWeights.later(masks.signs | masks.spaces, before.signs | before.spaces, by: 2)
    let behindSpace = PieceWeights.later(masks.spaces, before.spaces)
    let behindTab = PieceWeights.later(
      masks.blanks & ~masks.spaces, before.blanks & ~before.spaces)
    sum &-= (starts & lonely).nonzeroBitCount << 8

    if var open = word {
      let end = ends == 0 ? count : ends.trailingZeroBitCount
      extend(&open, 0, end, Int(looked.scores[end]), masks, looked)
      if ends == 0 {
        word = open
        return
      }
      sum &+= PieceWeights.weight(ofWord: open)
      word = nil
      ends &= ends &- 1
    }
    while starts != 0 {
      let start = starts.trailingZeroBitCount
      starts &= starts &- 1
      let end = ends == 0 ? count : ends.trailingZeroBitCount
      let bit = UInt64(start)
      let isLonely = Int(lonely >> bit & 1)
      var open = Open()
      open.context =
        Int(behindSpace >> bit & 1) | Int(behindTab >> bit & 1) << 1 | isLonely | isLonely << 1
      let score = looked.scores[end] &- looked.scores[start &+ 1 &- isLonely]
      extend(&open, start, end, Int(score), masks, looked)
      if ends == 0 {
        word = open
        return
      }
      ends &= ends &- 1
      sum &+= PieceWeights.weight(ofWord: open)
    }
  }

  /// Adds a stretch of a block to a word.
  @inline(__always)
  private func extend(
    _ open: inout Open, _ start: Int, _ end: Int, _ score: Int, _ masks: Masks, _ looked: Bytes
  ) {
    if end == start { return }
    let range = UInt64.max << UInt64(start) & UInt64.max >> UInt64(64 &- end)
    open.length &+= end &- start
    open.score &+= score
    open.upperCount &+= (masks.upper & range).nonzeroBitCount
    let wide = masks.wide & range
    if wide != 0, open.script == 255 {
      open.script = looked.scripts[wide.trailingZeroBitCount]
    }
  }

  /// Adds the runs of signs that end here, with the line breaks that belong to them.
  @inline(__always)
  private mutating func addRuns(_ masks: Masks, _ looked: Bytes, _ count: Int) {
    let behindSign = PieceWeights.later(masks.signs, before.signs)
    // Adding a bit to the first of some line breaks carries through all of them.
    let first = masks.breaks & (behindSign | (attached >> 63))
    attached = masks.breaks & ~(masks.breaks &+ first)
    let all = masks.signs | attached
    var starts = masks.signs & ~behindSign
    let behind = all << 1 | (run == nil ? 0 : 1)
    var ends = behind & (~all | starts) & masks.valid
    let behindSpace = PieceWeights.later(masks.spaces, before.spaces)
    if var open = run {
      let end = ends == 0 ? count : ends.trailingZeroBitCount
      extend(&open, 0, end, Int(looked.scores[end]), masks, looked)
      if ends == 0 {
        run = open
        return
      }
      sum &+= PieceWeights.weight(ofRun: open)
      run = nil
      ends &= ends &- 1
    }
    while starts != 0 {
      let start = starts.trailingZeroBitCount
      starts &= starts &- 1
      let end = ends == 0 ? count : ends.trailingZeroBitCount
      let space = Int(behindSpace >> UInt64(start) & 1)
      var open = Open()
      open.length = space
      let score = looked.scores[end] &- looked.scores[start &+ 1 &- space]
      extend(&open, start, end, Int(score), masks, looked)
      if ends == 0 {
        run = open
        return
      }
      ends &= ends &- 1
      sum &+= PieceWeights.weight(ofRun: open)
    }
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

  @inline(__always)
  private static func weight(ofWord open: Open) -> Int {
    let length = min(open.length, EstimateWeights.wordLengths - 1)
    if open.script < 255, open.script != EstimateWeights.latin {
      let index =
        Int(open.script) * EstimateWeights.scriptLengths
        + min(open.length / 2, EstimateWeights.scriptLengths - 1)
      return EstimateWeights.value(EstimateWeights.scripts, index)
    }
    let kind = open.script == 255 ? min(open.upperCount, 2) : 3
    let bucket = min(max((open.score >> 2) &+ 2, 0), EstimateWeights.buckets - 1)
    let row = (open.context &* 4 &+ kind) &* EstimateWeights.wordLengths &+ length
    let value = EstimateWeights.value(
      EstimateWeights.words, row &* EstimateWeights.buckets &+ bucket)
    return value &+ longWeight(open.length, EstimateWeights.wordLengths)
  }

  /// What a piece counts for beyond the longest one of the table: a token for four bytes.
  @inline(__always)
  private static func longWeight(_ length: Int, _ lengths: Int) -> Int {
    length < lengths ? 0 : (length &- lengths &+ 1) &* EstimateWeights.longByte
  }

  @inline(__always)
  private static func weight(ofRun open: Open) -> Int {
    // Its characters beyond ASCII have counted for themselves.
    if open.script < 255 { return 256 }
    let length = min(open.length, EstimateWeights.runLengths - 1)
    let bucket = min(max((open.score >> 2) &+ 2, 0), EstimateWeights.buckets - 1)
    return EstimateWeights.value(EstimateWeights.runs, length &* EstimateWeights.buckets &+ bucket)
  }
}
