import CommandKit
import Formats
import Platform
import Settings
import Store

/// What bounds the cache: options before the environment.
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
  ]

  /// The limits of this run.
  static func settings(_ invocation: borrowing Invocation) throws(Failure) -> StoreSettings {
    let arguments = invocation.arguments
    var settings = StoreSettings()
    let size = try invocation.setting(Setting.cacheMaxSize.size, .cacheMaxSize)
    settings.maxSizeBytes = arguments.size("max-size") ?? size ?? settings.maxSizeBytes
    let entries = try invocation.setting(Setting.cacheMaxEntries.integer, .cacheMaxEntries)
    settings.maxEntries = arguments.integer("max-entries") ?? entries ?? 0
    let inSpace = try invocation.setting(
      Setting.cacheNamespaceMaxEntries.integer, .cacheNamespaceMaxEntries)
    settings.namespaceMaxEntries = arguments.integer("namespace-max-entries") ?? inSpace ?? 0
    let policy = try invocation.setting(Setting.cachePolicy.choice, .cachePolicy)
    let word = arguments.text("policy") ?? policy
    settings.policy = word.flatMap(StoreSettings.Policy.init(rawValue:)) ?? .lru
    let level = try invocation.setting(Setting.cacheCompressLevel.integer, .cacheCompressLevel)
    settings.compressLevel = Int32(arguments.integer("compress-level") ?? level ?? 1)
    let least = try invocation.setting(Setting.cacheCompressMin.size, .cacheCompressMin)
    settings.compressMinBytes = arguments.size("compress-min") ?? least ?? 4096
    return settings
  }
}
