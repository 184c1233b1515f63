import Platform

/// Which fields lie in which, by their numbers. A key is looked for where the one before was found: programs
/// write keys in few orders.
struct SchemaTree {
  /// What all entries are.
  static let root = -1

  private struct Node {
    /// The keys of its members, and their fields.
    var keys: [[UInt8]] = []
    var fields: [Int] = []
    /// The places of keys among those, where they are many.
    var places: [[UInt8]: Int] = [:]
    /// Its elements' field.
    var elements: Int?
    /// Which key comes next, if it is as it was before.
    var next = 0
  }

  /// So many keys are looked through one by one.
  private static let fewMax = 16
  /// That of the root first.
  private var nodes = [Node()]

  /// The field of a key without escapes that is where it was before; nil where it is not.
  @inline(__always)
  mutating func guess(_ key: LineValue, _ line: LogLine, of parent: Int) -> Int? {
    let count = nodes[parent + 1].keys.count
    let next = nodes[parent + 1].next
    // Lines may have a key or not.
    for place in next..<min(count, next + 3)
    where LinePath.isEqual(line, key, nodes[parent + 1].keys[place]) {
      nodes[parent + 1].next = place + 1 == count ? 0 : place + 1
      return nodes[parent + 1].fields[place]
    }
    return nil
  }

  /// The field of a key; nil where there is none.
  mutating func find(_ key: [UInt8], of parent: Int) -> Int? {
    let place =
      nodes[parent + 1].keys.count > SchemaTree.fewMax
      ? nodes[parent + 1].places[key] : nodes[parent + 1].keys.firstIndex(of: key)
    guard let place else { return nil }
    nodes[parent + 1].next = place + 1 == nodes[parent + 1].keys.count ? 0 : place + 1
    return nodes[parent + 1].fields[place]
  }

  /// Adds the next field, of a key.
  mutating func add(_ key: [UInt8], of parent: Int) {
    nodes[parent + 1].places[key] = nodes[parent + 1].keys.count
    nodes[parent + 1].keys.append(key)
    nodes[parent + 1].fields.append(nodes.count - 1)
    nodes.append(Node())
  }

  /// The field of elements; nil where there is none.
  func elements(of parent: Int) -> Int? { nodes[parent + 1].elements }

  /// Adds the next field, of elements.
  mutating func addElements(of parent: Int) {
    nodes[parent + 1].elements = nodes.count - 1
    nodes.append(Node())
  }
}

/// Hashes that were met.
struct HashSet {
  /// How many there are.
  private(set) var count = 0
  /// Twice as many and more; 0 where there is none.
  private var slots: [UInt64] = []

  /// Adds one; false where it is there.
  mutating func insert(_ hash: UInt64) -> Bool {
    let hash = hash == 0 ? 1 : hash
    if slots.count <= 2 * count { grow() }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == hash { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = hash
    count += 1
    return true
  }

  private mutating func grow() {
    let before = slots
    slots = Array(repeating: 0, count: max(8, 2 * before.count))
    for hash in before where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = hash
    }
  }
}
