/// Why a vocabulary cannot be used.
public struct VocabularyError: Error, Equatable {
  /// What is wrong, and what to do.
  public let message: String
  /// The line of the file that says it, counted from 1; 0 where none does.
  public let line: Int
  /// The column, counted from 1; 0 where the whole line is meant.
  public let column: Int

  /// What is wrong, and where.
  public init(_ message: String, line: Int = 0, column: Int = 0) {
    self.message = message
    self.line = line
    self.column = column
  }
}
