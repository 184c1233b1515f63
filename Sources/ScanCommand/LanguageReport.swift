import CommandKit
import Formats
import Languages
import Platform
import Scan

/// Languages for people and for programs.
enum LanguageReport {
  static func write(
    _ summary: LanguageSummary, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      return try invocation.output.write(bytes: json(summary))
    }
    try writeTable(summary, &invocation)
    if invocation.arguments.has("plot") { try plot(summary, &invocation) }
  }

  // MARK: JSON

  static func json(_ summary: LanguageSummary) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in write(summary, &json) }
    json.endLine()
    return json.bytes
  }

  /// The members of an object that tells of languages.
  static func write(_ summary: LanguageSummary, _ json: inout JSONWriter) {
    let counted = summary.languages.reduce(0) { $0 + $1.totals.countedBytes }
    json.key("languages")
    json.array { json in
      for (language, totals) in summary.languages {
        json.object { json in
          json.key("language"); json.string(language.name)
          json.key("type"); json.string(word(language.kind))
          json.key("colour")
          if let colour = language.colour { json.string(hexadecimal(colour)) } else { json.null() }
          write(totals, &json)
          json.key("share")
          json.number(
            counted == 0 ? 0 : Double(totals.countedBytes) / Double(counted), digits: 4)
        }
      }
    }
    json.key("ambiguous")
    json.array { json in
      for item in summary.ambiguous {
        json.object { json in
          json.name("extension", bytes: item.ending)
          json.key("candidates")
          json.array { json in for language in item.candidates { json.string(language.name) } }
          write(item.totals, &json)
        }
      }
    }
    let others: [(String, LanguageTotals)] = [
      ("vendored", summary.vendored), ("generated", summary.generated),
      ("documentation", summary.documentation), ("binary", summary.binary),
      ("unknown", summary.unknown), ("total", summary.total),
    ]
    for (name, totals) in others {
      json.key(name)
      json.object { json in write(totals, &json) }
    }
  }

  private static func write(_ totals: LanguageTotals, _ json: inout JSONWriter) {
    json.key("files"); json.number(totals.files)
    json.key("lines"); json.number(totals.lines)
    json.key("blank"); json.number(totals.blank)
    json.key("comment"); json.number(totals.comment)
    json.key("code"); json.number(totals.code)
    json.key("bytes"); json.number(totals.bytes)
  }

  private static func word(_ kind: Language.Kind) -> String {
    switch kind {
    case .programming: "programming"
    case .markup: "markup"
    case .data: "data"
    case .prose: "prose"
    }
  }

  private static func hexadecimal(_ colour: UInt32) -> String {
    let digits = String(colour, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  /// A file, its language, and its lines.
  static func writeFile(
    _ path: [UInt8], _ found: Found, _ invocation: inout Invocation
  ) throws(Failure) {
    guard let facts = found.facts, facts.state.contains(.hasLanguage) else { return }
    let language = facts.language
    let names = language.languages.map { $0.name }
    if invocation.wantsJSON {
      var json = JSONWriter()
      json.object { json in
        json.name("path", bytes: path)
        json.key("language")
        if names.count == 1 { json.string(names[0]) } else { json.null() }
        if names.count > 1 {
          json.key("candidates")
          json.array { json in for name in names { json.string(name) } }
        }
        json.key("binary"); json.bool(language.isBinary)
        json.key("vendored"); json.bool(language.nature.contains(.vendored))
        json.key("generated"); json.bool(language.nature.contains(.generated))
        json.key("documentation"); json.bool(language.nature.contains(.documentation))
        var totals = LanguageTotals()
        totals.add(facts)
        write(totals, &json)
      }
      json.endLine()
      return try invocation.output.write(bytes: json.bytes)
    }
    let shown =
      language.isBinary ? "binary" : names.isEmpty ? "unknown" : names.joined(separator: " or ")
    try invocation.output.write(
      "\(shown)\t\(language.blank)\t\(language.comment)\t\(language.code)\t")
    try invocation.writeName(path)
  }

  // MARK: Text

  private static let heads = ["files", "lines", "blank", "comment", "code", "bytes", "share"]

  private static func writeTable(
    _ summary: LanguageSummary, _ invocation: inout Invocation
  ) throws(Failure) {
    let counted = summary.languages.reduce(0) { $0 + $1.totals.countedBytes }
    var rows: [(name: String, cells: [String])] = []
    for (language, totals) in summary.languages {
      let share =
        totals.countedBytes == 0
        ? "" : Decimal.text(100 * Double(totals.countedBytes) / Double(counted), digits: 1) + " %"
      rows.append((language.name, cells(totals) + [share]))
    }
    for item in summary.ambiguous {
      let names = item.candidates.map { $0.name }.joined(separator: " or ")
      let ending = String(decoding: item.ending, as: UTF8.self)
      rows.append((ending.isEmpty ? names : "\(ending): \(names)", cells(item.totals) + [""]))
    }
    let others: [(String, LanguageTotals)] = [
      ("(unknown)", summary.unknown), ("(binary)", summary.binary),
      ("(vendored)", summary.vendored), ("(generated)", summary.generated),
      ("(documentation)", summary.documentation),
    ]
    for (name, totals) in others where totals.files > 0 {
      rows.append((name, cells(totals) + [""]))
    }
    rows.append(("total", cells(summary.total) + [""]))
    try invocation.output.write(table(rows))
  }

  private static func cells(_ totals: LanguageTotals) -> [String] {
    ["\(totals.files)", "\(totals.lines)", "\(totals.blank)", "\(totals.comment)"]
      + ["\(totals.code)", "\(totals.bytes)"]
  }

  private static func table(_ rows: [(name: String, cells: [String])]) -> String {
    var widths = heads.map { $0.utf8.count }
    var nameWidth = "language".utf8.count
    for row in rows {
      nameWidth = max(nameWidth, row.name.unicodeScalars.count)
      for (index, cell) in row.cells.enumerated() {
        widths[index] = max(widths[index], cell.utf8.count)
      }
    }
    var text = ""
    for row in [("language", heads)] + rows {
      let (name, cells) = row
      var line = Visible.text(name)
      line += String(repeating: " ", count: max(0, nameWidth - line.unicodeScalars.count))
      for (index, cell) in cells.enumerated() {
        line += "  " + String(repeating: " ", count: widths[index] - cell.utf8.count) + cell
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// A bar for each language, as long as its share of the code; in its colour where colours are
  /// wanted.
  private static func plot(
    _ summary: LanguageSummary, _ invocation: inout Invocation
  ) throws(Failure) {
    let most = summary.languages.map { $0.totals.code }.max() ?? 0
    if most == 0 { return }
    let nameWidth = summary.languages.map { $0.language.name.unicodeScalars.count }.max() ?? 0
    let room = max(10, (IO.terminalWidth(1) ?? 80) - nameWidth - 12)
    try invocation.output.line("")
    for (language, totals) in summary.languages where totals.code > 0 {
      let eighths = max(1, totals.code * room * 8 / most)
      var bar = String(repeating: "█", count: eighths / 8)
      if eighths % 8 > 0, let part = Unicode.Scalar(0x2590 - UInt32(eighths % 8)) {
        bar.unicodeScalars.append(part)
      }
      if invocation.output.hasColor, let colour = language.colour {
        bar = "\u{1B}[38;2;\(colour >> 16);\(colour >> 8 & 255);\(colour & 255)m\(bar)\u{1B}[0m"
      }
      let name = language.name
      let space = String(repeating: " ", count: nameWidth - name.unicodeScalars.count)
      try invocation.output.line("\(name)\(space)  \(bar) \(totals.code)")
    }
  }
}
