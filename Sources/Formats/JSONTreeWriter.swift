/// Writes a value as JSON. Numbers are written as they are; what JSON has not is a string: dates and
/// times, and the numbers `inf`, `-inf` and `nan`.
public enum JSONTreeWriter {
  /// How it is laid out.
  public enum Style: Equatable, Sendable {
    /// Without any white space.
    case compact
    /// One line, with a space behind each comma and colon.
    case line
    /// A value a line, each level further in by so many spaces.
    case indented(Int)
  }

  /// The text of a value, without a newline at its end.
  public static func write(_ node: Node, style: Style) -> [UInt8] {
    switch style {
    case .compact: write(node, Layout(isSpaced: false))
    case .line: write(node, Layout(isSpaced: true))
    case .indented(let step):
      write(
        node,
        Layout(isSpaced: true, step: Array(repeating: Letter.space, count: step), newline: [10]))
    }
  }

  /// What stands between values.
  struct Layout {
    /// Whether a space stands behind commas and colons.
    var isSpaced: Bool
    /// What each level is further in by; nil where all is in one line.
    var step: [UInt8]?
    /// What stands before each line's level.
    var base: [UInt8] = []
    /// What ends a line.
    var newline: [UInt8] = []
  }

  static func write(_ node: Node, _ layout: Layout) -> [UInt8] {
    var bytes: [UInt8] = []
    append(node, layout, depth: 0, to: &bytes)
    return bytes
  }

  private static func append(
    _ node: Node, _ layout: Layout, depth: Int, to bytes: inout [UInt8]
  ) {
    switch node.kind {
    case .null, .index: bytes += "null".utf8
    case .bool: bytes += (node.bool == true ? "true" : "false").utf8
    case .integer: appendText(of: node, isQuoted: false, to: &bytes)
    case .float:
      let isWord = node.withText { text in
        text.withUnsafeBytes { $0.last.map { !Letter.isDigit($0) } ?? true }
      }
      appendText(of: node, isQuoted: isWord, to: &bytes)
    case .string, .offsetDateTime, .localDateTime, .localDate, .localTime:
      appendText(of: node, isQuoted: true, to: &bytes)
    case .array:
      bytes.append(Letter.openBracket)
      for index in 0..<node.count {
        separate(index, layout, depth + 1, &bytes)
        append(node.element(index), layout, depth: depth + 1, to: &bytes)
      }
      close(node, Letter.closeBracket, layout, depth, &bytes)
    case .table:
      bytes.append(Letter.openBrace)
      for index in 0..<node.count {
        separate(index, layout, depth + 1, &bytes)
        appendText(of: node.name(index), isQuoted: true, to: &bytes)
        bytes.append(Letter.colon)
        if layout.isSpaced { bytes.append(Letter.space) }
        append(node.member(index), layout, depth: depth + 1, to: &bytes)
      }
      close(node, Letter.closeBrace, layout, depth, &bytes)
    }
  }

  private static func separate(
    _ index: Int, _ layout: Layout, _ depth: Int, _ bytes: inout [UInt8]
  ) {
    if index > 0 { bytes.append(Letter.comma) }
    if layout.step != nil {
      newLine(layout, depth, &bytes)
    } else if index > 0, layout.isSpaced {
      bytes.append(Letter.space)
    }
  }

  private static func close(
    _ node: Node, _ bracket: UInt8, _ layout: Layout, _ depth: Int, _ bytes: inout [UInt8]
  ) {
    if layout.step != nil, node.count > 0 { newLine(layout, depth, &bytes) }
    bytes.append(bracket)
  }

  private static func newLine(_ layout: Layout, _ depth: Int, _ bytes: inout [UInt8]) {
    bytes += layout.newline
    bytes += layout.base
    for _ in 0..<depth { bytes += layout.step ?? [] }
  }

  private static func appendText(of node: Node, isQuoted: Bool, to bytes: inout [UInt8]) {
    node.withText { text in
      text.withUnsafeBytes { text in
        if isQuoted { JSONWriter.appendQuoted(text, to: &bytes) } else { bytes += text }
      }
    }
  }
}
