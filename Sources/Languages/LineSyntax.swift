/// What begins and ends comments and strings in one language, laid out for the counter.
///
/// It is made once for a language and never freed, so that counting follows pointers alone.
struct LineSyntax: @unchecked Sendable {
  enum Kind: UInt8 {
    /// A comment up to the end of the line.
    case lineComment
    /// The same, where nothing stands before it on the line.
    case firstComment
    /// The same, where it begins the line or a blank stands before it.
    case wordComment
    case blockComment
    /// One that holds others of its kind.
    case nestedComment
    /// One whose ends must begin a line.
    case columnComment
    /// A string that ends with its line, and where `\` escapes.
    case string
    /// A string that ends with its line, without escapes.
    case plainString
    /// A string of several lines where `\` escapes.
    case longString
    /// A string of several lines without escapes.
    case rawString
    /// The same with escapes; where nothing stands before it on its line, it documents, and counts
    /// as a comment.
    case docString
    /// What would be mistaken for one of the others.
    case nothing
  }

  struct Token {
    var kind: Kind = .nothing
    var openCount: UInt8 = 0
    var closeCount: UInt8 = 0
    /// The next one that begins with the same byte, or none.
    var next: UInt8 = LineSyntax.none
    /// Whether what ends it, and what escapes in it, are among the special bytes.
    var endsAreSpecial = false
    /// Up to eight bytes, the first lowest.
    var open: UInt64 = 0
    var close: UInt64 = 0

    @inline(__always)
    func opens(_ word: UInt64) -> Bool {
      word & LineSyntax.mask(openCount) == open
    }

    @inline(__always)
    func closes(_ word: UInt64) -> Bool {
      word & LineSyntax.mask(closeCount) == close
    }
  }

  static let none: UInt8 = 0xFF
  static let tokensMax = 64

  /// The tokens, those of one first byte linked with each other, the longest first.
  let tokens: UnsafeMutablePointer<Token>
  /// For each byte the first token that begins with it, or `none`.
  let first: UnsafeMutablePointer<UInt8>
  /// The bytes that begin a token or escape, each sixteen times.
  let set: UnsafeMutablePointer<UInt8>
  /// How many bytes that is: 0, 4 or 8.
  let setCount: Int32
  /// How many of them differ: no language has more than eight.
  let specialCount: Int
  /// Whether strings can be documentation.
  let documents: Bool

  @inline(__always)
  static func mask(_ count: UInt8) -> UInt64 { ~0 >> (64 &- UInt64(count) &* 8) }

  init(_ list: [Token]) {
    let list = Array(list.prefix(LineSyntax.tokensMax))
    tokens = .allocate(capacity: max(1, list.count))
    tokens.initialize(repeating: Token(), count: max(1, list.count))
    first = .allocate(capacity: 256)
    first.initialize(repeating: LineSyntax.none, count: 256)
    var bytes: [UInt8] = []
    // In bounds: there are no more than there is room for, and a byte is below 256.
    for index in list.indices {
      tokens[index] = list[index]
      let byte = UInt8(truncatingIfNeeded: list[index].open)
      if !bytes.contains(byte) { bytes.append(byte) }
      var link = LineSyntax.none
      var next = first[Int(byte)]
      while next != LineSyntax.none, tokens[Int(next)].openCount >= list[index].openCount {
        link = next
        next = tokens[Int(next)].next
      }
      tokens[index].next = next
      if link == LineSyntax.none {
        first[Int(byte)] = UInt8(index)
      } else {
        tokens[Int(link)].next = UInt8(index)
      }
    }
    let backslash = UInt8(ascii: "\\")
    if list.contains(where: { [.string, .longString, .docString].contains($0.kind) }),
      !bytes.contains(backslash)
    {
      bytes.append(backslash)
    }
    for index in list.indices {
      tokens[index].endsAreSpecial =
        bytes.count <= 8 && bytes.contains(UInt8(truncatingIfNeeded: list[index].close))
    }
    specialCount = bytes.count
    documents = list.contains { $0.kind == .docString }
    setCount = bytes.isEmpty ? 0 : bytes.count <= 4 ? 4 : 8
    set = .allocate(capacity: 128)
    for place in 0..<8 {
      let byte = bytes.isEmpty ? 0 : bytes[min(place, bytes.count - 1)]
      (set + 16 * place).initialize(repeating: byte, count: 16)
    }
  }
}
