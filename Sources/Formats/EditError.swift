/// Why a text cannot be edited at a path.
public enum EditError: Error, Equatable {
  /// The text is not what its format says.
  case parse(ParseError)
  /// There is no value at the path.
  case notFound
  /// Where the path leads through, or what would have to be written, does not fit: where, and why.
  case unfit(SourcePosition, String)
}
