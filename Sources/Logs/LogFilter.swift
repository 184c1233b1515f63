import Patterns

/// Which entries are wanted: those for which everything in it holds.
public struct LogFilter: Sendable {
  /// What a text is compared with.
  public enum Test: Sendable {
    /// It is this one.
    case equals([UInt8])
    /// It is the name of a level, and that is at least as grave.
    case atLeast(LogLevel)

    func passes(_ text: ArraySlice<UInt8>) -> Bool {
      switch self {
      case .equals(let wanted): text.elementsEqual(wanted)
      case .atLeast(let level): LogLevel(Array(text)).map { $0 >= level } ?? false
      }
    }
  }

  /// What the text of a role has to be.
  public struct Words: Sendable {
    let role: Role
    var wanted: [Test] = []
    var unwanted: [Test] = []

    var column: Int { PartBuilder.wordRoles.firstIndex(of: role) ?? 0 }

    /// Whether a text passes; nil: there is none.
    func passes(_ text: ArraySlice<UInt8>?) -> Bool {
      guard let text else { return wanted.isEmpty }
      return (wanted.isEmpty || wanted.contains { $0.passes(text) })
        && !unwanted.contains { $0.passes(text) }
    }
  }

  /// A regular expression that the line has to match, or not to.
  public struct Expression: Sendable {
    let pattern: [UInt8]
    let ignoresCase: Bool
    let isWanted: Bool
  }

  private(set) var words: [Words] = []
  private(set) var expressions: [Expression] = []
  /// Texts that the message has to have, and those that it may not.
  public private(set) var searches: [(text: [UInt8], isWanted: Bool)] = []
  /// The numbers that `data.level` may be; none: any.
  public var dataLevels: [Int64] = []
  /// What has to hold, in the language of conditions.
  public var conditions: [[UInt8]] = []
  /// Only from this moment on, in nanoseconds since 1970.
  public var since: Int64?
  /// Only before this moment.
  public var until: Int64?

  /// All entries.
  public init() {}

  /// Wants one text more for a role, one of the five that are texts; or does not want it.
  public mutating func add(_ role: Role, _ test: Test, isWanted: Bool = true) {
    let index = words.firstIndex { $0.role == role } ?? words.count
    if index == words.count { words.append(Words(role: role)) }
    if isWanted { words[index].wanted.append(test) } else { words[index].unwanted.append(test) }
  }

  /// Wants the message to have a text, whatever its letters' case, or not to.
  public mutating func search(_ text: [UInt8], isWanted: Bool = true) {
    searches.append((text, isWanted))
  }

  /// Wants the line to match a regular expression, or not to.
  public mutating func match(_ pattern: [UInt8], ignoresCase: Bool, isWanted: Bool = true) {
    expressions.append(
      Expression(pattern: pattern, ignoresCase: ignoresCase, isWanted: isWanted))
  }

  /// Whether all entries pass.
  var isEmpty: Bool { words.isEmpty && since == nil && until == nil && !readsLines }

  /// Whether lines have to be looked at beyond what is in columns.
  var readsLines: Bool {
    !expressions.isEmpty || !searches.isEmpty || !dataLevels.isEmpty || !conditions.isEmpty
  }

  /// Whether the values of roles are needed for that.
  var readsRoles: Bool { !words.isEmpty || !searches.isEmpty }

  /// Whether a moment is within the times that are wanted. An entry without any time is within none.
  @inline(__always)
  func includes(time: Int64) -> Bool {
    if let since, time < since { return false }
    if let until, time >= until || time == LogTime.none { return false }
    return true
  }
}

/// Why a filter cannot be used.
public enum FilterError: Error, Equatable {
  /// A regular expression is none.
  case pattern([UInt8], PatternError)
  /// A condition is none.
  case condition([UInt8], WhereError)
}

/// A filter as it looks at lines. One object serves one thread.
public final class LineFilter {
  private let filter: LogFilter
  private let needles: [(needle: Needle, isWanted: Bool)]
  private let patterns: [(pattern: Pattern, isWanted: Bool)]
  private let conditions: [WhereExpression]
  private let dataLevel = WayReader(LinePath(Array("data.level".utf8)).map { [$0] } ?? [])
  /// What stood in the way of a regular expression, which then counted as not matching.
  private var failure: PatternError?

  /// Compiles a filter. `isLong`: for so many lines that it pays to compile to machine code.
  public init(
    _ filter: LogFilter, _ names: FieldNames, isLong: Bool = true
  ) throws(FilterError) {
    self.filter = filter
    var needles: [(Needle, Bool)] = []
    for search in filter.searches {
      needles.append((try LineFilter.needle(search.text), search.isWanted))
    }
    self.needles = needles
    var patterns: [(Pattern, Bool)] = []
    for expression in filter.expressions {
      let options = Pattern.Options(
        ignoresCase: expression.ignoresCase, usesMachineCode: isLong)
      do throws(PatternError) {
        patterns.append((try Pattern(expression.pattern, options), expression.isWanted))
      } catch {
        throw .pattern(expression.pattern, error)
      }
    }
    self.patterns = patterns
    var conditions: [WhereExpression] = []
    for text in filter.conditions {
      do throws(WhereError) {
        conditions.append(try WhereExpression.parse(text, names: names))
      } catch {
        throw .condition(text, error)
      }
    }
    self.conditions = conditions
  }

  private static func needle(_ text: [UInt8]) throws(FilterError) -> Needle {
    do throws(PatternError) { return try Needle(text) } catch {
      throw .pattern(text, error)
    }
  }

  /// Whether an entry passes, whose fields were read, and whose time is known.
  public func matches(_ line: LogLine, _ fields: LineFields, time: Int64) -> Bool {
    guard filter.includes(time: time) else { return false }
    for words in filter.words {
      let value = fields[words.role]
      if !value.isThere {
        if !words.passes(nil) { return false }
      } else if !words.passes(JSONText.decoded(line, value)[...]) {
        return false
      }
    }
    return matchesText(line, fields)
  }

  /// Whether a line passes what is not in columns.
  func matchesText(_ line: LogLine, _ fields: LineFields) -> Bool {
    for (needle, isWanted) in needles {
      let message = fields[.message]
      let isThere = message.isString && needle.isIn(line, message)
      if isThere != isWanted { return false }
    }
    if !filter.dataLevels.isEmpty {
      dataLevel.read(line)
      let value = dataLevel.value(0, in: line)
      guard value.kind == .number, let number = JSONText.number(line, value),
        filter.dataLevels.contains(where: { Double($0) == number })
      else { return false }
    }
    for (pattern, isWanted) in patterns {
      var isMatch = false
      do throws(PatternError) {
        isMatch = try line.withBytes { (bytes) throws(PatternError) in
          try pattern.matches(bytes)
        }
      } catch {
        failure = error
      }
      if isMatch != isWanted { return false }
    }
    return conditions.allSatisfy { $0.matches(line) }
  }

  /// The same in words, or what stood in the way of a condition's.
  var failureMessage: String? {
    failure?.message ?? conditions.lazy.compactMap { $0.failure?.message }.first
  }
}
