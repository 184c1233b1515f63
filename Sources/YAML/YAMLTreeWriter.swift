import Formats

/// Writes YAML in block style, indented by two spaces, so that it is read back as the same values.
///
/// A string has no quotes only where it is a string to readers of YAML 1.2 and of 1.1, too: `no`,
/// `012`, `1.2.3` and `12:30` get them. Texts of several lines become blocks (`|`) where that is
/// exact. Dates, and dates with a time, stand without quotes: readers that know dates find dates,
/// others strings. A time of day has quotes, because YAML 1.1 takes it for a number in base 60.
public enum YAMLTreeWriter {
  /// A document for a value, with a newline at its end.
  public static func write(_ node: Node) -> [UInt8] {
    var text: [UInt8] = []
    if isBlock(node) {
      block(node, indentation: 0, isBegun: false, to: &text)
    } else {
      leaf(node, indentation: 0, to: &text)
      text.append(newline)
    }
    return text
  }

  private static var newline: UInt8 { UInt8(ascii: "\n") }

  /// Whether a value takes lines of its own.
  static func isBlock(_ node: Node) -> Bool { node.count > 0 }

  /// The lines of an array or a table that is not empty, each so far indented. Where it is begun, its
  /// first line already is.
  static func block(_ node: Node, indentation: Int, isBegun: Bool, to text: inout [UInt8]) {
    for index in 0..<node.count {
      if index > 0 || !isBegun { indent(indentation, to: &text) }
      if node.kind == .table {
        member(node.name(index).bytes, node.member(index), indentation: indentation, to: &text)
      } else {
        text += "- ".utf8
        item(node.element(index), indentation: indentation, to: &text)
      }
    }
  }

  /// What stands behind `- `, with its newline.
  static func item(_ node: Node, indentation: Int, to text: inout [UInt8]) {
    if isBlock(node) {
      return block(node, indentation: indentation + 2, isBegun: true, to: &text)
    }
    leaf(node, indentation: indentation + 2, to: &text)
    text.append(newline)
  }

  /// A name and its value, with the newline.
  static func member(
    _ name: [UInt8], _ node: Node, indentation: Int, to text: inout [UInt8]
  ) {
    let key = YAMLText.line(name)
    // A longer one is only found to be a key by the sign before it.
    if key.count > YAMLText.keyCountMax {
      text += "? ".utf8 + key + [newline]
      indent(indentation, to: &text)
      text.append(UInt8(ascii: ":"))
    } else {
      text += key
      text.append(UInt8(ascii: ":"))
    }
    value(node, indentation: indentation, to: &text)
  }

  /// What stands behind the colon of a key that is so far indented, with the newline.
  static func value(_ node: Node, indentation: Int, to text: inout [UInt8]) {
    if isBlock(node) {
      text.append(newline)
      return block(node, indentation: indentation + 2, isBegun: false, to: &text)
    }
    text.append(UInt8(ascii: " "))
    leaf(node, indentation: indentation + 2, to: &text)
    text.append(newline)
  }

  /// A scalar or an empty array or table, without a newline. The further lines of a text are so far
  /// indented.
  static func leaf(_ node: Node, indentation: Int, to text: inout [UInt8]) {
    if node.kind == .string {
      let bytes = node.bytes
      if let block = YAMLText.literal(bytes, indentation: max(2, indentation)) {
        text += block
      } else {
        text += YAMLText.line(bytes)
      }
    } else {
      text += scalar(node)
    }
  }

  /// A value on one line, as it stands within brackets.
  static func flow(_ node: Node, to text: inout [UInt8]) {
    guard isBlock(node) else {
      text += node.kind == .string ? YAMLText.line(node.bytes, isFlow: true) : scalar(node)
      return
    }
    let isTable = node.kind == .table
    text += (isTable ? "{" : "[").utf8
    for index in 0..<node.count {
      if index > 0 { text += ", ".utf8 }
      if isTable {
        text += YAMLText.line(node.name(index).bytes, isFlow: true) + ": ".utf8
        flow(node.member(index), to: &text)
      } else {
        flow(node.element(index), to: &text)
      }
    }
    text += (isTable ? "}" : "]").utf8
  }

  private static func scalar(_ node: Node) -> [UInt8] {
    switch node.kind {
    case .null: return Array("null".utf8)
    case .bool: return Array((node.bool == true ? "true" : "false").utf8)
    case .array: return Array("[]".utf8)
    case .table: return Array("{}".utf8)
    case .localTime: return YAMLText.quoted(node.bytes)
    case .float:
      switch node.text {
      case "inf", "+inf": return Array(".inf".utf8)
      case "-inf": return Array("-.inf".utf8)
      case "nan", "+nan", "-nan": return Array(".nan".utf8)
      default: return node.bytes
      }
    default: return node.bytes
    }
  }

  static func indent(_ count: Int, to text: inout [UInt8]) {
    for _ in 0..<count { text.append(UInt8(ascii: " ")) }
  }
}
