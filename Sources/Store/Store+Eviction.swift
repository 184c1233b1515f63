import Platform

/// Making room: entries are drawn by chance, and of those that were drawn the least valuable go.
/// The cost does not grow with the number of entries.
extension Store {
  /// How many entries are drawn at once. A cache with fewer is looked at as a whole.
  private static let sampleCount = 256
  /// How many of a full sample may go before another is drawn.
  private static let evictedAtOnce = 32
  /// How much more than needed goes, as a part of the limit, so that not each put has to evict.
  private static let slack: Int64 = 64

  /// An entry that may go.
  struct Candidate {
    let name: EntryName
    let size: Int64
    /// The smaller, the earlier it goes.
    let worth: Double
    let signature: FileSignature
  }

  /// Removes entries until so many more bytes fit, and the number of entries is within its limits.
  /// `except` is the entry that was just put, which has had no time to prove its worth.
  func makeRoom(
    for bytes: Int64, in space: SpaceName, except: EntryName? = nil
  ) throws(StoreError) {
    let limit = settings.maxSizeBytes
    if bytes > limit { throw .tooLarge(limitBytes: limit) }
    let accounts = try accounts
    let adding: Int64 = bytes > 0 ? 1 : 0
    do throws(SystemError) { try accounts.reload() } catch { throw .system(error) }
    let total = accounts.total()
    if total.bytes + bytes > limit {
      try evict(nil, except: except) { total in
        (total.bytes + bytes - limit, total.bytes + bytes - (limit - limit / Store.slack))
      }
    }
    if settings.maxEntries > 0, total.entries + adding > settings.maxEntries {
      try evictEntries(nil, most: settings.maxEntries - adding, except)
    }
    if settings.namespaceMaxEntries > 0, let index = accounts.index(of: space),
      accounts.total(of: index).entries + adding > settings.namespaceMaxEntries
    {
      try evictEntries(space, most: settings.namespaceMaxEntries - adding, except)
    }
  }

  /// Whether there is more than there may be.
  func isOver(_ total: StoreTotal, _ accounts: Accounts, _ space: SpaceName) -> Bool {
    if total.bytes > settings.maxSizeBytes { return true }
    if settings.maxEntries > 0, total.entries > settings.maxEntries { return true }
    guard settings.namespaceMaxEntries > 0, let index = accounts.index(of: space) else {
      return false
    }
    return accounts.total(of: index).entries > settings.namespaceMaxEntries
  }

  private func evictEntries(
    _ space: SpaceName?, most: Int64, _ except: EntryName?
  ) throws(StoreError) {
    let slack = most / Store.slack
    try evict(space, except: except, isByCount: true) { total in
      (total.entries - most, total.entries - (most - slack))
    }
  }

  /// Evicts until nothing is needed any more. `excess` says how much must go, and how much may; it
  /// counts bytes, or entries.
  private func evict(
    _ space: SpaceName?, except: EntryName?, isByCount: Bool = false,
    _ excess: (StoreTotal) -> (needed: Int64, wanted: Int64)
  ) throws(StoreError) {
    let accounts = try accounts
    // Each round removes something, or finds that there is nothing left to remove.
    var idleRounds = 0
    while idleRounds < 8 {
      do throws(SystemError) { try accounts.reload() } catch { throw .system(error) }
      let index = space.flatMap { accounts.index(of: $0) }
      var (needed, wanted) = excess(accounts.total(of: index))
      if needed <= 0 { return }
      let sample = draw(accounts, space, except: except)
      let sorted = sample.candidates.sorted { $0.worth < $1.worth }
      let most = sample.isComplete ? sorted.count : min(sorted.count, Store.evictedAtOnce)
      var victims: [Candidate] = []
      for candidate in sorted.prefix(most) {
        let part = isByCount ? 1 : candidate.size
        // What is needed goes; beyond that only what does not cut deeper than the slack.
        guard needed > 0 || part <= wanted else { break }
        victims.append(candidate)
        needed -= part
        wanted -= part
        if wanted <= 0 { break }
      }
      if try remove(victims) == 0 { idleRounds += 1 } else { idleRounds = 0 }
    }
  }

  /// Evicts entries, and notes that they were. Returns how many went.
  private func remove(_ victims: [Candidate]) throws(StoreError) -> Int {
    var sizes: [EntryName: Candidate] = [:]
    for victim in victims { sizes[victim.name] = victim }
    var evicted: [(name: EntryName, size: Int64)] = []
    let count = try remove(
      victims.map { $0.name },
      if: { name, status in
        // One that was replaced meanwhile is another entry.
        guard let victim = sizes[name], victim.signature.isSameFile(as: status.signature) else {
          return false
        }
        evicted.append((name, victim.size))
        return true
      }, counting: { $0.evictions += 1 })
    for item in evicted {
      tally(item.name.space) { $0.evictedBytes += item.size }
      noteEviction(of: item.name, size: item.size)
    }
    return count
  }

  // MARK: Drawing

  private struct Sample {
    var candidates: [Candidate] = []
    /// Whether it is all there is.
    var isComplete = true
  }

  /// Draws entries: from all folders where there are few, otherwise from folders by chance, each
  /// as likely as its shard has entries.
  private func draw(
    _ accounts: Accounts, _ space: SpaceName?, except: EntryName?
  ) -> Sample {
    var shards: [(space: SpaceName, shard: Int, entries: Int64)] = []
    var all: Int64 = 0
    for (index, name) in accounts.spaces where space == nil || name == space {
      for shard in 0..<Accounts.shardCount {
        // A shard that was not counted since the machine started has perhaps more than it says.
        let entries = accounts.record(index, shard)?.entries ?? 1
        if entries > 0 { shards.append((name, shard, entries)) }
        all += max(0, entries)
      }
    }
    var sample = Sample()
    sample.isComplete = all <= Int64(Store.sampleCount)
    if sample.isComplete {
      for item in shards { gather(item.space, item.shard, except, limit: .max, into: &sample) }
      return sample
    }
    var draws = 0
    while sample.candidates.count < Store.sampleCount, draws < 64 {
      draws += 1
      var ticket = Int64.random(in: 0..<all)
      guard
        let item = shards.first(where: { item in
          ticket -= item.entries
          return ticket < 0
        })
      else { break }
      gather(item.space, item.shard, except, limit: Store.sampleCount / 4, into: &sample)
    }
    return sample
  }

  /// Takes entries of a shard in: all of them, or so many from anywhere in one of its folders.
  private func gather(
    _ space: SpaceName, _ shard: Int, _ except: EntryName?, limit: Int, into sample: inout Sample
  ) {
    if limit == .max {
      forEachFile(space, shard) { name, status in
        if name != except { sample.candidates.append(candidate(name, status)) }
        return true
      }
      return
    }
    let folders = EntryName.folderCount / Accounts.shardCount
    let folder = shard + Accounts.shardCount * Int.random(in: 0..<folders)
    let path = space.path.appending(EntryName.folderName(folder))
    guard let open = try? root.folder(path, making: false) else { return }
    let names = open.names()
    if names.isEmpty { return }
    // Names follow each other as their hashes do: any stretch is as good as another.
    let start = Int.random(in: 0..<names.count)
    for offset in 0..<min(limit, names.count) {
      let file = names[(start + offset) % names.count]
      guard let name = EntryName(space, folder: folder, file: file), name != except,
        let status = try? open.status(file), status.kind == .file,
        !sample.candidates.contains(where: { $0.name == name })
      else { continue }
      sample.candidates.append(candidate(name, status))
    }
  }

  // MARK: Worth

  /// What an entry is worth keeping by: what is past its time is worth nothing.
  private func candidate(_ name: EntryName, _ status: FileStatus) -> Candidate {
    let now = now
    let size = status.signature.size
    let used = EntryStamps.lastUsed(accessed: status.accessedNanoseconds).nanoseconds
    let uses = Double(EntryStamps.uses(accessed: status.accessedNanoseconds))
    let idleSeconds = Double(max(0, now.nanoseconds - used)) / 1e9
    let worth: Double
    if EntryStamps.isExpired(modified: status.signature.modifiedNanoseconds, at: now) {
      worth = -1
    } else {
      switch settings.policy {
      case .lru: worth = Double(used)
      // A use counts for half after a day without another. Of equals the older one goes.
      case .lfu: worth = uses / (1 + idleSeconds / 86400) + Double(used) / 1e20
      case .cost:
        let cost = Entry(root, name)?.costNanoseconds ?? 0
        worth = Double(max(1, cost)) * (1 + uses) / Double(max(1, size)) / (1 + idleSeconds)
      }
    }
    return Candidate(name: name, size: size, worth: worth, signature: status.signature)
  }
}
