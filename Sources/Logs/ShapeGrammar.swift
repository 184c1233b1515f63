/// Reads the shape of a line as JSON, in which each digit is a 0, and of a string only the quotes are left:
/// whether it is one of an object, and what its members are.
struct ShapeGrammar {
  private static let depthMax = 64

  // In bounds: nothing is read beyond `count`; and no more is noted than there are tokens.
  private let tokens: UnsafePointer<UInt8>
  private let count: Int
  private var at = 0
  /// Whether each level is an object.
  private var levels: UInt64 = 0
  private var depth = 0

  private let members: UnsafeMutablePointer<ShapeMember>
  private let words: UnsafeMutablePointer<UInt8>
  /// How many members and words were noted.
  private(set) var memberCount = 0
  private(set) var wordCount = 0

  /// Begins with so many tokens, at most 255. There must be room for as many members and words.
  init(
    _ tokens: UnsafePointer<UInt8>, _ count: Int, _ members: UnsafeMutablePointer<ShapeMember>,
    _ words: UnsafeMutablePointer<UInt8>
  ) {
    (self.tokens, self.count) = (tokens, count)
    (self.members, self.words) = (members, words)
  }

  /// Reads all. Returns whether it is an object, and nothing else.
  mutating func isObject() -> Bool {
    guard count > 0, tokens[0] == UInt8(ascii: "{") else { return false }
    while let begins = value() {
      if begins { continue }
      // A value has ended: others follow, or the levels end.
      while !take(UInt8(ascii: ",")) {
        guard endLevel() else { return false }
        if depth == 0 { return at == count }
      }
      if isInObject, !key() { return false }
    }
    return false
  }

  private var isInObject: Bool { levels & 1 != 0 }

  /// Takes a token if it is there.
  private mutating func take(_ wanted: UInt8) -> Bool {
    if at == count || tokens[at] != wanted { return false }
    at += 1
    return true
  }

  /// Takes a key and its colon; an outermost one begins a member.
  private mutating func key() -> Bool {
    let first = at
    guard take(UInt8(ascii: "\"")), take(UInt8(ascii: "\"")), take(UInt8(ascii: ":")) else {
      return false
    }
    if depth == 1 {
      (members + memberCount).initialize(
        to: ShapeMember(key: UInt8(first), value: UInt8(at), last: 0, kind: .none))
      memberCount += 1
    }
    return true
  }

  /// Takes a value, or the beginning of one that has others in it, and its first key: then true. Nil where
  /// there is none.
  private mutating func value() -> Bool? {
    if at == count { return nil }
    let first = tokens[at]
    at += 1
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if depth == ShapeGrammar.depthMax { return nil }
      levels = levels << 1 | (first == UInt8(ascii: "{") ? 1 : 0)
      depth += 1
      // What ends it is two more, in ASCII.
      if at < count, tokens[at] == first + 2 { return false }
      return isInObject && !key() ? nil : true
    case UInt8(ascii: "\""):
      guard take(UInt8(ascii: "\"")) else { return nil }
      end(.string)
    case UInt8(ascii: "0"): end(.number)
    case UInt8(ascii: "-"): word(.number)
    case UInt8(ascii: "t"): word(.yes)
    case UInt8(ascii: "f"): word(.no)
    case UInt8(ascii: "n"): word(.null)
    default: return nil
    }
    return false
  }

  /// Notes a value that has to be looked at in each line.
  private mutating func word(_ kind: ValueKind) {
    (words + wordCount).initialize(to: UInt8(at - 1))
    wordCount += 1
    end(kind)
  }

  /// Takes what ends the innermost level.
  private mutating func endLevel() -> Bool {
    let kind: ValueKind = isInObject ? .object : .array
    guard take(isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
    levels >>= 1
    depth -= 1
    end(kind)
    return true
  }

  /// Notes that a value ended with the token that was taken last, if it is that of a member.
  private func end(_ kind: ValueKind) {
    if depth != 1 { return }
    // In bounds: a member has begun.
    let member = members + (memberCount - 1)
    (member.pointee.last, member.pointee.kind) = (UInt8(at - 1), kind)
  }
}
