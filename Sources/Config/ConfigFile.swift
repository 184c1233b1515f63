import Platform

/// Where a configuration's values come from, the weakest first.
public enum ConfigLayer: String, CaseIterable, Comparable, Sendable {
  /// What a schema says where nothing else does.
  case schema
  /// What the caller has given for what nothing else says.
  case defaults
  /// The machine's.
  case system
  /// The user's.
  case user
  /// The project's.
  case project
  /// A file that the caller has named.
  case file
  /// The environment's variables.
  case environment

  /// Whether one is weaker than another.
  public static func < (left: ConfigLayer, right: ConfigLayer) -> Bool {
    left.strength < right.strength
  }

  private var strength: Int { ConfigLayer.allCases.firstIndex(of: self) ?? 0 }
}

/// A file that was looked for.
public struct ConfigFile: Equatable, Sendable {
  /// What became of it.
  public enum Standing: Equatable, Sendable {
    /// It is there, and is read.
    case read
    /// It is not there.
    case absent
    /// It is there and not read: it belongs to somebody else.
    case foreign
  }

  /// Its path; that of standard input is `-`.
  public let path: BytePath
  /// Whose it is.
  public let layer: ConfigLayer
  /// What became of it.
  public let standing: Standing

  /// What standard input is called.
  public static let standardInput: BytePath = "-"
}
