import Platform

/// The settings of the cache, as they hold for one run: an option beats the environment, which
/// beats the project's file, which beats the user's file, which beats what is built in.
public struct CacheSettings: Equatable, Sendable {
  /// Which entries go first when there are too many.
  public enum Policy: String, CaseIterable, Sendable {
    /// Those that were not used for longest.
    case lru
    /// Those that were used least.
    case lfu
    /// Those that cost least to make again.
    case cost
  }

  /// How old answers may grow; nil is for ever, or as long as `standard` says.
  public struct TimesToLive: Equatable, Sendable {
    /// Where nothing more special is said.
    public var standard: Duration?
    /// What is known of a repository.
    public var repositoryMetadata: Duration?
    /// A list of worktrees.
    public var worktreeList: Duration?
    /// What is known of a branch.
    public var branchInfo: Duration?
    /// What was found out about a folder.
    public var contextDetection: Duration?

    /// None: answers do not grow old.
    public init() {}
  }

  /// What a command's options say; nil is what they do not say.
  public struct Options: Sendable {
    /// Whether the cache is used: false for `--no-cache`.
    public var isEnabled: Bool?
    /// The size that the cache is kept below.
    public var maxSizeBytes: Int64?
    /// How many entries the cache may hold; 0 is without a limit.
    public var maxEntries: Int64?
    /// How many entries each namespace may hold; 0 is without a limit.
    public var namespaceMaxEntries: Int64?
    /// Which entries go first.
    public var policy: Policy?
    /// How hard entries are compressed; 0 is not at all.
    public var compressLevel: Int64?
    /// The size from which on an entry is compressed.
    public var compressMinBytes: Int64?
    /// Values that are set together; nil: those that the environment names.
    public var preset: Preset?
    /// How old answers may grow: it stands above every time to live of the files.
    public var timeToLive: Duration?

    /// Options that say nothing.
    public init() {}
  }

  /// Whether answers are cached at all.
  public var isEnabled = true
  /// The size that the cache is kept below.
  public var maxSizeBytes: Int64 = 1 << 30
  /// How many entries the cache may hold; 0 is without a limit.
  public var maxEntries: Int64 = 0
  /// How many entries each namespace may hold; 0 is without a limit.
  public var namespaceMaxEntries: Int64 = 0
  /// Which entries go first.
  public var policy = Policy.lru
  /// How hard entries are compressed; 0 is not at all.
  public var compressLevel: Int64 = 1
  /// The size from which on an entry is compressed.
  public var compressMinBytes: Int64 = 4096
  /// Whether the size is kept in an index; otherwise each question for it walks the cache.
  public var isSizeTracked = true
  /// How old answers may grow.
  public var timesToLive = TimesToLive()

  /// How many jobs may run at once; nil where no file limits it.
  public var concurrentMax: Int?

  /// What is built in.
  public init() {}

  /// What holds, for a command that works in a folder: the working folder, unless another is given.
  /// Tests give another environment than the process's.
  public static func resolve(
    _ options: Options = Options(), workingFolder: BytePath? = nil,
    environment: (String) -> [UInt8]? = { Environment[$0] }
  ) throws(SettingsError) -> CacheSettings {
    var settings = CacheSettings()
    do throws(SettingError) {
      var preset = options.preset
      if preset == nil { preset = try Preset.named(environment) }
      if let preset { try settings.apply(preset) }
    } catch {
      throw .variable(error)
    }
    let files = try PerformanceSettings.load(
      workingFolder: workingFolder, environment: environment)
    if !files.isEmpty { settings.apply(files) }
    do throws(SettingError) { try settings.apply(environment) } catch { throw .variable(error) }
    settings.apply(options)
    return settings
  }

  private mutating func apply(_ files: PerformanceSettings) {
    concurrentMax = files.concurrentMax
    isEnabled = files.flag(.cacheEnabled) ?? isEnabled
    maxSizeBytes = files.count(.cacheMaxSize) ?? maxSizeBytes
    maxEntries = files.count(.cacheMaxEntries) ?? maxEntries
    namespaceMaxEntries = files.count(.cacheNamespaceMaxEntries) ?? namespaceMaxEntries
    if let word = files.text(.cachePolicy) {
      policy = Policy(rawValue: String(decoding: word, as: UTF8.self)) ?? policy
    }
    compressLevel = files.count(.cacheCompressLevel) ?? compressLevel
    compressMinBytes = files.count(.cacheCompressMin) ?? compressMinBytes
    timesToLive.standard = files.duration(.ttlDefault)
    timesToLive.repositoryMetadata = files.duration(.ttlRepositoryMetadata)
    timesToLive.worktreeList = files.duration(.ttlWorktreeList)
    timesToLive.branchInfo = files.duration(.ttlBranchInfo)
    timesToLive.contextDetection = files.duration(.ttlContextDetection)
  }

  private mutating func apply(_ preset: Preset) throws(SettingError) {
    try apply { name in
      preset.values.first { $0.setting.name == name }.map { Array($0.value.utf8) }
    }
  }

  private mutating func apply(_ environment: (String) -> [UInt8]?) throws(SettingError) {
    func value(_ setting: Setting) -> [UInt8]? { environment(setting.name) }
    if let word = try Setting.parserCacheEnabled.choice(value(.parserCacheEnabled)) {
      isEnabled = word == "true"
    }
    if let size = try Setting.parserCacheMaxSize.integer(value(.parserCacheMaxSize)) {
      maxSizeBytes = size << 20
    }
    maxSizeBytes = try Setting.cacheMaxSize.size(value(.cacheMaxSize)) ?? maxSizeBytes
    maxEntries = try Setting.cacheMaxEntries.integer(value(.cacheMaxEntries)) ?? maxEntries
    namespaceMaxEntries =
      try Setting.cacheNamespaceMaxEntries.integer(value(.cacheNamespaceMaxEntries))
      ?? namespaceMaxEntries
    if let word = try Setting.cachePolicy.choice(value(.cachePolicy)) {
      policy = Policy(rawValue: word) ?? policy
    }
    compressLevel =
      try Setting.cacheCompressLevel.integer(value(.cacheCompressLevel)) ?? compressLevel
    compressMinBytes =
      try Setting.cacheCompressMin.size(value(.cacheCompressMin)) ?? compressMinBytes
    if let word = try Setting.cacheSizeTracking.choice(value(.cacheSizeTracking)) {
      isSizeTracked = word == "enabled"
    }
  }

  private mutating func apply(_ options: Options) {
    isEnabled = options.isEnabled ?? isEnabled
    maxSizeBytes = options.maxSizeBytes ?? maxSizeBytes
    maxEntries = options.maxEntries ?? maxEntries
    namespaceMaxEntries = options.namespaceMaxEntries ?? namespaceMaxEntries
    policy = options.policy ?? policy
    compressLevel = options.compressLevel ?? compressLevel
    compressMinBytes = options.compressMinBytes ?? compressMinBytes
    if let age = options.timeToLive {
      timesToLive = TimesToLive()
      timesToLive.standard = age
    }
  }
}
