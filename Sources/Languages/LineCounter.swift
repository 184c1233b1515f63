import CBytes

/// Counts the lines of a text in a language: blank, comments, code. It takes the text piece by piece,
/// cut anywhere, and keeps less than half a kilobyte.
///
/// Sixty-four bytes are looked at at once, as masks: a bit for each newline, for each visible byte,
/// and for each that may begin a comment or a string. Only these last are followed one by one. A line
/// has code if a visible byte of it is in no comment; an addition finds that for all lines of a mask,
/// since the carry of a visible byte runs through the ones up to the newline.
///
/// A line ends with `\n`: `\r` before it is white space, and alone it ends nothing. White space is
/// whatever is not above a space. A line that holds code and a comment is code; what is in strings is
/// code; a line that is blank within a comment is blank (as for cloc and tokei). A string of Python
/// that begins a line with three quotes is a comment (as for scc and cloc).
public struct LineCounter: ~Copyable {
  private enum Mode: UInt8 {
    case code
    case lineComment
    case comment
    case string
    /// A string that documents.
    case document
  }

  /// How many bytes behind a block must be known: the longest token, and one.
  private static let lookahead = 16
  private static let blockBytes = 64
  private static let pendingMax = 160

  private let syntax: LineSyntax
  private var mode = Mode.code
  /// What began the comment or string that is open.
  private var open = LineSyntax.Token()
  private var depth: UInt32 = 0
  /// How many bytes of the next block are already dealt with, and whether as a comment.
  private var skip = 0
  private var skipIsComment = false
  /// Whether the line so far has something visible, and code.
  private var lineIsVisible = false
  private var lineIsCode = false
  private var lastByte = UInt8(ascii: "\n")
  private var counts = LineCounts()
  private var codeLines = 0
  private let pending: UnsafeMutablePointer<UInt8>
  private var pendingCount = 0

  /// A counter for a language; without one, lines are blank or code.
  public init(_ language: Language?) {
    syntax = LineSyntaxes.shared.syntax(language)
    pending = .allocate(capacity: LineCounter.pendingMax)
    pending.initialize(repeating: 0, count: LineCounter.pendingMax)
  }

  deinit { pending.deallocate() }

  /// Takes the next piece of the text.
  public mutating func update(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, bytes.count > 0 else { return }
      take(base.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
  }

  private mutating func take(_ base: UnsafePointer<UInt8>, _ count: Int) {
    let needed = LineCounter.blockBytes + LineCounter.lookahead
    var place = 0
    if pendingCount > 0 {
      // In bounds: what is pending is below `needed`, and with what is added at most its capacity.
      let held = pendingCount
      let added = min(count, LineCounter.pendingMax - held)
      (pending + held).update(from: base, count: added)
      pendingCount += added
      var done = 0
      while done < held, pendingCount - done >= needed {
        block(pending + done)
        done += LineCounter.blockBytes
      }
      if done < held {
        // All of the piece is in here: there was too little to go on.
        drop(done)
        return
      }
      place = done - held
      pendingCount = 0
    }
    while count - place >= needed {
      block(base + place)
      place += LineCounter.blockBytes
    }
    // In bounds: less than `needed` is left.
    pending.update(from: base + place, count: count - place)
    pendingCount = count - place
  }

  private mutating func drop(_ done: Int) {
    pendingCount -= done
    for index in 0..<pendingCount { pending[index] = pending[index + done] }
  }

  /// Ends the text, and gives the counts.
  public mutating func finish() -> LineCounts {
    while pendingCount > 0 {
      // In bounds: what is behind the text is made to be spaces, up to the capacity.
      for index in pendingCount..<LineCounter.pendingMax { pending[index] = UInt8(ascii: " ") }
      let count = min(pendingCount, LineCounter.blockBytes)
      let last = pending[count - 1]
      block(pending)
      lastByte = last
      drop(count)
    }
    if lastByte != UInt8(ascii: "\n") {
      counts.lines += 1
      if !lineIsVisible { counts.blank += 1 }
      if lineIsCode { codeLines += 1 }
    }
    lastByte = UInt8(ascii: "\n")
    counts.code = codeLines
    counts.comment = counts.lines - counts.blank - codeLines
    return counts
  }

  // MARK: One block

  private mutating func block(_ base: UnsafePointer<UInt8>) {
    // In bounds: a block and the bytes to look ahead are there; the set is eight times sixteen.
    let masks =
      switch syntax.setCount {
      case 0: bytes_line_masks(base, syntax.set, 0)
      case 4: bytes_line_masks(base, syntax.set, 4)
      default: bytes_line_masks(base, syntax.set, 8)
      }
    var comment: UInt64 = 0
    if masks.special != 0 || mode != .code || skip != 0 {
      comment = follow(base, masks)
    }
    lastByte = base[LineCounter.blockBytes - 1]
    let newlines = masks.newlines
    let visible = LineCounter.linesWith(masks.visible, newlines, &lineIsVisible)
    let code = LineCounter.linesWith(masks.visible & ~comment, newlines, &lineIsCode)
    counts.lines += newlines.nonzeroBitCount
    counts.blank += (newlines & ~visible).nonzeroBitCount
    codeLines += code.nonzeroBitCount
  }

  /// The newlines of those lines that have a bit of a mask, also from a block before.
  @inline(__always)
  private static func linesWith(
    _ bits: UInt64, _ newlines: UInt64, _ carry: inout Bool
  ) -> UInt64 {
    let (sum, over) = (~newlines).addingReportingOverflow(bits & ~newlines)
    let (all, overAgain) = sum.addingReportingOverflow(carry ? 1 : 0)
    carry = over || overAgain
    return all & newlines
  }

  /// The bits from one place up to another.
  @inline(__always)
  private static func bits(_ start: Int, _ end: Int) -> UInt64 {
    guard start < end else { return 0 }
    let above: UInt64 = start >= 64 ? 0 : ~0 << UInt64(start)
    return end >= 64 ? above : above & ~(~0 << UInt64(end))
  }

  /// Goes through what opens and closes, and gives the bytes that are in comments.
  private mutating func follow(
    _ base: UnsafePointer<UInt8>, _ masks: bytes_lines
  ) -> UInt64 {
    var comment: UInt64 = skipIsComment ? LineCounter.bits(0, skip) : 0
    var place = skip
    skip = 0
    skipIsComment = false
    while place < LineCounter.blockBytes {
      switch mode {
      case .code: place = code(base, masks, place)
      case .lineComment:
        let end = LineCounter.next(masks.newlines, place)
        comment |= LineCounter.bits(place, end)
        if end < LineCounter.blockBytes { mode = .code }
        place = end
      case .comment:
        let end = self.comment(base, masks, place)
        comment |= LineCounter.bits(place, end)
        if end > LineCounter.blockBytes { skipIsComment = true }
        place = end
      case .string: place = string(base, masks, place)
      case .document:
        let end = string(base, masks, place)
        comment |= LineCounter.bits(place, end)
        if end > LineCounter.blockBytes { skipIsComment = true }
        place = end
      }
    }
    skip = place - LineCounter.blockBytes
    return comment
  }

  /// The first bit from a place on: 64 where there is none.
  @inline(__always)
  private static func next(_ mask: UInt64, _ place: Int) -> Int {
    (mask & (~0 &<< UInt64(place))).trailingZeroBitCount
  }

  @inline(__always)
  private static func word(_ base: UnsafePointer<UInt8>, _ place: Int) -> UInt64 {
    // In bounds: at most 63 bytes into the block, and sixteen are known behind it.
    UnsafeRawPointer(base).loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// Whether only white space stands before a place on its line.
  @inline(__always)
  private func isFirst(_ masks: bytes_lines, _ place: Int) -> Bool {
    let before = LineCounter.bits(0, place)
    let newlines = masks.newlines & before
    if newlines == 0 { return !lineIsVisible && masks.visible & before == 0 }
    let start = 63 - newlines.leadingZeroBitCount
    return masks.visible & before & (~0 << UInt64(start)) == 0
  }

  @inline(__always)
  private func byteBefore(_ base: UnsafePointer<UInt8>, _ place: Int) -> UInt8 {
    place == 0 ? lastByte : base[place - 1]
  }

  /// From a place in code to where something else begins: a comment at its first byte, a string
  /// behind its opening.
  @inline(__always)
  private mutating func code(
    _ base: UnsafePointer<UInt8>, _ masks: bytes_lines, _ start: Int
  ) -> Int {
    var place = start
    while place < LineCounter.blockBytes {
      place = LineCounter.next(masks.special, place)
      guard place < LineCounter.blockBytes else { return place }
      let word = LineCounter.word(base, place)
      var index = syntax.first[Int(base[place])]
      var length = 1
      while index != LineSyntax.none {
        let token = syntax.tokens[Int(index)]
        if token.opens(word), isOpening(token, base, masks, place) {
          length = Int(token.openCount)
          if token.kind != .nothing { return begin(token, masks, place) }
          break
        }
        index = token.next
      }
      place += length
    }
    return place
  }

  @inline(__always)
  private func isOpening(
    _ token: LineSyntax.Token, _ base: UnsafePointer<UInt8>, _ masks: bytes_lines, _ place: Int
  ) -> Bool {
    switch token.kind {
    case .firstComment: isFirst(masks, place)
    case .wordComment: byteBefore(base, place) <= UInt8(ascii: " ")
    case .columnComment: byteBefore(base, place) == UInt8(ascii: "\n")
    default: true
    }
  }

  @inline(__always)
  private mutating func begin(
    _ token: LineSyntax.Token, _ masks: bytes_lines, _ place: Int
  ) -> Int {
    switch token.kind {
    case .lineComment, .firstComment, .wordComment:
      mode = .lineComment
      return place
    case .blockComment, .nestedComment, .columnComment:
      open = token
      // The opening itself is passed at the first look for the end.
      depth = 0
      mode = .comment
      return place
    case .docString where isFirst(masks, place):
      open = token
      depth = 0
      mode = .document
      return place
    default:
      open = token
      mode = .string
      return place + Int(token.openCount)
    }
  }

  /// From a place in a comment to behind its end, or to the end of the block.
  @inline(__always)
  private mutating func comment(
    _ base: UnsafePointer<UInt8>, _ masks: bytes_lines, _ start: Int
  ) -> Int {
    var place = start
    if depth == 0 {
      depth = 1
      place += Int(open.openCount)
    }
    let close = UInt8(truncatingIfNeeded: open.close)
    var ends =
      open.closeCount == 1
      ? bytes_mask(base, close)
      : bytes_pair_mask(base, close, UInt8(truncatingIfNeeded: open.close >> 8))
    if open.kind == .nestedComment {
      ends |= bytes_mask(base, UInt8(truncatingIfNeeded: open.open))
    }
    while place < LineCounter.blockBytes {
      place = LineCounter.next(ends, place)
      guard place < LineCounter.blockBytes else { return place }
      let word = LineCounter.word(base, place)
      if open.closes(word),
        open.kind != .columnComment || byteBefore(base, place) == UInt8(ascii: "\n")
      {
        place += Int(open.closeCount)
        depth &-= 1
        if depth == 0 {
          mode = open.kind == .columnComment ? .lineComment : .code
          return place
        }
      } else if open.kind == .nestedComment, open.opens(word) {
        place += Int(open.openCount)
        depth &+= 1
      } else {
        place += 1
      }
    }
    return place
  }

  /// From a place in a string to behind its end, or to the end of the block.
  @inline(__always)
  private mutating func string(
    _ base: UnsafePointer<UInt8>, _ masks: bytes_lines, _ start: Int
  ) -> Int {
    var place = start
    if mode == .document, depth == 0 {
      depth = 1
      place += Int(open.openCount)
    }
    let isShort = open.kind == .string || open.kind == .plainString
    let escapes = open.kind != .plainString && open.kind != .rawString
    var ends = masks.special
    if !open.endsAreSpecial {
      ends = bytes_mask(base, UInt8(truncatingIfNeeded: open.close))
      if escapes { ends |= bytes_mask(base, UInt8(ascii: "\\")) }
    }
    if isShort { ends |= masks.newlines }
    while place < LineCounter.blockBytes {
      place = LineCounter.next(ends, place)
      guard place < LineCounter.blockBytes else { return place }
      let byte = base[place]
      if escapes, byte == UInt8(ascii: "\\") {
        place += 2
      } else if isShort, byte == UInt8(ascii: "\n") {
        mode = .code
        return place
      } else if open.closes(LineCounter.word(base, place)) {
        mode = .code
        return place + Int(open.closeCount)
      } else {
        place += 1
      }
    }
    return place
  }
}
