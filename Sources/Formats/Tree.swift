import Glibc
import Platform

/// All values of a text, whichever format it was written in, in four blocks of bytes: the records of
/// the values (TreeRecord.swift), the indexes of large tables, the source, and the texts that do not
/// stand in the source as they are. A table or an array has its values side by side, so that finding
/// one takes the same time in a large tree as in a small one. The blocks may lie in a mapped file.
public final class Tree {
  /// How long a text may be: its offsets, and those of the other texts together, have 32 bits.
  public static let sourceBytesMax = 1 << 31

  let rootRecord: TreeRecord
  private let firstLine: Int
  let hash: KeyedHash
  let source: TreeRegion
  let texts: TreeRegion
  let records: TreeRegion
  let slots: TreeRegion
  private var openLines: SourceLines?

  init(
    root: TreeRecord, firstLine: Int = 1, hash: KeyedHash, source: TreeRegion, texts: TreeRegion,
    records: TreeRegion,
    slots: TreeRegion
  ) {
    rootRecord = root
    self.firstLine = firstLine
    self.hash = hash
    self.source = source
    self.texts = texts
    self.records = records
    self.slots = slots
  }

  /// The outermost value.
  public var root: Node { Node(tree: self, record: rootRecord) }

  /// Whether something of it that was read is not what was written: then all of it is worth nothing.
  public var isDamaged: Bool {
    source.bytes.isDamaged || texts.bytes.isDamaged || records.bytes.isDamaged
      || slots.bytes.isDamaged
  }

  /// How long the source is in bytes.
  public var sourceCount: Int { source.count }

  /// The lines of the source.
  public var lines: SourceLines {
    if let openLines { return openLines }
    let range = source.start..<(source.start + source.count)
    let lines = SourceLines(source.bytes, range, firstLine: firstLine)
    openLines = lines
    return lines
  }

  func record(_ number: Int) -> TreeRecord {
    TreeRecord(records.bytes.words(at: records.start + 16 * number))
  }

  func withText<Result, Failure: Error>(
    _ record: TreeRecord, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let region = record.isInSource ? source : texts
    let start = region.start + Int(record.start)
    return try region.bytes.withBytes(start..<(start + Int(record.count)), body)
  }

  /// Whether both are the same bytes.
  static func isEqual(_ left: RawSpan, _ right: RawSpan) -> Bool {
    if left.byteCount != right.byteCount { return false }
    return left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        guard let left = left.baseAddress, let start = right.baseAddress else { return true }
        // In bounds: both are as long.
        return memcmp(left, start, right.count) == 0
      }
    }
  }
}

/// A block of bytes within others.
struct TreeRegion {
  let bytes: FrozenBytes
  let start: Int
  let count: Int

  init(_ bytes: FrozenBytes) {
    self.bytes = bytes
    start = 0
    count = bytes.count
  }

  init(_ bytes: FrozenBytes, start: Int, count: Int) {
    self.bytes = bytes
    self.start = start
    self.count = count
  }
}
