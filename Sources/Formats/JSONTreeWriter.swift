import Platform

/// Writes a value as JSON. Numbers are written as they are; what JSON has not is a string: dates and
/// times, and the numbers `inf`, `-inf` and `nan`.
public enum JSONTreeWriter {
  /// How it is laid out.
  public enum Style: Equatable, Sendable {
    /// Without any white space.
    case compact
    /// A value a line, each level further in by so many spaces.
    case indented(Int)
  }

  /// The text of a value, without a newline at its end.
  public static func write(_ node: Node, style: Style) -> [UInt8] {
    var bytes: [UInt8] = []
    switch style {
    case .compact: append(node, step: nil, depth: 0, to: &bytes)
    case .indented(let step): append(node, step: step, depth: 0, to: &bytes)
    }
    return bytes
  }

  private static func append(_ node: Node, step: Int?, depth: Int, to bytes: inout [UInt8]) {
    switch node.kind {
    case .null, .index: bytes += "null".utf8
    case .bool: bytes += (node.bool == true ? "true" : "false").utf8
    case .integer: node.withText { text in text.withUnsafeBytes { bytes += $0 } }
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
        separate(index, step, depth + 1, &bytes)
        append(node.element(index), step: step, depth: depth + 1, to: &bytes)
      }
      close(node, Letter.closeBracket, step, depth, &bytes)
    case .table:
      bytes.append(Letter.openBrace)
      for index in 0..<node.count {
        separate(index, step, depth + 1, &bytes)
        appendText(of: node.name(index), isQuoted: true, to: &bytes)
        bytes.append(Letter.colon)
        if step != nil { bytes.append(Letter.space) }
        append(node.member(index), step: step, depth: depth + 1, to: &bytes)
      }
      close(node, Letter.closeBrace, step, depth, &bytes)
    }
  }

  private static func separate(_ index: Int, _ step: Int?, _ depth: Int, _ bytes: inout [UInt8]) {
    if index > 0 { bytes.append(Letter.comma) }
    if let step { newLine(step * depth, &bytes) }
  }

  private static func close(
    _ node: Node, _ bracket: UInt8, _ step: Int?, _ depth: Int, _ bytes: inout [UInt8]
  ) {
    if let step, node.count > 0 { newLine(step * depth, &bytes) }
    bytes.append(bracket)
  }

  private static func newLine(_ spaces: Int, _ bytes: inout [UInt8]) {
    bytes.append(Letter.newline)
    bytes += repeatElement(Letter.space, count: spaces)
  }

  private static func appendText(of node: Node, isQuoted: Bool, to bytes: inout [UInt8]) {
    node.withText { text in
      text.withUnsafeBytes { text in
        if isQuoted { JSONWriter.appendQuoted(text, to: &bytes) } else { bytes += text }
      }
    }
  }
}
