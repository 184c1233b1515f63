import Digests
import Platform
import Store

/// Counts of texts that were counted before, thousands in one entry: by what a file looks like, and by what
/// it holds.
///
/// They are spread over sixteen entries of the store by the first half of a byte of their keys, so that a
/// run that adds a few does not write all of them. Each is a table in which a key is looked for from where
/// its hash points on, up to an empty place:
///
///        0   4  PCTC
///        4   2  version: 1
///        6   2  bits that number the places
///        8   8  how many counts
///       16  32  a place: key (16), tokens (8; all zeros: empty, all counts are one too high),
///               made and last used (4 each, in seconds since 1970)
///
/// Numbers have the lowest byte first. One thread at a time may use it. Two runs that write at once may cost one of them its counts, never
/// an answer.
public final class CountCache: @unchecked Sendable {
  private static let magic: [UInt8] = Array("PCTC".utf8) + [1, 0]
  private static let headerBytes = 16
  private static let placeBytes = 32
  private static let shardCount = 16
  /// A use is written down only where the last one was so long ago.
  private static let useSeconds: UInt32 = 3600

  private let store: Store
  private let space: SpaceName
  private let name: [UInt8]
  private let shardMax: Int
  private let ageSecondsMax: Int64?
  private let now: UInt32
  private var shards: [Shard?]

  /// What stands for a text: sixteen bytes of a digest.
  public struct Key: Hashable, Sendable {
    let low: UInt64, high: UInt64

    fileprivate init(low: UInt64, high: UInt64) {
      self.low = low
      self.high = high
    }

    private init(_ bytes: [UInt8], isOfFile: Bool) {
      low = bytes.littleEndian(at: 0)
      high = bytes.littleEndian(at: 8) & ~1 | (isOfFile ? 1 : 0)
    }

    fileprivate var isOfFile: Bool { high & 1 != 0 }

    /// Of a file, by its signature.
    public init(_ signature: FileSignature) {
      var bytes = Array("file".utf8)
      bytes.append(littleEndian: signature.device)
      bytes.append(littleEndian: signature.inode)
      bytes.append(littleEndian: UInt64(bitPattern: signature.size))
      bytes.append(littleEndian: UInt64(bitPattern: signature.modifiedNanoseconds))
      bytes.append(littleEndian: UInt64(bitPattern: signature.changedNanoseconds))
      self.init(Digest.of(bytes).bytes, isOfFile: true)
    }

    /// Of a content.
    public init(_ content: Digest) { self.init(content.bytes, isOfFile: false) }

    fileprivate var shard: Int { Int(low & 15) }
  }

  private struct Record {
    var tokens: UInt64
    var made: UInt32
    var used: UInt32
  }

  /// A part of the counts, as it was kept, and what was found out since.
  private final class Shard {
    let kept: FrozenBytes?
    var added: [Key: Record] = [:]
    var isStale = false

    init(_ kept: FrozenBytes?) { self.kept = kept }
  }

  /// The counts by one way to count, which `name` stands for: at most so many texts, and none that was
  /// counted longer ago than it may be.
  public init(
    _ store: Store, _ space: SpaceName, _ name: [UInt8], entriesMax: Int,
    ageNanosecondsMax: Int64? = nil, now: Instant
  ) {
    self.store = store
    self.space = space
    self.name = name
    shardMax = max(1, (entriesMax + CountCache.shardCount - 1) / CountCache.shardCount)
    ageSecondsMax = ageNanosecondsMax.map { $0 / 1_000_000_000 }
    self.now = UInt32(clamping: now.nanoseconds / 1_000_000_000)
    shards = Array(repeating: nil, count: CountCache.shardCount)
  }

  /// A count that is known; nil where it is not.
  public func count(_ key: Key) -> Int? {
    let shard = shard(key.shard)
    guard let record = shard.added[key] ?? CountCache.find(key, in: shard.kept) else { return nil }
    if let ageSecondsMax, Int64(now) - Int64(record.made) > ageSecondsMax { return nil }
    if now > record.used, now - record.used > CountCache.useSeconds {
      shard.added[key] = Record(tokens: record.tokens, made: record.made, used: now)
      shard.isStale = true
    }
    return Int(clamping: record.tokens)
  }

  /// Remembers a count.
  public func add(_ key: Key, _ count: Int) {
    let shard = shard(key.shard)
    shard.added[key] = Record(tokens: UInt64(count), made: now, used: now)
    shard.isStale = true
  }

  /// Keeps what was found out, where that can be done.
  public func keep() {
    for (number, shard) in shards.enumerated() {
      guard let shard, shard.isStale else { continue }
      var details = EntryDetails()
      details.mayCompress = false
      try? store.put(space, key: key(number), bytes(number, shard), details)
      shard.isStale = false
    }
  }

  private func key(_ shard: Int) -> [UInt8] {
    Array("counts ".utf8) + name + Array(" \(shard)".utf8)
  }

  private func shard(_ number: Int) -> Shard {
    if let shard = shards[number] { return shard }
    let shard = Shard(load(number))
    shards[number] = shard
    return shard
  }

  private func load(_ number: Int) -> FrozenBytes? {
    guard
      case .found(let entry, _) = store.look(
        up: key(number), in: space, countsMiss: false, checksBeginning: false),
      let bytes = entry.mappedPayload()
    else { return nil }
    let header = bytes.copy(0..<min(bytes.count, CountCache.headerBytes))
    guard header.count == CountCache.headerBytes, header[0..<6] == CountCache.magic[...],
      header[6] < 32,
      bytes.count == CountCache.headerBytes + CountCache.placeBytes << Int(header[6])
    else { return nil }
    return bytes
  }

  private static func find(_ key: Key, in kept: FrozenBytes?) -> Record? {
    guard let kept else { return nil }
    let mask = (kept.count - headerBytes) / placeBytes - 1
    var place = Int(truncatingIfNeeded: key.high >> 1) & mask
    // A table always has an empty place.
    for _ in 0...mask {
      let at = headerBytes + place * placeBytes
      let (first, second) = (kept.words(at: at), kept.words(at: at + 16))
      if kept.isDamaged || (second.x == 0 && second.y == 0) { return nil }
      if UInt64(first.x) | UInt64(first.y) << 32 == key.low,
        UInt64(first.z) | UInt64(first.w) << 32 == key.high
      {
        return Record(
          tokens: (UInt64(second.x) | UInt64(second.y) << 32) - 1, made: second.z, used: second.w)
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// A part as it is to be kept: what others have added meanwhile, what was found out here, less what was
  /// not used for longest where it is too much.
  private func bytes(_ number: Int, _ shard: Shard) -> [UInt8] {
    var records = CountCache.all(load(number))
    records.merge(shard.added) { $1 }
    var list: [(key: Key, record: Record)] = []
    for isOfFile in [false, true] {
      let all = records.filter { $0.key.isOfFile == isOfFile }
      let kept = all.sorted { $0.value.used > $1.value.used }.prefix(shardMax)
      list += kept.map { ($0.key, $0.value) }
    }
    var bits = 4
    while list.count * 4 > 3 << bits { bits += 1 }
    let mask = 1 << bits - 1
    var places = [Int](repeating: -1, count: mask + 1)
    for (index, item) in list.enumerated() {
      var place = Int(truncatingIfNeeded: item.key.high >> 1) & mask
      while places[place] >= 0 { place = (place + 1) & mask }
      places[place] = index
    }
    var bytes = CountCache.magic
    bytes.reserveCapacity(CountCache.headerBytes + places.count * CountCache.placeBytes)
    bytes.append(littleEndian: UInt64(bits), count: 2)
    bytes.append(littleEndian: UInt64(list.count))
    for index in places {
      if index < 0 {
        bytes += repeatElement(0, count: CountCache.placeBytes)
        continue
      }
      let (key, record) = list[index]
      bytes.append(littleEndian: key.low)
      bytes.append(littleEndian: key.high)
      bytes.append(littleEndian: record.tokens + 1)
      bytes.append(littleEndian: UInt64(record.made), count: 4)
      bytes.append(littleEndian: UInt64(record.used), count: 4)
    }
    return bytes
  }

  /// All counts of a part that was kept; none where it is damaged.
  private static func all(_ kept: FrozenBytes?) -> [Key: Record] {
    guard let kept else { return [:] }
    var records: [Key: Record] = [:]
    let bytes = kept.copy(0..<kept.count)
    if kept.isDamaged { return [:] }
    for at in stride(from: headerBytes, to: bytes.count, by: placeBytes) {
      let tokens = bytes.littleEndian(at: at + 16)
      if tokens == 0 { continue }
      let key = Key(low: bytes.littleEndian(at: at), high: bytes.littleEndian(at: at + 8))
      records[key] = Record(
        tokens: tokens - 1, made: UInt32(bytes.littleEndian(at: at + 24, count: 4)),
        used: UInt32(bytes.littleEndian(at: at + 28, count: 4)))
    }
    return records
  }
}
