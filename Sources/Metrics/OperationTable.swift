/// The names of operations, numbered in the order of their first rows.
///
/// A name is found by its first sixteen bytes, kept as two words, and only a longer one is compared
/// as a whole. Costs a few nanoseconds a row.
struct OperationTable: ~Copyable {
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var count = 0
    var number = -1
  }

  /// The names.
  private(set) var names: [[UInt8]] = []
  private var slots = Array(repeating: Slot(), count: 256)

  /// Whether a name may stand in a row: `[A-Za-z0-9_.:-]+`, which is more than is recorded, since
  /// scripts have names of their own.
  static func isReadable(_ name: some Sequence<UInt8>) -> Bool {
    var count = 0
    for byte in name {
      switch byte {
      case 48...57, 65...90, 97...122, 95, 46, 58, 45: count += 1
      default: return false
      }
    }
    return count > 0 && count <= MetricsFormat.nameBytesMax
  }

  /// The number of a name; a new one where it is seen for the first time, and nil where it may not
  /// stand in a row. 24 bytes from the start of the name must be readable.
  @inline(__always)
  mutating func number(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    let raw = UnsafeRawPointer(start)
    var low = raw.loadUnaligned(as: UInt64.self).littleEndian
    var high: UInt64 = 0
    if count < 8 {
      low &= (1 << UInt64(8 * count)) &- 1
    } else if count > 8 {
      high = (raw + 8).loadUnaligned(as: UInt64.self).littleEndian
      if count < 16 { high &= (1 << UInt64(8 * (count - 8))) &- 1 }
    }
    let mask = slots.count &- 1
    var index = OperationTable.hash(low, high, count) & mask
    return slots.withUnsafeBufferPointer { slots -> Int? in
      while true {
        // In bounds: the mask is one less than the number of slots.
        let slot = slots[index]
        if slot.number < 0 { return nil }
        if slot.low == low, slot.high == high, slot.count == count,
          count <= 16 || isName(slot.number, start, count)
        {
          return slot.number
        }
        index = (index &+ 1) & mask
      }
    } ?? add(start, count, low, high)
  }

  private static func hash(_ low: UInt64, _ high: UInt64, _ count: Int) -> Int {
    var hash = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    return Int(truncatingIfNeeded: hash &+ UInt64(count))
  }

  private func isName(_ number: Int, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    names[number].elementsEqual(UnsafeBufferPointer(start: start, count: count))
  }

  @inline(never)
  private mutating func add(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ low: UInt64, _ high: UInt64
  ) -> Int? {
    let name = Array(UnsafeBufferPointer(start: start, count: count))
    guard OperationTable.isReadable(name) else { return nil }
    names.append(name)
    if names.count * 2 > slots.count { grow() }
    place(Slot(low: low, high: high, count: count, number: names.count - 1))
    return names.count - 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.number >= 0 { place(slot) }
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = OperationTable.hash(slot.low, slot.high, slot.count) & mask
    while slots[index].number >= 0 { index = (index + 1) & mask }
    slots[index] = slot
  }
}
