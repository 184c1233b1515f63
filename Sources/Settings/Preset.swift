/// Values that are set together: stronger than what is built in, and weaker than all else.
public enum Preset: String, CaseIterable, Sendable {
  /// For a machine with room: a large cache, and values that took long to make kept longest.
  case performance
  /// What is built in.
  case standard
  /// For a machine with little room: a small cache, compressed harder, and few records.
  case minimal

  /// What it sets, each as its variable would.
  public var values: [(setting: Setting, value: String)] {
    switch self {
    case .performance:
      [
        (.cacheMaxSize, "8G"), (.cachePolicy, "cost"), (.cacheCompressMin, "64K"),
        (.parserMaxMemory, "8192"), (.parserMemoryThreshold, "1024"), (.metricsSize, "64M"),
      ]
    case .standard: []
    case .minimal:
      [
        (.cacheMaxSize, "64M"), (.cacheCompressLevel, "6"), (.cacheCompressMin, "1K"),
        (.parserMaxWorkers, "1"), (.parserMaxMemory, "256"), (.parserMemoryThreshold, "16"),
        (.metricsSize, "1M"), (.metricsGenerations, "0"),
      ]
    }
  }

  /// What it sets a setting to; nil where it leaves it as it is.
  public func value(_ setting: Setting) -> [UInt8]? {
    values.first { $0.setting.name == setting.name }.map { Array($0.value.utf8) }
  }

  /// The one that the environment names. Tests give another environment than the process's.
  public static func named(
    _ environment: (String) -> [UInt8]?
  ) throws(SettingError) -> Preset? {
    try Setting.preset.choice(environment(Setting.preset.name)).flatMap(Preset.init(rawValue:))
  }
}
