/// Reads an expression, and makes the program that it is run as:
///
///     expression  = conjunction { ("or" | "||") conjunction }
///     conjunction = negation { ("and" | "&&") negation }
///     negation    = { "not" | "!" } test
///     test        = "(" expression ")" | "exists" field | operand comparison
///     comparison  = ("==" | "=" | "!=" | "<" | "<=" | ">" | ">=") operand
///                 | ["not"] ("contains" | "startswith" | "endswith") operand
///                 | ["not"] "in" "(" operand { "," operand } ")"
///                 | ("=~" | "!~") pattern
///                 | ["not"] "exists"
struct WhereParser {
  static let depthMax = 100
  static let lengthMax = 1 << 20
  static let patternsMax = 1000

  let text: [UInt8]
  let names: FieldNames
  /// What is read next.
  var at = 0
  var program = WhereProgram()
  var keys = EntryKeys()
  private var depth = 0

  init(_ text: [UInt8], _ names: FieldNames) {
    self.text = text
    self.names = names
  }

  mutating func parse() throws(WhereError) {
    if text.count > WhereParser.lengthMax {
      throw WhereError(WhereParser.lengthMax, "the expression is longer than a mebibyte")
    }
    try readAlternatives()
    skipSpace()
    if byte == UInt8(ascii: ")") {
      throw WhereError(at, "no parenthesis is open here: expected and, or, or the end")
    }
    if at < text.count { throw WhereError(at, "expected and, or, or the end") }
    program.endLiterals()
  }

  // MARK: Putting tests together

  private mutating func readAlternatives() throws(WhereError) {
    var skips: [Int] = []
    try readConjunction()
    while takeWord("or") || takeSymbol("||") {
      skips.append(program.steps.count)
      program.steps.append(.skipWhereTrue(to: 0))
      try readConjunction()
    }
    for skip in skips { program.steps[skip] = .skipWhereTrue(to: program.steps.count) }
  }

  private mutating func readConjunction() throws(WhereError) {
    var skips: [Int] = []
    try readNegation()
    while takeWord("and") || takeSymbol("&&") {
      skips.append(program.steps.count)
      program.steps.append(.skipWhereFalse(to: 0))
      try readNegation()
    }
    for skip in skips { program.steps[skip] = .skipWhereFalse(to: program.steps.count) }
  }

  private mutating func readNegation() throws(WhereError) {
    var isNegated = false
    while takeWord("not") || takeSymbol("!") { isNegated.toggle() }
    try readTest()
    if isNegated { program.steps.append(.negate) }
  }

  private mutating func readTest() throws(WhereError) {
    skipSpace()
    let opening = at
    if takeSymbol("(") {
      if depth == WhereParser.depthMax {
        throw WhereError(
          opening, "expected at most \(WhereParser.depthMax) parentheses within one another")
      }
      depth += 1
      try readAlternatives()
      depth -= 1
      if !takeSymbol(")") {
        throw WhereError(
          at, "expected and, or, or ) for the parenthesis at character \(opening + 1)")
      }
    } else if takeWord("exists") {
      try addExists(try readOperand())
    } else {
      try readComparison(try readOperand())
    }
  }

  // MARK: Comparisons

  private mutating func readComparison(_ left: WhereOperand) throws(WhereError) {
    if takeSymbol("=~") { return try addMatches(left, isNegated: false) }
    if takeSymbol("!~") { return try addMatches(left, isNegated: true) }
    if let comparison = takeComparison() {
      return try addComparison(left, comparison, try readOperand())
    }
    skipSpace()
    let place = at
    let isNegated = takeWord("not")
    if takeWord("contains") {
      try addComparison(left, .contains, try readOperand())
    } else if takeWord("startswith") {
      try addComparison(left, .startsWith, try readOperand())
    } else if takeWord("endswith") {
      try addComparison(left, .endsWith, try readOperand())
    } else if takeWord("in") {
      try addIsAmong(left)
    } else if takeWord("exists") {
      try addExists(left)
    } else if isNegated {
      throw WhereError(at, "expected contains, startswith, endswith, in or exists after not")
    } else {
      throw WhereError(
        place,
        "expected a comparison: ==, !=, <, <=, >, >=, =~, !~, contains, startswith, endswith, in, "
          + "exists")
    }
    if isNegated { program.steps.append(.negate) }
  }

  private mutating func takeComparison() -> WhereProgram.Comparison? {
    if takeSymbol("==") || takeSymbol("=") { return .equal }
    if takeSymbol("!=") { return .unequal }
    if takeSymbol("<=") { return .lessOrEqual }
    if takeSymbol(">=") { return .greaterOrEqual }
    if takeSymbol("<") { return .less }
    if takeSymbol(">") { return .greater }
    return nil
  }

  private mutating func addComparison(
    _ left: WhereOperand, _ comparison: WhereProgram.Comparison, _ right: WhereOperand
  ) throws(WhereError) {
    if let mirrored = comparison.mirrored {
      if isLevel(left), let level = try meantLevel(right, comparison) {
        return add(.compare(try operand(left), comparison, .level(level)))
      }
      if isLevel(right), let level = try meantLevel(left, comparison) {
        return add(.compare(try operand(right), mirrored, .level(level)))
      }
    }
    let left = try operand(left)
    add(.compare(left, comparison, try operand(right)))
  }

  private mutating func addIsAmong(_ left: WhereOperand) throws(WhereError) {
    if !takeSymbol("(") { throw WhereError(at, "expected ( after in") }
    let first = program.items.count
    repeat {
      let item = try readOperand()
      if isLevel(left), let level = try meantLevel(item, .equal) {
        program.items.append(.level(level))
      } else {
        program.items.append(try operand(item))
      }
    } while takeSymbol(",")
    if !takeSymbol(")") { throw WhereError(at, "expected , or ) after a value of the list") }
    add(.isAmong(try operand(left), first..<program.items.count))
  }

  private mutating func addMatches(
    _ left: WhereOperand, isNegated: Bool
  ) throws(WhereError) {
    let left = try operand(left)
    add(.matches(left, pattern: try readPattern()))
    if isNegated { program.steps.append(.negate) }
  }

  private mutating func addExists(_ operand: WhereOperand) throws(WhereError) {
    guard case .path = operand.kind, case .field(let field) = try self.operand(operand) else {
      throw WhereError(
        operand.offset, "expected a field: a key in quotes has a dot before it, as .\"odd key\"")
    }
    add(.exists(field: field))
  }

  private mutating func add(_ test: WhereProgram.Test) { program.steps.append(.test(test)) }
}
