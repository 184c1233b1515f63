import CommandKit
import Formats
import Glibc
import Logs
import Platform

/// `pc-logs --invalid`: the lines that are no entries.
enum InvalidAction {
  /// On a terminal, so much of a line is shown.
  private static let shownBytesMax = 200

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let invalid = InvalidLines(asking.store)
    let isCounting = invocation.arguments.has("count")
    let limit = invocation.arguments.integer("limit").map { Int($0) } ?? .max
    var (count, failure, hasFailed) = (0, Failure?.none, false)
    var logs: [(file: LogFile, stream: Int32?)] = asking.files.map { ($0, nil) }
    if asking.readsStandardInput { logs.append((LogFile("standard input"), STDIN_FILENO)) }
    for (file, stream) in logs {
      do throws(SystemError) {
        let fault = try invalid.forEach(in: file, stream: stream) { line in
          guard failure == nil, count < limit else { return }
          count += 1
          if isCounting { return }
          do throws(Failure) { try write(line, file.path, &invocation) } catch { failure = error }
        }
        if let fault {
          hasFailed = true
          invocation.warn("\(file.path): \(fault); read as far as it goes")
        }
      } catch {
        hasFailed = true
        let error = error.at(file.path)
        invocation.warn("\(error.path): cannot \(error.deed): \(error.reason); skipped")
      }
      if let failure { throw failure }
    }
    if isCounting {
      try invocation.output.line(invocation.wantsJSON ? "{\"count\":\(count)}" : "\(count)")
    }
    if hasFailed { return .inputOutput }
    return count > 0 ? .done : .negative
  }

  private static func write(
    _ line: InvalidLine, _ path: BytePath, _ invocation: inout Invocation
  ) throws(Failure) {
    if invocation.wantsJSON {
      try invocation.output.write(bytes: json(line, path))
    } else if invocation.output.isTerminal {
      let shown = line.text?.prefix(shownBytesMax)
      let rest = shown?.count == line.text?.count ? "" : "…"
      let text = shown.map { String(decoding: $0, as: UTF8.self) } ?? "(\(line.reason))"
      try invocation.output.line(Visible.text("\(path):\(line.number): \(text)") + rest)
    } else {
      try invocation.output.write(bytes: path.bytes)
      try invocation.output.write(":\(line.number): ")
      try invocation.output.write(bytes: line.text ?? Array("(\(line.reason))".utf8))
      try invocation.output.write("\n")
    }
  }

  private static func json(_ line: InvalidLine, _ path: BytePath) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.name("path", bytes: path.bytes)
      json.key("line")
      json.number(line.number)
      json.key("offset")
      json.number(line.offset)
      json.key("reason")
      json.string(line.reason)
      if let text = line.text {
        json.name("text", bytes: text)
      } else {
        json.key("text")
        json.null()
      }
    }
    json.endLine()
    return json.bytes
  }
}
