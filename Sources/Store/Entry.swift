import Compression
import Glibc
import Platform

/// An entry that was found and checked up to its payload; the payload is checked block by block as
/// it is read, before its bytes are handed on.
public struct Entry: ~Copyable {
  /// An entry that is no longer is read whole as it is opened.
  private static let smallCount = 64 * 1024
  /// Of a longer one, as much as most keys take.
  private static let firstCount = 4096

  let file: Descriptor
  let name: EntryName
  let header: EntryHeader
  let signature: FileSignature
  let accessedNanoseconds: Int64
  /// The key, as it was put.
  public let key: [UInt8]
  let meta: EntryMeta
  /// The bytes from the file's beginning that were read already.
  private let head: [UInt8]

  /// Opens an entry; nil where there is none that is whole, and that is ours.
  init?(_ root: borrowing OpenFolder, _ name: EntryName) {
    self.init(root, file: name.path, as: name)
  }

  /// Opens an entry that lies somewhere else than its name says.
  init?(_ root: borrowing OpenFolder, file path: BytePath, as name: EntryName) {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | Entry.quietly
    guard let file = (try? root.openIfThere(path, flags)) ?? nil else { return nil }
    guard let status = try? FileStatus.of(file.number), status.kind == .file,
      status.owner == Environment.user,
      var head = try? IO.readOnce(file.number, at: 0, limit: Entry.firstLimit(status)),
      let header = EntryHeader.claimed(head, fileCount: status.signature.size)
    else { return nil }
    if head.count < header.payloadOffset {
      // A long key, or one cut short by a reader's limit.
      guard let more = try? IO.read(file.number, at: 0, limit: header.payloadOffset) else {
        return nil
      }
      head = more
    }
    guard header.isWhole(head) else { return nil }
    let keyEnd = EntryHeader.size + header.keyCount
    guard let meta = EntryMeta.parse(head[keyEnd..<(keyEnd + header.metaCount)]) else { return nil }
    self.init(
      file: file, name: name, header: header, status: status,
      key: Array(head[EntryHeader.size..<keyEnd]), meta: meta, head: head)
  }

  private init(
    file: consuming Descriptor, name: EntryName, header: EntryHeader, status: FileStatus,
    key: [UInt8], meta: EntryMeta, head: [UInt8]
  ) {
    self.file = file
    self.name = name
    self.header = header
    signature = status.signature
    accessedNanoseconds = status.accessedNanoseconds
    self.key = key
    self.meta = meta
    self.head = head
  }

  /// Reading must not count as a use by the kernel's rules. C: `O_NOATIME`.
  private static let quietly: Int32 = 0o1_000_000

  private static func firstLimit(_ status: FileStatus) -> Int {
    let size = status.signature.size
    return size > Int64(smallCount) ? firstCount : max(Int(size), EntryHeader.size)
  }

  // MARK: What it says of itself

  /// Whether it says that there is no such thing.
  public var isNegative: Bool { header.isNegative }
  /// Whether it holds what a command printed.
  public var isMemo: Bool { header.kind == .memo }
  /// Whether its payload is compressed.
  public var isCompressed: Bool { header.isCompressed }
  /// When it was made.
  public var created: Instant { header.created }
  /// When it ceases to be valid; nil where it never does.
  public var expires: Instant? { header.expires.nanoseconds == 0 ? nil : header.expires }
  /// When it was last used.
  public var lastUsed: Instant { EntryStamps.lastUsed(accessed: accessedNanoseconds) }
  /// How often it was read.
  public var uses: Int64 { EntryStamps.uses(accessed: accessedNanoseconds) }
  /// What it took to make, in nanoseconds.
  public var costNanoseconds: Int64 { header.costNanoseconds }
  /// The payload's length.
  public var payloadCount: Int64 { header.payloadCount }
  /// The payload's length as it is stored.
  public var storedCount: Int64 { header.storedCount }
  /// The file's length: what counts for the size of the cache.
  public var fileCount: Int64 { header.fileCount }
  /// Its tags.
  public var tags: [[UInt8]] { meta.tags }
  /// What it depends on.
  public var dependencies: [Dependency] { meta.dependencies }
  /// Whether it may be shared with other machines.
  public var isShareable: Bool { !header.isLocal }

  /// Whether its time is over.
  public func isExpired(at now: Instant) -> Bool {
    if header.expires.nanoseconds != 0, now >= header.expires { return true }
    // Made in the future: the clock was set back, and its age cannot be told.
    return header.created.nanoseconds > now.nanoseconds + 5_000_000_000
  }

  /// How old it is, in nanoseconds.
  public func ageNanoseconds(at now: Instant) -> Int64 {
    max(0, now.nanoseconds &- header.created.nanoseconds)
  }

  /// Remembers that it was used: how often, and when. Where that cannot be written it is not.
  func noteUse(at now: Instant) {
    try? IO.setStamps(
      file.number, accessed: EntryStamps.accessed(at: now, uses: uses + 1),
      modified: EntryStamps.modified(header.expires))
  }

  // MARK: The payload

  /// Whether the first block of what is stored is what was written: of a small entry that is all. It
  /// costs a tenth of a nanosecond or two a byte.
  func beginsWhole() -> Bool {
    if header.blockCount == 0 { return true }
    let (start, end) = (header.payloadOffset, Int(header.checksumsOffset))
    let count = min(EntryHeader.blockBytes, end - start)
    if Int64(head.count) == header.fileCount {
      return Checksum.ofBlock(head, start..<(start + count)) == head.littleEndian(at: end)
    }
    guard let block = try? IO.read(file.number, at: start, limit: count),
      let sum = try? IO.read(file.number, at: end, limit: 8), sum.count == 8
    else { return false }
    return Checksum.ofBlock(block) == sum.littleEndian(at: 0)
  }

  /// The payload where the whole entry was read as it was opened, and is what was written.
  func smallestPayload() -> FrozenBytes? {
    guard Int64(head.count) == header.fileCount, header.blockCount <= 1, beginsWhole() else {
      return nil
    }
    return FrozenBytes(Array(head[header.payloadOffset..<Int(header.checksumsOffset)]))
  }

  /// Reads the payload from its beginning.
  public borrowing func payload() throws(StoreError) -> Payload {
    let start = header.payloadOffset
    var ready = 0
    if Int64(head.count) == header.fileCount { ready = Int(header.storedCount) }
    return try Payload(
      file: file.number, key: key, header: header, head: ready > 0 ? head : [], start: start)
  }

  /// The whole payload, of what is known to be small; nil where it is longer than that, or damaged.
  public borrowing func smallPayload(limit: Int = 64 << 20) -> [UInt8]? {
    guard header.payloadCount <= limit, var payload = try? payload() else { return nil }
    var bytes: [UInt8] = []
    while let isMore = try? payload.next() {
      if !isMore { return bytes }
      bytes += payload.piece
    }
    return nil
  }
}
