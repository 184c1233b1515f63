/// A token, and what is needed of it as pieces are merged, in 64 bits:
///
///      0  20  its number
///     20  12  which groups of tokens there are that it merges with, if they are to its right
///     32   4  which group it is in, for those to its left; 15: it merges with none
///     36  16  how many bytes it has
///
/// Two tokens become one only where the group of the right one is among those of the left one: that
/// answers most questions without a look into the table of pairs.
struct TokenFacts: BitwiseCopyable, Equatable {
  let bits: UInt64

  static let numberMask: UInt32 = 0xF_FFFF
  static let groupShift: UInt32 = 20
  static let groupCount: UInt32 = 12
  /// No token.
  static let none = TokenFacts(bits: .max)

  init(bits: UInt64) { self.bits = bits }

  /// Of a token of which no more is needed.
  init(number: UInt32, count: Int) {
    bits = UInt64(number) | 15 << 32 | UInt64(count) << 36
  }

  @inline(__always)
  var number: UInt32 { UInt32(truncatingIfNeeded: bits) & TokenFacts.numberMask }
  /// The number, with the groups above it.
  @inline(__always)
  var asLeft: UInt32 { UInt32(truncatingIfNeeded: bits) }
  /// The number, with its group above it.
  @inline(__always)
  var asRight: UInt32 {
    number | (UInt32(truncatingIfNeeded: bits &>> 32) & 15) &<< TokenFacts.groupShift
  }
  @inline(__always)
  var count: Int { Int(truncatingIfNeeded: bits &>> 36) & 0xFFFF }

  /// Whether two may become one: a left number with groups, a right one with its group.
  @inline(__always)
  static func mayMerge(_ left: UInt32, _ right: UInt32) -> Bool {
    (left &>> groupShift) &>> (right &>> groupShift) & 1 != 0
  }

  /// Those of all tokens.
  static func all(_ order: MergeOrder) -> [TokenFacts] {
    var groups = [UInt32](repeating: 15, count: order.tokens.count)
    var merging = [UInt32](repeating: 0, count: order.tokens.count)
    for (number, parts) in order.parts.enumerated() where number >= 256 {
      let group = UInt32(truncatingIfNeeded: UInt64(parts.right) &* 0x9E37_79B9 >> 16) % groupCount
      groups[Int(parts.right)] = group
      merging[Int(parts.left)] |= 1 << group
    }
    return order.tokens.indices.map { number in
      TokenFacts(
        bits: UInt64(number) | UInt64(merging[number]) << 20 | UInt64(groups[number]) << 32
          | UInt64(order.tokens[number].count) << 36)
    }
  }
}
