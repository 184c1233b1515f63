import CBytes
import Platform

/// Where the tokens of lines begin, looked for many bytes at a time before any of them is read. One object
/// serves one thread.
///
/// What one look finds serves all lines that end within it; the line that does not begins the next look.
struct LineTokens: ~Copyable {
  /// How much is looked at once; of longer lines nothing is known.
  private static let bytesMax = 8 << 10
  /// How many bytes the processor looks at together; none: it has not got the instructions.
  static let widest = bytes_token_width()
  private let width: Int32
  private var found: bytes_tokens
  private let picks: UnsafeMutablePointer<UInt64>
  /// Where the lines that were looked at last begin.
  private(set) var start: UnsafePointer<UInt8>?
  /// Where all lines end.
  private var limit: UnsafePointer<UInt8>?
  /// Which of the tokens to be looked at is next.
  private var odd = 0
  /// Which of the lines is next, its first token, and where it begins.
  private var line = 0
  private var first = 0
  private var next: UnsafePointer<UInt8>?

  /// Nil where the processor has not got the instructions; otherwise it may look at fewer bytes together than
  /// it could.
  init?(width: Int32) {
    guard width != 0 else { return nil }
    self.width = width
    let capacity = LineTokens.bytesMax + 64
    picks = .allocate(capacity: 256)
    bytes_fill_picks(picks)
    found = bytes_tokens(
      places: ZeroedMemory.allocate(capacity), kinds: ZeroedMemory.allocate(capacity),
      ends: ZeroedMemory.allocate(capacity), odd: ZeroedMemory.allocate(capacity), lines: 0,
      odd_count: 0, picks: picks)
  }

  deinit {
    picks.deallocate()
    ZeroedMemory.release(found.places)
    ZeroedMemory.release(found.kinds)
    ZeroedMemory.release(found.ends)
    ZeroedMemory.release(found.odd)
  }

  /// Begins with lines that were not there before. They end, with a newline, before an address, behind which
  /// 64 bytes may be read.
  mutating func begin(upTo limit: UnsafePointer<UInt8>) { (next, self.limit) = (nil, limit) }

  /// The tokens of the line that begins at an address, without the newline; nil where it is too long, or
  /// certainly no JSON.
  @inline(__always)
  mutating func tokens(at start: UnsafePointer<UInt8>) -> Range<Int>? {
    if start != next || line == found.lines {
      look(start)
      if found.lines == 0 { return nil }
    }
    // In bounds: there are so many lines, and each has a last token.
    let tokens = first..<Int(found.ends[line])
    line += 1
    first = tokens.upperBound + 1
    next = self.start.map { $0 + place(tokens.upperBound) + 1 }
    return tokens
  }

  @inline(never)
  private mutating func look(_ start: UnsafePointer<UInt8>) {
    (self.start, line, first, odd) = (start, 0, 0, 0)
    // In bounds: the caller promised the bytes, and there are no more tokens than bytes.
    bytes_json_tokens(start, min((limit ?? start) - start, LineTokens.bytesMax), &found, width)
  }

  /// Where a token begins, from the first of the lines that were looked at together.
  @inline(__always)
  func place(_ token: Int) -> Int { Int(found.places[token]) }

  /// What tokens are; behind them 64 bytes may be read.
  @inline(__always)
  func kinds(_ token: Int) -> UnsafePointer<UInt8> { UnsafePointer(found.kinds + token) }

  /// The next token before another one that is to be looked at, which is passed over; nil where there is none.
  @inline(__always)
  mutating func nextOdd(before end: Int) -> Int? {
    if odd == found.odd_count { return nil }
    // In bounds: there are more of them.
    let token = Int(found.odd[odd])
    if token >= end { return nil }
    odd &+= 1
    return token
  }
}

extension LineTokens {
  /// Behind a number or a word: the last byte before the next token that is no space.
  @inline(__always)
  func end(_ token: Int) -> Int {
    guard let start else { return 0 }
    // In bounds: the token itself is no space.
    var end = place(token &+ 1)
    while start[end &- 1] <= UInt8(ascii: " ") { end &-= 1 }
    return end
  }

  /// The value of a member of a line whose first token is known.
  @inline(__always)
  func value(_ member: ShapeMember, _ first: Int, lineStart: Int) -> LineValue {
    let from = place(first &+ Int(member.value)) &- lineStart
    let last = place(first &+ Int(member.last)) &- lineStart
    switch member.kind {
    case .string: return LineValue(from &+ 1, last, .string)
    case .object, .array: return LineValue(from, last &+ 1, member.kind)
    default: return LineValue(from, end(first &+ Int(member.value)) &- lineStart, member.kind)
    }
  }
}
