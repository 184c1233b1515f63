import Formats
import Platform
import Schemas

/// Why there is no configuration, or no change to one.
public enum ConfigError: Error, Equatable {
  /// A file is not what its format says.
  case parse(BytePath, ParseError)
  /// A file that must be there is not.
  case missing(BytePath)
  /// There is no file at all, and one must be there.
  case noFile
  /// Something in a file does not fit: where, and why.
  case unfit(BytePath, SourcePosition, String)
  /// A schema cannot be used.
  case schema(BytePath, SchemaError)
  /// A variable of the environment does not fit: its name, and why.
  case variable(String, String)
  /// There is no such value to delete.
  case notFound(BytePath)
  /// The system refused.
  case system(SystemError)

  /// What is wrong, where, and what to do.
  public var message: String {
    switch self {
    case .parse(let path, let error): "\(path):\(error.position): \(error.message)"
    case .missing(let path): "\(path): no such file"
    case .noFile: "there is no configuration file here: name one with --file"
    case .unfit(let path, let position, let text): "\(path):\(position): \(text)"
    case .schema(let path, let error): "\(path):\(error.position): \(error.message)"
    case .variable(let name, let text): "\(name): \(text)"
    case .notFound(let path): "\(path): there is nothing of that name to delete"
    case .system(let error): "\(error.path): cannot \(error.deed): \(error.reason)"
    }
  }
}
