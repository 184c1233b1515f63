import Formats

/// A member that no schema names.
public struct UnknownMember: Equatable, Sendable {
  /// Where it is.
  public let path: ValuePath
  /// Where its name stands in its source.
  public let offset: Int
  /// Which source it is from, where the tree is made of several.
  public let source: Int
  /// The name that was probably meant.
  public let suggestion: String?

  /// What is wrong, in plain words.
  public var message: String {
    guard case .name(let name)? = path.steps.last else { return "" }
    return "the schema does not know \(Words.quoted(name))"
      + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "")
  }
}

extension Schema {
  /// The members of a value that no schema names which may apply: by `properties`,
  /// `patternProperties`, or a schema for all others. Tables about whose members the schema says
  /// nothing are passed over; so is what is within an unknown member.
  public func unknownMembers(in node: Node) throws(SchemaError) -> [UnknownMember] {
    var search = UnknownSearch(library: library, assertsFormats: options.assertsFormats)
    try search.visit([root], node)
    return search.found
  }
}

private struct UnknownSearch {
  let library: SchemaLibrary
  let assertsFormats: Bool
  private var path: [ValuePath.Step] = []
  private(set) var found: [UnknownMember] = []

  init(library: SchemaLibrary, assertsFormats: Bool) {
    self.library = library
    self.assertsFormats = assertsFormats
  }

  /// As deep as the value is nested, which its parser bounds.
  mutating func visit(_ schemas: [Subschema], _ node: Node) throws(SchemaError) {
    guard !schemas.isEmpty, node.kind == .table || node.kind == .array else { return }
    let all = try InPlace.all(schemas, library, assertsFormats, .possible)
    if node.kind == .array {
      for index in 0..<node.count {
        let inner = try InPlace.elements(all, index, library, assertsFormats)
        path.append(.index(index))
        try visit(inner, node.element(index))
        path.removeLast()
      }
      return
    }
    let names = try self.names(all)
    guard let names else { return }
    for (name, value) in node.members {
      path.append(.name(name.bytes))
      defer { path.removeLast() }
      let inner = try InPlace.members(all, name.bytes, library, assertsFormats)
      if !inner.isEmpty {
        try visit(inner, value)
        continue
      }
      let suggestion = Suggestion.nearest(
        to: name.text, among: names.filter { node.index(of: Array($0.utf8)) == nil })
      found.append(
        UnknownMember(
          path: ValuePath(path), offset: name.offset, source: name.source, suggestion: suggestion))
    }
  }

  /// The names that the schemas have; nil where none of them says anything about members.
  private func names(_ schemas: [Subschema]) throws(SchemaError) -> [String]? {
    var names: [String] = []
    var isSaid = false
    for schema in schemas {
      for rule in try RuleReader.rules(of: schema, in: library, assertsFormats: assertsFormats) {
        guard case .members(let rules) = rule.check else { continue }
        isSaid = true
        if let table = rules.table { names += table.members.map { $0.name.text } }
      }
    }
    return isSaid ? names : nil
  }
}
