import Platform

/// Which rows count.
public struct RowFilter: Sendable {
  /// The operations, by name or by pattern, in which `*` stands for any characters; all of them
  /// where there are none.
  public var operations: [String]
  /// Only rows of that moment or later.
  public var since: Instant
  /// Only rows of that moment or earlier.
  public var until: Instant
  /// Only so many of the last rows that the rest lets through.
  public var last: Int?

  /// A filter; without anything said it lets all rows through.
  public init(
    operations: [String] = [], since: Instant = Instant(nanoseconds: .min),
    until: Instant = Instant(nanoseconds: .max), last: Int? = nil
  ) {
    self.operations = operations
    self.since = since
    self.until = until
    self.last = last
  }

  @inline(__always)
  func isInTime(_ row: Row) -> Bool {
    row.endedNanoseconds >= since.nanoseconds && row.endedNanoseconds <= until.nanoseconds
  }

  func isWanted(_ name: [UInt8]) -> Bool {
    operations.isEmpty || operations.contains { OperationPattern.matches($0, name) }
  }
}

/// Patterns for the names of operations, in which `*` stands for any characters.
public enum OperationPattern {
  /// Whether a name fits.
  public static func matches(_ pattern: String, _ name: String) -> Bool {
    matches(pattern, Array(name.utf8))
  }

  static func matches(_ pattern: String, _ name: [UInt8]) -> Bool {
    let pattern = Array(pattern.utf8)
    var (at, from) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while from < name.count {
      if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
        star = (at, from)
        at += 1
      } else if at < pattern.count, pattern[at] == name[from] {
        at += 1
        from += 1
      } else if let last = star {
        // The last star takes one byte more.
        star = (last.pattern, last.name + 1)
        (at, from) = (last.pattern + 1, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
