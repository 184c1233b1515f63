import CommandKit
import Settings

/// What bounds the cache.
enum Limits {
  static let options: [Option] = [
    .value(
      "max-size", "SIZE", .size,
      "How many bytes all entries may take (default: $PC_CACHE_MAX_SIZE, else 1G)"),
    .value(
      "max-entries", "N", .integer(0...Int64.max),
      "How many entries there may be; 0: any number (default: $PC_CACHE_MAX_ENTRIES)"),
    .value(
      "namespace-max-entries", "N", .integer(0...Int64.max),
      "How many entries a namespace may have (default: $PC_CACHE_NAMESPACE_MAX_ENTRIES)"),
    .value(
      "policy", "POLICY", .choice(["lru", "lfu", "cost"]),
      "Which entries go when it is full: those not used for longest, those used least, or those that "
        + "took least to make for their size (default: $PC_CACHE_POLICY, else lru)"),
    .value(
      "compress-level", "N", .integer(0...19),
      "How hard values are compressed; 0: not at all (default: $PC_CACHE_COMPRESS_LEVEL, else 1)"),
    .value(
      "compress-min", "SIZE", .size,
      "Smaller values are not compressed (default: $PC_CACHE_COMPRESS_MIN, else 4K)"),
    .value(
      "preset", "PRESET", .choice(["performance", "standard", "minimal"]),
      "Limits that are set together: pc-config settings shows them (default: $PC_PRESET)"),
  ]

  /// What holds for this run: options before the environment, before the files.
  static func settings(_ invocation: borrowing Invocation) throws(Failure) -> CacheSettings {
    let arguments = invocation.arguments
    var options = CacheSettings.Options()
    options.maxSizeBytes = arguments.size("max-size")
    options.maxEntries = arguments.integer("max-entries")
    options.namespaceMaxEntries = arguments.integer("namespace-max-entries")
    options.policy = arguments.text("policy").flatMap(CacheSettings.Policy.init(rawValue:))
    options.compressLevel = arguments.integer("compress-level")
    options.compressMinBytes = arguments.size("compress-min")
    options.preset = arguments.text("preset").flatMap(Preset.init(rawValue:))
    // Another name of --ttl.
    options.timeToLive = arguments.duration("time-to-live")
    return try invocation.cacheSettings(options)
  }
}
