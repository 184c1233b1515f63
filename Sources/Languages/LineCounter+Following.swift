import CBytes

/// What opens and closes in one block of sixty-four bytes. The bits of its masks are counted from its
/// first byte; sixteen bytes behind it are known.
extension LineCounter {
  /// Goes through what opens and closes, and gives the bytes that are in comments.
  mutating func follow(
    _ base: UnsafePointer<UInt8>, _ masks: bytes_lines
  ) -> UInt64 {
    var comment: UInt64 = skipIsComment ? LineCounter.bits(0, skip) : 0
    var place = skip
    skip = 0
    skipIsComment = false
    while place < LineCounter.blockBytes {
      switch mode {
      case .code:
        place = code(base, masks, place)
        if mode == .document {
          // The letter before it belongs to it.
          if place == 0 {
            byteBeforeIsComment = true
          } else if base[place - 1] > UInt8(ascii: " ") {
            comment |= 1 << UInt64(place - 1)
          }
        }
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
    LineCounter.isFirst(masks, place, lineIsVisible)
  }

  @inline(__always)
  static func isFirst(_ masks: bytes_lines, _ place: Int, _ lineIsVisible: Bool) -> Bool {
    let before = LineCounter.bits(0, place)
    let newlines = masks.newlines & before
    if newlines == 0 { return !lineIsVisible && masks.visible & before == 0 }
    let start = 63 - newlines.leadingZeroBitCount
    return masks.visible & before & (~0 << UInt64(start)) == 0
  }

  /// Whether a letter that says how a string is to be read, and nothing else, stands before it on its
  /// line.
  private func isPrefixed(
    _ base: UnsafePointer<UInt8>, _ masks: bytes_lines, _ place: Int
  ) -> Bool {
    switch byteBefore(base, place) | 0x20 {
    case UInt8(ascii: "r"), UInt8(ascii: "u"):
      place == 0 ? lineIsOneByte : isFirst(masks, place - 1)
    default: false
    }
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
          if token.kind != .nothing { return begin(token, base, masks, place) }
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
    _ token: LineSyntax.Token, _ base: UnsafePointer<UInt8>, _ masks: bytes_lines, _ place: Int
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
    case .docString where isFirst(masks, place) || isPrefixed(base, masks, place):
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
