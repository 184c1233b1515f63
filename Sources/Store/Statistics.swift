import Platform

/// How full the store is, and what it was good for.
public struct Statistics: Sendable {
  /// The numbers of a namespace, or of all.
  public struct Numbers: Sendable {
    /// How much there is.
    public var total = StoreTotal()
    /// What was asked for.
    public var counters = Counters()
  }

  /// Those of all namespaces, or of the one that was asked for.
  public var all = Numbers()
  /// Those of each namespace, in the order of their names.
  public var spaces: [(name: SpaceName, numbers: Numbers)] = []
  /// When the oldest entry was made, of those that were looked at: all of them, where there are few.
  public var oldest: Instant?
}

extension Counters {
  /// Which part of what was asked for was there; nil where nothing was asked for.
  public var hitRate: Double? { hits + misses == 0 ? nil : Double(hits) / Double(hits + misses) }

  /// What the hit rate would have been in a larger cache: the number of one of the growths.
  public func hitRate(withGrowth index: Int) -> Double? {
    guard hits + misses > 0 else { return nil }
    var more = hits
    for growth in 0...index { more += nearMisses[growth] }
    return Double(more) / Double(hits + misses)
  }

  /// How many times larger the payloads were than what was stored of them; nil where nothing was.
  public var compressionRatio: Double? {
    storedBytes == 0 ? nil : Double(payloadBytes) / Double(storedBytes)
  }
}

extension Store {
  /// How many entries are looked at for the oldest one.
  private static let lookedAtMax: Int64 = 20000

  /// How full it is, and what it was good for.
  public func statistics(of space: SpaceName? = nil) throws(StoreError) -> Statistics {
    // What is settled now is right below.
    let all = try total()
    var statistics = Statistics()
    guard let accounts = try? accounts else {
      statistics.all.total = space == nil ? all : try total(of: space)
      return statistics
    }
    for (index, name) in accounts.spaces where space == nil || name == space {
      let numbers = Statistics.Numbers(
        total: accounts.total(of: index), counters: accounts.counters(index))
      statistics.all.total.bytes += numbers.total.bytes
      statistics.all.total.entries += numbers.total.entries
      statistics.all.counters.add(numbers.counters)
      statistics.spaces.append((name, numbers))
      statistics.oldest = [statistics.oldest, oldest(in: name)].compactMap { $0 }.min()
    }
    statistics.spaces.sort { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }
    return statistics
  }

  /// When the oldest entry of a namespace was made. Its file has not changed since; only the time of
  /// the last use, and of the end, are kept otherwise.
  private func oldest(in space: SpaceName) -> Instant? {
    var oldest: Instant?
    var count: Int64 = 0
    for shard in 0..<Accounts.shardCount where count < Store.lookedAtMax {
      forEachFile(space, shard) { name, _ in
        count += 1
        if let created = Entry(root, name)?.created { oldest = min(oldest ?? created, created) }
        return count < Store.lookedAtMax
      }
    }
    return oldest
  }
}
