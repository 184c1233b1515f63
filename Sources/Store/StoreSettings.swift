/// What the store is bound by.
public struct StoreSettings: Sendable {
  /// What makes an entry worth keeping.
  public enum Policy: String, Sendable {
    /// That it was used lately.
    case lru
    /// That it is used often.
    case lfu
    /// That it took long to make, for its size, and is used.
    case cost
  }

  /// How many bytes all entries may take together.
  public var maxSizeBytes: Int64 = 1 << 30
  /// How many entries there may be; 0: any number.
  public var maxEntries: Int64 = 0
  /// How many entries each namespace may have; 0: any number.
  public var namespaceMaxEntries: Int64 = 0
  /// Which entries go first.
  public var policy = Policy.lru
  /// How hard payloads are compressed, as zstd counts it; 0: not at all.
  public var compressLevel: Int32 = 1
  /// Payloads below this are not compressed.
  public var compressMinBytes: Int64 = 4096

  /// The built-in limits.
  public init() {}
}
