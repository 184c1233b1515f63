import CommandKit
import Formats
import Platform
import Tokens

/// `pc-tokens compare`: what several encodings make of the same texts.
enum CompareAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let operands = invocation.arguments.operands
    try CountAsking.refuseOtherCounts(
      invocation, "it counts the same for all encodings; their vocabularies are compared")
    let names = names(operands[0])
    if names.isEmpty {
      throw Failure(.usage, "compare: expected encodings, such as o200k_base,cl100k_base")
    }
    let settings = try invocation.cacheSettings()
    let store = invocation.usableStore(settings)
    let vocabularies = try VocabularyAsking(invocation, store)
    var rows: [(path: BytePath?, counts: [Int])] = []
    var status = ExitStatus.done
    for (column, name) in names.enumerated() {
      let choice = try vocabularies.choice(name, invocation)
      // An estimate beside exact counts would compare nothing.
      _ = try vocabularies.presentTable(choice)
      let asking = try CountAsking(
        &invocation, operands: Array(operands.dropFirst()), choice: choice)
      if column == 0, names.count > 1 { try refuseStreams(asking.inputs) }
      var row = 0
      let result = try CountAction.each(asking, &invocation) { (path, count, _) throws(Failure) in
        if column == 0 { rows.append((path, [])) }
        if row < rows.count { rows[row].counts.append(count.tokens) }
        row += 1
      }
      if result != .done { status = result }
    }
    store?.close()
    try write(names.map { String(decoding: $0, as: UTF8.self) }, rows, &invocation)
    return status
  }

  /// The encodings that are named, each once.
  private static func names(_ list: [UInt8]) -> [[UInt8]] {
    var names: [[UInt8]] = []
    for name in list.split(separator: UInt8(ascii: ",")) where !names.contains(Array(name)) {
      names.append(Array(name))
    }
    return names
  }

  private static func refuseStreams(_ inputs: [CountAsking.Input]) throws(Failure) {
    for input in inputs {
      switch input {
      case .standard:
        throw Failure(.usage, "standard input can be read once only; name a file to compare")
      case .root(.file(let path)):
        if let kind = (try? FileStatus.of(path: path))?.kind, kind != .file, kind != .folder {
          throw Failure(.usage, "\(path): can be read once only; name a file to compare")
        }
      case .root(.tree): break
      }
    }
  }

  private static func write(
    _ names: [String], _ rows: [(path: BytePath?, counts: [Int])],
    _ invocation: inout Invocation
  ) throws(Failure) {
    var rows = rows
    if rows.count > 1 {
      let totals = names.indices.map { column in
        rows.reduce(0) { $0 + ($1.counts.count > column ? $1.counts[column] : 0) }
      }
      rows.append((nil, totals))
    }
    if invocation.wantsJSON {
      for (index, row) in rows.enumerated() {
        var json = JSONWriter()
        json.object { json in
          if let path = row.path {
            json.name("path", bytes: path.bytes)
          } else if index == rows.count - 1, rows.count > 1 {
            json.key("total"); json.bool(true)
          }
          json.key("counts")
          json.object { json in
            for (name, count) in zip(names, row.counts) {
              json.key(name); json.number(count)
            }
          }
        }
        json.endLine()
        try invocation.output.write(bytes: json.bytes)
      }
      return
    }
    let widths = names.map { max($0.utf8.count, 9) }
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }
    try invocation.output.line(
      zip(names, widths).map { padded($0, $1) }.joined(separator: " ") + " path")
    for row in rows {
      let counts = zip(row.counts, widths).map { padded("\($0)", $1) }.joined(separator: " ")
      let name = row.path.map { Visible.text(String(decoding: $0.bytes, as: UTF8.self)) }
      try invocation.output.line("\(counts) \(name ?? "total")")
    }
  }
}
