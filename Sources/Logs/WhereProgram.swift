/// An expression as it is run: steps, one after the other, that change whether an entry matches so far.
///
/// It is flat, so that neither a long expression nor a deep one can exhaust the stack.
struct WhereProgram {
  /// How two values are compared.
  enum Comparison {
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual
    case contains, startsWith, endsWith

    /// Whether it asks for order.
    var isOrder: Bool {
      switch self {
      case .less, .lessOrEqual, .greater, .greaterOrEqual: true
      default: false
      }
    }

    /// The same with its sides changed; nil where it has none.
    var mirrored: Comparison? {
      switch self {
      case .equal: .equal
      case .unequal: .unequal
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      case .contains, .startsWith, .endsWith: nil
      }
    }
  }

  /// What is compared: a literal or a field, by its place among them; or how grave an entry is.
  enum Operand {
    case literal(Int)
    case field(Int)
    case level(LogLevel)
  }

  /// What is asked of an entry.
  enum Test {
    /// A level is on the right only.
    case compare(Operand, Comparison, Operand)
    /// Whether a value equals one of these items.
    case isAmong(Operand, Range<Int>)
    case matches(Operand, pattern: Int)
    case exists(field: Int)
  }

  /// A step.
  enum Step {
    case test(Test)
    case negate
    /// Goes on at another step.
    case skipWhereTrue(to: Int)
    case skipWhereFalse(to: Int)
  }

  /// Where a field's value is found.
  struct Field {
    /// The place of its first key among the keys.
    let slot: Int
    /// The places of the keys that stand for it in entries without that key.
    let substitutes: [Int]
    /// The way on from there.
    let rest: LinePath?
  }

  var steps: [Step] = []
  var fields: [Field] = []
  var items: [Operand] = []
  var literals: [LineValue] = []
  var patterns: [WherePattern] = []
  /// The texts of the literals, to be lent as a line.
  var literalBytes: [UInt8] = []

  mutating func addLiteral(_ bytes: [UInt8], _ kind: ValueKind) -> Operand {
    let start = literalBytes.count
    literalBytes += bytes
    literals.append(LineValue(start, literalBytes.count, kind))
    return .literal(literals.count - 1)
  }

  /// Adds what has to follow the bytes of a line.
  mutating func endLiterals() {
    literalBytes.append(UInt8(ascii: "\n"))
    literalBytes.append(contentsOf: repeatElement(0, count: LogLine.roomBytes))
  }
}
