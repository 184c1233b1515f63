import CommandKit
import Formats
import Logs
import Platform

/// Writes entries in the form that was asked for.
final class EntryWriter {
  /// The form of what is written.
  enum Form {
    /// Lines as they are.
    case lines
    /// Lines that are easy to read.
    case text
    /// Some fields, in a table or as objects.
    case fields(FieldForm)
  }

  /// How some fields are written.
  enum FieldForm { case csv, tsv, json, text }

  let form: Form
  private let fields: LineFields
  private let columns: [FieldChoice]
  private let ways: WayReader
  private let text: EntryText
  private let isTerminal: Bool

  init(_ invocation: borrowing Invocation, _ names: FieldNames) throws(Failure) {
    fields = LineFields(names)
    isTerminal = invocation.output.isTerminal
    text = EntryText(names, hasColor: invocation.output.hasColor)
    let format = invocation.wantsJSON ? "json" : invocation.arguments.text("format")
    columns = try EntryWriter.columns(invocation, names)
    ways = WayReader(columns.map { $0.path })
    if columns.isEmpty {
      switch format {
      case "csv", "tsv":
        throw Failure(.usage, "--format \(format ?? ""): name the columns with --fields")
      case "text": form = .text
      case nil where invocation.output.isTerminal: form = .text
      default: form = .lines
      }
    } else {
      switch format {
      case "tsv": form = .fields(.tsv)
      case "json", "lines": form = .fields(.json)
      case "text": form = .fields(.text)
      default: form = .fields(.csv)
      }
    }
  }

  private static func columns(
    _ invocation: borrowing Invocation, _ names: FieldNames
  ) throws(Failure) -> [FieldChoice] {
    guard let list = invocation.arguments.bytes("fields") else { return [] }
    var columns: [FieldChoice] = []
    for name in GroupField.split(list) {
      guard var choice = FieldChoice(name, names) else {
        throw Failure(
          .usage,
          "--fields: '\(String(decoding: name, as: UTF8.self))' is no field; expected names such as "
            + "ts,level,data.retries")
      }
      choice.isRepeated = columns.contains { $0.name == name }
      columns.append(choice)
    }
    return columns
  }

  /// Writes what comes before all entries.
  func begin(_ invocation: inout Invocation) throws(Failure) {
    switch form {
    case .fields(.csv): try writeRow(columns.map { $0.name }, .csv, &invocation)
    case .fields(.tsv): try writeRow(columns.map { $0.name }, .tsv, &invocation)
    default: break
    }
  }

  /// Writes an entry. False where its line cannot be read any more.
  func write(
    _ match: Match, _ query: LogQuery, _ invocation: inout Invocation
  ) throws(Failure) -> Bool {
    if case .lines = form { return try writeLine(match, query, &invocation) }
    guard let bytes = query.withLine(match, { formed($0, time: match.time) }) else { return false }
    try invocation.output.write(bytes: bytes)
    return true
  }

  /// Writes a line as it is, without a copy: it may be long.
  private func writeLine(
    _ match: Match, _ query: LogQuery, _ invocation: inout Invocation
  ) throws(Failure) -> Bool {
    var failure: Failure?
    let isThere = query.withLine(match) { line in
      do throws(Failure) {
        try line.withEndedBytes { (bytes) throws(Failure) in try invocation.output.write(bytes) }
      } catch let error {
        failure = error
      }
      return true
    }
    if let failure { throw failure }
    return isThere ?? false
  }

  /// Writes an entry by its line, which is not in a query.
  func write(line: [UInt8], time: Int64, _ invocation: inout Invocation) throws(Failure) {
    guard case .lines = form else {
      return try invocation.output.write(bytes: LogLine.lending(line) { formed($0, time: time) })
    }
    try invocation.output.write(line.span.bytes)
    try invocation.output.write("\n")
  }

  private func formed(_ line: LogLine, time: Int64) -> [UInt8] {
    switch form {
    case .lines:
      var bytes = line.bytes
      bytes.append(UInt8(ascii: "\n"))
      return bytes
    case .text: return text.bytes(of: line, time: time)
    case .fields(let form):
      let values = values(of: line)
      if form == .json { return objects(line, values) }
      return EntryWriter.row(
        values.map { JSONText.shown(line, $0) }, form, isTerminal: isTerminal)
    }
  }

  /// What the columns have: the value of a key of the line, and where it has none, that of the role of
  /// that name.
  private func values(of line: LogLine) -> [LineValue] {
    ways.read(line)
    var hasRoles = false
    return columns.indices.map { index in
      let value = ways.value(index, in: line)
      guard value.kind == .none, let role = columns[index].role else { return value }
      if !hasRoles { _ = fields.read(line) }
      hasRoles = true
      return fields[role]
    }
  }

  private func objects(_ line: LogLine, _ values: [LineValue]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      for (column, value) in zip(columns, values) where !column.isRepeated {
        json.key(String(decoding: column.name, as: UTF8.self))
        if value.kind == .none {
          json.null()
        } else {
          json.written(JSONText.valid(JSONText.written(line, value)))
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private func writeRow(
    _ values: [[UInt8]], _ form: FieldForm, _ invocation: inout Invocation
  ) throws(Failure) {
    try invocation.output.write(bytes: EntryWriter.row(values, form, isTerminal: isTerminal))
  }

  /// A row of a table: with CSV as RFC 4180 has it; with TSV tabs, newlines and backslashes as escapes. For a
  /// terminal control characters are made visible.
  static func row(_ values: [[UInt8]], _ form: FieldForm, isTerminal: Bool) -> [UInt8] {
    var row: [UInt8] = []
    var values = values
    if isTerminal {
      values = values.map { Array(Visible.text(String(decoding: $0, as: UTF8.self)).utf8) }
    }
    for (index, value) in values.enumerated() {
      switch form {
      case .csv:
        if index > 0 { row.append(UInt8(ascii: ",")) }
        appendCSV(value, to: &row)
      case .text:
        if index > 0 { row.append(UInt8(ascii: " ")) }
        row += Visible.text(String(decoding: value, as: UTF8.self)).utf8
      default:
        if index > 0 { row.append(UInt8(ascii: "\t")) }
        for byte in value {
          switch byte {
          case UInt8(ascii: "\t"): row += "\\t".utf8
          case UInt8(ascii: "\n"): row += "\\n".utf8
          case UInt8(ascii: "\r"): row += "\\r".utf8
          case UInt8(ascii: "\\"): row += "\\\\".utf8
          default: row.append(byte)
          }
        }
      }
    }
    row.append(UInt8(ascii: "\n"))
    return row
  }

  private static func appendCSV(_ value: [UInt8], to row: inout [UInt8]) {
    guard value.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      row += value
      return
    }
    row.append(UInt8(ascii: "\""))
    for byte in value {
      if byte == UInt8(ascii: "\"") { row.append(byte) }
      row.append(byte)
    }
    row.append(UInt8(ascii: "\""))
  }
}

/// A field as it was asked for: by its role, or by the way to it.
struct FieldChoice {
  let name: [UInt8]
  /// Whether it was asked for before: an object has each of its keys once.
  var isRepeated = false
  /// The role of that name, which counts where the line has no such key; `log` and `line` are none.
  let role: Role?
  let path: LinePath

  /// Nil where it is no field.
  init?(_ name: [UInt8], _ names: FieldNames) {
    guard let path = LinePath(named: name) else { return nil }
    self.name = name
    self.path = path
    role = names.role(of: name)
  }
}
