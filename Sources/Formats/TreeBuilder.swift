import Platform

/// Two members of a table with one name, by where the names stand in the source.
public struct DuplicateName: Error, Equatable {
  /// Where the name stands first.
  public let first: UInt32
  /// Where it stands again.
  public let second: UInt32
}

/// Builds a tree from its leaves upwards: what is finished is a record, and a record is put among
/// those of its parent when that is finished. Records may be put into several parents, which then
/// share what is in them.
public struct TreeBuilder: ~Copyable {
  /// What becomes of a second member with the name of a first one.
  public enum DuplicateRule: Sendable {
    /// It is refused.
    case refuse
    /// It takes the place of the first.
    case lastWins
  }

  /// From so many members on, names are found by an index.
  static let indexedCountMin = 17

  /// The text that is being read.
  public let source: FrozenBytes
  /// Which source it is, counted from 0: for trees that are made of several.
  public var sourceNumber: UInt16
  /// The number of the text's first line, where it is a part of another.
  public var firstLine = 1
  private var records = GrowingBytes()
  private var texts = GrowingBytes()
  private var slots = GrowingBytes()
  private let hash: KeyedHash

  /// A builder of values that are read from a text.
  public init(source: FrozenBytes, number: UInt16 = 0) {
    self.source = source
    sourceNumber = number
    hash = .random()
  }

  // MARK: Leaves

  /// Nothing.
  public func null(at offset: Int) -> TreeRecord {
    TreeRecord(.null, start: 0, count: 0, at: offset, source: sourceNumber)
  }

  /// True or false.
  public func bool(_ value: Bool, at offset: Int) -> TreeRecord {
    TreeRecord(.bool, start: value ? 1 : 0, count: 0, at: offset, source: sourceNumber)
  }

  /// A text that stands in the source as it is.
  @inline(__always)
  public func text(_ kind: ValueKind, _ range: Range<Int>, at offset: Int) -> TreeRecord {
    TreeRecord(
      kind, start: range.lowerBound, count: range.count, at: offset, isInSource: true,
      source: sourceNumber)
  }

  /// A text that does not.
  public mutating func text(_ kind: ValueKind, _ bytes: RawSpan, at offset: Int) -> TreeRecord {
    let start = texts.count
    texts.append(bytes)
    return TreeRecord(
      kind, start: start, count: bytes.byteCount, at: offset, source: sourceNumber)
  }

  /// A text that does not.
  public mutating func text(_ kind: ValueKind, _ bytes: [UInt8], at offset: Int) -> TreeRecord {
    text(kind, bytes.span.bytes, at: offset)
  }

  /// The text of a record that has one.
  public func withText<Result>(_ record: TreeRecord, _ body: (RawSpan) -> Result) -> Result {
    let range = Int(record.start)..<(Int(record.start) + Int(record.count))
    if record.isInSource { return source.withBytes(range, body) }
    return texts.withBytes { body($0.extracting(range)) }
  }

  // MARK: What was built

  /// What lies in a finished array or table, by its number: of a table, each name comes before its
  /// value, so that there are twice as many as members.
  public func content(of record: TreeRecord, _ number: Int) -> TreeRecord {
    let place = 16 * (Int(record.start) + number)
    return TreeRecord(
      SIMD4(
        records.load(at: place), records.load(at: place + 4), records.load(at: place + 8),
        records.load(at: place + 12)))
  }

  // MARK: Arrays and tables

  /// An array of finished values.
  public mutating func array(_ elements: Span<TreeRecord>, at offset: Int) -> TreeRecord {
    let start = records.count / 16
    records.append(elements.bytes)
    return TreeRecord(
      .array, start: start, count: elements.count, at: offset, source: sourceNumber)
  }

  /// A table of finished values, each behind its name, which is a string.
  public mutating func table(
    _ members: Span<TreeRecord>, at offset: Int, _ rule: DuplicateRule = .refuse
  ) throws(DuplicateName) -> TreeRecord {
    let count = members.count / 2
    if count >= TreeBuilder.indexedCountMin {
      return try indexedTable(members, at: offset, rule)
    }
    for later in 0..<count {
      for earlier in 0..<later where isSame(members[2 * later], members[2 * earlier]) {
        if rule == .refuse {
          throw DuplicateName(first: members[2 * earlier].offset, second: members[2 * later].offset)
        }
        return try table(TreeBuilder.replacing(earlier, later, in: members).span, at: offset, rule)
      }
    }
    let start = records.count / 16
    records.append(members.bytes)
    return TreeRecord(.table, start: start, count: count, at: offset, source: sourceNumber)
  }

  /// Members without one that comes later and takes the place of an earlier one.
  private static func replacing(
    _ earlier: Int, _ later: Int, in members: Span<TreeRecord>
  ) -> [TreeRecord] {
    var all = members.indices.map { members[$0] }
    all[2 * earlier + 1] = all[2 * later + 1]
    all.removeSubrange((2 * later)..<(2 * later + 2))
    return all
  }

  /// A large table: an open-addressing hash table of a power of two slots, of which at most half are
  /// taken; each holds the number of a member counted from 1, or 0.
  private mutating func indexedTable(
    _ members: Span<TreeRecord>, at offset: Int, _ rule: DuplicateRule
  ) throws(DuplicateName) -> TreeRecord {
    let count = members.count / 2
    var size = 64
    while size < count * 2 { size *= 2 }
    var table = [UInt32](repeating: 0, count: size)
    // Where members take the places of others, those that are left.
    var kept: [TreeRecord] = []
    var isReplaced = false
    for number in 0..<count {
      let name = members[2 * number]
      var slot = Int(truncatingIfNeeded: withText(name, hash.hash)) & (size - 1)
      while table[slot] != 0 {
        let other = Int(table[slot]) - 1
        if isSame(isReplaced ? kept[2 * other] : members[2 * other], name) { break }
        slot = (slot + 1) & (size - 1)
      }
      if table[slot] != 0 {
        let other = Int(table[slot]) - 1
        let first = isReplaced ? kept[2 * other] : members[2 * other]
        if rule == .refuse { throw DuplicateName(first: first.offset, second: name.offset) }
        if !isReplaced { kept = (0..<(2 * number)).map { members[$0] } }
        isReplaced = true
        kept[2 * other + 1] = members[2 * number + 1]
        continue
      }
      if isReplaced { kept += [name, members[2 * number + 1]] }
      table[slot] = UInt32(isReplaced ? kept.count / 2 : number + 1)
    }
    if isReplaced, kept.count / 2 < TreeBuilder.indexedCountMin {
      return try self.table(kept.span, at: offset, rule)
    }
    if isReplaced { return add(kept.span, at: offset, index: table) }
    return add(members, at: offset, index: table)
  }

  /// A table whose names are known to differ, with its index where it has so many members that it
  /// needs one.
  mutating func table(
    distinct members: Span<TreeRecord>, index: [UInt32], at offset: Int
  ) -> TreeRecord {
    if !index.isEmpty { return add(members, at: offset, index: index) }
    let start = records.count / 16
    records.append(members.bytes)
    return TreeRecord(
      .table, start: start, count: members.count / 2, at: offset, source: sourceNumber)
  }

  /// The hash by which an index finds a name.
  func hash(of name: TreeRecord) -> UInt64 { withText(name, hash.hash) }

  private mutating func add(
    _ members: Span<TreeRecord>, at offset: Int, index table: [UInt32]
  ) -> TreeRecord {
    let firstSlot = slots.count / 4
    table.withUnsafeBytes { slots.append($0.bytes) }
    records.append(
      TreeRecord(.index, start: firstSlot, count: table.count, at: 0, source: sourceNumber).words)
    let start = records.count / 16
    records.append(members.bytes)
    var record = TreeRecord(
      .table, start: start, count: members.count / 2, at: offset, source: sourceNumber)
    record.isIndexed = true
    return record
  }

  /// Whether two texts are the same bytes.
  @inline(__always)
  func isSame(_ left: TreeRecord, _ right: TreeRecord) -> Bool {
    if left.count != right.count { return false }
    return withText(left) { left in withText(right) { Tree.isEqual(left, $0) } }
  }

  // MARK: The end

  /// The tree whose outermost value is the record.
  public consuming func finish(_ root: TreeRecord) -> Tree {
    Tree(
      root: root, firstLine: firstLine, hash: hash, source: TreeRegion(source),
      texts: TreeRegion(texts.frozen()),
      records: TreeRegion(records.frozen()), slots: TreeRegion(slots.frozen()))
  }
}
