/// Which two tokens become one: a table of numbers of 64 bits, as long as a power of two, in which a
/// pair is looked for from where its hash points on, up to an empty place. A number has the left one in
/// its upper 20 bits, the right one in the next 20, and what they become in the lowest 24; 0 is empty.
///
/// Most pairs that are asked about become nothing. Beside the table is one of bits, eight for each of its
/// places, where those of the pairs are set: it is small enough to stay near the processor, and most
/// often says no.
struct PairTable {
  /// What a pair becomes that becomes nothing.
  static let none = UInt32.max

  private(set) var places: [UInt64]
  private(set) var bits: [UInt64]
  private let shift: UInt64

  /// An empty table with room for so many.
  init(room: Int) {
    let bitCount = PairTable.bitCount(room: room)
    places = Array(repeating: 0, count: 1 << bitCount)
    bits = Array(repeating: 0, count: 1 << (bitCount - 3))
    shift = UInt64(64 - bitCount)
  }

  /// How many bits number the places of a table for so many: four of five are used at most.
  static func bitCount(room: Int) -> Int {
    var bitCount = 10
    while (1 << bitCount) * 4 < room * 5 { bitCount += 1 }
    return bitCount
  }

  /// A pair as a number.
  @inline(__always)
  static func key(_ left: UInt32, _ right: UInt32) -> UInt64 {
    UInt64(left) << 44 | UInt64(right) << 24
  }

  /// Its hash.
  @inline(__always)
  static func hash(_ key: UInt64) -> UInt64 {
    let mixed = (key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }

  mutating func insert(_ parts: MergeOrder.Parts, _ whole: UInt32) {
    let key = PairTable.key(parts.left, parts.right)
    let hash = PairTable.hash(key)
    var place = Int(hash >> shift)
    while places[place] != 0 { place = (place + 1) & (places.count - 1) }
    places[place] = key | UInt64(whole)
    let bit = Int(truncatingIfNeeded: hash) & (bits.count * 64 - 1)
    bits[bit / 64] |= 1 << UInt64(bit % 64)
  }

  /// What a pair becomes.
  subscript(left: UInt32, right: UInt32) -> UInt32 {
    let key = PairTable.key(left, right)
    var place = Int(PairTable.hash(key) >> shift)
    while places[place] != 0 {
      if places[place] >> 24 == key >> 24 {
        return UInt32(truncatingIfNeeded: places[place] & 0xFF_FFFF)
      }
      place = (place + 1) & (places.count - 1)
    }
    return PairTable.none
  }
}
