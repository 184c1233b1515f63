import Formats
import Platform

/// Takes what a file says over into settings, or refuses it: nothing that a file says is passed
/// over in silence.
struct PerformanceReader {
  /// A name with its value.
  private typealias Entry = (name: Node, value: Node)

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
  mutating func read(_ root: Node) throws(SettingsError) {
    for index in 0..<root.count {
      let entry = (name: root.name(index), value: root.member(index))
      if entry.name.text == "performance" {
        try checkTable(entry.value, "performance")
        try read(entry.value, name: "", shown: "performance.")
      } else {
        try read(entry, in: "", shown: "")
      }
    }
  }

  /// Reads a table, by its name without `performance`, and with it where the file has it.
  private mutating func read(
    _ table: Node, name: String, shown: String
  ) throws(SettingsError) {
    for index in 0..<table.count {
      try read((name: table.name(index), value: table.member(index)), in: name, shown: shown)
    }
  }

  private mutating func read(
    _ entry: Entry, in table: String, shown: String
  ) throws(SettingsError) {
    let key = entry.name.text
    let whole = table.isEmpty ? key : "\(table).\(key)"
    // A quoted key may hold a point, and is no two keys.
    if PerformanceRow.tables.contains(whole), !entry.name.bytes.contains(UInt8(ascii: ".")) {
      try checkTable(entry.value, shown + key)
      try read(entry.value, name: whole, shown: "\(shown)\(key).")
    } else if let row = rows.first(where: { $0.table == table && $0.name == key }) {
      try set(row, entry, shown: shown + key)
    } else {
      throw unknown(entry, key, in: table, shown: shown)
    }
  }

  private func checkTable(_ value: Node, _ shown: String) throws(SettingsError) {
    guard value.kind == .table else {
      throw .content(
        path, value.position, "\(shown): expected a table, found \(value.kind.name)")
    }
  }

  private mutating func set(
    _ row: PerformanceRow, _ entry: Entry, shown: String
  ) throws(SettingsError) {
    if let first = seen[row.key] {
      throw .content(
        path, entry.name.position,
        "\(shown) sets what \(first.name) in line \(first.line) sets: keep one of them")
    }
    seen[row.key] = (entry.name.position.line, shown)
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
    _ entry: Entry, _ key: String, in table: String, shown: String
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
      path, entry.name.position, "no setting is called \(shown)\(key.prefix(60))\(hint)")
  }

  private func notAProjects(
    _ row: PerformanceRow, _ entry: Entry, _ shown: String
  ) -> SettingsError {
    .content(
      path, entry.name.position,
      "a project may not set \(shown), only how long answers last, and lower limits: "
        + "set it \(places(row))")
  }

  private func raised(
    _ row: PerformanceRow, _ entry: Entry, _ shown: String, limit: String
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
