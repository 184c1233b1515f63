/// Where the statements and the values of a text in TOML begin and end, as the parser met them: what
/// an edit of the text must know, and nobody else.
final class TOMLOutline {
  /// A header or a key with its value.
  struct Statement {
    enum Kind {
      /// `[a.b]`
      case header
      /// `[[a.b]]`
      case element
      /// `a.b = 1`
      case pair
    }

    let kind: Kind
    /// The number of the header that it stands below; of a header, its own. -1 above all headers.
    let section: Int
    /// From the outermost table to what a header defines; from the header's to the value of a key.
    let steps: [ValuePath.Step]
    /// From its first byte to the next line, with a comment behind it.
    var range: Range<Int>
    /// The value of a key.
    let value: Range<Int>
  }

  /// A key with its value in an inline table.
  struct InlinePair {
    /// Where the brace of the table stands.
    let brace: Int
    let steps: [ValuePath.Step]
    let range: Range<Int>
  }

  private(set) var statements: [Statement] = []
  private(set) var inlinePairs: [InlinePair] = []
  private var values: [Range<Int>] = []
  private var section = -1

  func addHeader(_ steps: [ValuePath.Step], isElement: Bool, _ range: Range<Int>) {
    section = statements.count
    statements.append(
      Statement(
        kind: isElement ? .element : .header, section: section, steps: steps, range: range,
        value: range))
  }

  func addPair(_ steps: [ValuePath.Step], start: Int, value: Range<Int>, brace: Int?) {
    if let brace {
      inlinePairs.append(
        InlinePair(brace: brace, steps: steps, range: start..<value.upperBound))
    } else {
      statements.append(
        Statement(
          kind: .pair, section: section, steps: steps, range: start..<value.upperBound,
          value: value))
    }
  }

  /// Gives the last statement the end of its line.
  func endStatement(at end: Int) {
    let last = statements.count - 1
    statements[last].range = statements[last].range.lowerBound..<end
  }

  func add(_ value: Range<Int>) { values.append(value) }

  /// The value that begins at a place; nil where none does: a table that a header or a dotted key
  /// makes has its place at a name. It takes as long as there are values.
  func value(at offset: Int) -> Range<Int>? { values.first { $0.lowerBound == offset } }

  /// How many steps lead to the table that a key stands in, or a header defines.
  func outerCount(_ statement: Statement) -> Int { outerSteps(statement).count }

  /// Whether a statement makes what some steps lead to, or something in it.
  func isIn(_ statement: Statement, _ steps: [ValuePath.Step]) -> Bool {
    let outer = outerSteps(statement)
    let count = min(outer.count, steps.count)
    guard outer[..<count] == steps[..<count] else { return false }
    return steps.count <= count
      || statement.kind == .pair && statement.steps.starts(with: steps[count...])
  }

  private func outerSteps(_ statement: Statement) -> [ValuePath.Step] {
    if statement.kind != .pair { return statement.steps }
    return statement.section < 0 ? [] : statements[statement.section].steps
  }
}
