import Platform

/// A tree as bytes that can be mapped and read without being parsed; numbers with the lowest byte
/// first:
///
///      0   4  PCTR
///      4   4  version: 1
///      8  16  the key of the hash of names
///     24  16  the record of the outermost value (TreeRecord.swift)
///     40   8  how many bytes of records follow
///     48   8  how many bytes of indexes follow those
///     56   8  how many bytes of texts follow those: the source, and the other texts, which are one
///             text here: the records of this form have no flag 1
///     64      the records, the indexes, the texts
///
/// There is no checksum: where it is kept, each block of it has one.
extension Tree {
  static let storedMagic: UInt32 = 0x5254_4350
  static let storedVersion: UInt32 = 1
  static let storedHeaderCount = 64

  /// How many bytes the tree is as bytes that can be mapped.
  public var storedCount: Int {
    Tree.storedHeaderCount + records.count + slots.count + source.count + texts.count
  }

  /// The tree as bytes that can be mapped. Records that several parents share stay shared.
  public func stored() -> GrowingBytes {
    let sourceCount = source.count
    var bytes = GrowingBytes(capacity: storedCount)
    bytes.append(Tree.storedMagic)
    bytes.append(Tree.storedVersion)
    bytes.append(hash.key0)
    bytes.append(hash.key1)
    bytes.append(Tree.inOneText(rootRecord, sourceCount).words)
    bytes.append(UInt64(records.count))
    bytes.append(UInt64(slots.count))
    bytes.append(UInt64(source.count + texts.count))
    for number in 0..<(records.count / 16) {
      bytes.append(Tree.inOneText(record(number), sourceCount).words)
    }
    for region in [slots, source, texts] {
      region.bytes.withBytes(region.start..<(region.start + region.count)) { bytes.append($0) }
    }
    return bytes
  }

  private static func inOneText(_ record: TreeRecord, _ sourceCount: Int) -> TreeRecord {
    guard record.kind.isText, !record.isInSource else {
      return TreeRecord(
        record.kind, start: Int(record.start), count: Int(record.count), at: Int(record.offset),
        source: record.source, isIndexed: record.isIndexed)
    }
    return TreeRecord(
      record.kind, start: Int(record.start) + sourceCount, count: Int(record.count),
      at: Int(record.offset), source: record.source)
  }

  /// A tree that lies in some bytes; nil where they do not begin as one.
  public convenience init?(stored bytes: FrozenBytes) {
    let header = Tree.storedHeaderCount
    func long(_ offset: Int) -> UInt64 {
      UInt64(bytes.word(at: offset)) | UInt64(bytes.word(at: offset + 4)) << 32
    }
    guard bytes.count >= header, bytes.word(at: 0) == Tree.storedMagic,
      bytes.word(at: 4) == Tree.storedVersion
    else { return nil }
    let counts = [long(40), long(48), long(56)]
    guard counts.allSatisfy({ $0 <= UInt64(bytes.count) }),
      UInt64(header) + counts.reduce(0, +) == UInt64(bytes.count)
    else { return nil }
    let slotsStart = header + Int(counts[0])
    let textsStart = slotsStart + Int(counts[1])
    self.init(
      root: TreeRecord(bytes.words(at: 24)), hash: KeyedHash(key0: long(8), key1: long(16)),
      source: TreeRegion(bytes, start: textsStart, count: 0),
      texts: TreeRegion(bytes, start: textsStart, count: Int(counts[2])),
      records: TreeRegion(bytes, start: header, count: Int(counts[0])),
      slots: TreeRegion(bytes, start: slotsStart, count: Int(counts[1])))
    if bytes.isDamaged { return nil }
  }
}
