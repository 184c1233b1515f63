import CommandKit
import Formats
import Platform
import Tokens

/// Counts as they are printed, and their total.
struct CountReport {
  private let encoding: String
  private var total: TextCount
  private var files = 0
  private var lines: [(text: String, path: [UInt8])] = []

  init(_ encoding: String, _ source: TextCount.Source) {
    self.encoding = encoding
    total = TextCount(tokens: 0, bytes: 0, source: source)
  }

  /// Prints a count; the path is nil for standard input.
  mutating func add(
    _ path: BytePath?, _ count: TextCount, _ invocation: inout Invocation
  ) throws(Failure) {
    files += 1
    total.tokens += count.tokens
    total.bytes += count.bytes
    total.errorPercent = max(total.errorPercent, count.errorPercent)
    // With an estimate in it, it is one.
    if count.source == .heuristic { total.source = .heuristic }
    if invocation.wantsJSON {
      try invocation.output.write(
        bytes: CountReport.json(count, encoding) { json in
          if let path { json.name("path", bytes: path.bytes) }
        })
      return
    }
    try line("\(count.tokens)", path, &invocation)
  }

  /// Prints the total, unless a single text was named.
  mutating func finish(_ invocation: inout Invocation, isSingle: Bool) throws(Failure) {
    if isSingle { return }
    if invocation.wantsJSON {
      let files = files
      try invocation.output.write(
        bytes: CountReport.json(total, encoding) { json in
          json.key("total"); json.bool(true)
          json.key("files"); json.number(files)
        })
      return
    }
    try line("\(total.tokens)", "total", &invocation)
  }

  private func line(
    _ text: String, _ path: BytePath?, _ invocation: inout Invocation
  ) throws(Failure) {
    guard let path else { return try invocation.output.write(text + terminator(invocation)) }
    if invocation.output.isTerminal {
      let shown = Visible.text(String(decoding: path.bytes, as: UTF8.self))
      let padding = String(repeating: " ", count: max(0, 9 - text.utf8.count))
      try invocation.output.line("\(padding)\(text) \(shown)")
      return
    }
    try invocation.output.write(text + " ")
    try invocation.output.write(bytes: path.bytes)
    try invocation.output.write(terminator(invocation))
  }

  private func terminator(_ invocation: borrowing Invocation) -> String {
    invocation.arguments.has("null") ? "\0" : "\n"
  }

  /// A count as JSON, on a line.
  static func json(
    _ count: TextCount, _ encoding: String, _ more: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      more(&json)
      json.key("count"); json.number(count.tokens)
      json.key("mode"); json.string(count.source == .heuristic ? "estimated" : "exact")
      json.key("source"); json.string(count.source.rawValue)
      json.key("bytes"); json.number(count.bytes)
      json.key("encoding"); json.string(encoding)
      if count.source == .heuristic {
        json.key("error_percent"); json.number(count.errorPercent)
      }
    }
    json.endLine()
    return json.bytes
  }
}
