import Formats
import Platform

/// Why settings cannot be had: something in a variable or a file is not what it may be.
public enum SettingsError: Error, Equatable {
  /// A variable has a value that its setting may not have.
  case variable(SettingError)
  /// Something in a file may not stand there.
  case content(BytePath, SourcePosition, String)
  /// A file is none that settings are read from.
  case unfit(BytePath, String)
  /// The system refused.
  case system(SystemError)
}

extension SettingsError {
  /// What is wrong, where, and what to do.
  public var message: String {
    switch self {
    case .variable(let error): error.message
    case .content(let path, let position, let text): "\(path):\(position): \(text)"
    case .unfit(let path, let reason): "\(path): \(reason)"
    case .system(let error): "\(error.path): cannot \(error.deed): \(error.reason)"
    }
  }
}
