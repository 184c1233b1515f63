import CacheRoot
import Platform
import Settings
import Store

/// From the options to the store: the same for every command that caches.
extension Invocation {
  /// What holds for the cache in this run: options before the environment, before the files. A command
  /// with more options of that kind than the common ones gives what they say.
  public func cacheSettings(
    _ more: CacheSettings.Options = CacheSettings.Options()
  ) throws(Failure) -> CacheSettings {
    var options = more
    if arguments.has("no-cache") { options.isEnabled = false }
    options.timeToLive = arguments.duration("ttl") ?? options.timeToLive
    do throws(SettingsError) {
      return try CacheSettings.resolve(options)
    } catch {
      throw Failure(error)
    }
  }

  /// How many threads may work: what --jobs says, else the environment; else all processors where there
  /// are two, and half of more, eight at most.
  public func threadCount(_ settings: CacheSettings) throws(Failure) -> Int {
    if let jobs = arguments.integer("jobs") { return Int(jobs) }
    let parserWorkers = Setting.parserMaxWorkers
    let wanted = try setting(
      { (bytes) throws(SettingError) in
        try parserWorkers.check(bytes)
        return bytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
      }, parserWorkers)
    if let wanted { return wanted }
    let processors = Environment.processorCount
    let polite = processors <= 2 ? processors : min(8, max(2, processors / 2))
    return min(polite, settings.concurrentMax ?? polite)
  }

  /// Opens the store.
  public func openStore(_ settings: CacheSettings) throws(StoreError) -> Store {
    let directory: CacheDirectory
    do throws(CacheDirectoryError) { directory = try cacheDirectory() } catch {
      throw .directory(error)
    }
    return try Store(directory, settings: StoreSettings(settings))
  }

  /// The store; nil where it cannot be used, or is not to be, which is said with `--verbose`.
  public func usableStore(_ settings: CacheSettings) -> Store? {
    if !settings.isEnabled {
      note("the cache is disabled")
      return nil
    }
    do throws(StoreError) { return try openStore(settings) } catch {
      note("working without a cache: \(error.message)")
      return nil
    }
  }
}

extension StoreSettings {
  /// The limits among the settings.
  init(_ settings: CacheSettings) {
    self.init()
    maxSizeBytes = settings.maxSizeBytes
    maxEntries = settings.maxEntries
    namespaceMaxEntries = settings.namespaceMaxEntries
    policy = StoreSettings.Policy(rawValue: settings.policy.rawValue) ?? .lru
    compressLevel = Int32(settings.compressLevel)
    compressMinBytes = settings.compressMinBytes
  }
}
