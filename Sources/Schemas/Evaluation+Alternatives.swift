import Formats

extension Evaluation {
  func any(
    _ schemas: [Subschema], _ rule: Rule, _ schema: Subschema, _ node: Node,
    _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    var isValid = false
    let start = findings.count
    var branches: [[Finding]] = []
    for inner in schemas {
      var own = Evaluated(isNoted: seen.isNoted)
      if try evaluate(inner, node, &own) {
        isValid = true
        seen.add(own)
        // The others could have looked at more.
        if !seen.isNoted { break }
      }
      branches.append(takeFindings(from: start))
    }
    findings.removeLast(findings.count - start)
    if !isValid { addNearest(of: branches, rule, schema, node) }
    return isValid
  }

  func one(
    _ schemas: [Subschema], _ rule: Rule, _ schema: Subschema, _ node: Node,
    _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    var valid: [Int] = []
    let start = findings.count
    var branches: [[Finding]] = []
    for (number, inner) in schemas.enumerated() {
      var own = Evaluated(isNoted: seen.isNoted)
      if try evaluate(inner, node, &own) {
        valid.append(number)
        seen.add(own)
        if isQuiet, valid.count > 1 { break }
      }
      branches.append(takeFindings(from: start))
    }
    if valid.count == 1 { return true }
    if valid.isEmpty {
      addNearest(of: branches, rule, schema, node)
    } else {
      add(node, schema, rule.keyword, rule.check, .several(valid))
    }
    return false
  }

  private func takeFindings(from start: Int) -> [Finding] {
    if findings.count == start { return [] }
    let taken = Array(findings[start...])
    findings.removeLast(findings.count - start)
    return taken
  }

  /// Notes the alternative that came nearest.
  private func addNearest(
    of branches: [[Finding]], _ rule: Rule, _ schema: Subschema, _ node: Node
  ) {
    if isQuiet { return }
    var types: TypeSet? = []
    for branch in branches {
      if branch.count == 1, branch[0].path.count == path.count,
        case .types(let set) = branch[0].check
      {
        types?.formUnion(set)
      } else {
        types = nil
        break
      }
    }
    if let types, !branches.isEmpty {
      add(node, schema, rule.keyword, rule.check, .types(types))
      return
    }
    var best: (number: Int, distance: Int)?
    for (number, branch) in branches.enumerated() where !branch.isEmpty {
      let distance = branch.reduce(0) { $0 + $1.distance(from: path.count) }
      if distance < best?.distance ?? .max { best = (number, distance) }
    }
    guard let best else {
      add(node, schema, rule.keyword, rule.check, .none)
      return
    }
    add(
      node, schema, rule.keyword, rule.check,
      .alternatives(count: branches.count, nearest: best.number, branches[best.number]))
  }
}
