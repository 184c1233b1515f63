/// The settings that bound the work on many files.
extension Setting {
  /// Whether answers are cached.
  public static let parserCacheEnabled = Setting(
    "PARSER_CACHE_ENABLED", .choice(["true", "false"]), standard: "true",
    document: "Whether answers are cached at all.")

  /// Where the cache directory is, where `PC_CACHE_DIR` does not say.
  public static let parserCacheDirectory = Setting(
    "PARSER_CACHE_DIR", .path, standard: "that of PC_CACHE_DIR",
    document: "The cache directory, where PC_CACHE_DIR does not say.")

  /// How large the cache may grow, in MiB, where `PC_CACHE_MAX_SIZE` does not say.
  public static let parserCacheMaxSize = Setting(
    "PARSER_CACHE_MAX_SIZE_MB", .integer(1...16_777_216), standard: "1024",
    document: "The size that the cache is kept below, in MiB, where PC_CACHE_MAX_SIZE does not say."
  )

  /// How many workers there may be.
  public static let parserMaxWorkers = Setting(
    "PARSER_MAX_WORKERS", .text("auto, or a whole number from 1 to 4096"), standard: "auto",
    document:
      "How many workers a command that works on many files has; auto: as many as processors up to "
      + "two, else half of them, at most eight.")

  /// How work is divided.
  public static let parserStrategy = Setting(
    "PARSER_STRATEGY", .choice(["adaptive", "thread_based", "process_based", "hybrid"]),
    standard: "adaptive",
    document:
      "How the work on many files is divided. All commands work with threads: the other words are "
      + "taken, and mean the same.")

  /// How much memory a command may take, in MiB.
  public static let parserMaxMemory = Setting(
    "PARSER_MAX_MEMORY_MB", .integer(16...16_777_216), standard: "2048",
    document:
      "How long a file may be that has to be held in memory (pc-config), or how much memory what is "
      + "found may take (pc-scan), in MiB.")

  /// How much of a file is read at once, in KiB.
  public static let parserChunkSize = Setting(
    "PARSER_CHUNK_SIZE_KB", .integer(4...1_048_576), standard: "512",
    document: "How much of a file is read at once, in KiB.")

  /// From which size on a file is read in chunks, in MiB.
  public static let parserMemoryThreshold = Setting(
    "PARSER_MEMORY_THRESHOLD_MB", .integer(1...1_048_576), standard: "100",
    document:
      "The size in MiB from which on a file is read in chunks. All files are, where the work allows it: "
      + "taken, and without effect.")

  /// How often garbage is collected.
  public static let parserGarbageThreshold = Setting(
    "PARSER_GC_THRESHOLD", .integer(0...1_000_000_000), standard: "1000",
    document: "Taken, and without effect: nothing here is garbage-collected.")

  /// Values that are set together.
  public static let preset = Setting(
    "PC_PRESET", .choice(Preset.allCases.map { $0.rawValue }), standard: "standard",
    document: "Values that are set together; each that is set by itself is stronger.")
}
