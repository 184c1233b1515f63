/// A table that is being filled: TOML may come back to it, and each way of writing a table has its
/// own rule about who may add to it later.
final class TOMLTable {
  /// How it came to be.
  enum Kind {
    /// By a longer header: `a` in `[a.b]`. Its own header may follow, once; so may dotted keys.
    case implicit
    /// By its header: closed to every other statement that would define it. The document itself,
    /// and each element of an array of tables, too.
    case header
    /// By dotted keys: `a` in `a.b = 1`. Open to other dotted keys and to headers of tables in it.
    case dotted
  }

  /// What a member is that may still grow.
  enum Child {
    case table(TOMLTable)
    case tables(TOMLTableArray)
  }

  var kind: Kind
  /// Where the name stands that made it, or that is its header's.
  var offset: Int
  private var content = TOMLMembers()
  private var children: [Child] = []

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  var isEmpty: Bool { content.records.isEmpty }

  /// Adds a value; where its name is taken, nothing is added, and the member that has it returned.
  func add(_ key: TreeRecord, _ value: TreeRecord, _ builder: borrowing TreeBuilder) -> Int? {
    content.add(key, value, builder)
  }

  /// Gives the member that was added last its value.
  func setLast(_ value: TreeRecord) { content.setLast(value) }

  /// Adds what may still grow, whose name is not taken. Until the end there is nothing in its place,
  /// which no value of TOML's is, with the number of the child.
  func add(_ key: TreeRecord, _ child: Child, _ builder: borrowing TreeBuilder) {
    let place = TreeRecord(.null, start: children.count, count: 0, at: 0)
    if add(key, place, builder) == nil { children.append(child) }
  }

  /// Adds a table, whose name is not taken.
  func adding(_ key: TreeRecord, _ kind: Kind, _ builder: borrowing TreeBuilder) -> TOMLTable {
    let new = TOMLTable(kind, at: Int(key.offset))
    add(key, .table(new), builder)
    return new
  }

  /// Which member has that name.
  func index(of key: TreeRecord, _ builder: borrowing TreeBuilder) -> Int? {
    content.index(of: key, builder)
  }

  /// A member's name.
  func name(_ index: Int) -> TreeRecord { content.records[2 * index] }

  /// A member's value, where it is complete.
  func value(_ index: Int) -> TreeRecord { content.records[2 * index + 1] }

  /// What a member is that may still grow; nil where it is a value that is complete, inline tables
  /// and arrays among them.
  func child(_ index: Int) -> Child? {
    let value = value(index)
    return value.kind == .null ? children[Int(value.start)] : nil
  }

  /// The table as a value, with all that is in it. Its depth is bounded by the parser.
  func finished(_ builder: inout TreeBuilder) -> TreeRecord {
    var records = content.records
    if !children.isEmpty {
      for number in 0..<(records.count / 2) {
        switch child(number) {
        case nil: continue
        case .table(let inner): records[2 * number + 1] = inner.finished(&builder)
        case .tables(let array):
          let elements = array.elements.map { $0.finished(&builder) }
          records[2 * number + 1] = builder.array(elements.span, at: array.offset)
        }
      }
    }
    return builder.table(distinct: records.span, index: content.slots, at: offset)
  }
}

/// An array of tables, made by `[[NAME]]`.
final class TOMLTableArray {
  let offset: Int
  var elements: [TOMLTable] = []

  init(at offset: Int) { self.offset = offset }
}

/// The members of a table that is being filled. A value of its own, so that adding to it is one
/// access to the table, which the runtime checks, and not ten.
private struct TOMLMembers {
  private static let firstCapacity = 16

  /// Each member's name and value.
  private(set) var records: [TreeRecord] = []
  /// The index of a large table, as the tree will have it; empty while the table is small.
  private(set) var slots: [UInt32] = []

  mutating func add(
    _ key: TreeRecord, _ value: TreeRecord, _ builder: borrowing TreeBuilder
  ) -> Int? {
    let number = records.count / 2
    if slots.isEmpty {
      if let taken = search(key, builder) { return taken }
    } else {
      let slot = slot(of: key, builder)
      if slots[slot] != 0 { return Int(slots[slot]) - 1 }
      slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    }
    // Growing by doubling from one would take several blocks of memory for the usual few.
    if number == 0 { records.reserveCapacity(TOMLMembers.firstCapacity) }
    records.append(key)
    records.append(value)
    if number + 1 >= TreeBuilder.indexedCountMin, (number + 1) * 2 > slots.count { index(builder) }
    return nil
  }

  mutating func setLast(_ value: TreeRecord) { records[records.count - 1] = value }

  func index(of key: TreeRecord, _ builder: borrowing TreeBuilder) -> Int? {
    if slots.isEmpty { return search(key, builder) }
    let found = slots[slot(of: key, builder)]
    return found == 0 ? nil : Int(found) - 1
  }

  private func search(_ key: TreeRecord, _ builder: borrowing TreeBuilder) -> Int? {
    var place = 0
    while place < records.count {
      if builder.isSame(records[place], key) { return place / 2 }
      place += 2
    }
    return nil
  }

  /// The slot that holds the name, else the free one that it would get.
  private func slot(of key: TreeRecord, _ builder: borrowing TreeBuilder) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: builder.hash(of: key)) & mask
    while slots[slot] != 0, !builder.isSame(records[2 * Int(slots[slot]) - 2], key) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// Makes the index anew, four times as large as it must be. The names are known to differ.
  private mutating func index(_ builder: borrowing TreeBuilder) {
    var size = 64
    while size < records.count * 2 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)
    for number in 0..<(records.count / 2) {
      var slot = Int(truncatingIfNeeded: builder.hash(of: records[2 * number])) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    }
    self.slots = slots
  }
}
