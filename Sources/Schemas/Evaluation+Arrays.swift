import Formats

extension Evaluation {
  func checkArray(
    _ rule: Rule, _ schema: Subschema, _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    switch rule.check {
    case .elements(let first, let rest):
      var isValid = true
      for index in 0..<node.count {
        guard let inner = index < first.count ? first[index] : rest else { break }
        if try !evaluate(inner, node.element(index), at: .index(index)) { isValid = false }
        if isQuiet, !isValid { return false }
        seen.addElement(index)
      }
      return isValid
    case .contains(let inner, let least, let most):
      return try contains(inner, least, most, rule, schema, node, &seen)
    case .unique:
      guard let (first, second) = Evaluation.repeated(node) else { return true }
      path.append(.index(second))
      defer { path.removeLast() }
      add(node.element(second), schema, rule.keyword, rule.check, .number(first))
      return false
    case .unevaluatedElements(let inner):
      var isValid = true
      for index in 0..<node.count where !seen.hasElement(index) {
        if try !evaluate(inner, node.element(index), at: .index(index)) { isValid = false }
        if isQuiet, !isValid { return false }
        seen.addElement(index)
      }
      return isValid
    default: return true
    }
  }

  private func contains(
    _ inner: Subschema, _ least: Int, _ most: Int?, _ rule: Rule, _ schema: Subschema,
    _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    let outer = isQuiet
    isQuiet = true
    defer { isQuiet = outer }
    var count = 0
    for index in 0..<node.count where try evaluate(inner, node.element(index), at: .index(index)) {
      count += 1
      // Earlier versions do not count these among what was looked at.
      if schema.resource.draft == .draft2020 { seen.addElement(index) }
    }
    isQuiet = outer
    if count >= least, count <= most ?? .max { return true }
    add(node, schema, count < least ? "contains" : "maxContains", rule.check, .number(count))
    return false
  }

  /// The first two elements that are equal. Equal ones are looked for among those of the same hash,
  /// so that the time grows with the number of elements, not with its square.
  private static func repeated(_ node: Node) -> (Int, Int)? {
    if node.count < 8 {
      for second in 0..<node.count {
        for first in 0..<second where node.element(first).isEqual(to: node.element(second)) {
          return (first, second)
        }
      }
      return nil
    }
    let hashes = (0..<node.count).map { node.element($0).equalityHash }
    let order = (0..<node.count).sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    var found: (Int, Int)?
    for place in order.indices.dropFirst() {
      let (first, second) = (order[place - 1], order[place])
      guard hashes[first] == hashes[second], node.element(first).isEqual(to: node.element(second))
      else { continue }
      if second < found?.1 ?? .max { found = (first, second) }
    }
    return found
  }
}
