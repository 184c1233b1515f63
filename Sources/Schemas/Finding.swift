import Formats

/// A step from a value to one within it, as it is noted on the way: no name is copied until
/// something is wrong.
enum PathStep {
  case index(Int)
  case name(Node)

  var step: ValuePath.Step {
    switch self {
    case .index(let index): .index(index)
    case .name(let name): .name(name.bytes)
    }
  }
}

/// Something that is wrong, before it is put into words: most of what is found in alternatives is
/// thrown away.
struct Finding {
  /// What more there is to say.
  enum Detail {
    case none
    case name([UInt8])
    case number(Int)
    case notAllowed(MemberRules?, table: Node)
    case alternatives(count: Int, nearest: Int, [Finding])
    case types(TypeSet)
    case several([Int])
  }

  let node: Node
  let offset: Int
  let path: [PathStep]
  let schema: Subschema
  let keyword: String
  let check: Check?
  let detail: Detail

  /// How far the value is from what an alternative asks for that was found wrong in this way.
  func distance(from depth: Int) -> Int {
    switch keyword {
    case "type" where path.count == depth: 1000
    // Alternatives are often told apart by a member with a fixed value.
    case "const", "enum": path.count <= depth + 1 ? 100 : 1
    default: 1
    }
  }
}
