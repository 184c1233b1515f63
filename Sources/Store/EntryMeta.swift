import Platform

/// What an entry says of itself beyond its header: one record after the other, each of
///
///     1 byte    what it is: 1 a tag, 2 a dependency (Dependency.swift)
///     4 bytes   its length
///     bytes     as many
///
/// Records of other kinds are for later versions, and make the entry unreadable to this one: what it
/// depends on must never be passed over.
struct EntryMeta: Equatable {
  private static let tag: UInt8 = 1
  private static let dependency: UInt8 = 2

  var tags: [[UInt8]] = []
  var dependencies: [Dependency] = []

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for tag in tags { EntryMeta.append(EntryMeta.tag, tag, to: &bytes) }
    for item in dependencies { EntryMeta.append(EntryMeta.dependency, item.bytes, to: &bytes) }
    return bytes
  }

  private static func append(_ kind: UInt8, _ record: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(kind)
    bytes.append(littleEndian: UInt64(record.count), count: 4)
    bytes += record
  }

  /// Reads the records; nil where they are not whole, or not understood.
  static func parse(_ bytes: ArraySlice<UInt8>) -> EntryMeta? {
    var meta = EntryMeta()
    var rest = bytes
    while let kind = rest.popFirst() {
      guard rest.count >= 4 else { return nil }
      let count = Int(Array(rest.prefix(4)).littleEndian(at: 0, count: 4))
      rest = rest.dropFirst(4)
      guard rest.count >= count else { return nil }
      let record = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
      switch kind {
      case tag: meta.tags.append(record)
      case dependency:
        guard let item = Dependency(record) else { return nil }
        meta.dependencies.append(item)
      default: return nil
      }
    }
    return meta
  }
}
