/// Chance that is the same each time.
public struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  /// One of many.
  public init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// The next number.
  public mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// A text of so many of these letters.
  public mutating func text(_ letters: [String], _ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<count { text += Array((letters.randomElement(using: &self) ?? "").utf8) }
    return text
  }
}
