/// The suite's settings: every variable that a command reads.
extension Setting {
  /// Where the cache directory is.
  public static let cacheDirectory = Setting(
    "PC_CACHE_DIR", .path,
    standard: "$XDG_CACHE_HOME/performance-core, or ~/.cache/performance-core",
    document: "The cache directory, which holds the locks and the metrics.")

  /// How a lock is waited for.
  public static let lockStrategy = Setting(
    "LOCK_BACKOFF_STRATEGY", .choice(["exponential", "event", "linear"]), standard: "exponential",
    document: "How a lock is waited for, where --strategy does not say.")

  /// How long a lock is waited for.
  public static let lockTimeout = Setting(
    "LOCK_TIMEOUT", .duration, standard: "no limit",
    document:
      "How long a lock is waited for, where --timeout does not say; bare numbers are seconds.")

  /// Whether operations are recorded.
  public static let metricsMonitoring = Setting(
    "CACHE_PERF_MONITORING", .choice(["enabled", "disabled"]), standard: "enabled",
    document: "Whether commands record what their operations cost.")

  /// Where operations are recorded.
  public static let metricsFile = Setting(
    "CACHE_PERF_METRICS", .path, standard: "metrics/perf.csv in the cache directory",
    document: "The file that operations are recorded in.")

  /// How large the metrics file may grow.
  public static let metricsSize = Setting(
    "PC_METRICS_MAX_SIZE", .size(4096...1_099_511_627_776), standard: "8M",
    document: "The size at which the metrics file is rotated.")

  /// How many rotated metrics files are kept.
  public static let metricsGenerations = Setting(
    "PC_METRICS_GENERATIONS", .integer(0...99), standard: "1",
    document: "How many rotated metrics files are kept beside the current one.")

  /// Where more vocabularies are.
  public static let vocabularies = Setting(
    "PC_VOCABULARIES", .path, standard: "none",
    document:
      "A folder with vocabularies of tokens that is looked in beside the cache directory's own, such as one that all users of a machine share; it is only read."
  )

  /// Whether colours are used.
  public static let noColor = Setting(
    "NO_COLOR", .presence, standard: "not set",
    document: "Set to anything but nothing: no colours, where --color does not say.")
}
