import Platform

/// Reads TOML 1.0.0.
///
/// The time it takes grows with the length of the text and nothing else, and what is nested
/// deeper than `depthMax` is refused, so that no text can exhaust the stack.
public struct TOMLParser: ~Copyable {
  /// How deep tables and arrays may be nested where nothing else is said: each part of a header or a
  /// dotted key counts, and so does each bracket of a value.
  public static let depthMax = 512

  /// The text with a NUL behind it, which no text may hold, so that looking at the next byte needs
  /// no question whether there is one.
  let bytes: [UInt8]
  /// Where the text ends.
  let end: Int
  private let depthMax: Int
  /// Where the statements and values begin and end, where somebody wants to know.
  let outline: TOMLOutline?
  /// Where the next byte is.
  var offset = 0
  var builder: TreeBuilder
  /// The elements of the arrays that are open.
  var elements: [TreeRecord] = []
  /// Whether there was an underscore in the digits that were read last.
  var isUnderscored = false

  /// Reads a text, which may begin with UTF-8's mark, and in which nothing is nested deeper than
  /// `depthMax`. Each level takes stack.
  public static func parse(
    _ text: FrozenBytes, depthMax: Int = TOMLParser.depthMax
  ) throws(ParseError) -> Tree {
    try parse(text, depthMax: depthMax, outline: nil)
  }

  static func parse(
    _ text: FrozenBytes, depthMax: Int = TOMLParser.depthMax, outline: TOMLOutline?
  ) throws(ParseError) -> Tree {
    guard text.count < UInt32.max else {
      throw ParseError(.start, "the text is too long: expected less than 4 GiB")
    }
    var parser = TOMLParser(text, depthMax, outline)
    _ = try UTF8Check.check(parser.bytes.span.extracting(..<parser.end))
    let root = try parser.document()
    return parser.finish(root)
  }

  private init(_ text: FrozenBytes, _ depthMax: Int, _ outline: TOMLOutline?) {
    end = text.count
    bytes = text.withBytes { text in
      [UInt8](unsafeUninitializedCapacity: text.byteCount + 1) { buffer, count in
        // In bounds: the array has room for one byte more than the text has.
        text.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
        buffer.initializeElement(at: text.byteCount, to: 0)
        count = text.byteCount + 1
      }
    }
    self.depthMax = depthMax
    self.outline = outline
    builder = TreeBuilder(source: text)
  }

  private consuming func finish(_ root: TreeRecord) -> Tree { builder.finish(root) }

  // MARK: Statements

  private mutating func document() throws(ParseError) -> TreeRecord {
    offset = UTF8Check.markLength(bytes.span)
    let root = TOMLTable(.header, at: 0)
    var current = root
    var depth = 0
    while true {
      skipSpaces()
      switch bytes[offset] {
      case 0 where offset == end: return root.finished(&builder)
      case Letter.newline, Letter.carriageReturn, Letter.hash: try endLine()
      case Letter.openBracket:
        (current, depth) = try header(root)
        try endLine()
        outline?.endStatement(at: offset)
      default:
        try pair(in: current, depth: depth, brace: nil)
        try endLine()
        outline?.endStatement(at: offset)
      }
    }
  }

  /// `a.b = VALUE`, in a table that lies so deep, and whose brace is there, where it is inline.
  mutating func pair(in table: TOMLTable, depth: Int, brace: Int?) throws(ParseError) {
    var table = table
    var depth = depth + 1
    let start = offset
    var steps: [ValuePath.Step] = []
    var key = try self.key()
    if outline != nil { steps.append(.name(text(key))) }
    skipSpaces()
    while bytes[offset] == Letter.dot {
      try checkDepth(depth, at: Int(key.offset))
      table = try dotted(key, in: table)
      depth += 1
      offset += 1
      skipSpaces()
      key = try self.key()
      if outline != nil { steps.append(.name(text(key))) }
      skipSpaces()
    }
    guard bytes[offset] == Letter.equals else {
      throw error("expected = and a value after the key \(shown(key)), found \(found())")
    }
    offset += 1
    if let taken = table.add(key, builder.null(at: offset), builder) {
      throw redefined(key, in: table, taken)
    }
    skipSpaces()
    let first = offset
    table.setLast(try value(depth: depth))
    outline?.addPair(steps, start: start, value: first..<offset, brace: brace)
  }

  /// The end of a statement's line, with the comment that may stand before it.
  private mutating func endLine() throws(ParseError) {
    skipSpaces()
    if bytes[offset] == Letter.hash { try comment() }
    if try newline() || offset == end { return }
    throw error("expected the end of the line, found \(found())")
  }

  // MARK: What stands between values

  /// Skips spaces and tabs.
  mutating func skipSpaces() {
    while bytes[offset] == Letter.space || bytes[offset] == Letter.tab { offset += 1 }
  }

  /// Skips spaces, ends of lines and comments, as they may stand in an array.
  mutating func skipLines() throws(ParseError) {
    while true {
      skipSpaces()
      if bytes[offset] == Letter.hash { try comment() }
      if try !newline() { return }
    }
  }

  private mutating func comment() throws(ParseError) {
    while bytes[offset] >= Letter.space && bytes[offset] != Letter.delete
      || bytes[offset] == Letter.tab
    { offset += 1 }
    if offset < end, bytes[offset] != Letter.newline, bytes[offset] != Letter.carriageReturn {
      throw error("\(found()) is not allowed in a comment")
    }
  }

  /// Skips the end of a line; false, and nothing skipped, where there is none.
  mutating func newline() throws(ParseError) -> Bool {
    switch bytes[offset] {
    case Letter.newline: offset += 1
    case Letter.carriageReturn:
      guard bytes[offset + 1] == Letter.newline else {
        throw error("a carriage return must be followed by a newline")
      }
      offset += 2
    default: return false
    }
    return true
  }

  // MARK: Places

  /// The line and the column of a place. It costs as much as the text is long: for errors.
  func position(_ place: Int) -> SourcePosition { SourceLines(builder.source).position(place) }

  /// The error at a place, which is the next byte unless another is given.
  func error(_ message: String, at place: Int? = nil) -> ParseError {
    ParseError(position(place ?? offset), message)
  }

  func checkDepth(_ depth: Int, at place: Int) throws(ParseError) {
    if depth > depthMax { throw error("nested more than \(depthMax) deep", at: place) }
  }

  /// What stands at the next byte, in the words of an error.
  func found() -> String { SourceWords.found(offset, in: bytes.span.extracting(..<end)) }
}
