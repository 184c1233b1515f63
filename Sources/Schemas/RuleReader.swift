import Formats
import Patterns

/// Reads what a schema asks for.
struct RuleReader {
  let library: SchemaLibrary
  let assertsFormats: Bool
  let schema: Subschema
  private var rules: [Rule] = []
  private var last: [Rule] = []

  private var draft: Draft { schema.resource.draft }
  private var node: Node { schema.node }

  private init(_ library: SchemaLibrary, _ assertsFormats: Bool, _ schema: Subschema) {
    self.library = library
    self.assertsFormats = assertsFormats
    self.schema = schema
  }

  /// The rules of a schema, read once. Of `true` there are none.
  static func rules(
    of schema: Subschema, in library: SchemaLibrary, assertsFormats: Bool
  ) throws(SchemaError) -> [Rule] {
    if let known = schema.rules { return known }
    var reader = RuleReader(library, assertsFormats, schema)
    try reader.read()
    let rules = reader.rules + reader.last
    schema.asksForEvaluated = !reader.last.isEmpty
    schema.rules = rules
    return rules
  }

  func error(_ node: Node, _ message: String) -> SchemaError {
    schema.resource.document.error(node, message)
  }

  private mutating func read() throws(SchemaError) {
    guard node.kind == .table else {
      if node.kind == .bool { return }
      throw error(node, "expected a schema, a table or a boolean, found \(node.kind.name)")
    }
    if let reference = node["$ref"] {
      let target = try library.subschema(reference, from: schema.resource)
      add("$ref", reference, .reference(target))
      // In this version, what stands beside a reference means nothing.
      if draft == .draft7 { return }
    }
    var hasMembers = false
    for index in 0..<node.count {
      let keyword = node.name(index).text
      let value = node.member(index)
      switch keyword {
      case "properties", "patternProperties", "additionalProperties":
        if !hasMembers { try readMembers() }
        hasMembers = true
      default:
        if try readApplicator(keyword, value) { continue }
        if schema.resource.dialect.hasValidation, try readLimit(keyword, value) { continue }
        if schema.resource.dialect.hasValidation { try readAssertion(keyword, value) }
      }
    }
  }

  mutating func add(_ keyword: String, _ node: Node, _ check: Check) {
    rules.append(Rule(keyword: keyword, node: node, check: check))
  }

  // MARK: Schemas within it

  func inner(_ node: Node, _ steps: [UInt8]...) throws(SchemaError) -> Subschema {
    guard node.kind == .table || node.kind == .bool else {
      throw error(node, "expected a schema, a table or a boolean, found \(node.kind.name)")
    }
    var pointer = schema.pointer
    for step in steps { pointer += [UInt8(ascii: "/")] + JSONPointer.escaped(step) }
    return library.subschema(node, pointer, schema.resource)
  }

  private func inner(_ keyword: String) throws(SchemaError) -> Subschema? {
    guard let value = node[keyword] else { return nil }
    return try inner(value, Array(keyword.utf8))
  }

  private func list(_ keyword: String, _ value: Node) throws(SchemaError) -> [Subschema] {
    guard value.kind == .array else {
      throw error(value, "\(keyword): expected an array of schemas, found \(value.kind.name)")
    }
    var schemas: [Subschema] = []
    for index in 0..<value.count {
      schemas.append(
        try inner(value.element(index), Array(keyword.utf8), Array("\(index)".utf8)))
    }
    return schemas
  }

  private func expectTable(_ keyword: String, _ value: Node) throws(SchemaError) {
    if value.kind != .table {
      throw error(value, "\(keyword): expected a table, found \(value.kind.name)")
    }
  }

  private mutating func readMembers() throws(SchemaError) {
    var members = MemberRules()
    if let table = node["properties"] {
      try expectTable("properties", table)
      members.table = table
      for index in 0..<table.count {
        members.schemas.append(
          try inner(table.member(index), Array("properties".utf8), table.name(index).bytes))
      }
    }
    if let table = node["patternProperties"] {
      try expectTable("patternProperties", table)
      for index in 0..<table.count {
        let name = table.name(index)
        let schema = try inner(
          table.member(index), Array("patternProperties".utf8), name.bytes)
        members.patterns.append((try pattern(name), name, schema))
      }
    }
    members.others = try inner("additionalProperties")
    add("properties", node, .members(members))
  }

  private func pattern(_ node: Node) throws(SchemaError) -> Pattern {
    do throws(PatternError) {
      return try Pattern(node.bytes, Pattern.Options(isECMA: true))
    } catch {
      throw self.error(node, error.message)
    }
  }

  private mutating func readApplicator(
    _ keyword: String, _ value: Node
  ) throws(SchemaError) -> Bool {
    switch keyword {
    case "allOf": add(keyword, value, .all(try list(keyword, value)))
    case "anyOf": add(keyword, value, .any(try list(keyword, value)))
    case "oneOf": add(keyword, value, .one(try list(keyword, value)))
    case "not": add(keyword, value, .not(try inner(value, Array("not".utf8))))
    case "if":
      let condition = try inner(value, Array("if".utf8))
      add(
        keyword, value,
        .condition(condition, then: try inner("then"), otherwise: try inner("else")))
    case "prefixItems" where draft == .draft2020:
      let rest = try inner("items")
      add(keyword, value, .elements(first: try list(keyword, value), rest: rest))
    case "items": try readItems(value)
    case "contains": try readContains(value)
    case "propertyNames":
      add(keyword, value, .names(try inner(value, Array(keyword.utf8))))
    case "dependentSchemas" where draft != .draft7, "dependencies":
      try readDependencies(keyword, value)
    case "unevaluatedItems" where draft != .draft7:
      let schema = try inner(value, Array(keyword.utf8))
      last.append(Rule(keyword: keyword, node: value, check: .unevaluatedElements(schema)))
    case "unevaluatedProperties" where draft != .draft7:
      let schema = try inner(value, Array(keyword.utf8))
      last.append(Rule(keyword: keyword, node: value, check: .unevaluatedMembers(schema)))
    case "$dynamicRef" where draft == .draft2020: try readDynamicReference(value)
    case "$recursiveRef" where draft == .draft2019:
      let target = try library.subschema(value, from: schema.resource)
      add(keyword, value, .recursiveReference(target))
    default: return false
    }
    return true
  }

  private mutating func readItems(_ value: Node) throws(SchemaError) {
    if draft != .draft2020, value.kind == .array {
      let rest = try inner("additionalItems")
      add("items", value, .elements(first: try list("items", value), rest: rest))
    } else if draft != .draft2020 || node["prefixItems"] == nil {
      add("items", value, .elements(first: [], rest: try inner(value, Array("items".utf8))))
    }
  }

  private mutating func readContains(_ value: Node) throws(SchemaError) {
    var (least, most): (Int, Int?) = (1, nil)
    if draft != .draft7, schema.resource.dialect.hasValidation {
      if let node = node["minContains"] { least = try count("minContains", node) }
      if let node = node["maxContains"] { most = try count("maxContains", node) }
    }
    let schema = try inner(value, Array("contains".utf8))
    add("contains", value, .contains(schema, min: least, max: most))
  }

  private mutating func readDependencies(
    _ keyword: String, _ value: Node
  ) throws(SchemaError) {
    try expectTable(keyword, value)
    var names: [(name: [UInt8], others: [[UInt8]])] = []
    var schemas: [(name: [UInt8], schema: Subschema)] = []
    for index in 0..<value.count {
      let (name, value) = (value.name(index).bytes, value.member(index))
      if keyword == "dependencies", value.kind == .array {
        names.append((name, try strings(keyword, value)))
      } else {
        schemas.append((name, try inner(value, Array(keyword.utf8), name)))
      }
    }
    if !names.isEmpty { add(keyword, value, .dependentRequired(names)) }
    if !schemas.isEmpty { add(keyword, value, .dependentSchemas(schemas)) }
  }

  private mutating func readDynamicReference(_ value: Node) throws(SchemaError) {
    let target = try library.subschema(value, from: schema.resource)
    let fragment = Address.split(value.bytes).fragment
    if target.resource.dynamicAnchors[fragment] == target.pointer {
      add("$dynamicRef", value, .dynamicReference(target, anchor: fragment))
    } else {
      add("$dynamicRef", value, .reference(target))
    }
  }

  // MARK: What a value must be

  private mutating func readLimit(_ keyword: String, _ value: Node) throws(SchemaError) -> Bool {
    let bound: (isMaximum: Bool, isExclusive: Bool)
    switch keyword {
    case "minimum": bound = (false, false)
    case "maximum": bound = (true, false)
    case "exclusiveMinimum": bound = (false, true)
    case "exclusiveMaximum": bound = (true, true)
    case "multipleOf":
      let number = try number(keyword, value)
      if number.isNegative || number.isZero {
        throw error(value, "multipleOf: expected a number above zero")
      }
      add(keyword, value, .multiple(of: number))
      return true
    default:
      let counted: Counted
      switch keyword {
      case "minLength", "maxLength": counted = .characters
      case "minItems", "maxItems": counted = .elements
      case "minProperties", "maxProperties": counted = .members
      default: return false
      }
      let isMaximum = keyword.utf8.starts(with: "max".utf8)
      add(keyword, value, .count(try count(keyword, value), of: counted, isMaximum: isMaximum))
      return true
    }
    add(
      keyword, value,
      .bound(
        try number(keyword, value), isMaximum: bound.isMaximum, isExclusive: bound.isExclusive))
    return true
  }

  private mutating func readAssertion(_ keyword: String, _ value: Node) throws(SchemaError) {
    switch keyword {
    case "type": add(keyword, value, .types(try types(value)))
    case "const": add(keyword, value, .constant(value))
    case "enum":
      guard value.kind == .array else {
        throw error(value, "enum: expected an array, found \(value.kind.name)")
      }
      add(keyword, value, .choice(value))
    case "pattern":
      guard value.kind == .string else {
        throw error(value, "pattern: expected a string, found \(value.kind.name)")
      }
      add(keyword, value, .pattern(try pattern(value)))
    case "uniqueItems":
      guard let isUnique = value.bool else {
        throw error(value, "uniqueItems: expected a boolean, found \(value.kind.name)")
      }
      if isUnique { add(keyword, value, .unique) }
    case "required": add(keyword, value, .required(try strings(keyword, value)))
    case "dependentRequired" where draft != .draft7:
      try expectTable(keyword, value)
      var names: [(name: [UInt8], others: [[UInt8]])] = []
      for index in 0..<value.count {
        names.append((value.name(index).bytes, try strings(keyword, value.member(index))))
      }
      add(keyword, value, .dependentRequired(names))
    case "format":
      guard assertsFormats || schema.resource.dialect.assertsFormats,
        let format = TextFormat(rawValue: value.text)
      else { return }
      add(keyword, value, .format(format))
    default: break
    }
  }

  private func types(_ value: Node) throws(SchemaError) -> TypeSet {
    var set: TypeSet = []
    for node in value.kind == .array ? (0..<value.count).map({ value.element($0) }) : [value] {
      guard let type = node.string.flatMap({ TypeSet.named(String(decoding: $0, as: UTF8.self)) })
      else {
        throw error(
          node, "type: expected one of null, boolean, integer, number, string, array, object")
      }
      set.insert(type)
    }
    return set
  }

  private func number(_ keyword: String, _ value: Node) throws(SchemaError) -> ExactNumber {
    guard let number = ExactNumber(value) else {
      throw error(value, "\(keyword): expected a number, found \(value.kind.name)")
    }
    return number
  }

  /// A whole number from zero on; what an `Int` cannot hold is more than anything has.
  private func count(_ keyword: String, _ value: Node) throws(SchemaError) -> Int {
    guard let number = ExactNumber(value), number.isInteger, !number.isNegative else {
      throw error(value, "\(keyword): expected a whole number from 0 on")
    }
    return value.double.flatMap { Int(exactly: $0) } ?? .max
  }

  private func strings(_ keyword: String, _ value: Node) throws(SchemaError) -> [[UInt8]] {
    var names: [[UInt8]] = []
    if value.kind == .array {
      names = value.elements.compactMap { $0.string }
    }
    guard value.kind == .array, names.count == value.count else {
      throw error(value, "\(keyword): expected an array of strings")
    }
    return names
  }
}
