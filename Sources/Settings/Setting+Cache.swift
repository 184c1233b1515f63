/// The settings of the cache, and of the tier that is shared through a server.
extension Setting {
  /// How large the cache may grow.
  public static let cacheMaxSize = Setting(
    "PC_CACHE_MAX_SIZE", .size(4096...17_592_186_044_416), standard: "1G",
    document: "The size that the cache is kept below.")

  /// How many entries the cache may hold.
  public static let cacheMaxEntries = Setting(
    "PC_CACHE_MAX_ENTRIES", .integer(0...1_000_000_000), standard: "0",
    document: "How many entries the cache may hold; 0 is without a limit.")

  /// How many entries each namespace may hold.
  public static let cacheNamespaceMaxEntries = Setting(
    "PC_CACHE_NAMESPACE_MAX_ENTRIES", .integer(0...1_000_000_000), standard: "0",
    document: "How many entries each namespace may hold; 0 is without a limit.")

  /// Which entries go first.
  public static let cachePolicy = Setting(
    "PC_CACHE_POLICY", .choice(["lru", "lfu", "cost"]), standard: "lru",
    document:
      "Which entries go first: those not used for longest, those used least, or the cheapest.")

  /// How hard entries are compressed.
  public static let cacheCompressLevel = Setting(
    "PC_CACHE_COMPRESS_LEVEL", .integer(0...19), standard: "1",
    document: "How hard entries are compressed; 0 is not at all.")

  /// From which size on entries are compressed.
  public static let cacheCompressMin = Setting(
    "PC_CACHE_COMPRESS_MIN", .size(0...1_073_741_824), standard: "4K",
    document: "The size from which on an entry is compressed.")

  /// Whether the cache's size is kept in an index.
  public static let cacheSizeTracking = Setting(
    "CACHE_SIZE_TRACKING", .choice(["enabled", "disabled"]), standard: "enabled",
    document:
      "Whether the size is kept in an index; otherwise each question for it walks the cache.")

  /// The server that entries are shared through.
  public static let remote = Setting(
    "PC_REMOTE", .text("an address such as redis://HOST:6379"), standard: "not set",
    document: "The server that entries are shared through, such as redis://HOST:6379.")

  /// Which namespaces are shared.
  public static let remoteNamespaces = Setting(
    "PC_REMOTE_NAMESPACES", .text("names, separated by commas"), standard: "none",
    document: "The namespaces whose entries are shared, separated by commas.")

  /// Where the server's password is.
  public static let remotePasswordFile = Setting(
    "PC_REMOTE_PASSWORD_FILE", .path, standard: "not set",
    document: "The file that holds the server's password, for its owner only.")

  /// How long the server is waited for.
  public static let remoteTimeout = Setting(
    "PC_REMOTE_TIMEOUT", .duration, standard: "250ms",
    document: "How long the server is waited for before a command goes on without it.")
}
