import Formats

/// A value that a schema gives for a member that is missing.
public struct SchemaDefault {
  /// Where the member would be.
  public let path: ValuePath
  /// The value, in the schema's tree.
  public let value: Node
}

extension Schema {
  /// The values that `default` gives for members that a value lacks, outermost first: of what
  /// `properties` name, also through `$ref` and `allOf`. Of two for one member the first counts.
  ///
  /// A table that is missing and has no default of its own is made up of the defaults of its
  /// members where `intoMissing` says so.
  public func defaults(
    for node: Node, intoMissing: Bool = false
  ) throws(SchemaError) -> [SchemaDefault] {
    var search = DefaultSearch(
      library: library, assertsFormats: options.assertsFormats, intoMissing: intoMissing)
    try search.visit([root], node)
    return search.found
  }
}

private struct DefaultSearch {
  let library: SchemaLibrary
  let assertsFormats: Bool
  let intoMissing: Bool
  private var path: [ValuePath.Step] = []
  private(set) var found: [SchemaDefault] = []
  /// The schemas of missing tables that are being made up.
  private var open: [[ObjectIdentifier]] = []
  private var steps = 0
  private static let depthMax = 600
  private static let stepsMax = 1_000_000

  init(library: SchemaLibrary, assertsFormats: Bool, intoMissing: Bool) {
    self.library = library
    self.assertsFormats = assertsFormats
    self.intoMissing = intoMissing
  }

  /// Looks at a value, or at the place of a missing one, by all schemas that apply to it.
  mutating func visit(_ schemas: [Subschema], _ node: Node?) throws(SchemaError) {
    steps += 1
    guard let first = schemas.first, steps <= DefaultSearch.stepsMax else { return }
    if path.count > DefaultSearch.depthMax {
      throw first.resource.document.error(
        first.node, "the schema gives defaults for tables within tables without end")
    }
    let all = try InPlace.all(schemas, library, assertsFormats, .certain)
    if node == nil || node?.kind == .table {
      try visitMembers(all, node)
    } else if let node, node.kind == .array {
      for index in 0..<node.count {
        let inner = try InPlace.elements(all, index, library, assertsFormats)
        path.append(.index(index))
        try visit(inner, node.element(index))
        path.removeLast()
      }
    }
  }

  private mutating func visitMembers(_ all: [Subschema], _ node: Node?) throws(SchemaError) {
    var names: [[UInt8]] = []
    var known: Set<[UInt8]> = []
    for schema in all {
      for rule in try RuleReader.rules(of: schema, in: library, assertsFormats: assertsFormats) {
        guard case .members(let rules) = rule.check, let table = rules.table else { continue }
        for (name, _) in table.members where known.insert(name.bytes).inserted {
          names.append(name.bytes)
        }
      }
    }
    for name in names {
      let inner = try InPlace.members(all, name, library, assertsFormats)
      path.append(.name(name))
      defer { path.removeLast() }
      if let value = node?[name] {
        try visit(inner, value)
      } else if let value = try value(inner) {
        found.append(SchemaDefault(path: ValuePath(path), value: value))
      } else if intoMissing, !open.contains(where: { $0 == inner.map { ObjectIdentifier($0) } }) {
        // A schema that refers to itself would make tables within tables without end.
        open.append(inner.map { ObjectIdentifier($0) })
        try visit(inner, nil)
        open.removeLast()
      }
    }
  }

  private func value(_ schemas: [Subschema]) throws(SchemaError) -> Node? {
    for schema in try InPlace.all(schemas, library, assertsFormats, .certain) {
      if let value = schema.node["default"] { return value }
    }
    return nil
  }
}
