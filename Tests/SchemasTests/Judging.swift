import Formats
import Platform
import Schemas

/// A schema and values from texts, and what the tests ask of them.
struct Judging {
  let schema: Schema

  init(
    _ text: String, address: String = "", assertsFormats: Bool = false, failuresMax: Int = 100,
    others: [String: String] = [:]
  ) throws {
    let options = Schema.Options(
      assertsFormats: assertsFormats, failuresMax: failuresMax, stepsMax: 100_000)
    schema = try Schema(try Judging.tree(text), address: Array(address.utf8), options) {
      (address) throws(SchemaError) in
      let name = String(decoding: address, as: UTF8.self)
      return try? others[name].map { try Judging.tree($0) }
    }
  }

  static func tree(_ json: String) throws -> Tree {
    try JSONParser.parse(FrozenBytes(Array(json.utf8)))
  }

  /// Each failure as `path: message`.
  func failures(_ json: String) throws -> [String] {
    try schema.failures(of: try Judging.tree(json).root).map { failure in
      "\(String(decoding: failure.path.bytes, as: UTF8.self)): \(failure.message)"
    }
  }

  func allows(_ json: String) throws -> Bool {
    let tree = try Judging.tree(json)
    let isAllowed = try schema.allows(tree.root)
    // The short way and the long way must agree.
    guard try schema.failures(of: tree.root).isEmpty == isAllowed else {
      throw SchemaError("the two answers differ")
    }
    return isAllowed
  }
}
