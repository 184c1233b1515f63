/// Reads JSON: RFC 8259, and nothing else unless an option allows it.
///
/// No number loses anything. One without a fraction and an exponent is an `integer` if 64 bits hold
/// it. One with either is a `float` if that is written with the same digits again: `0.1` is, though
/// binary has no such number, and `0.1000000000000000055`, which is nearest to the same, is not. What
/// is neither is kept as a `number`.
///
/// The time it takes grows with the length of the text and nothing else, and what is nested
/// deeper than `depthMax` is refused, so that no text can exhaust the stack.
public struct JSONParser {
  /// How deep arrays and objects may be nested.
  public static let depthMax = 512

  /// What else is read.
  public struct Options: Equatable, Sendable {
    /// Whether `// ...` and `/* ... */` may stand between values, and a comma behind the last one
    /// of an array or an object: JSONC, which editors have in their own settings.
    public var allowsComments: Bool
    /// Whether of two members of one name the last is taken, in the place of the first; otherwise
    /// the second is refused.
    public var takesLastDuplicate: Bool

    /// What the RFC has, unless said otherwise.
    public init(allowsComments: Bool = false, takesLastDuplicate: Bool = false) {
      self.allowsComments = allowsComments
      self.takesLastDuplicate = takesLastDuplicate
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let options: Options
  /// Where the next byte is.
  var offset: Int
  /// The line that it is in.
  private var line: SourceLine

  /// Reads a text; its bytes may begin with UTF-8's mark.
  public static func parse(
    _ bytes: [UInt8], _ options: Options = Options()
  ) throws(ParseError) -> Value {
    try parse(bytes.span, line: 1, options)
  }

  /// Reads a text that is a part of others, such as one line of many, without copying it. Positions
  /// count from the line that is given.
  public static func parse(
    _ bytes: ArraySlice<UInt8>, line: Int, _ options: Options = Options()
  ) throws(ParseError) -> Value {
    try parse(bytes.span, line: line, options)
  }

  /// Reads a text that lies anywhere, without copying it. Positions count from the line that is
  /// given.
  public static func parse(
    _ bytes: Span<UInt8>, line: Int, _ options: Options = Options()
  ) throws(ParseError) -> Value {
    let isASCII = try UTF8Check.check(bytes, line: line)
    let offset = UTF8Check.markLength(bytes)
    // The parser does not outlive the call, for which the bytes are lent.
    return try bytes.withUnsafeBufferPointer { (bytes) throws(ParseError) -> Value in
      let line = SourceLine(line, at: offset, isASCII: isASCII)
      var parser = JSONParser(bytes: bytes, options: options, offset: offset, line: line)
      return try parser.document()
    }
  }

  private mutating func document() throws(ParseError) -> Value {
    try skipBlanks()
    let value = try value(depth: 0)
    try skipBlanks()
    if offset < bytes.count {
      throw error("expected the end of the text after its value, found \(found())")
    }
    return value
  }

  /// The next byte. Behind the end it is NUL, which means as little as a NUL in the text.
  var next: UInt8 {
    @inline(__always) get { offset < bytes.count ? bytes[offset] : 0 }
  }

  // MARK: What stands between values

  /// Skips white space, and comments where they are allowed.
  @inline(__always)
  mutating func skipBlanks() throws(ParseError) {
    while true {
      switch next {
      case Letter.space, Letter.tab, Letter.carriageReturn: offset += 1
      case Letter.newline:
        offset += 1
        line.next(at: offset)
      case Letter.slash where options.allowsComments: try comment()
      default: return
      }
    }
  }

  private mutating func comment() throws(ParseError) {
    let opening = position(offset)
    offset += 1
    switch next {
    case Letter.slash:
      while offset < bytes.count, bytes[offset] != Letter.newline { offset += 1 }
    case Letter.star:
      offset += 1
      while next != Letter.star || offset + 1 >= bytes.count || bytes[offset + 1] != Letter.slash {
        if offset >= bytes.count { throw unclosed("comment", opening, "*/") }
        offset += 1
        if bytes[offset - 1] == Letter.newline { line.next(at: offset) }
      }
      offset += 2
    default: throw error("expected / or * for a comment, found \(found())")
    }
  }

  // MARK: Places

  /// The line and the column of a place in the current line.
  @inline(__always)
  mutating func position(_ place: Int) -> SourcePosition { line.position(place, in: bytes.span) }

  /// The error at a place in the current line, which is the next byte unless another is given.
  mutating func error(_ message: String, at place: Int? = nil) -> ParseError {
    ParseError(position(place ?? offset), message)
  }

  /// The error for something that is still open at the end of the text.
  func unclosed(_ what: String, _ opening: SourcePosition, _ close: String) -> ParseError {
    ParseError(opening, "the \(what) that begins here has no end: expected \(close)")
  }

  /// What stands at the next byte, in the words of an error.
  func found() -> String {
    if next == Letter.slash, !options.allowsComments, offset + 1 < bytes.count,
      bytes[offset + 1] == Letter.slash || bytes[offset + 1] == Letter.star
    {
      return "a comment, which JSON does not have"
    }
    return SourceWords.found(offset, in: bytes.span)
  }
}
