import Formats

/// Why a schema cannot be used: what is wrong with it, and where.
public struct SchemaError: Error, Equatable {
  /// The address of the document that is wrong; none where that is the schema itself.
  public let address: [UInt8]
  /// Where in the document.
  public let position: SourcePosition
  /// What is wrong, and what to do.
  public let message: String

  /// An error of one's own: of a schema that cannot be had, say.
  public init(address: [UInt8] = [], position: SourcePosition = .start, _ message: String) {
    self.address = address
    self.position = position
    self.message = message
  }
}
