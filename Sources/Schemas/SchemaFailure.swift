import Formats

/// One thing about a value that its schema does not allow.
public struct SchemaFailure: Equatable, Sendable {
  /// The value that is wrong; of a missing member, the table that it is missing in.
  public let path: ValuePath
  /// Where that stands in its source.
  public let offset: Int
  /// Which source it is from, where the tree is made of several.
  public let source: Int
  /// Where the schema says so: the address of its document, unless that is the schema itself, `#`,
  /// and a JSON pointer to the keyword.
  public let location: [UInt8]
  /// The keyword that is not kept.
  public let keyword: String
  /// What is wrong, in plain words.
  public let message: String
}
