extension Setting {
  /// A setting, and whom it concerns.
  public struct Listed: Sendable {
    /// The setting.
    public let setting: Setting
    /// The commands that it affects.
    public let commands: [String]
  }

  /// Every setting that a variable of the environment can have, with the commands that it affects.
  public static func all() -> [Listed] {
    let every = ["pc-cache", "pc-config", "pc-lock", "pc-metrics", "pc-scan", "pc-tokens"]
    let caching = ["pc-cache", "pc-config", "pc-scan", "pc-tokens"]
    func listed(_ commands: [String], _ settings: [Setting]) -> [Listed] {
      settings.map { Listed(setting: $0, commands: commands) }
    }
    return listed(every, [.cacheDirectory, .parserCacheDirectory, .preset, .noColor])
      + listed(
        caching,
        [
          .cacheMaxSize, .cacheMaxEntries, .cacheNamespaceMaxEntries, .cachePolicy,
          .cacheCompressLevel, .cacheCompressMin, .cacheSizeTracking, .parserCacheEnabled,
          .parserCacheMaxSize,
        ])
      + listed(
        ["pc-cache"], [.remote, .remoteNamespaces, .remotePasswordFile, .remoteTimeout])
      + listed(["pc-lock"], [.lockStrategy, .lockTimeout])
      + listed(every, [.metricsMonitoring, .metricsFile])
      + listed(["pc-metrics"], [.metricsSize, .metricsGenerations])
      + listed(["pc-config", "pc-scan", "pc-tokens"], [.parserMaxMemory])
      + listed(["pc-scan", "pc-tokens"], [.parserMaxWorkers, .parserChunkSize])
      + listed(["pc-tokens"], [.vocabularies])
      + listed([], [.parserStrategy, .parserMemoryThreshold, .parserGarbageThreshold])
  }

  /// Refuses a value that it may not have.
  public func check(_ value: [UInt8]?) throws(SettingError) {
    switch kind {
    case .choice: _ = try choice(value)
    case .duration: _ = try duration(value)
    case .size: _ = try size(value)
    case .integer: _ = try integer(value)
    case .text, .path, .presence: break
    }
    if name == Setting.parserMaxWorkers.name, let value, !value.isEmpty {
      let text = String(decoding: value, as: UTF8.self)
      if text == "auto" { return }
      guard let number = Int(text), (1...4096).contains(number) else { throw refused(text) }
    }
  }
}
