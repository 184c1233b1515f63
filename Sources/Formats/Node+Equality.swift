import Platform

extension Node {
  /// Whether both say the same, whichever formats they are from: numbers count by their value,
  /// dates by their text and their kind, and the order of a table's members does not count.
  ///
  /// What both trees share is not looked at again. Not-a-number is equal to itself. Where dates are
  /// strings, one equals its text.
  public func isEqual(to other: Node, datesAreStrings: Bool = false) -> Bool {
    switch (kind, other.kind) {
    case (.null, .null): return true
    case (.bool, .bool): return bool == other.bool
    case (.integer, .integer), (.integer, .float), (.float, .integer), (.float, .float):
      if hasSameText(other) { return true }
      guard let left = ExactNumber(self), let right = ExactNumber(other) else { return false }
      return left == right
    case (.array, .array):
      guard count == other.count else { return false }
      if isSame(other) { return true }
      return (0..<count).allSatisfy {
        element($0).isEqual(to: other.element($0), datesAreStrings: datesAreStrings)
      }
    case (.table, .table):
      guard count == other.count else { return false }
      if isSame(other) { return true }
      return (0..<count).allSatisfy { index in
        let found = name(index).withText { other.index(of: $0) }
        return found.map {
          member(index).isEqual(to: other.member($0), datesAreStrings: datesAreStrings)
        } ?? false
      }
    default:
      let isAlike = kind == other.kind || (datesAreStrings && !isNumber && !other.isNumber)
      return isAlike && kind.isText && other.kind.isText && hasSameText(other)
    }
  }

  /// A number that is the same for values that are equal, and in one process only.
  public var equalityHash: Int {
    var hasher = Hasher()
    switch kind {
    case .null, .index: break
    case .bool: hasher.combine(bool)
    case .integer, .float:
      if let number = ExactNumber(self) { number.hash(into: &hasher) }
    case .array:
      hasher.combine(count)
      for element in elements { hasher.combine(element.equalityHash) }
    case .table:
      // A sum, because the order does not count.
      var sum = 0
      for (name, value) in members {
        var member = Hasher()
        name.withText { text in text.withUnsafeBytes { member.combine(bytes: $0) } }
        member.combine(value.equalityHash)
        sum &+= member.finalize()
      }
      hasher.combine(sum)
    case .string, .offsetDateTime, .localDateTime, .localDate, .localTime:
      withText { text in text.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }
    hasher.combine(kind == .integer ? ValueKind.float.rawValue : kind.rawValue)
    return hasher.finalize()
  }

  private var isNumber: Bool { kind == .integer || kind == .float }

  /// Whether both are the same records of one tree.
  private func isSame(_ other: Node) -> Bool {
    tree === other.tree && record.start == other.record.start
  }

  private func hasSameText(_ other: Node) -> Bool {
    withText { left in other.withText { Tree.isEqual(left, $0) } }
  }
}
