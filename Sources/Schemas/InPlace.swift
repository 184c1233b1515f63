import Formats

/// Which schemas apply to a value together.
enum InPlace {
  /// Which of the keywords are followed that apply schemas to the same value.
  enum Reach {
    /// Those that always apply: `$ref`, `allOf`.
    case certain
    /// Also those that may: alternatives and conditions.
    case possible
  }

  /// Some schemas, and those that they apply to the same value, each once.
  static func all(
    _ schemas: [Subschema], _ library: SchemaLibrary, _ assertsFormats: Bool, _ reach: Reach
  ) throws(SchemaError) -> [Subschema] {
    var found: [Subschema] = []
    var known: Set<ObjectIdentifier> = []
    // The last is the next, so that a schema comes before what it refers to.
    var waiting = Array(schemas.reversed())
    while let schema = waiting.popLast() {
      guard known.insert(ObjectIdentifier(schema)).inserted else { continue }
      found.append(schema)
      var next: [Subschema] = []
      for rule in try RuleReader.rules(of: schema, in: library, assertsFormats: assertsFormats) {
        switch rule.check {
        case .reference(let target), .recursiveReference(let target): next.append(target)
        case .dynamicReference(let target, _): next.append(target)
        case .all(let schemas): next += schemas
        case .any(let schemas) where reach == .possible: next += schemas
        case .one(let schemas) where reach == .possible: next += schemas
        case .condition(let condition, let then, let otherwise) where reach == .possible:
          next += [condition, then, otherwise].compactMap { $0 }
        case .dependentSchemas(let all) where reach == .possible:
          next += all.map { $0.schema }
        default: break
        }
      }
      waiting += next.reversed()
    }
    return found
  }

  /// The schemas that some schemas have for a member of that name.
  static func members(
    _ schemas: [Subschema], _ name: [UInt8], _ library: SchemaLibrary, _ assertsFormats: Bool
  ) throws(SchemaError) -> [Subschema] {
    var found: [Subschema] = []
    for schema in schemas {
      for rule in try RuleReader.rules(of: schema, in: library, assertsFormats: assertsFormats) {
        switch rule.check {
        case .members(let rules): try add(rules, name, schema, to: &found)
        case .unevaluatedMembers(let inner) where inner.node.kind == .table: found.append(inner)
        default: break
        }
      }
    }
    return found
  }

  private static func add(
    _ rules: MemberRules, _ name: [UInt8], _ schema: Subschema, to found: inout [Subschema]
  ) throws(SchemaError) {
    let start = found.count
    if let table = rules.table, let index = table.index(of: name) {
      found.append(rules.schemas[index])
    }
    for (pattern, place, inner) in rules.patterns {
      do {
        if try pattern.matches(name.span.bytes) { found.append(inner) }
      } catch {
        throw schema.resource.document.error(place, error.message)
      }
    }
    // One that says something about the other members means them to be there.
    if found.count == start, let others = rules.others, others.node.kind == .table {
      found.append(others)
    }
  }

  /// The schemas that some schemas have for an element.
  static func elements(
    _ schemas: [Subschema], _ index: Int, _ library: SchemaLibrary, _ assertsFormats: Bool
  ) throws(SchemaError) -> [Subschema] {
    var found: [Subschema] = []
    for schema in schemas {
      for rule in try RuleReader.rules(of: schema, in: library, assertsFormats: assertsFormats) {
        switch rule.check {
        case .elements(let first, let rest):
          if index < first.count {
            found.append(first[index])
          } else if let rest {
            found.append(rest)
          }
        case .unevaluatedElements(let inner), .contains(let inner, _, _): found.append(inner)
        default: break
        }
      }
    }
    return found
  }
}
