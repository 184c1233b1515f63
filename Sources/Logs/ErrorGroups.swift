/// Entries whose messages have a pattern in common.
public struct ErrorGroup {
  /// The pattern.
  public let pattern: [UInt8]
  /// How many they are.
  public internal(set) var count = 0
  /// When the first of them happened, in nanoseconds since 1970; `Int64.min` where nobody knows.
  public internal(set) var first = LogTime.none
  /// When the last did.
  public internal(set) var last = LogTime.none
  /// The first of them.
  public internal(set) var example: Match
}

/// Groups the entries that pass by the patterns of their messages. Memory: a few hundred bytes for each
/// pattern, of which there are ``patternsMax`` at most.
public final class ErrorGroups {
  /// So many patterns are told apart.
  public static let patternsMax = 10_000

  private let query: LogQuery
  private let fields: LineFields
  private var places: [[UInt8]: Int] = [:]
  private var groups: [ErrorGroup] = []
  /// Entries of further patterns.
  public private(set) var others = 0

  /// Asks for the groups.
  public init(_ query: LogQuery) {
    self.query = query
    fields = LineFields(query.names)
  }

  /// The groups, the largest first.
  public func run() -> [ErrorGroup] {
    query.forEachSelected { selected in
      for index in selected.rows.indices {
        let match = selected.match(index)
        if let message = message(of: match) { note(MessagePattern.of(message), match) }
      }
    }
    return groups.sorted { one, other in
      one.count != other.count
        ? one.count > other.count : one.pattern.lexicographicallyPrecedes(other.pattern)
    }
  }

  /// An entry's message, or where it has none its event; nil where its line cannot be read any more.
  public func message(of match: Match) -> [UInt8]? {
    query.withLine(match) { line in
      guard fields.read(line) else { return [] }
      let value = fields[.message].isThere ? fields[.message] : fields[.event]
      return value.isThere ? JSONText.decoded(line, value) : []
    }
  }

  private func note(_ pattern: [UInt8], _ match: Match) {
    let place: Int
    if let known = places[pattern] {
      place = known
    } else {
      guard groups.count < ErrorGroups.patternsMax else {
        others += 1
        return
      }
      place = groups.count
      places[pattern] = place
      groups.append(ErrorGroup(pattern: pattern, example: match))
    }
    groups[place].count += 1
    if match < groups[place].example { groups[place].example = match }
    if match.time == LogTime.none { return }
    let first = groups[place].first
    groups[place].first = first == LogTime.none ? match.time : min(first, match.time)
    groups[place].last = max(groups[place].last, match.time)
  }
}

extension LogFilter {
  /// Whether all entries pass.
  public var takesAll: Bool { isEmpty }
  /// Whether it says which levels are wanted.
  public var wantsLevels: Bool { words.contains { $0.role == .level && !$0.wanted.isEmpty } }
}
