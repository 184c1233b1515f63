/// The values of a column of texts as numbers that hold for all logs. Each part's texts are looked up
/// once.
struct ColumnNumbers {
  let role: Role
  private let column: Int
  private(set) var numbers = ValueNumbers()
  private var translated: [UInt32] = [0]
  private var part: Part?

  /// Of a role that has such a column.
  init(_ role: Role) {
    self.role = role
    column = PartBuilder.wordRoles.firstIndex(of: role) ?? 0
  }

  /// How many numbers there are, 0 among them.
  var count: Int { numbers.count }

  /// The value that has a number.
  func value(_ number: Int) -> GroupValue { numbers.value(number) }

  /// At which place each value comes in their order.
  func places() -> [UInt32] { numbers.places() }

  /// The numbers of the values of some rows: 0 where there is none, ``ValueNumbers/tooMany`` where there
  /// is no room for more, or the line of a long one could not be read.
  mutating func read(
    _ selected: LogQuery.Selected, _ query: LogQuery, _ fields: LineFields
  ) -> [UInt32] {
    translate(selected.block.part)
    let words = selected.block.words(column)
    var found: [UInt32] = []
    found.reserveCapacity(selected.rows.count)
    for (index, row) in selected.rows.enumerated() {
      let word = words[Int(row)]
      if Int(word) < translated.count {
        found.append(translated[Int(word)])
      } else {
        let raw = query.withLine(selected.match(index)) { line in
          fields.read(line) ? GroupValue.raw(line, fields[role]) : []
        }
        found.append(raw.map { numbers.number(raw: $0[...]) } ?? ValueNumbers.tooMany)
      }
    }
    return found
  }

  private mutating func translate(_ part: Part) {
    if part === self.part { return }
    self.part = part
    let words = part.words(column)
    translated = [0]
    translated.reserveCapacity(words.count + 1)
    for number in 0..<words.count {
      translated.append(numbers.number(raw: words.raw(number + 1)))
    }
  }
}
