import Platform

/// Removing what is past its time, without looking at everything.
extension Store {
  /// How many entries are looked at before it counts whether that was worth while.
  private static let stretch: Int64 = 10000
  /// How many more are looked at for each that was found.
  private static let perFind: Int64 = 50

  /// What a collection has removed.
  public struct Collection: Sendable {
    /// Entries past their time.
    public var expired = 0
    /// Entries that were too many.
    public var evicted: Int64 = 0
    /// Files that dead processes have left.
    public var leftBehind = 0
    /// How many entries were looked at.
    public var lookedAt: Int64 = 0
  }

  /// Removes what is past its time, what is over the limits, and what dead processes have left. Of a
  /// large cache it looks at a part, chosen by chance, and goes on while it finds enough.
  public func collect(
    in space: SpaceName?, lookingAtAll: Bool
  ) throws(StoreError) -> Collection {
    var result = Collection()
    result.leftBehind = Session.sweep(root)
    _ = try total()
    var shards: [(SpaceName, Int)] = []
    for (_, name) in try accounts.spaces where space == nil || name == space {
      for shard in 0..<Accounts.shardCount { shards.append((name, shard)) }
    }
    shards.shuffle()
    for (name, shard) in shards {
      let worth = Store.stretch + Store.perFind * Int64(result.expired)
      if !lookingAtAll, result.lookedAt > worth { break }
      result.expired += try removeExpired(name, shard, lookedAt: &result.lookedAt)
    }
    let before = evictions
    for name in Set(shards.map { $0.0 }) { try makeRoom(for: 0, in: name) }
    result.evicted = evictions - before
    return result
  }

  private func removeExpired(
    _ space: SpaceName, _ shard: Int, lookedAt: inout Int64
  ) throws(StoreError) -> Int {
    let now = now
    var names: [EntryName] = []
    forEachFile(space, shard) { name, status in
      lookedAt += 1
      if EntryStamps.isExpired(modified: status.signature.modifiedNanoseconds, at: now) {
        names.append(name)
      }
      return true
    }
    return try remove(
      names,
      if: { _, status in
        EntryStamps.isExpired(modified: status.signature.modifiedNanoseconds, at: now)
      }, counting: { $0.expirations += 1 })
  }
}
