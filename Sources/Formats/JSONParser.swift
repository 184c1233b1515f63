import Platform

/// Reads JSON: RFC 8259, and nothing else unless an option allows it.
///
/// Numbers are kept as they are written, so that none loses anything. Strings without escapes and
/// numbers are not copied: the tree refers to the text.
///
/// The time it takes grows with the length of the text and nothing else, and what is nested
/// deeper than `depthMax` is refused, so that no text can exhaust the stack.
public struct JSONParser: ~Copyable {
  /// How deep arrays and objects may be nested, unless an option says otherwise.
  public static let depthMax = 512

  /// What else is read.
  public struct Options: Equatable, Sendable {
    /// Whether `// ...` and `/* ... */` may stand between values, and a comma behind the last one
    /// of an array or an object: JSONC, which editors have in their own settings.
    public var allowsComments: Bool
    /// Whether of two members of one name the last is taken, in the place of the first; otherwise
    /// the second is refused.
    public var takesLastDuplicate: Bool
    /// How deep arrays and objects may be nested: each level takes some hundred bytes of the stack.
    public var depthMax: Int
    /// The number of the text's first line, where it is a part of another.
    public var firstLine: Int

    /// What the RFC has, unless said otherwise.
    public init(
      allowsComments: Bool = false, takesLastDuplicate: Bool = false,
      depthMax: Int = JSONParser.depthMax, firstLine: Int = 1
    ) {
      self.allowsComments = allowsComments
      self.takesLastDuplicate = takesLastDuplicate
      self.depthMax = depthMax
      self.firstLine = firstLine
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let options: Options
  /// Where the next byte is.
  var offset: Int
  var builder: TreeBuilder
  /// The finished values of the arrays and objects that are still open, the outermost first.
  var pending: [TreeRecord] = []
  private let lines: SourceLines
  /// Where values end, by where they begin, for those who change them.
  var ends: [Int: Int] = [:]
  let keepsEnds: Bool

  /// Reads a text; its bytes may begin with UTF-8's mark.
  public static func parse(
    _ text: FrozenBytes, _ options: Options = Options()
  ) throws(ParseError) -> Tree {
    try parse(text, options, keepsEnds: false).tree
  }

  /// Reads a text; its bytes may begin with UTF-8's mark.
  public static func parse(
    _ bytes: [UInt8], _ options: Options = Options()
  ) throws(ParseError) -> Tree {
    try parse(FrozenBytes(bytes), options)
  }

  /// Reads a text that is a part of others, such as one line of many. Positions count from the line
  /// that is given.
  public static func parse(
    _ bytes: ArraySlice<UInt8>, line: Int
  ) throws(ParseError) -> Tree {
    try parse(FrozenBytes(bytes.span.bytes), Options(firstLine: line))
  }

  static func parse(
    _ text: FrozenBytes, _ options: Options, keepsEnds: Bool
  ) throws(ParseError) -> (tree: Tree, ends: [Int: Int]) {
    // The parser does not outlive the call, for which the bytes are lent.
    try text.withBytes { (bytes) throws(ParseError) in
      try bytes.withUnsafeBytes { (raw) throws(ParseError) in
        let bytes = raw.assumingMemoryBound(to: UInt8.self)
        _ = try UTF8Check.check(Span(_unsafeElements: bytes), line: options.firstLine)
        let parser = JSONParser(bytes, text, options, keepsEnds: keepsEnds)
        return try parser.document()
      }
    }
  }

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ text: FrozenBytes, _ options: Options, keepsEnds: Bool
  ) {
    self.bytes = bytes
    self.options = options
    self.keepsEnds = keepsEnds
    offset = UTF8Check.markLength(bytes.span)
    builder = TreeBuilder(source: text)
    builder.firstLine = options.firstLine
    lines = SourceLines(text, firstLine: options.firstLine)
  }

  private consuming func document() throws(ParseError) -> (tree: Tree, ends: [Int: Int]) {
    try skipBlanks()
    let value = try value(depth: 0)
    try skipBlanks()
    if offset < bytes.count {
      throw error("expected the end of the text after its value, found \(found())")
    }
    let ends = ends
    return (builder.finish(value), ends)
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
      case Letter.space, Letter.newline, Letter.tab, Letter.carriageReturn: offset += 1
      case Letter.slash where options.allowsComments: try comment()
      default: return
      }
    }
  }

  private mutating func comment() throws(ParseError) {
    let opening = offset
    offset += 1
    switch next {
    case Letter.slash:
      while offset < bytes.count, bytes[offset] != Letter.newline { offset += 1 }
    case Letter.star:
      offset += 1
      while next != Letter.star || offset + 1 >= bytes.count || bytes[offset + 1] != Letter.slash {
        if offset >= bytes.count { throw unclosed("comment", opening, "*/") }
        offset += 1
      }
      offset += 2
    default: throw error("expected / or * for a comment, found \(found())")
    }
  }

  // MARK: Places

  /// The error at a place, which is the next byte unless another is given.
  func error(_ message: String, at place: Int? = nil) -> ParseError {
    ParseError(lines.position(place ?? offset), message)
  }

  /// The line of a place.
  func line(_ place: Int) -> UInt32 { lines.position(place).line }

  /// The error for something that is still open at the end of the text.
  func unclosed(_ what: String, _ opening: Int, _ close: String) -> ParseError {
    error("the \(what) that begins here has no end: expected \(close)", at: opening)
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
