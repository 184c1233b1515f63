/// Reads TOML 1.0.0.
///
/// The time it takes grows with the length of the text and nothing else, and what is nested
/// deeper than `depthMax` is refused, so that no text can exhaust the stack.
public struct TOMLParser {
  /// How deep tables and arrays may be nested: each part of a header or a dotted key counts, and so
  /// does each bracket of a value.
  public static let depthMax = 512
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text with a NUL behind it, which no text may hold, so that looking at the next byte needs
  /// no question whether there is one.
  let bytes: [UInt8]
  /// Where the text ends.
  let end: Int
  /// Where the next byte is.
  var offset = 0
  /// The number of the line that it is in, and where that begins.
  private var line = 1
  private var lineStart = 0
  /// Whether columns are bytes. If not, `mark` is a place in the line whose column is known, so
  /// that a long line is not counted from its beginning again and again.
  private let isASCII: Bool
  private var mark: (offset: Int, column: Int) = (0, 1)

  /// Reads a text; its bytes may begin with UTF-8's mark.
  public static func parse(_ bytes: [UInt8]) throws(ParseError) -> Table {
    var parser = try TOMLParser(bytes)
    return try parser.document()
  }

  private init(_ text: [UInt8]) throws(ParseError) {
    isASCII = try UTF8Check.check(text)
    bytes = text + [0]
    end = text.count
    if text.starts(with: TOMLParser.byteOrderMark) {
      offset = 3
      lineStart = 3
      mark.offset = 3
    }
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
    line += 1
    lineStart = offset
    mark = (offset, 1)
    return true
  }

  // MARK: Places

  /// The line and the column of a place in the current line.
  mutating func position(_ place: Int) -> SourcePosition {
    if isASCII { return SourcePosition(line: line, column: place - lineStart + 1) }
    if place < mark.offset { mark = (lineStart, 1) }
    for byte in bytes[mark.offset..<place] where !UTF8.isContinuation(byte) { mark.column += 1 }
    mark.offset = place
    return SourcePosition(line: line, column: mark.column)
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

  /// Whether UTF-8's mark comes next.
  var isByteOrderMark: Bool { bytes[offset...].starts(with: TOMLParser.byteOrderMark) }

  /// What stands at the next byte, in the words of an error.
  func found() -> String {
    let byte = bytes[offset]
    switch byte {
    case 0 where offset == end: return "the end of the text"
    case Letter.newline: return "the end of the line"
    case Letter.carriageReturn where bytes[offset + 1] == Letter.newline:
      return "the end of the line"
    case 0..<Letter.space, Letter.delete:
      let digits = String(byte, radix: 16, uppercase: true)
      return "the control character U+00\(digits.utf8.count == 1 ? "0" : "")\(digits)"
    case Letter.space: return "a space"
    case 0xEF where isByteOrderMark:
      return "a byte order mark, which only stands at the beginning"
    default:
      // A word as a whole. The text is UTF-8: a character ends before the next byte that does not
      // continue it.
      var next = offset + 1
      if TOMLParser.isBare(byte) {
        while TOMLParser.isBare(bytes[next]), next < offset + 40 { next += 1 }
      }
      while UTF8.isContinuation(bytes[next]) { next += 1 }
      return String(decoding: bytes[offset..<next], as: UTF8.self)
    }
  }
}

/// The bytes that mean something.
enum Letter {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let apostrophe = UInt8(ascii: "'")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let colon = UInt8(ascii: ":")
  static let equals = UInt8(ascii: "=")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let underscore = UInt8(ascii: "_")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let delete: UInt8 = 0x7F
}
