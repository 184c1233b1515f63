import Formats
import Platform

/// What the files say: for each key that one of them sets, its value, and where it is set.
///
/// The project's file beats the user's. Where there is neither, which is the usual case, reading
/// them costs a few calls that find nothing, and no memory.
public struct PerformanceSettings: Sendable {
  /// A value, and where it came from.
  public struct Item: Equatable, Sendable {
    /// The value.
    public let value: PerformanceValue
    /// The file that sets it.
    public let path: BytePath
    /// Where in the file.
    public let position: SourcePosition
  }

  /// By the number of their keys; empty while nothing is set.
  private var items: [Item?] = []

  /// Settings without any value.
  public init() {}

  /// Whether no file sets anything.
  public var isEmpty: Bool { items.isEmpty }

  /// What a key is set to, and where; nil where no file sets it.
  public subscript(key: PerformanceKey) -> Item? { items.isEmpty ? nil : items[key.rawValue] }

  mutating func set(_ key: PerformanceKey, _ item: Item) {
    if items.isEmpty { items = Array(repeating: nil, count: PerformanceKey.allCases.count) }
    items[key.rawValue] = item
  }

  /// A key's yes or no.
  public func flag(_ key: PerformanceKey) -> Bool? {
    guard case .flag(let value) = self[key]?.value else { return nil }
    return value
  }

  /// A key's number.
  public func count(_ key: PerformanceKey) -> Int64? {
    guard case .count(let value) = self[key]?.value else { return nil }
    return value
  }

  /// A key's length of time.
  public func duration(_ key: PerformanceKey) -> Duration? {
    guard case .duration(let value) = self[key]?.value else { return nil }
    return value
  }

  /// A key's text.
  public func text(_ key: PerformanceKey) -> [UInt8]? {
    guard case .text(let value) = self[key]?.value else { return nil }
    return value
  }

  /// How many jobs may run at once; nil where no file limits it.
  public var concurrentMax: Int? {
    flag(.concurrencyEnabled) == false ? 1 : count(.concurrencyMax).map(Int.init)
  }

  /// Reads the user's file and the project's, which is looked for from a folder upwards: from the
  /// working folder, unless another is given. Tests give another environment than the process's.
  public static func load(
    workingFolder: BytePath? = nil, environment: (String) -> [UInt8]? = { Environment[$0] }
  ) throws(SettingsError) -> PerformanceSettings {
    var settings = PerformanceSettings()
    let user = PerformanceFile.userPath(environment)
    if let user, let bytes = try PerformanceFile.read(user, isProject: false) {
      try settings.add(bytes, path: user, isProject: false, userPath: user)
    }
    let project = try PerformanceFile.project(
      from: workingFolder?.absolute().resolved() ?? PerformanceFile.workingFolder(),
      home: environment("HOME"), besides: user)
    if let project {
      try settings.add(project.bytes, path: project.path, isProject: true, userPath: user)
    }
    return settings
  }

  /// Adds what a file says to what is known, over it.
  mutating func add(
    _ bytes: [UInt8], path: BytePath, isProject: Bool, userPath: BytePath?
  ) throws(SettingsError) {
    let tree: Tree
    do throws(ParseError) {
      tree = try TOMLParser.parse(FrozenBytes(bytes))
    } catch {
      throw .content(path, error.position, error.message)
    }
    var reader = PerformanceReader(
      path: path, isProject: isProject, userPath: userPath, settings: self)
    try reader.read(tree.root)
    self = reader.settings
  }
}
