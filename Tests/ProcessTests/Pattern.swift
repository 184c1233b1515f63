/// Expected lines, in which `[..]` stands for any text and a line of `...` for any lines.
enum Pattern {
  /// Whether the lines are as expected.
  static func matches(_ expected: [String], _ lines: [String]) -> Bool {
    matches(expected[...], lines[...], isWild: { $0 == "..." }) { matchesLine($0, $1) }
  }

  private static func matchesLine(_ expected: String, _ line: String) -> Bool {
    // Split at the marks: each mark is a wild element of its own.
    var elements: [Element] = []
    var rest = expected[...]
    while let mark = rest.firstRange(of: "[..]") {
      elements += rest[..<mark.lowerBound].unicodeScalars.map { .scalar($0) } + [.anything]
      rest = rest[mark.upperBound...]
    }
    elements += rest.unicodeScalars.map { .scalar($0) }
    return matches(elements[...], Array(line.unicodeScalars)[...], isWild: { $0 == .anything }) {
      $0 == .scalar($1)
    }
  }

  private enum Element: Equatable {
    case scalar(Unicode.Scalar)
    case anything
  }

  /// Matches a sequence with wild elements. On a mismatch the last wild element takes one more:
  /// no earlier one ever needs to, so that the cost is the product of the lengths at most.
  private static func matches<Expected, Found>(
    _ expected: ArraySlice<Expected>, _ found: ArraySlice<Found>,
    isWild: (Expected) -> Bool, _ isEqual: (Expected, Found) -> Bool
  ) -> Bool {
    var (left, right) = (expected.startIndex, found.startIndex)
    var retry: (left: Int, right: Int)?
    while right < found.endIndex {
      if left < expected.endIndex, isWild(expected[left]) {
        left += 1
        retry = (left, right)
      } else if left < expected.endIndex, isEqual(expected[left], found[right]) {
        left += 1
        right += 1
      } else if let last = retry {
        retry = (last.left, last.right + 1)
        (left, right) = (last.left, last.right + 1)
      } else {
        return false
      }
    }
    return expected[left...].allSatisfy(isWild)
  }
}
