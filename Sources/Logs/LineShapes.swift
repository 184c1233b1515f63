import CBytes
import Platform

/// A key of the outermost object of a shape, and its value, by their tokens.
struct ShapeMember: BitwiseCopyable {
  var key: UInt8
  var value: UInt8
  /// The last token of the value: a closing quote or brace, or the only one.
  var last: UInt8
  /// What the value is.
  var kind: ValueKind
  /// Which of the known keys it had last, or `.max`.
  var guess: UInt16 = .max
}

/// The shapes that lines have: which tokens they are made of. Programs write lines of few shapes, so that it
/// is seldom asked whether one is JSON. One object serves one thread.
///
/// Everything is kept in memory of a fixed size: where that is full, all is forgotten.
struct LineShapes: ~Copyable {
  /// A shape that is known.
  struct Shape: BitwiseCopyable {
    fileprivate var hash: UInt64 = 0
    fileprivate var kinds: UInt32 = 0
    fileprivate var members: UInt32 = 0
    fileprivate var words: UInt32 = 0
    /// How many tokens there are; none: there is no shape.
    fileprivate var tokenCount: UInt8 = 0
    /// How many members the outermost object has.
    fileprivate(set) var memberCount: UInt8 = 0
    /// How many tokens anywhere are words, or numbers with a sign.
    fileprivate(set) var wordCount: UInt8 = 0
  }

  private static let tokensMax = 255
  private static let slotCount = 4096
  /// How many slots a shape may be in, from that of its hash on.
  private static let reach = 8
  private static let shapesMax = 2048
  private static let roomBytes = 64 * shapesMax
  private static let membersMax = 16 * shapesMax

  private let slots: UnsafeMutablePointer<Shape>
  private let kinds: UnsafeMutablePointer<UInt8>
  private let members: UnsafeMutablePointer<ShapeMember>
  private let words: UnsafeMutablePointer<UInt8>
  private var wordCount = 0
  private var shapeCount = 0
  private var kindCount = 0
  private var memberCount = 0

  init() {
    let room = LineShapes.tokensMax
    slots = ZeroedMemory.allocate(LineShapes.slotCount)
    kinds = ZeroedMemory.allocate(LineShapes.roomBytes + room + 64)
    words = ZeroedMemory.allocate(LineShapes.membersMax + room)
    members = ZeroedMemory.allocate(LineShapes.membersMax + room)
  }

  deinit {
    ZeroedMemory.release(slots)
    ZeroedMemory.release(kinds)
    ZeroedMemory.release(words)
    ZeroedMemory.release(members)
  }

  /// The members of a shape, which may be changed.
  @inline(__always)
  func members(_ shape: UnsafePointer<Shape>) -> UnsafeMutablePointer<ShapeMember> {
    // In bounds: they were put there.
    members + Int(shape.pointee.members)
  }

  /// The tokens that are words, or numbers with a sign, by their numbers in the line.
  @inline(__always)
  func words(_ shape: UnsafePointer<Shape>) -> UnsafePointer<UInt8> {
    // In bounds: they were put there.
    UnsafePointer(words + Int(shape.pointee.words))
  }

  /// The shape of a line that has so many tokens, until the next one is asked for; nil where it has too many, or is not JSON. 64 bytes
  /// more may be read.
  @inline(__always)
  mutating func shape(_ tokens: UnsafePointer<UInt8>, _ count: Int) -> UnsafePointer<Shape>? {
    if count > LineShapes.tokensMax { return nil }
    let hash = LineShapes.hash(tokens, count)
    for distance in 0..<LineShapes.reach {
      // In bounds: slots are as many as twelve bits can tell.
      let slot = (Int(truncatingIfNeeded: hash >> 52) &+ distance) & (LineShapes.slotCount &- 1)
      let shape = UnsafePointer(slots + slot)
      if shape.pointee.hash == hash, Int(shape.pointee.tokenCount) == count,
        bytes_are_equal(tokens, kinds + Int(shape.pointee.kinds), count) != 0
      {
        return shape
      }
      if shape.pointee.tokenCount == 0 { break }
    }
    return learn(tokens, count, hash)
  }

  @inline(__always)
  private static func hash(_ tokens: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(tokens)
    /// Eight bytes, of which those beyond the end are zero.
    @inline(__always)
    func eight(_ at: Int) -> UInt64 {
      let eight = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let left = count &- at
      if left >= 8 { return eight }
      return left <= 0 ? 0 : eight & ((1 << UInt64(8 &* left)) &- 1)
    }
    // Two of them, since one would wait for each product.
    var (one, two): (UInt64, UInt64) = (UInt64(truncatingIfNeeded: count), 0)
    var at = 0
    while at < count {
      one = (one ^ eight(at)) &* 0x9FB2_1C65_1E98_DF25
      two = (two ^ eight(at &+ 8)) &* 0xC2B2_AE3D_27D4_EB4F
      at &+= 16
    }
    let both = one ^ (two >> 29 | two << 35)
    return (both ^ both >> 32) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Keeps a shape if it is one of an object.
  @inline(never)
  private mutating func learn(
    _ tokens: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt64
  ) -> UnsafePointer<Shape>? {
    if shapeCount == LineShapes.shapesMax || kindCount >= LineShapes.roomBytes
      || memberCount >= LineShapes.membersMax || wordCount >= LineShapes.membersMax
    {
      for slot in 0..<LineShapes.slotCount { slots[slot].tokenCount = 0 }
      (shapeCount, kindCount, memberCount, wordCount) = (0, 0, 0, 0)
    }
    var shape = Shape()
    shape.hash = hash
    shape.kinds = UInt32(kindCount)
    shape.members = UInt32(memberCount)
    shape.words = UInt32(wordCount)
    shape.tokenCount = UInt8(count)
    // In bounds: there is room for as many of either as a shape has tokens.
    var grammar = ShapeGrammar(tokens, count, members + memberCount, words + wordCount)
    guard grammar.isObject() else { return nil }
    shape.memberCount = UInt8(grammar.memberCount)
    shape.wordCount = UInt8(grammar.wordCount)
    // In bounds: there was room for the largest shape.
    (kinds + kindCount).update(from: tokens, count: count)
    kindCount += count
    memberCount += Int(shape.memberCount)
    wordCount += Int(shape.wordCount)
    shapeCount += 1
    // The first that is empty; or another shape has to give way.
    let first = Int(truncatingIfNeeded: hash >> 52)
    let places = (0..<LineShapes.reach).lazy.map { (first + $0) & (LineShapes.slotCount - 1) }
    // In bounds: slots are as many as twelve bits can tell.
    let slot = slots + (places.first { slots[$0].tokenCount == 0 } ?? first)
    slot.pointee = shape
    return UnsafePointer(slot)
  }
}
