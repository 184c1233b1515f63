/// Why a pattern cannot be used, or cannot say whether it matches.
public enum PatternError: Error, Equatable {
  /// It is not a regular expression: at which of its bytes, and why.
  case invalid(offset: Int, message: String)
  /// It would have to try more ways than it is given.
  case limit
  /// There is not enough memory.
  case outOfMemory

  /// What is wrong, in the words of an error line.
  public var message: String {
    switch self {
    case .invalid(let offset, let message):
      "not a regular expression at character \(offset + 1): \(message)"
    case .limit: "the regular expression has too many ways to match: make it more precise"
    case .outOfMemory: "not enough memory for a regular expression"
    }
  }
}
