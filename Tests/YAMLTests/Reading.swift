import Formats
import Platform
import YAML

/// The document of a text.
func yaml(_ text: String) throws -> Node {
  try YAMLParser.parse(FrozenBytes(Array(text.utf8)), document: 0).root
}

/// What is wrong with a text, as `line:column: message`.
func yamlError(_ text: [UInt8], _ options: YAMLParser.Options = .init()) -> String? {
  do throws(ParseError) {
    _ = try YAMLParser.parse(FrozenBytes(text), options)
    return nil
  } catch {
    return "\(error.position): \(error.message)"
  }
}

func yamlError(_ text: String) -> String? { yamlError(Array(text.utf8)) }

/// A value as compact text that shows its kinds: strings in quotes, other kinds bare.
func shown(_ node: Node) -> String {
  switch node.kind {
  case .null: "null"
  case .bool: node.bool == true ? "true" : "false"
  case .string: "\"\(node.text)\""
  case .array: "[" + node.elements.map { shown($0) }.joined(separator: ",") + "]"
  case .table:
    "{" + node.members.map { "\($0.name.text):\(shown($0.value))" }.joined(separator: ",") + "}"
  default: node.text
  }
}
