/// Reads TOML 1.0.0.
///
/// The time it takes grows with the length of the text and nothing else, and what is nested
/// deeper than `depthMax` is refused, so that no text can exhaust the stack.
public struct TOMLParser {
  /// How deep tables and arrays may be nested: each part of a header or a dotted key counts, and so
  /// does each bracket of a value.
  public static let depthMax = 512

  /// The text with a NUL behind it, which no text may hold, so that looking at the next byte needs
  /// no question whether there is one.
  let bytes: [UInt8]
  /// Where the text ends.
  let end: Int
  /// Where the next byte is.
  var offset = 0
  /// The line that it is in.
  private var line: SourceLine

  /// Reads a text; its bytes may begin with UTF-8's mark.
  public static func parse(_ bytes: [UInt8]) throws(ParseError) -> Table {
    var parser = try TOMLParser(bytes)
    return try parser.document()
  }

  private init(_ text: [UInt8]) throws(ParseError) {
    let isASCII = try UTF8Check.check(text.span)
    bytes = text + [0]
    end = text.count
    offset = UTF8Check.markLength(text.span)
    line = SourceLine(1, at: offset, isASCII: isASCII)
  }

  // MARK: Statements

  private mutating func document() throws(ParseError) -> Table {
    let root = TOMLTable(.header, at: .start)
    var current = root
    var depth = 0
    while true {
      skipSpaces()
      switch bytes[offset] {
      case 0 where offset == end: return root.finished()
      case Letter.newline, Letter.carriageReturn: break
      case Letter.hash: break
      case Letter.openBracket: (current, depth) = try header(root)
      default: try pair(in: current, depth: depth)
      }
      try endLine()
    }
  }

  /// `a.b = VALUE`, in a table that lies so deep.
  mutating func pair(in table: TOMLTable, depth: Int) throws(ParseError) {
    var table = table
    var depth = depth + 1
    var key = try self.key()
    skipSpaces()
    while bytes[offset] == Letter.dot {
      try checkDepth(depth, at: key.offset)
      table = try dotted(key, in: table)
      depth += 1
      offset += 1
      skipSpaces()
      key = try self.key()
      skipSpaces()
    }
    guard bytes[offset] == Letter.equals else {
      throw error("expected = and a value after the key \(key.shown), found \(found())")
    }
    offset += 1
    if let taken = table.add(key) { throw redefined(key, in: table, taken) }
    skipSpaces()
    table.setLast(try value(depth: depth))
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
    line.next(at: offset)
    return true
  }

  // MARK: Places

  /// The line and the column of a place in the current line.
  mutating func position(_ place: Int) -> SourcePosition {
    let bytes = bytes
    return line.position(place, in: bytes.span)
  }

  /// The error at a place in the current line, which is the next byte unless another is given.
  mutating func error(_ message: String, at place: Int? = nil) -> ParseError {
    ParseError(position(place ?? offset), message)
  }

  mutating func checkDepth(_ depth: Int, at place: Int) throws(ParseError) {
    if depth > TOMLParser.depthMax {
      throw error("nested more than \(TOMLParser.depthMax) deep", at: place)
    }
  }

  /// What stands at the next byte, in the words of an error.
  func found() -> String { SourceWords.found(offset, in: bytes.span.extracting(..<end)) }
}
