import Formats
import Platform

/// What holds for each setting, and who says so.
public struct SettingsReport {
  /// Who says so.
  public enum Origin: Equatable, Sendable {
    /// Nobody: it is built in.
    case builtIn
    /// A variable of the environment.
    case variable
    /// A preset.
    case preset(Preset)
    /// A file, and where in it.
    case file(BytePath, SourcePosition)
  }

  /// One setting.
  public struct Row: Sendable {
    /// The variable's name, or the key's in `performance.toml`.
    public let name: String
    /// What holds; nil where it is not set, and nothing definite is built in.
    public let value: String?
    /// Who says so.
    public let origin: Origin
    /// What its values look like.
    public let expected: String
    /// What holds when it is not set.
    public let standard: String
    /// What it does.
    public let document: String
    /// The commands that it affects.
    public let commands: [String]
  }

  /// The variables, then what only files can set.
  public let rows: [Row]
  /// Variables that look like ours and are none, each as a sentence that says what may be meant.
  public let unknown: [String]

  /// Asks for everything. Tests give another environment than the process's.
  public init(
    preset: Preset?, environment: (String) -> [UInt8]? = { Environment[$0] },
    names: [String] = SettingsReport.variableNames()
  ) throws(SettingsError) {
    let files = try PerformanceSettings.load(environment: environment)
    do throws(SettingError) {
      var preset = preset
      if preset == nil { preset = try Preset.named(environment) }
      var rows: [Row] = []
      for listed in Setting.all() {
        rows.append(try SettingsReport.row(listed, files, preset, environment))
      }
      self.rows = rows + SettingsReport.fileRows(files)
    } catch {
      throw .variable(error)
    }
    unknown = SettingsReport.unknown(names)
  }

  private static func row(
    _ listed: Setting.Listed, _ files: PerformanceSettings, _ preset: Preset?,
    _ environment: (String) -> [UInt8]?
  ) throws(SettingError) -> Row {
    let setting = listed.setting
    let given = environment(setting.name)
    try setting.check(given)
    var value: String?
    var origin = Origin.builtIn
    if let given, !given.isEmpty {
      value = String(decoding: given, as: UTF8.self)
      origin = .variable
    } else if let item = fileItem(setting, files) {
      value = text(item.value)
      origin = .file(item.path, item.position)
    } else if let bytes = preset?.value(setting), let preset {
      value = String(decoding: bytes, as: UTF8.self)
      origin = .preset(preset)
    }
    return Row(
      name: setting.name, value: value, origin: origin, expected: setting.expectation,
      standard: setting.standard, document: setting.document, commands: listed.commands)
  }

  private static func fileItem(
    _ setting: Setting, _ files: PerformanceSettings
  ) -> PerformanceSettings.Item? {
    PerformanceRow.all().first { $0.variable == setting.name }.flatMap { files[$0.key] }
  }

  /// What only files can set, each under its first name.
  private static func fileRows(_ files: PerformanceSettings) -> [Row] {
    var seen: [PerformanceKey] = []
    var rows: [Row] = []
    for row in PerformanceRow.all() where row.variable == nil && !seen.contains(row.key) {
      seen.append(row.key)
      let item = files[row.key]
      rows.append(
        Row(
          name: "performance.\(row.table).\(row.name)", value: item.map { text($0.value) },
          origin: item.map { .file($0.path, $0.position) } ?? .builtIn, expected: row.expectation,
          standard: row.key.standard, document: row.key.document, commands: row.key.commands))
    }
    return rows
  }

  private static func text(_ value: PerformanceValue) -> String {
    switch value {
    case .flag(let flag): flag ? "true" : "false"
    case .count(let number): "\(number)"
    case .duration(let duration): DurationFormat.text(nanoseconds: duration.nanoseconds)
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  // MARK: Names that are nobody's

  /// The names of all variables that begin as one of ours.
  public static func variableNames() -> [String] {
    var names: [String] = []
    for prefix in ["PC_", "PARSER_", "CACHE_", "LOCK_"] {
      for variable in Environment.all(beginningWith: Array(prefix.utf8)) {
        names.append(
          String(decoding: variable.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self))
      }
    }
    return names
  }

  /// Other programs may have variables that begin as ours: a name is taken for a mistake where it
  /// is near one of ours.
  private static func unknown(_ names: [String]) -> [String] {
    let known = Setting.all().map { $0.setting.name }
    return names.compactMap { name in
      if known.contains(name) || name.hasPrefix("PC_CONFIG_") { return nil }
      guard let near = Suggestion.nearest(to: name, among: known) else { return nil }
      return "no setting is called \(name)\(Suggestion.hint(near))"
    }
  }
}

extension PerformanceKey {
  /// What holds when no file sets it, in words.
  var standard: String {
    switch self {
    case .cacheEnabled, .concurrencyEnabled: "true"
    case .ttlRepositoryMetadata: "5m"
    case .ttlWorktreeList: "2m"
    case .ttlBranchInfo: "1m"
    case .ttlContextDetection: "30s"
    case .profilingEnabled: "false"
    case .concurrencyMax: "4"
    default: "not set"
    }
  }

  /// What it does.
  var document: String {
    switch self {
    case .cacheEnabled: "Whether answers are cached at all."
    case .ttlDefault: "How old an answer may grow, where nothing more special is said."
    case .ttlRepositoryMetadata: "How old what is known of a repository may grow."
    case .ttlWorktreeList: "How old a list of worktrees may grow."
    case .ttlBranchInfo: "How old what is known of a branch may grow."
    case .ttlContextDetection: "How old what was found out about a folder may grow."
    case .profilingEnabled: "Whether profiles are written; this version writes none."
    case .profilingOutput: "Where profiles would go."
    case .concurrencyEnabled: "Whether work is done in parallel."
    case .concurrencyMax: "How many jobs may run at once."
    default: "The same as its variable."
    }
  }

  /// The commands that it affects in this version.
  var commands: [String] {
    switch self {
    case .cacheEnabled, .ttlDefault: ["pc-cache", "pc-config"]
    default: []
    }
  }
}
