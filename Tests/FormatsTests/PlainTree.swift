import Formats

/// A value in one line, with all that is in it: what two values that are equal have in common,
/// wherever and however they are written.
func plain(_ node: Node) -> String {
  switch node.kind {
  case .table:
    return "{" + node.members.map { "\($0.name.text):\(plain($0.value))" }.joined(separator: ",")
      + "}"
  case .array: return "[" + node.elements.map { plain($0) }.joined(separator: ",") + "]"
  case .bool: return node.bool == true ? "true" : "false"
  case .null: return "null"
  default: return "\(node.kind) \(node.text)"
  }
}
