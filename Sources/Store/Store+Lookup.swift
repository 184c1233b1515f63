import Platform

/// What came of asking for a key.
public enum Lookup: ~Copyable {
  /// An entry that is valid, or past its time by no more than was permitted.
  case found(Entry, isStale: Bool)
  /// None: and why not.
  case missing(Absence)
}

/// Why there is no answer.
public enum Absence: Equatable, Sendable {
  /// There is no such entry, or none that is whole.
  case notThere
  /// Its time is over.
  case expired
  /// It is older than was permitted.
  case tooOld
  /// Something that it depends on has changed.
  case changed(Dependency)
}

/// What a caller accepts.
public struct Acceptance: Sendable {
  /// How old an entry may be, in nanoseconds; nil: any age.
  public var ageNanosecondsMax: Int64?
  /// By how much it may be past its time, in nanoseconds.
  public var staleNanosecondsMax: Int64 = 0

  /// Only what is valid, of any age.
  public init() {}
}

/// Reading.
extension Store {
  /// Looks a key up. What is found counts as a hit, what is not as a miss, unless it is a second
  /// look for one question. An entry that is damaged is none, as far as its first block tells, unless
  /// the reader checks each block that it touches, the first one, too.
  public func look(
    up key: [UInt8], in space: SpaceName, accepting acceptance: Acceptance = Acceptance(),
    countsMiss: Bool = true, checksBeginning: Bool = true
  ) -> Lookup {
    func miss(_ name: EntryName) { if countsMiss { noteMissed(name) } }
    let name = EntryName(space, key: key)
    guard let entry = Entry(root, name), entry.key == key,
      !checksBeginning || entry.beginsWhole()
    else {
      miss(name)
      return .missing(.notThere)
    }
    let now = now
    var isStale = false
    let limit = acceptance.staleNanosecondsMax
    if let most = acceptance.ageNanosecondsMax, entry.ageNanoseconds(at: now) > most {
      isStale = true
      let (allowed, overflow) = most.addingReportingOverflow(limit)
      if !overflow, entry.ageNanoseconds(at: now) > allowed {
        miss(name)
        return .missing(.tooOld)
      }
    }
    if entry.isExpired(at: now) {
      isStale = true
      let late = now.nanoseconds &- entry.header.expires.nanoseconds
      // One that was made in the future is not late, but of no known age.
      if entry.header.expires.nanoseconds == 0 || late < 0 || late > limit || limit == 0 {
        miss(name)
        return .missing(.expired)
      }
    }
    if let changed = revalidate(entry) {
      miss(name)
      return .missing(.changed(changed))
    }
    entry.noteUse(at: now)
    tally(space) {
      $0.hits += 1
      if isStale { $0.staleHits += 1 }
      $0.savedNanoseconds += entry.costNanoseconds
    }
    return .found(entry, isStale: isStale)
  }

  /// An entry as it lies there, valid or not, without counting it as used.
  public func entry(_ space: SpaceName, key: [UInt8]) -> Entry? {
    guard let entry = Entry(root, EntryName(space, key: key)), entry.key == key else { return nil }
    return entry
  }

  /// The dependency that has changed; nil where all are as they were. Where a signature could not
  /// tell and the content did, the entry gets the signatures of today.
  private func revalidate(_ entry: borrowing Entry) -> Dependency? {
    var doubted: [Int] = []
    for (index, dependency) in entry.dependencies.enumerated() {
      switch dependency.standing(clock: clock) {
      case .same: break
      case .sameContent: doubted.append(index)
      case .changed: return dependency
      }
    }
    if !doubted.isEmpty { renewDependencies(entry, doubted) }
    return nil
  }

  /// Gives an entry the signatures of today of those whose content was read, unless they could not tell
  /// the next time either. The others stay as they were when they were last compared: they may have
  /// changed since.
  private func renewDependencies(_ entry: borrowing Entry, _ doubted: [Int]) {
    var details = entry.details
    var readBytes: Int64 = 0
    for index in doubted {
      guard let renewed = details.dependencies[index].renewed(clock: clock), !renewed.isRacy else {
        return
      }
      readBytes += renewed.contentBytes
      details.dependencies[index] = renewed
    }
    try? rewrite(entry, details, worthBytes: readBytes)
  }

  /// Counts a hit as one that was past its time.
  public func tally(stale space: SpaceName) { tally(space) { $0.staleHits += 1 } }

  private func noteMissed(_ name: EntryName) {
    tally(name.space) { $0.misses += 1 }
    noteMiss(of: name)
  }
}

extension Entry {
  /// What was said of it when it was put.
  var details: EntryDetails {
    var details = EntryDetails()
    details.isMemo = isMemo
    details.isNegative = isNegative
    details.created = created
    details.timeToLiveNanoseconds = expires.map { $0.nanoseconds - created.nanoseconds }
    details.costNanoseconds = costNanoseconds
    details.uses = uses
    details.tags = tags
    details.dependencies = dependencies
    // What is not compressed may be so for a reason.
    details.mayCompress = isCompressed
    return details
  }
}

/// Changing what is said of an entry.
extension Store {
  /// How large an entry may be whose payload is copied for something that nobody asked for. A larger
  /// one is worth it where what would be read with every hit is not much less.
  private static let renewableBytes: Int64 = 1 << 20

  private func rewrite(
    _ entry: borrowing Entry, _ details: EntryDetails, worthBytes: Int64
  ) throws(StoreError) {
    if entry.payloadCount > max(Store.renewableBytes, 4 * worthBytes) { return }
    try copy(entry, details)
  }

  /// Puts an entry's payload again, with other details: in its own place only where it still lies
  /// there. Somebody else may have put another one, or removed it.
  func copy(
    _ entry: borrowing Entry, _ details: EntryDetails, in space: SpaceName? = nil
  ) throws(StoreError) {
    var payload = try entry.payload()
    var writer = try writer(space ?? entry.name.space, key: entry.key, details)
    do throws(StoreError) {
      while try payload.next() { try writer.write(payload.piece) }
    } catch {
      writer.discard()
      throw error
    }
    try commit(writer, over: space == nil ? entry.signature : nil)
  }

  /// Gives an entry a new time to live from now on; nil: for ever. Returns whether there is one.
  public func touch(
    _ space: SpaceName, key: [UInt8], timeToLiveNanoseconds: Int64?
  ) throws(StoreError) -> Bool {
    guard let entry = entry(space, key: key), !entry.isExpired(at: now) else { return false }
    var details = entry.details
    details.created = now
    details.timeToLiveNanoseconds = timeToLiveNanoseconds
    try copy(entry, details)
    return true
  }
}
