import Formats
import Platform

/// A JSON Schema of the versions 2020-12, 2019-09 or draft 7, which says what values may be. It may
/// be written in any format that makes a tree, and so may the values.
public final class Schema {
  /// How values are looked at.
  public struct Options: Equatable, Sendable {
    /// Whether `format` is asked for; otherwise it only says what is meant.
    public var assertsFormats: Bool
    /// How many failures are reported of one value.
    public var failuresMax: Int
    /// How often a schema may be applied to a value or a part of it: alternatives within
    /// alternatives can ask for more than anybody waits for.
    public var stepsMax: Int

    /// What the version 2020-12 has, and a hundred failures, unless said otherwise.
    public init(
      assertsFormats: Bool = false, failuresMax: Int = 100, stepsMax: Int = 20_000_000
    ) {
      self.assertsFormats = assertsFormats
      self.failuresMax = failuresMax
      self.stepsMax = stepsMax
    }
  }

  /// Fetches the document that a reference in a schema leads to, by its address: nil where there is
  /// none.
  public typealias Resolver = (_ address: [UInt8]) throws(SchemaError) -> Tree?

  let library: SchemaLibrary
  let root: Subschema
  let options: Options

  /// A schema; its address, where it has one, is what relative references are relative to.
  public init(
    _ tree: Tree, address: [UInt8] = [], _ options: Options = Options(), resolve: Resolver? = nil
  ) throws(SchemaError) {
    library = SchemaLibrary(resolve)
    let document = try library.add(tree, address: address)
    guard let whole = document.resources[[]] else {
      throw SchemaError(address: address, "the schema is empty")
    }
    root = library.subschema(whole.root, [], whole)
    self.options = options
  }

  /// What is wrong with a value: nothing where it is what the schema asks for.
  public func failures(of node: Node) throws(SchemaError) -> [SchemaFailure] {
    let evaluation = Evaluation(library, options, findingsMax: options.failuresMax)
    var seen = Evaluated(isNoted: false)
    if try evaluation.evaluate(root, node, &seen) { return [] }
    return evaluation.findings.map { $0.failure(root) }
  }

  /// Whether a value is what the schema asks for.
  public func allows(_ node: Node) throws(SchemaError) -> Bool {
    let evaluation = Evaluation(library, options, findingsMax: 0)
    var seen = Evaluated(isNoted: false)
    return try evaluation.isValid(root, node, &seen)
  }

  /// What is wrong with the schema itself, by the schema of its version.
  public func failuresOfItself() throws(SchemaError) -> [SchemaFailure] {
    let address: String =
      switch root.resource.draft {
      case .draft7: "http://json-schema.org/draft-07/schema"
      case .draft2019: "https://json-schema.org/draft/2019-09/schema"
      case .draft2020: "https://json-schema.org/draft/2020-12/schema"
      }
    guard let tree = MetaSchemas.tree(Array(address.utf8)) else { return [] }
    return try Schema(tree, address: Array(address.utf8), options).failures(of: root.node)
  }
}
