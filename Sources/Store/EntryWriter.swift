import Compression
import Glibc
import Platform

/// What is said of an entry as it is put, beside its payload.
public struct EntryDetails: Sendable {
  /// What the payload is: a value, or what a command printed.
  public var isMemo = false
  /// Whether it says that there is no such thing.
  public var isNegative = false
  /// When it was made; nil: now.
  public var created: Instant?
  /// How long it is valid; nil: for ever.
  public var timeToLiveNanoseconds: Int64?
  /// What it took to make, in nanoseconds.
  public var costNanoseconds: Int64 = 0
  /// How often it was read before.
  public var uses: Int64 = 0
  /// Its tags.
  public var tags: [[UInt8]] = []
  /// What it depends on, as it was before the value was made.
  public var dependencies: [Dependency] = []
  /// Whether it may be compressed: not where it is to be mapped.
  public var mayCompress = true

  /// Nothing special.
  public init() {}
}

/// Writes an entry to a file beside its place, piece by piece, in memory that does not grow.
public struct EntryWriter: ~Copyable {
  /// How much is gathered before it is written.
  private static let chunk = 256 * 1024
  /// What a trial has to save before a payload is compressed: an eighth.
  private static let worthwhile = 8

  private let session: Session
  private let file: Descriptor
  let name: BytePath
  let entry: EntryName
  let key: [UInt8]
  private var header: EntryHeader
  private let compressLevel: Int32
  private let compressMinBytes: Int64
  private let limitBytes: Int64
  private let uses: Int64
  /// What comes between the header and the payload.
  private let preamble: [UInt8]
  /// What is still to be written to the file.
  private var pending: [UInt8] = []
  private var written = 0
  /// What was put so far, while it is open whether it will be compressed.
  private var undecided: [UInt8]?
  private var compressor: Zstd.Compressor?
  /// The stored bytes of the block that is not yet full.
  private var block: [UInt8] = []
  private var checksums: [UInt8] = []

  init(
    _ session: Session, _ entry: EntryName, key: [UInt8], _ details: EntryDetails,
    _ settings: StoreSettings, now: Instant
  ) throws(SystemError) {
    self.session = session
    self.entry = entry
    self.key = key
    name = session.makeName()
    file = try session.folder.open(name, O_RDWR | O_CREAT | O_EXCL)
    let meta = EntryMeta(tags: details.tags, dependencies: details.dependencies).bytes
    header = EntryHeader()
    header.kind = details.isMemo ? .memo : .value
    header.isNegative = details.isNegative
    header.isLocal = details.dependencies.contains { $0.kind == .path }
    header.created = details.created ?? now
    if let time = details.timeToLiveNanoseconds {
      let (end, overflow) = header.created.nanoseconds.addingReportingOverflow(time)
      // A time of nothing is over at once; 0 would mean never.
      header.expires = Instant(nanoseconds: overflow ? 0 : max(1, end))
    }
    header.costNanoseconds = details.costNanoseconds
    header.keyCount = key.count
    header.metaCount = meta.count
    var preamble = key + meta
    let padding = header.payloadOffset - EntryHeader.size - preamble.count
    preamble += repeatElement(0, count: padding)
    self.preamble = preamble
    let mayCompress = details.mayCompress && settings.compressLevel > 0
    compressLevel = mayCompress ? settings.compressLevel : 0
    compressMinBytes = settings.compressMinBytes
    limitBytes = settings.maxSizeBytes
    uses = details.uses
    if mayCompress { undecided = [] }
    // The header is written last, over these zeros: a file without it is no entry.
    pending = [UInt8](repeating: 0, count: EntryHeader.size)
    pending += preamble
  }

  /// Sets what the entry took to make, where that is known only at the end.
  public mutating func setCost(nanoseconds: Int64) { header.costNanoseconds = nanoseconds }

  /// How much was put so far.
  public var payloadCount: Int64 { header.payloadCount }

  /// Adds to the payload.
  public mutating func write(_ bytes: RawSpan) throws(StoreError) {
    header.payloadCount += Int64(bytes.byteCount)
    if undecided != nil {
      bytes.withUnsafeBytes { undecided?.append(contentsOf: $0) }
      if let head = undecided, head.count >= EntryHeader.blockBytes { try decide(head) }
    } else if compressor != nil {
      try compress(bytes, isLast: false)
    } else {
      try store(bytes)
    }
  }

  /// Adds to the payload.
  public mutating func write(_ bytes: [UInt8]) throws(StoreError) { try write(bytes.span.bytes) }

  /// Looks at the first block, and goes on compressing where that pays.
  private mutating func decide(_ head: [UInt8]) throws(StoreError) {
    undecided = nil
    if let trial = try? Zstd.compress(head, level: compressLevel),
      trial.count < head.count - head.count / EntryWriter.worthwhile
    {
      header.isCompressed = true
      compressor = try? Zstd.Compressor(level: compressLevel)
      if compressor == nil { throw .system(SystemError(ENOMEM, "compress")) }
      try compress(head.span.bytes, isLast: false)
    } else {
      try store(head.span.bytes)
    }
  }

  private mutating func compress(_ bytes: RawSpan, isLast: Bool) throws(StoreError) {
    guard var stream = compressor.take() else { return }
    var consumed = 0
    while true {
      var isDone = false
      let piece: [UInt8]
      do throws(CompressionError) {
        piece = try [UInt8](capacity: EntryHeader.blockBytes) { (output) throws(CompressionError) in
          let step = try stream.step(bytes.extracting(consumed...), isLast: isLast, into: &output)
          consumed += step.consumed
          isDone = isLast ? step.isComplete : consumed == bytes.byteCount
        }
      } catch {
        throw .system(SystemError(ENOMEM, "compress"))
      }
      try store(piece.span.bytes)
      if isDone { break }
    }
    compressor = consume stream
  }

  /// Adds to the stored payload, block by block.
  private mutating func store(_ bytes: RawSpan) throws(StoreError) {
    header.storedCount += Int64(bytes.byteCount)
    if header.storedCount > limitBytes { throw .tooLarge(limitBytes: limitBytes) }
    var start = 0
    while start < bytes.byteCount {
      let count = min(bytes.byteCount - start, EntryHeader.blockBytes - block.count)
      let piece = bytes.extracting(start..<(start + count))
      if block.isEmpty, count == EntryHeader.blockBytes {
        checksums.append(littleEndian: Checksum.ofBlock(piece))
      } else {
        piece.withUnsafeBytes { block.append(contentsOf: $0) }
        if block.count == EntryHeader.blockBytes { endBlock() }
      }
      piece.withUnsafeBytes { pending.append(contentsOf: $0) }
      start += count
      if pending.count >= EntryWriter.chunk { try flush() }
    }
  }

  private mutating func endBlock() {
    checksums.append(littleEndian: Checksum.ofBlock(block))
    block.removeAll(keepingCapacity: true)
  }

  private mutating func flush() throws(StoreError) {
    do throws(SystemError) {
      try IO.write(file.number, pending, path: session.folder.path)
    } catch {
      throw .system(error)
    }
    written += pending.count
    pending.removeAll(keepingCapacity: true)
  }

  /// Completes the file. It is whole then, and only lacks its place.
  mutating func finish() throws(StoreError) -> FinishedEntry {
    if let head = undecided {
      undecided = nil
      if head.count >= compressMinBytes, !head.isEmpty {
        try decide(head)
      } else {
        try store(head.span.bytes)
      }
    }
    if header.isCompressed { try compress([UInt8]().span.bytes, isLast: true) }
    if !block.isEmpty { endBlock() }
    pending += checksums
    let head = header.bytes(followedBy: preamble.span.bytes)
    do throws(SystemError) {
      if written == 0 {
        // Nothing was written yet: all goes out in one call.
        for index in head.indices { pending[index] = head[index] }
        try IO.write(file.number, pending, path: session.folder.path)
      } else {
        try IO.write(file.number, pending, path: session.folder.path)
        try IO.write(file.number, head, at: 0, path: session.folder.path)
      }
      try IO.setStamps(
        file.number, accessed: EntryStamps.accessed(at: header.created, uses: uses),
        modified: EntryStamps.modified(header.expires), path: session.folder.path)
    } catch {
      throw .system(error)
    }
    return FinishedEntry(header: header, name: name, entry: entry)
  }

  /// Removes the file, where it got no place.
  func discard() { _ = try? session.folder.unlink(name) }
}

/// An entry's file, whole, in the folder of the files that are being written.
struct FinishedEntry {
  let header: EntryHeader
  let name: BytePath
  let entry: EntryName
}
