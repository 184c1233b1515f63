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
  private var rows: [[Cell]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ row: [Cell]) { rows.append(row) }

  /// Writes all rows in the form that was asked for.
  func write(_ invocation: inout Invocation) throws(Failure) {
    if invocation.wantsJSON {
      for row in rows { try invocation.output.write(bytes: SummaryTable.json(columns, row)) }
      return
    }
    switch invocation.arguments.text("format") {
    case "csv": try write(.csv, &invocation)
    case "tsv": try write(.tsv, &invocation)
    default: try writeAligned(&invocation)
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

  private func write(
    _ form: EntryWriter.FieldForm, _ invocation: inout Invocation
  ) throws(Failure) {
    for row in [columns.map { Cell.text($0.name) }] + rows {
      try invocation.output.write(bytes: SummaryTable.row(row, form))
    }
  }

  /// A row of CSV or TSV.
  static func row(_ row: [Cell], _ form: EntryWriter.FieldForm) -> [UInt8] {
    EntryWriter.row(row.map(plain), form)
  }

  // MARK: For people

  private func writeAligned(_ invocation: inout Invocation) throws(Failure) {
    if rows.isEmpty { return }
    let titles = columns.map { column in
      Visible.text(String(decoding: column.title, as: UTF8.self)).uppercased()
    }
    let all = [titles] + rows.map { $0.map(SummaryTable.shown) }
    var widths = columns.map { _ in 0 }
    for row in all {
      for (index, text) in row.enumerated() {
        widths[index] = max(widths[index], text.unicodeScalars.count)
      }
    }
    let limit = ShownLine.limit(invocation)
    let hasColor = invocation.output.hasColor
    for (number, row) in all.enumerated() {
      var line = ShownLine(limit: limit)
      for (index, text) in row.enumerated() {
        if index > 0 { line.addSpace(2) }
        let space = widths[index] - text.unicodeScalars.count
        if !columns[index].isText { line.addSpace(space) }
        line.add(text, color: hasColor ? color(number - 1, index, text) : nil)
        if columns[index].isText { line.addSpace(space) }
      }
      try invocation.output.line(line.text)
    }
  }

  /// The colour of a cell; of titles in row -1.
  private func color(_ row: Int, _ column: Int, _ text: String) -> String? {
    if row < 0 { return "\u{1B}[1m" }
    guard columns[column].isLevel else { return nil }
    return ShownLine.color(ofLevel: Array(text.utf8))
  }
}
