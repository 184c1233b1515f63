/// Where something stands in a text: what editors and compilers call `line:column`.
public struct SourcePosition: Equatable, Sendable {
  /// The line, counted from 1.
  public let line: UInt32
  /// The column in characters (Unicode scalars), counted from 1.
  public let column: UInt32

  /// A place; numbers that 32 bits cannot hold become the largest.
  public init(line: Int, column: Int) {
    self.line = UInt32(clamping: line)
    self.column = UInt32(clamping: column)
  }

  /// Where a text begins.
  public static let start = SourcePosition(line: 1, column: 1)
}

extension SourcePosition: CustomStringConvertible {
  /// `12:7`, as it stands in an error after the file's name.
  public var description: String { "\(line):\(column)" }
}

/// A text that is not what its format says: where, what is wrong, and what was expected there.
public struct ParseError: Error, Equatable {
  /// Where it is wrong.
  public let position: SourcePosition
  /// What is wrong, and what was expected.
  public let message: String

  /// An error at a place.
  public init(_ position: SourcePosition, _ message: String) {
    self.position = position
    self.message = message
  }
}
