/// Why a text is no expression.
public struct WhereError: Error, Equatable {
  /// At which of its bytes, counted from 0.
  public let offset: Int
  /// What is wrong there, and what is expected instead.
  public let message: String

  init(_ offset: Int, _ message: String) {
    self.offset = offset
    self.message = message
  }
}
