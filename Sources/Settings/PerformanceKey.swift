/// What `performance.toml` can set.
public enum PerformanceKey: Int, CaseIterable, Sendable {
  /// Whether answers are cached at all.
  case cacheEnabled
  /// The size that the cache is kept below, in bytes.
  case cacheMaxSize
  /// How many entries the cache may hold; 0 is without a limit.
  case cacheMaxEntries
  /// How many entries each namespace may hold; 0 is without a limit.
  case cacheNamespaceMaxEntries
  /// Which entries go first.
  case cachePolicy
  /// How hard entries are compressed.
  case cacheCompressLevel
  /// The size in bytes from which on an entry is compressed.
  case cacheCompressMin
  /// How old an entry may grow, where nothing more special is said.
  case ttlDefault
  /// How old what is known of a repository may grow.
  case ttlRepositoryMetadata
  /// How old a list of worktrees may grow.
  case ttlWorktreeList
  /// How old what is known of a branch may grow.
  case ttlBranchInfo
  /// How old what was found out about a folder may grow.
  case ttlContextDetection
  /// Whether profiles are written: only `false`, since this version writes none.
  case profilingEnabled
  /// Where profiles would go.
  case profilingOutput
  /// Whether work is done in parallel.
  case concurrencyEnabled
  /// How many jobs may run at once.
  case concurrencyMax
}

/// What a key of `performance.toml` was set to.
public enum PerformanceValue: Equatable, Sendable {
  /// Yes or no.
  case flag(Bool)
  /// A number: of bytes, where the key is a size.
  case count(Int64)
  /// A length of time.
  case duration(Duration)
  /// One of the key's words, or a path.
  case text([UInt8])
}

/// How a key is written, what it takes, and who may set it: declared once, in `all`.
struct PerformanceRow {
  /// What values it takes.
  enum Kind {
    /// What its setting takes, which an environment variable can be set to as well.
    case setting(Setting)
    /// A number of MiB, for a setting that is a size.
    case mebibytes(Setting)
    case flag
    /// False: what could be switched on is not there.
    case off
    case integer(ClosedRange<Int64>)
    case duration
    case path
  }

  /// Whether a project's file may set it. Such a file came with a repository, whose author the
  /// user need not trust.
  enum Trust {
    /// It may set it.
    case anybody
    /// It may lower it.
    case lowering
    /// It may not.
    case owner
  }

  let table: String
  let name: String
  let key: PerformanceKey
  let kind: Kind
  let trust: Trust

  init(
    _ table: String, _ name: String, _ key: PerformanceKey, _ kind: Kind, _ trust: Trust
  ) {
    self.table = table
    self.name = name
    self.key = key
    self.kind = kind
    self.trust = trust
  }

  /// The variable that sets the same.
  var variable: String? {
    switch kind {
    case .setting(let setting), .mebibytes(let setting): setting.name
    default: nil
    }
  }

  /// Every key, in the order of the documents. Two names may set one key.
  static func all() -> [PerformanceRow] {
    [
      PerformanceRow("cache", "enabled", .cacheEnabled, .flag, .lowering),
      PerformanceRow(
        "cache", "max_memory_mb", .cacheMaxSize, .mebibytes(.cacheMaxSize), .lowering),
      PerformanceRow("cache", "max_size", .cacheMaxSize, .setting(.cacheMaxSize), .lowering),
      PerformanceRow(
        "cache", "max_entries", .cacheMaxEntries, .setting(.cacheMaxEntries), .lowering),
      PerformanceRow(
        "cache", "namespace_max_entries", .cacheNamespaceMaxEntries,
        .setting(.cacheNamespaceMaxEntries), .lowering),
      PerformanceRow("cache", "policy", .cachePolicy, .setting(.cachePolicy), .owner),
      PerformanceRow(
        "cache", "compress_level", .cacheCompressLevel, .setting(.cacheCompressLevel), .owner),
      PerformanceRow(
        "cache", "compress_min", .cacheCompressMin, .setting(.cacheCompressMin), .owner),
      PerformanceRow("cache.ttl", "default", .ttlDefault, .duration, .anybody),
      PerformanceRow(
        "cache.ttl", "repository_metadata", .ttlRepositoryMetadata, .duration, .anybody),
      PerformanceRow("cache.ttl", "worktree_list", .ttlWorktreeList, .duration, .anybody),
      PerformanceRow("cache.ttl", "branch_info", .ttlBranchInfo, .duration, .anybody),
      PerformanceRow(
        "cache.ttl", "context_detection", .ttlContextDetection, .duration, .anybody),
      PerformanceRow(
        "cache", "repository_metadata_ttl", .ttlRepositoryMetadata, .duration, .anybody),
      PerformanceRow("cache", "worktree_list_ttl", .ttlWorktreeList, .duration, .anybody),
      PerformanceRow("cache", "branch_info_ttl", .ttlBranchInfo, .duration, .anybody),
      PerformanceRow("cache", "context_detection_ttl", .ttlContextDetection, .duration, .anybody),
      PerformanceRow("profiling", "enabled", .profilingEnabled, .off, .anybody),
      // Nothing is ever written there for a project's sake: it cannot enable profiles.
      PerformanceRow("profiling", "output", .profilingOutput, .path, .anybody),
      PerformanceRow("concurrency", "enabled", .concurrencyEnabled, .flag, .lowering),
      PerformanceRow(
        "concurrency", "max_concurrent", .concurrencyMax, .integer(1...1024), .lowering),
    ]
  }

  /// The tables that hold keys, each after the one that it lies in.
  static let tables = ["cache", "cache.ttl", "profiling", "concurrency"]
}
