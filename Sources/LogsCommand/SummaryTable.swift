import CommandKit
import Formats
import Logs
import Platform

/// Rows of named values, and the forms in which they are written: a table for people, CSV, TSV, or an
/// object of JSON for each row.
struct SummaryTable {
  /// What stands in one place.
  enum Cell {
    /// Nothing.
    case none
    /// Text.
    case text([UInt8])
    /// What is JSON already.
    case literal([UInt8])
    /// A whole number.
    case count(Int)
    /// A number.
    case number(Double)
    /// A moment, in nanoseconds since 1970.
    case time(Int64)
    /// A length of time, in nanoseconds.
    case length(Int64)
    /// What several have in common.
    case list([GroupValue])
    /// What is JSON already.
    case values([[UInt8]])
    /// Numbers by name.
    case counts([([UInt8], Int)])

    /// What a group has in common.
    init(_ value: GroupValue) {
      switch value {
      case .none: self = .none
      case .text(let bytes): self = .text(bytes)
      case .literal(let bytes): self = .literal(bytes)
      case .time(let time): self = .time(time)
      }
    }

    /// A number that there may be; none where it is beyond what a double holds.
    init(_ number: Double?) {
      self = number.flatMap { $0.isFinite ? .number($0) : nil } ?? .none
    }

    /// A moment; none where nobody knows it.
    init(time: Int64) { self = time == .min ? .none : .time(time) }
  }

  /// A column: what it is called, by people and by programs, and whether its values begin at the left.
  struct Column {
    let name: [UInt8]
    let title: [UInt8]
    let isText: Bool
    /// Whether its values are levels, which are coloured.
    var isLevel = false

    init(_ name: [UInt8], title: [UInt8]? = nil, isText: Bool) {
      (self.name, self.title, self.isText) = (name, title ?? name, isText)
    }

    /// A column of text.
    static func text(_ name: String) -> Column { Column(Array(name.utf8), isText: true) }
    /// A column of levels.
    static func level(_ name: String) -> Column {
      var column = text(name)
      column.isLevel = true
      return column
    }
    /// A column of numbers.
    static func number(_ name: String) -> Column { Column(Array(name.utf8), isText: false) }
    /// A column of lengths of time, which are milliseconds to programs.
    static func length(_ name: String) -> Column {
      Column(Array("\(name)_ms".utf8), title: Array(name.utf8), isText: false)
    }
  }

  private let columns: [Column]

  init(_ columns: [Column]) { self.columns = columns }

  /// Writes a row for each item, in the form that was asked for. There may be very many: their cells are made when
  /// they are written.
  func write<Item>(
    _ items: [Item], _ invocation: inout Invocation, _ cells: (Item) -> [Cell]
  ) throws(Failure) {
    if invocation.wantsJSON {
      for item in items {
        try invocation.output.write(bytes: SummaryTable.json(columns, cells(item)))
      }
      return
    }
    switch invocation.arguments.text("format") {
    case "csv": try write(items, .csv, &invocation, cells)
    case "tsv": try write(items, .tsv, &invocation, cells)
    default: try writeAligned(items, &invocation, cells)
    }
  }

  // MARK: JSON

  /// A row as an object, on a line of its own.
  static func json(_ columns: [Column], _ row: [Cell]) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      appendString(columns[index].name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(cell, to: &bytes)
    }
    return bytes + Array("}\n".utf8)
  }

  private static func appendString(_ text: [UInt8], to bytes: inout [UInt8]) {
    var json = JSONWriter()
    json.string(String(decoding: text, as: UTF8.self))
    bytes += json.bytes
  }

  private static func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .none: bytes += "null".utf8
    case .text(let text): appendString(text, to: &bytes)
    case .literal(let text): bytes += JSONText.valid(text)
    case .time, .count, .number, .length:
      let text = plain(cell)
      if case .time = cell { appendString(text, to: &bytes) } else { bytes += text }
    case .list(let list):
      let values = list.map { value in
        var json: [UInt8] = []
        append(Cell(value), to: &json)
        return json
      }
      append(.values(values), to: &bytes)
    case .values(let values):
      bytes.append(UInt8(ascii: "["))
      bytes += JSONText.valid(Array(values.joined(separator: [UInt8(ascii: ",")])))
      bytes.append(UInt8(ascii: "]"))
    case .counts(let counts):
      bytes.append(UInt8(ascii: "{"))
      for (index, (name, count)) in counts.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        appendString(name, to: &bytes)
        bytes += ":\(count)".utf8
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  // MARK: Text

  /// A number as short as it says all of itself.
  static func text(_ number: Double) -> String {
    if number.magnitude < 1e15, number == number.rounded() { return "\(Int64(number))" }
    return "\(number)"
  }

  /// A cell for programs.
  private static func plain(_ cell: Cell) -> [UInt8] {
    switch cell {
    case .none: []
    case .text(let text), .literal(let text): text
    case .count(let count): Array("\(count)".utf8)
    case .number(let number): Array(text(number).utf8)
    case .time(let time): Array(Moment.text(Instant(nanoseconds: time), isExact: true).utf8)
    // In milliseconds, as durations in logs are.
    case .length(let length): Array(text(Double(length) / 1e6).utf8)
    case .list(let values): Array(values.map { $0.bytes }.joined(separator: [UInt8(ascii: ",")]))
    case .values(let values):
      Array(values.joined(separator: [UInt8(ascii: ","), UInt8(ascii: " ")]))
    case .counts(let counts):
      Array(
        counts.map { $0.0 + Array(" \($0.1)".utf8) }
          .joined(separator: [UInt8(ascii: ","), UInt8(ascii: " ")]))
    }
  }

  /// A cell for people.
  private static func shown(_ cell: Cell) -> String {
    switch cell {
    case .none: "-"
    case .number(let number):
      number.magnitude < 1e12 ? Decimal.text(number, digits: 3) : "\(number)"
    case .length(let length): DurationFormat.text(nanoseconds: length)
    default: Visible.text(String(decoding: plain(cell), as: UTF8.self))
    }
  }

  private func write<Item>(
    _ items: [Item], _ form: EntryWriter.FieldForm, _ invocation: inout Invocation,
    _ cells: (Item) -> [Cell]
  ) throws(Failure) {
    let titles = columns.map { Cell.text($0.name) }
    let isTerminal = invocation.output.isTerminal
    try invocation.output.write(bytes: SummaryTable.row(titles, form, isTerminal: isTerminal))
    for item in items {
      try invocation.output.write(
        bytes: SummaryTable.row(cells(item), form, isTerminal: isTerminal))
    }
  }

  /// A row of CSV or TSV.
  static func row(
    _ row: [Cell], _ form: EntryWriter.FieldForm, isTerminal: Bool
  ) -> [UInt8] {
    EntryWriter.row(row.map(plain), form, isTerminal: isTerminal)
  }

  // MARK: For people

  private func writeAligned<Item>(
    _ items: [Item], _ invocation: inout Invocation, _ cells: (Item) -> [Cell]
  ) throws(Failure) {
    if items.isEmpty { return }
    let titles = columns.map { column in
      Visible.text(String(decoding: column.title, as: UTF8.self)).uppercased()
    }
    var widths = titles.map { $0.unicodeScalars.count }
    for item in items {
      for (index, cell) in cells(item).enumerated() {
        widths[index] = max(widths[index], SummaryTable.shown(cell).unicodeScalars.count)
      }
    }
    try writeLine(titles, widths, isTitle: true, &invocation)
    for item in items {
      try writeLine(cells(item).map(SummaryTable.shown), widths, isTitle: false, &invocation)
    }
  }

  private func writeLine(
    _ texts: [String], _ widths: [Int], isTitle: Bool, _ invocation: inout Invocation
  ) throws(Failure) {
    var line = ShownLine(limit: ShownLine.limit(invocation))
    let hasColor = invocation.output.hasColor
    for (index, text) in texts.enumerated() {
      if index > 0 { line.addSpace(2) }
      let space = widths[index] - text.unicodeScalars.count
      if !columns[index].isText { line.addSpace(space) }
      line.add(text, color: hasColor ? color(isTitle, index, text) : nil)
      if columns[index].isText { line.addSpace(space) }
    }
    try invocation.output.line(line.text)
  }

  /// The colour of a cell.
  private func color(_ isTitle: Bool, _ column: Int, _ text: String) -> String? {
    if isTitle { return "\u{1B}[1m" }
    guard columns[column].isLevel else { return nil }
    return ShownLine.color(ofLevel: Array(text.utf8))
  }
}
