/// Values with names, in the order in which they were added.
///
/// Finding a name takes constant time. A small table, which most are, is just searched, since most
/// names differ in their length already: only from `indexedCountMin` entries on are the names
/// hashed, with a seed of this process, so that no file can be made whose names all meet in one
/// place.
public struct Table: Sendable {
  /// A value with its name.
  public struct Entry: Sendable {
    /// The name, UTF-8.
    public let key: [UInt8]
    /// Where the name stands.
    public let keyPosition: SourcePosition
    /// The value.
    public internal(set) var value: Value
  }

  private static let indexedCountMin = 17
  private static let firstCapacity = 4

  /// All of them, in order.
  public private(set) var entries: [Entry] = []
  /// For each slot the number of an entry counted from 1, or 0: a hash table with open addressing,
  /// of a power of two slots of which at most half are taken. Empty while the table is small.
  private var slots: [UInt32] = []

  /// An empty table.
  public init() {}

  /// How many there are.
  public var count: Int { entries.count }

  /// The value of that name.
  public subscript(key: [UInt8]) -> Value? { index(of: key).map { entries[$0].value } }

  /// The value of that name.
  public subscript(key: String) -> Value? { self[Array(key.utf8)] }

  /// Which entry has that name.
  public func index(of key: [UInt8]) -> Int? {
    if slots.isEmpty { return entries.firstIndex { $0.key == key } }
    let found = slots[slot(of: key)]
    return found == 0 ? nil : Int(found) - 1
  }

  /// Adds a value. Where the name is taken nothing is added, and the entry that has it is returned.
  public mutating func add(_ key: [UInt8], at position: SourcePosition, _ value: Value) -> Int? {
    if slots.isEmpty {
      if let taken = entries.firstIndex(where: { $0.key == key }) { return taken }
    } else {
      let slot = slot(of: key)
      if slots[slot] != 0 { return Int(slots[slot]) - 1 }
      slots[slot] = UInt32(entries.count + 1)
    }
    // Growing by doubling from one would take three blocks of memory for the usual few.
    if entries.isEmpty { entries.reserveCapacity(Table.firstCapacity) }
    entries.append(Entry(key: key, keyPosition: position, value: value))
    if entries.count >= Table.indexedCountMin, entries.count * 2 > slots.count { index() }
    return nil
  }

  /// Gives an entry another value.
  public mutating func setValue(_ value: Value, at index: Int) { entries[index].value = value }

  /// Makes the hash table anew, four times as large as it must be.
  private mutating func index() {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for number in entries.indices {
      slots[slot(of: entries[number].key)] = UInt32(number + 1)
    }
  }

  /// The slot that holds the name, else the free one that it would get.
  private func slot(of key: [UInt8]) -> Int {
    var hasher = Hasher()
    key.withUnsafeBytes { hasher.combine(bytes: $0) }
    let mask = slots.count - 1
    var slot = hasher.finalize() & mask
    while slots[slot] != 0, entries[Int(slots[slot]) - 1].key != key { slot = (slot + 1) & mask }
    return slot
  }
}

extension Table: Equatable {
  /// Whether both hold the same values under the same names, in whatever order.
  public static func == (left: Table, right: Table) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }
}
