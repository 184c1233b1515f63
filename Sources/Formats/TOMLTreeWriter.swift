import Platform

/// A value that TOML cannot hold: where in the tree, and why.
public struct TOMLWriteError: Error, Equatable {
  /// Where the value is.
  public let path: ValuePath
  /// Why TOML cannot hold it.
  public let message: String
}

/// Writes a tree as TOML: of each table first the plain values, then the tables in it, with headers.
/// What is in an array that holds other things than tables stands in its line.
public struct TOMLTreeWriter {
  private var bytes: [UInt8] = []
  private var path = ValuePath()
  private let omitsNulls: Bool

  init(omitsNulls: Bool = false) { self.omitsNulls = omitsNulls }

  /// A table as a document. TOML has no null: members that are null are refused, or left out.
  public static func write(
    _ node: Node, omitsNulls: Bool = false
  ) throws(TOMLWriteError) -> [UInt8] {
    var writer = TOMLTreeWriter(omitsNulls: omitsNulls)
    guard node.kind == .table else {
      throw writer.error("a document in TOML is a table, not \(node.kind.name)")
    }
    try writer.body(node, [])
    return writer.bytes
  }

  /// A value in one line.
  static func inline(_ node: Node) throws(TOMLWriteError) -> [UInt8] {
    var writer = TOMLTreeWriter()
    try writer.inline(node)
    return writer.bytes
  }

  /// A table, or the tables of an array, with their headers.
  static func sections(_ node: Node, _ names: [[UInt8]]) throws(TOMLWriteError) -> [UInt8] {
    var writer = TOMLTreeWriter()
    if node.kind == .table {
      try writer.section(node, names, isElement: false)
    } else {
      try writer.elements(node, names)
    }
    return writer.bytes
  }

  /// A table as an element of an array, with its header.
  static func element(_ node: Node, _ names: [[UInt8]]) throws(TOMLWriteError) -> [UInt8] {
    var writer = TOMLTreeWriter()
    try writer.section(node, names, isElement: true)
    return writer.bytes
  }

  /// `[a.b]` or `[[a.b]]`, as a line.
  static func header(_ names: [[UInt8]], isElement: Bool) -> [UInt8] {
    let brackets = isElement ? 2 : 1
    return Array(repeating: Letter.openBracket, count: brackets) + key(names)
      + Array(repeating: Letter.closeBracket, count: brackets) + [Letter.newline]
  }

  /// A key, or several with dots between them.
  static func key(_ names: [[UInt8]]) -> [UInt8] {
    var text: [UInt8] = []
    for name in names {
      if !text.isEmpty { text.append(Letter.dot) }
      if !name.isEmpty, name.allSatisfy(Letter.isWord) { text += name } else { quote(name, &text) }
    }
    return text
  }

  /// Whether a value is written with headers: a table, or an array of tables.
  static func hasHeaders(_ node: Node) -> Bool {
    node.kind == .table || isTables(node)
  }

  /// Whether it is an array of tables and nothing else.
  static func isTables(_ node: Node) -> Bool {
    guard node.kind == .array, node.count > 0 else { return false }
    for index in 0..<node.count where node.element(index).kind != .table { return false }
    return true
  }

  private func error(_ message: String) -> TOMLWriteError {
    TOMLWriteError(path: path, message: message)
  }

  // MARK: Tables with headers

  private mutating func body(_ table: Node, _ names: [[UInt8]]) throws(TOMLWriteError) {
    for index in 0..<table.count {
      let value = table.member(index)
      if TOMLTreeWriter.hasHeaders(value) || omitsNulls && value.kind == .null { continue }
      let name = table.name(index).bytes
      path.steps.append(.name(name))
      bytes += TOMLTreeWriter.key([name])
      bytes += " = ".utf8
      try inline(value)
      bytes.append(Letter.newline)
      path.steps.removeLast()
    }
    for index in 0..<table.count where TOMLTreeWriter.hasHeaders(table.member(index)) {
      let value = table.member(index)
      let name = table.name(index).bytes
      path.steps.append(.name(name))
      if value.kind == .array {
        try elements(value, names + [name])
      } else if needsHeader(value) {
        try section(value, names + [name], isElement: false)
      } else {
        try body(value, names + [name])
      }
      path.steps.removeLast()
    }
  }

  /// Whether a table would be lost without a header of its own: it is not, where a longer one names
  /// it.
  private func needsHeader(_ table: Node) -> Bool {
    for index in 0..<table.count {
      let value = table.member(index)
      if !TOMLTreeWriter.hasHeaders(value), !omitsNulls || value.kind != .null { return true }
    }
    for index in 0..<table.count where TOMLTreeWriter.hasHeaders(table.member(index)) {
      return false
    }
    return true
  }

  private mutating func elements(_ array: Node, _ names: [[UInt8]]) throws(TOMLWriteError) {
    for index in 0..<array.count {
      path.steps.append(.index(index))
      try section(array.element(index), names, isElement: true)
      path.steps.removeLast()
    }
  }

  private mutating func section(
    _ table: Node, _ names: [[UInt8]], isElement: Bool
  ) throws(TOMLWriteError) {
    if !bytes.isEmpty { bytes.append(Letter.newline) }
    bytes += TOMLTreeWriter.header(names, isElement: isElement)
    try body(table, names)
  }

  // MARK: Values in a line

  private mutating func inline(_ node: Node) throws(TOMLWriteError) {
    switch node.kind {
    case .null, .index: throw error("TOML has no null")
    case .bool: bytes += (node.bool == true ? "true" : "false").utf8
    case .integer:
      guard node.integer != nil else {
        throw error("a whole number in TOML has at most 64 bits: \(node.text.prefix(40))")
      }
      bytes += node.bytes
    case .float: bytes += TOMLTreeWriter.float(node.bytes)
    case .string: TOMLTreeWriter.quote(node.bytes, &bytes)
    case .offsetDateTime, .localDateTime, .localDate, .localTime: bytes += node.bytes
    case .array:
      bytes.append(Letter.openBracket)
      for index in 0..<node.count {
        if index > 0 { bytes += ", ".utf8 }
        path.steps.append(.index(index))
        try inline(node.element(index))
        path.steps.removeLast()
      }
      bytes.append(Letter.closeBracket)
    case .table: try inlineTable(node)
    }
  }

  private mutating func inlineTable(_ table: Node) throws(TOMLWriteError) {
    bytes.append(Letter.openBrace)
    var isFirst = true
    for index in 0..<table.count {
      let value = table.member(index)
      if omitsNulls, value.kind == .null { continue }
      bytes += (isFirst ? " " : ", ").utf8
      isFirst = false
      let name = table.name(index).bytes
      path.steps.append(.name(name))
      bytes += TOMLTreeWriter.key([name])
      bytes += " = ".utf8
      try inline(value)
      path.steps.removeLast()
    }
    bytes += (isFirst ? "}" : " }").utf8
  }

  /// A number that TOML reads as one with a point: other formats have `1.` and `.5`, too.
  private static func float(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isPlain = true
    for (index, byte) in text.enumerated() {
      let next = index + 1 < text.count ? text[index + 1] : 0
      switch byte {
      case Letter.plus where index == 0: continue
      case Letter.dot:
        if result.last.map(Letter.isDigit) != true { result.append(Letter.zero) }
        result.append(byte)
        if !Letter.isDigit(next) { result.append(Letter.zero) }
        isPlain = false
        continue
      // Zeros before the other digits.
      case Letter.zero
      where Letter.isDigit(next) && isPlain && !result.contains(where: Letter.isDigit):
        continue
      case Letter.zero...Letter.nine, Letter.minus: break
      default: isPlain = false
      }
      result.append(byte)
    }
    return isPlain ? result + Array(".0".utf8) : result
  }

  private static func quote(_ text: [UInt8], _ bytes: inout [UInt8]) {
    bytes.append(Letter.quote)
    for byte in text {
      switch byte {
      case Letter.quote, Letter.backslash: bytes += [Letter.backslash, byte]
      case 0x08: bytes += "\\b".utf8
      case Letter.tab: bytes += "\\t".utf8
      case Letter.newline: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case Letter.carriageReturn: bytes += "\\r".utf8
      case 0..<Letter.space, Letter.delete: bytes += "\\u\(SourceWords.fourDigits(byte))".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(Letter.quote)
  }
}
