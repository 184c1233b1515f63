import Formats
import Patterns

/// Looks at one value by a schema, and notes what is wrong.
final class Evaluation {
  /// How much of the stack may be used by schemas within each other: of the 8 MiB that a thread has,
  /// what leaves room for the caller.
  private static let stackBytesMax: UInt = 4 << 20
  /// How many schemas may apply to the same value: more refer to each other without end.
  private static let inPlaceDepthMax = 200

  let library: SchemaLibrary
  let assertsFormats: Bool
  let stepsMax: Int
  let findingsMax: Int
  var path: [PathStep] = []
  var findings: [Finding] = []
  /// Whether only the answer is wanted, and the first thing wrong is enough.
  var isQuiet = false
  /// The resources on the way, for references that look for the outermost.
  private var scope: [SchemaResource] = []
  /// Where the stack was when the first schema was entered.
  private var stackStart: UInt = 0
  private var inPlaceDepth = 0
  private var steps = 0

  init(_ library: SchemaLibrary, _ options: Schema.Options, findingsMax: Int) {
    self.library = library
    assertsFormats = options.assertsFormats
    stepsMax = options.stepsMax
    self.findingsMax = findingsMax
  }

  // MARK: Schemas

  /// Whether a value is what a schema asks for.
  func evaluate(
    _ schema: Subschema, _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    let rules = try RuleReader.rules(of: schema, in: library, assertsFormats: assertsFormats)
    if rules.isEmpty {
      if schema.node.kind != .bool || schema.node.bool == true { return true }
      add(node, schema, "", nil, .none)
      return false
    }
    try enter(schema)
    let isNewResource = scope.last !== schema.resource
    if isNewResource { scope.append(schema.resource) }
    defer {
      if isNewResource { scope.removeLast() }
      inPlaceDepth -= 1
    }
    var own = Evaluated(isNoted: seen.isNoted || schema.asksForEvaluated)
    var isValid = true
    var isPartlySeen = false
    for rule in rules {
      switch rule.check {
      // What a failed schema looked at is not known, so that too much would be said.
      case .unevaluatedElements, .unevaluatedMembers: if isPartlySeen { continue }
      default: break
      }
      if try check(rule, schema, node, &own) { continue }
      isValid = false
      if isQuiet { return false }
      if rule.check.isInPlace { isPartlySeen = true }
    }
    if isValid { seen.add(own) }
    return isValid
  }

  private func enter(_ schema: Subschema) throws(SchemaError) {
    steps += 1
    inPlaceDepth += 1
    if inPlaceDepth > Evaluation.inPlaceDepthMax {
      throw schema.resource.document.error(schema.node, "the schema refers to itself without end")
    }
    var mark: UInt8 = 0
    // Only the address is looked at.
    let place = withUnsafePointer(to: &mark) { UInt(bitPattern: $0) }
    if stackStart == 0 { stackStart = place }
    // Stacks grow downwards.
    if stackStart > place, stackStart - place > Evaluation.stackBytesMax {
      throw schema.resource.document.error(schema.node, "the values are nested too deeply for it")
    }
    if steps > stepsMax {
      throw schema.resource.document.error(
        schema.node, "the schema asks for too much work: it has alternatives within alternatives")
    }
  }

  /// Whether a value within the one that is looked at is what a schema asks for.
  func evaluate(
    _ schema: Subschema, _ node: Node, at step: PathStep
  ) throws(SchemaError) -> Bool {
    let outer = inPlaceDepth
    inPlaceDepth = 0
    path.append(step)
    defer {
      path.removeLast()
      inPlaceDepth = outer
    }
    var seen = Evaluated(isNoted: false)
    return try evaluate(schema, node, &seen)
  }

  /// Whether a value is what a schema asks for, without a word of what is wrong.
  func isValid(
    _ schema: Subschema, _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    let outer = isQuiet
    isQuiet = true
    defer { isQuiet = outer }
    return try evaluate(schema, node, &seen)
  }

  func add(
    _ node: Node, _ schema: Subschema, _ keyword: String, _ check: Check?,
    _ detail: Finding.Detail, offset: Int? = nil
  ) {
    if isQuiet || findings.count >= findingsMax { return }
    findings.append(
      Finding(
        node: node, offset: offset ?? node.offset, path: path, schema: schema, keyword: keyword,
        check: check, detail: detail))
  }

  // MARK: Keywords

  private func check(
    _ rule: Rule, _ schema: Subschema, _ node: Node, _ seen: inout Evaluated
  ) throws(SchemaError) -> Bool {
    switch rule.check {
    case .all(let schemas):
      var isValid = true
      for inner in schemas where try !evaluate(inner, node, &seen) {
        isValid = false
        if isQuiet { break }
      }
      return isValid
    case .any(let schemas): return try any(schemas, rule, schema, node, &seen)
    case .one(let schemas): return try one(schemas, rule, schema, node, &seen)
    case .not(let inner):
      var unused = Evaluated(isNoted: false)
      guard try isValid(inner, node, &unused) else { return true }
      add(node, schema, rule.keyword, rule.check, .none)
      return false
    case .condition(let condition, let then, let otherwise):
      let next = try isValid(condition, node, &seen) ? then : otherwise
      return try next.map { (next) throws(SchemaError) in try evaluate(next, node, &seen) } ?? true
    case .reference(let target): return try evaluate(target, node, &seen)
    case .dynamicReference(let target, let anchor):
      return try evaluate(outermost(anchor) ?? target, node, &seen)
    case .recursiveReference(let target):
      var found = target
      if target.resource.isRecursive, target.pointer == target.resource.pointer,
        let outer = scope.first(where: { $0.isRecursive })
      {
        found = library.subschema(outer.root, outer.pointer, outer)
      }
      return try evaluate(found, node, &seen)
    case .members, .names, .required, .dependentRequired, .dependentSchemas, .unevaluatedMembers:
      guard node.kind == .table else { return true }
      return try checkTable(rule, schema, node, &seen)
    case .elements, .contains, .unique, .unevaluatedElements:
      guard node.kind == .array else { return true }
      return try checkArray(rule, schema, node, &seen)
    default:
      if try isScalarValid(rule, schema, node) { return true }
      add(node, schema, rule.keyword, rule.check, .none)
      return false
    }
  }

  /// Where the outermost schema on the way has an anchor of that name.
  private func outermost(_ anchor: [UInt8]) -> Subschema? {
    for resource in scope {
      if let pointer = resource.dynamicAnchors[anchor] {
        return library.subschema(at: pointer, in: resource)
      }
    }
    return nil
  }

  private func isScalarValid(
    _ rule: Rule, _ schema: Subschema, _ node: Node
  ) throws(SchemaError) -> Bool {
    switch rule.check {
    case .types(let types): return types.contains(node)
    case .constant(let value): return node.isEqual(to: value, datesAreStrings: true)
    case .choice(let values):
      return values.elements.contains { node.isEqual(to: $0, datesAreStrings: true) }
    case .multiple(let divisor):
      guard node.kind == .integer || node.kind == .float else { return true }
      return ExactNumber(node)?.isMultiple(of: divisor) ?? false
    case .bound(let limit, let isMaximum, let isExclusive):
      guard node.kind == .integer || node.kind == .float else { return true }
      // Not-a-number is within no limit.
      guard let number = ExactNumber(node) else { return false }
      if number == limit { return !isExclusive }
      return isMaximum ? number < limit : limit < number
    case .count(let limit, let counted, let isMaximum):
      guard let count = Evaluation.count(counted, node) else { return true }
      return isMaximum ? count <= limit : count >= limit
    case .pattern(let pattern):
      guard Evaluation.isString(node) else { return true }
      return try matches(pattern, node, rule.node, schema)
    case .format(let format):
      guard Evaluation.isString(node) else { return true }
      return format.matches(node.bytes)
    default: return true
    }
  }

  func matches(
    _ pattern: Pattern, _ node: Node, _ place: Node, _ schema: Subschema
  ) throws(SchemaError) -> Bool {
    do throws(PatternError) {
      return try node.withText { (text) throws(PatternError) in try pattern.matches(text) }
    } catch {
      throw schema.resource.document.error(place, error.message)
    }
  }

  /// Whether it is a string, or a date, which other formats have as one.
  static func isString(_ node: Node) -> Bool {
    node.kind.isText && node.kind != .integer && node.kind != .float
  }

  /// How many of something a value has; nil where it cannot have any.
  static func count(_ counted: Counted, _ node: Node) -> Int? {
    switch counted {
    case .elements: node.kind == .array ? node.count : nil
    case .members: node.kind == .table ? node.count : nil
    case .characters:
      isString(node)
        ? node.withText { text in
          text.withUnsafeBytes { $0.count(where: { !UTF8.isContinuation($0) }) }
        } : nil
    }
  }
}
