import Formats
import Platform

/// Takes what a file says over into settings, or refuses it: nothing that a file says is passed
/// over in silence.
struct PerformanceReader {
  let path: BytePath
  let isProject: Bool
  /// The user's own file, which an error names as the place for what a project may not say.
  let userPath: BytePath?
  /// What is known: at first what files of less weight say.
  private(set) var settings: PerformanceSettings
  private let before: PerformanceSettings
  private let rows = PerformanceRow.all()
  /// Where this file sets each key, and how it spells it.
  private var seen: [PerformanceKey: (line: UInt32, name: String)] = [:]

  init(path: BytePath, isProject: Bool, userPath: BytePath?, settings: PerformanceSettings) {
    self.path = path
    self.isProject = isProject
    self.userPath = userPath
    self.settings = settings
    before = settings
  }

  /// Reads a whole file. Its tables lie in `performance`, or at the top.
  mutating func read(_ root: Table) throws(SettingsError) {
    for entry in root.entries {
      if entry.key.elementsEqual("performance".utf8) {
        try read(try table(entry, "performance"), name: "", shown: "performance.")
      } else {
        try read(entry, in: "", shown: "")
      }
    }
  }

  /// Reads a table, by its name without `performance`, and with it where the file has it.
  private mutating func read(
    _ table: Table, name: String, shown: String
  ) throws(SettingsError) {
    for entry in table.entries { try read(entry, in: name, shown: shown) }
  }

  private mutating func read(
    _ entry: Table.Entry, in table: String, shown: String
  ) throws(SettingsError) {
    let key = String(decoding: entry.key, as: UTF8.self)
    let whole = table.isEmpty ? key : "\(table).\(key)"
    // A quoted key may hold a point, and is no two keys.
    if PerformanceRow.tables.contains(whole), !entry.key.contains(UInt8(ascii: ".")) {
      let inner = try self.table(entry, shown + key)
      try read(inner, name: whole, shown: "\(shown)\(key).")
    } else if let row = rows.first(where: { $0.table == table && $0.name == key }) {
      try set(row, entry, shown: shown + key)
    } else {
      throw unknown(entry, key, in: table, shown: shown)
    }
  }

  private func table(_ entry: Table.Entry, _ shown: String) throws(SettingsError) -> Table {
    guard case .table(let table) = entry.value.content else {
      throw .content(
        path, entry.value.position, "\(shown): expected a table, found \(entry.value.kindName)")
    }
    return table
  }

  private mutating func set(
    _ row: PerformanceRow, _ entry: Table.Entry, shown: String
  ) throws(SettingsError) {
    if let first = seen[row.key] {
      throw .content(
        path, entry.keyPosition,
        "\(shown) sets what \(first.name) in line \(first.line) sets: keep one of them")
    }
    seen[row.key] = (entry.keyPosition.line, shown)
    if isProject, row.trust == .owner { throw notAProjects(row, entry, shown) }
    guard let value = row.value(entry.value) else {
      throw .content(
        path, entry.value.position,
        "\(shown): expected \(row.expectation), found \(PerformanceRow.found(entry.value))")
    }
    if isProject, row.trust == .lowering, let limit = row.limit(exceededBy: value, before) {
      throw raised(row, entry, shown, limit: limit)
    }
    settings.set(
      row.key, .init(value: value, path: path, position: entry.value.position))
  }

  // MARK: Errors

  private func unknown(
    _ entry: Table.Entry, _ key: String, in table: String, shown: String
  ) -> SettingsError {
    var names = rows.filter { $0.table == table }.map { $0.name }
    for other in PerformanceRow.tables {
      let lead = table.isEmpty ? "" : table + "."
      if other.starts(with: lead), !other.dropFirst(lead.count).contains(".") {
        names.append(String(other.dropFirst(lead.count)))
      }
    }
    if table.isEmpty, shown.isEmpty { names.append("performance") }
    let near = Suggestion.nearest(to: key, among: names)
    let hint = near == nil ? ": expected \(Prose.either(names))" : Suggestion.hint(near)
    return .content(
      path, entry.keyPosition, "no setting is called \(shown)\(key.prefix(60))\(hint)")
  }

  private func notAProjects(
    _ row: PerformanceRow, _ entry: Table.Entry, _ shown: String
  ) -> SettingsError {
    .content(
      path, entry.keyPosition,
      "a project may not set \(shown), only how long answers last, and lower limits: "
        + "set it \(places(row))")
  }

  private func raised(
    _ row: PerformanceRow, _ entry: Table.Entry, _ shown: String, limit: String
  ) -> SettingsError {
    .content(
      path, entry.value.position,
      "a project may only lower \(shown), which is \(limit): raise it \(places(row))")
  }

  /// Where the user can set it instead.
  private func places(_ row: PerformanceRow) -> String {
    let file = userPath.map { "in \($0)" } ?? "in the user's \(PerformanceFile.name)"
    return file + (row.variable.map { ", or by \($0)" } ?? "")
  }
}
