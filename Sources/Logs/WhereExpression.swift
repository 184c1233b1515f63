import Patterns

/// An expression that chooses entries, as `duration_ms > 500 and data.retries >= 2`. One object serves
/// one thread. The language is in docs/where.md.
public final class WhereExpression {
  /// Why a regular expression could not say whether it matches, and where it stands: of the first such
  /// entry. There it does not match.
  public private(set) var failure: WhereError?

  private let program: WhereProgram
  private var keys: EntryKeys
  private var levels = LevelMemo()

  private init(_ program: WhereProgram, _ keys: EntryKeys) {
    self.program = program
    self.keys = keys
  }

  /// Reads an expression, in which the names of roles stand for fields that go by these names.
  public static func parse(
    _ text: [UInt8], names: FieldNames
  ) throws(WhereError) -> WhereExpression {
    var parser = WhereParser(text, names)
    try parser.parse()
    return WhereExpression(parser.program, parser.keys)
  }

  /// Whether it is true of a line, which has to be an entry. Costs one pass over the line, one more over
  /// each object that a path leads into, and no memory but for strings with escapes and for numbers of
  /// more than 18 digits.
  public func matches(_ line: LogLine) -> Bool {
    keys.read(line)
    return program.literalBytes.withUnsafeBufferPointer { bytes in
      // There is always a newline at least.
      guard let start = bytes.baseAddress else { return false }
      return run(line, LogLine(start, bytes.count - LogLine.roomBytes - 1))
    }
  }

  private func run(_ line: LogLine, _ literals: LogLine) -> Bool {
    var result = false
    var at = 0
    while at < program.steps.count {
      switch program.steps[at] {
      case .test(let test): result = holds(test, line, literals)
      case .negate: result.toggle()
      case .skipWhereTrue(let target):
        if result {
          at = target
          continue
        }
      case .skipWhereFalse(let target):
        if !result {
          at = target
          continue
        }
      }
      at += 1
    }
    return result
  }

  private func holds(_ test: WhereProgram.Test, _ line: LogLine, _ literals: LogLine) -> Bool {
    switch test {
    case .compare(let left, let comparison, .level(let level)):
      return value(left, line, literals).plain {
        compare(levels.level($0), comparison, level)
      }
    case .compare(let left, let comparison, let right):
      return value(left, line, literals).plain { left in
        value(right, line, literals).plain { compare(left, comparison, $0) }
      }
    case .isAmong(let left, let items):
      return value(left, line, literals).plain { left in
        for index in items where equals(left, program.items[index], line, literals) {
          return true
        }
        return false
      }
    case .matches(let left, let pattern):
      return value(left, line, literals).plain { $0.isText && matches(pattern, $0) }
    case .exists(let field):
      return value(.field(field), line, literals).kind != .none
    }
  }

  // MARK: Comparing

  @inline(__always)
  private func compare(
    _ left: WhereValue, _ comparison: WhereProgram.Comparison, _ right: WhereValue
  ) -> Bool {
    switch comparison {
    case .equal: left.equals(right)
    case .unequal: !left.equals(right)
    case .contains: left.contains(right)
    case .startsWith: left.starts(with: right)
    case .endsWith: left.ends(with: right)
    default: WhereExpression.holds(left.order(right), comparison)
    }
  }

  private func compare(
    _ left: LogLevel?, _ comparison: WhereProgram.Comparison, _ right: LogLevel
  ) -> Bool {
    switch comparison {
    case .equal: left == right
    case .unequal: left != right
    default: WhereExpression.holds(left.map { $0.rawValue - right.rawValue }, comparison)
    }
  }

  @inline(__always)
  private static func holds(_ order: Int?, _ comparison: WhereProgram.Comparison) -> Bool {
    guard let order else { return false }
    switch comparison {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    default: return false
    }
  }

  private func equals(
    _ left: WhereValue, _ item: WhereProgram.Operand, _ line: LogLine, _ literals: LogLine
  ) -> Bool {
    if case .level(let level) = item { return levels.level(left) == level }
    return value(item, line, literals).plain { left.equals($0) }
  }

  private func matches(_ pattern: Int, _ text: WhereValue) -> Bool {
    let pattern = program.patterns[pattern]
    do throws(PatternError) {
      return try pattern.matches(text)
    } catch {
      if failure == nil { failure = WhereError(pattern.offset, error.message) }
      return false
    }
  }

  // MARK: Finding values

  @inline(__always)
  private func value(
    _ operand: WhereProgram.Operand, _ line: LogLine, _ literals: LogLine
  ) -> WhereValue {
    switch operand {
    case .literal(let index): WhereValue(literals, program.literals[index])
    case .field(let index): WhereValue(line, find(program.fields[index], line))
    // A level is compared before it comes to this.
    case .level: WhereValue(line, LineValue())
    }
  }

  @inline(__always)
  private func find(_ field: WhereProgram.Field, _ line: LogLine) -> LineValue {
    var slot = field.slot
    if keys[slot].kind == .none {
      // The first that says something; else null, if one says so.
      for other in field.substitutes where !keys[slot].isThere && keys[other].kind != .none {
        slot = other
      }
    }
    return field.rest.map { keys.find(slot, $0, in: line) } ?? keys[slot]
  }
}

/// How grave the levels are that entries had so far: there are few, and each has to be looked up once.
private struct LevelMemo {
  private static let countMax = 32
  private static let textBytesMax = 32

  private var texts: [[UInt8]] = []
  private var known: [LogLevel?] = []

  mutating func level(_ value: WhereValue) -> LogLevel? {
    // What is longer is no level.
    guard value.isText, value.count <= LevelMemo.textBytesMax else { return nil }
    for index in texts.indices where LinePath.isEqual(value.line, value.value, texts[index]) {
      return known[index]
    }
    let text = value.line.copy(value.value.range)
    let level = LogLevel(text)
    if texts.count < LevelMemo.countMax {
      texts.append(text)
      known.append(level)
    }
    return level
  }
}
