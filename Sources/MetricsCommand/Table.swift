/// A table for people: the first column begins on the left, numbers end on the right.
struct Table {
  /// How a cell looks on a terminal.
  enum Look { case plain, good, bad }

  /// What stands in one place.
  struct Cell {
    let text: String
    let look: Look

    init(_ text: String, _ look: Look = .plain) {
      self.text = text
      self.look = look
    }
  }

  private let titles: [String]
  private var rows: [[Cell]] = []

  init(_ titles: [String]) { self.titles = titles }

  mutating func add(_ row: [Cell]) { rows.append(row) }

  /// The table, with colours where they are wanted.
  func text(hasColor: Bool) -> String {
    let widths = titles.indices.map { column in
      rows.reduce(titles[column].count) { max($0, $1[column].text.count) }
    }
    var text = ""
    for row in [titles.map { Cell($0.uppercased()) }] + rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.text.count)
        let shown = hasColor ? Table.colored(cell) : cell.text
        if column > 0 { line += "  " }
        line += column == 0 ? shown + space : space + shown
      }
      while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  private static func colored(_ cell: Cell) -> String {
    switch cell.look {
    case .plain: cell.text
    case .good: "\u{1B}[32m\(cell.text)\u{1B}[0m"
    case .bad: "\u{1B}[31m\(cell.text)\u{1B}[0m"
    }
  }
}
