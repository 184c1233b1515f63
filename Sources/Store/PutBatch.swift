import Platform

/// Many entries that are put as one operation: their files are made first, then each shard's are
/// moved into place under its lock, which is taken once for all of them. A crash in the middle leaves
/// each entry old or new.
public struct PutBatch: ~Copyable {
  /// How many files wait for their places at most.
  private static let countMax = 4096

  /// An entry that could not be put, and why.
  public struct Refusal: Sendable {
    /// The entry's key.
    public let key: [UInt8]
    /// What was wrong.
    public let error: StoreError
  }

  private let store: Store
  private var waiting: [(entry: FinishedEntry, key: [UInt8])] = []
  private var waitingBytes: Int64 = 0
  /// How many were put.
  public private(set) var count: Int64 = 0
  /// How many bytes their payloads had.
  public private(set) var payloadBytes: Int64 = 0
  /// Those that were refused.
  public private(set) var refusals: [Refusal] = []

  /// An empty batch.
  public init(_ store: Store) { self.store = store }

  /// Adds an entry, and puts those that wait where they have become many.
  public mutating func put(
    _ space: SpaceName, key: [UInt8], _ value: [UInt8], _ details: EntryDetails
  ) {
    do throws(StoreError) {
      var writer = try store.writer(space, key: key, details)
      do throws(StoreError) {
        try writer.write(value)
        let entry = try writer.finish()
        waiting.append((entry, key))
        waitingBytes += entry.header.fileCount
      } catch {
        writer.discard()
        throw error
      }
    } catch {
      refusals.append(Refusal(key: key, error: error))
    }
    // So much that waits could not all be in the cache together.
    let isMuch = waitingBytes > store.settings.maxSizeBytes / 8
    if waiting.count >= PutBatch.countMax || isMuch { flush() }
  }

  /// Puts all that wait.
  public mutating func flush() {
    let groups = Dictionary(grouping: waiting) {
      [$0.entry.entry.space.bytes, [$0.entry.entry.hash[0] % 64]]
    }
    waiting = []
    waitingBytes = 0
    for group in groups.values {
      // Where something in it was refused: one by one, so that the others are not.
      for item in place(group) { _ = place([item]) }
    }
    if let space = groups.values.first?.first?.entry.entry.space {
      try? store.makeRoom(for: 0, in: space)
    }
  }

  /// Puts entries of one shard. Returns those that are still to be put; where there was but one, it
  /// is noted as refused instead.
  private mutating func place(
    _ group: [(entry: FinishedEntry, key: [UInt8])]
  ) -> [(entry: FinishedEntry, key: [UInt8])] {
    guard let first = group.first else { return [] }
    var placed = 0
    var failure: StoreError?
    do throws(StoreError) {
      let bytes = group.reduce(0) { $0 + $1.entry.header.fileCount }
      try store.makeRoom(for: bytes, in: first.entry.entry.space)
      try store.place(group.map { $0.entry }, counting: &placed)
    } catch {
      failure = error
    }
    count += Int64(placed)
    payloadBytes += group[..<placed].reduce(0) { $0 + $1.entry.header.payloadCount }
    guard let failure else { return [] }
    if group.count > 1 { return Array(group[placed...]) }
    refusals.append(Refusal(key: first.key, error: failure))
    store.discard(first.entry)
    return []
  }
}
