import Formats
import Patterns

/// A schema at a place of a document. What it asks for is read when it is first used, so that the
/// parts of a large schema that a value does not touch cost nothing.
final class Subschema {
  let node: Node
  /// The JSON pointer to it in its document.
  let pointer: [UInt8]
  unowned let resource: SchemaResource
  var rules: [Rule]?
  /// Whether it asks which members and elements its other keywords have looked at.
  var asksForEvaluated = false

  init(node: Node, pointer: [UInt8], resource: SchemaResource) {
    self.node = node
    self.pointer = pointer
    self.resource = resource
  }
}

/// A keyword of a schema.
struct Rule {
  let keyword: String
  /// Its value, for the place in an error.
  let node: Node
  let check: Check
}

/// What a keyword asks for.
enum Check {
  case types(TypeSet)
  case constant(Node)
  case choice(Node)
  case multiple(of: ExactNumber)
  case bound(ExactNumber, isMaximum: Bool, isExclusive: Bool)
  case count(Int, of: Counted, isMaximum: Bool)
  case pattern(Pattern)
  case format(TextFormat)
  case unique
  case required([[UInt8]])
  case dependentRequired([(name: [UInt8], others: [[UInt8]])])
  case dependentSchemas([(name: [UInt8], schema: Subschema)])
  case members(MemberRules)
  case elements(first: [Subschema], rest: Subschema?)
  case contains(Subschema, min: Int, max: Int?)
  case names(Subschema)
  case all([Subschema])
  case any([Subschema])
  case one([Subschema])
  case not(Subschema)
  case condition(Subschema, then: Subschema?, otherwise: Subschema?)
  case reference(Subschema)
  case dynamicReference(Subschema, anchor: [UInt8])
  case recursiveReference(Subschema)
  case unevaluatedElements(Subschema)
  case unevaluatedMembers(Subschema)

  /// Whether it applies other schemas to the same value.
  var isInPlace: Bool {
    switch self {
    case .all, .any, .one, .condition, .reference, .dynamicReference, .recursiveReference,
      .dependentSchemas:
      true
    default: false
    }
  }
}

/// What a limit counts.
enum Counted {
  case characters
  case elements
  case members
}

/// What a schema says of the members of a table.
struct MemberRules {
  /// The table of names, or nil.
  var table: Node?
  /// The schemas of the table's members, in its order.
  var schemas: [Subschema] = []
  var patterns: [(pattern: Pattern, node: Node, schema: Subschema)] = []
  var others: Subschema?
}

/// Some of JSON Schema's types.
struct TypeSet: OptionSet {
  let rawValue: UInt8
  static let null = TypeSet(rawValue: 1)
  static let boolean = TypeSet(rawValue: 2)
  static let integer = TypeSet(rawValue: 4)
  static let number = TypeSet(rawValue: 8)
  static let string = TypeSet(rawValue: 16)
  static let array = TypeSet(rawValue: 32)
  static let object = TypeSet(rawValue: 64)

  static func named(_ name: String) -> TypeSet? {
    switch name {
    case "null": .null
    case "boolean": .boolean
    case "integer": .integer
    case "number": .number
    case "string": .string
    case "array": .array
    case "object": .object
    default: nil
    }
  }

  func contains(_ node: Node) -> Bool {
    switch node.kind {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .integer: contains(.integer) || contains(.number)
    case .float:
      contains(.number) || (contains(.integer) && ExactNumber(node)?.isInteger == true)
    case .array: contains(.array)
    case .table: contains(.object)
    case .string, .offsetDateTime, .localDateTime, .localDate, .localTime, .index:
      contains(.string)
    }
  }

  /// `a string or a number`.
  var names: String {
    let all: [(TypeSet, String)] = [
      (.object, "a table"), (.array, "an array"), (.string, "a string"), (.number, "a number"),
      (.integer, "a whole number"), (.boolean, "a boolean"), (.null, "null"),
    ]
    return Words.list(all.filter { contains($0.0) }.map { $0.1 }, "or")
  }
}
