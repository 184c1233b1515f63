import Formats

extension Evaluation {
  func checkTable(
    _ rule: Rule, _ schema: Subschema, _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    switch rule.check {
    case .members(let rules): return try members(rules, schema, node, &seen)
    case .required(let names):
      return names.count(where: { !has($0, node, rule, schema) }) == 0
    case .dependentRequired(let all):
      var isValid = true
      for (name, others) in all where node.index(of: name) != nil {
        for other in others where !has(other, node, rule, schema) { isValid = false }
      }
      return isValid
    case .dependentSchemas(let all):
      var isValid = true
      for (name, inner) in all where node.index(of: name) != nil {
        if try !evaluate(inner, node, &seen) { isValid = false }
      }
      return isValid
    case .names(let inner):
      var isValid = true
      for (name, _) in node.members {
        let start = findings.count
        if try evaluate(inner, name, at: .name(name)) { continue }
        isValid = false
        if isQuiet { return false }
        // What is wrong with the name is wrong with the table that has it.
        for index in start..<findings.count { findings[index] = renamed(findings[index], name) }
      }
      return isValid
    case .unevaluatedMembers(let inner): return try unevaluated(inner, schema, node, &seen)
    default: return true
    }
  }

  private func has(_ name: [UInt8], _ node: Node, _ rule: Rule, _ schema: Subschema) -> Bool {
    if node.index(of: name) != nil { return true }
    add(node, schema, rule.keyword, rule.check, .name(name))
    return false
  }

  private func renamed(_ finding: Finding, _ name: Node) -> Finding {
    Finding(
      node: finding.node, offset: name.offset, path: finding.path, schema: finding.schema,
      keyword: finding.keyword, check: finding.check, detail: finding.detail)
  }

  private func members(
    _ rules: MemberRules, _ schema: Subschema, _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    var isValid = true
    for index in 0..<node.count {
      let (name, value) = (node.name(index), node.member(index))
      var isNamed = false
      if let table = rules.table, let place = name.withText({ table.index(of: $0) }) {
        isNamed = true
        if try !member(rules.schemas[place], name, value, nil, schema, node) { isValid = false }
      }
      for (pattern, place, inner) in rules.patterns
      where try matches(pattern, name, place, schema) {
        isNamed = true
        if try !member(inner, name, value, nil, schema, node) { isValid = false }
      }
      if !isNamed, let others = rules.others {
        isNamed = true
        if try !member(others, name, value, rules, schema, node) { isValid = false }
      }
      if isNamed { seen.addMember(index) }
      if isQuiet, !isValid { return false }
    }
    return isValid
  }

  /// One member by one schema. What must not be there at all is reported at its name.
  private func member(
    _ inner: Subschema, _ name: Node, _ value: Node, _ rules: MemberRules?, _ schema: Subschema,
    _ table: Node, keyword: String = "additionalProperties"
  ) throws(SchemaError) -> Bool {
    guard inner.node.bool == false else { return try evaluate(inner, value, at: .name(name)) }
    path.append(.name(name))
    defer { path.removeLast() }
    let isOther = rules != nil || keyword != "additionalProperties"
    add(
      value, isOther ? schema : inner, isOther ? keyword : "", nil,
      .notAllowed(rules, table: table), offset: name.offset)
    return false
  }

  private func unevaluated(
    _ inner: Subschema, _ schema: Subschema, _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    var isValid = true
    var rules: MemberRules?
    for rule in schema.rules ?? [] {
      if case .members(let found) = rule.check { rules = found }
    }
    for index in 0..<node.count where !seen.hasMember(index) {
      let isMember = try member(
        inner, node.name(index), node.member(index), rules, schema, node,
        keyword: "unevaluatedProperties")
      if !isMember { isValid = false }
      if isQuiet, !isValid { return false }
      seen.addMember(index)
    }
    return isValid
  }
}
