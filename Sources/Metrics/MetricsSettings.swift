import Platform
import Settings

/// What the environment says about recording.
public struct MetricsSettings: Sendable {
  /// Whether operations are recorded.
  public var isEnabled: Bool
  /// The file that rows go to; nil for the one in the cache directory.
  public var file: BytePath?
  /// The size at which the file is rotated.
  public var sizeBytesMax: Int64
  /// How many rotated files are kept.
  public var generations: Int

  /// Settings of one's own making.
  public init(
    isEnabled: Bool = true, file: BytePath? = nil, sizeBytesMax: Int64 = 8 << 20,
    generations: Int = 1
  ) {
    self.isEnabled = isEnabled
    self.file = file
    self.sizeBytesMax = sizeBytesMax
    self.generations = generations
  }

  /// What the environment says; a value that a setting may not have is refused.
  public static func fromEnvironment() throws(SettingError) -> MetricsSettings {
    var settings = MetricsSettings()
    let preset = try Preset.named { Environment[$0] }
    func value(_ setting: Setting) -> [UInt8]? {
      Environment[setting.name] ?? preset?.value(setting)
    }
    if let choice = try Setting.metricsMonitoring.choice(value(.metricsMonitoring)) {
      settings.isEnabled = choice == "enabled"
    }
    if let path = value(.metricsFile), !path.isEmpty { settings.file = BytePath(bytes: path) }
    if let size = try Setting.metricsSize.size(value(.metricsSize)) { settings.sizeBytesMax = size }
    if let count = try Setting.metricsGenerations.integer(value(.metricsGenerations)) {
      settings.generations = Int(count)
    }
    return settings
  }

  /// Refuses a value that a setting may not have: for commands to call before they begin, so that
  /// they do not notice only when the work is done.
  public static func check() throws(SettingError) { _ = try fromEnvironment() }
}
