import CommandKit
import Formats
import Glibc
import Platform
import Tokens

/// `pc-tokens top`: the files with the most tokens.
enum TopAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try CountAsking(&invocation, orTree: true)
    var found: [(path: [UInt8], count: TextCount)] = []
    let status = try CountAction.each(asking, &invocation) { (path, count, _) throws(Failure) in
      found.append((path?.bytes ?? [UInt8(ascii: "-")], count))
    }
    let total = found.reduce(0) { $0 + $1.count.tokens }
    // Of equal ones the first by its path.
    found.sort { one, other in
      one.count.tokens != other.count.tokens
        ? one.count.tokens > other.count.tokens : one.path.lexicographicallyPrecedes(other.path)
    }
    let shown = found.prefix(Int(invocation.arguments.integer("number") ?? 20))
    for (path, count) in shown {
      if invocation.wantsJSON {
        let line = CountReport.json(count, asking.encoding) { json in
          json.name("path", bytes: path)
          json.key("share"); json.number(TopAction.share(count.tokens, total), digits: 4)
        }
        try invocation.output.write(bytes: line)
        continue
      }
      let permille = total == 0 ? 0 : (1000 * count.tokens + total / 2) / total
      let share = "\(permille / 10).\(permille % 10)%"
      if invocation.output.isTerminal {
        let name = Visible.text(String(decoding: path, as: UTF8.self))
        try invocation.output.line("\(padded("\(count.tokens)", 10)) \(padded(share, 6)) \(name)")
      } else {
        try invocation.output.write("\(count.tokens) \(share) ")
        try invocation.output.write(bytes: path + [invocation.nameEnd])
      }
    }
    if invocation.output.isTerminal, !invocation.wantsJSON, total > 0 {
      try draw(shown.map { ($0.path, $0.count.tokens) }, total, &invocation)
    }
    return status
  }

  private static func share(_ tokens: Int, _ total: Int) -> Double {
    total == 0 ? 0 : Double(tokens) / Double(total)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }

  private static func draw(
    _ files: [([UInt8], Int)], _ total: Int, _ invocation: inout Invocation
  ) throws(Failure) {
    var items = files.map { path, tokens in
      (name: Visible.text(String(decoding: path, as: UTF8.self)), size: tokens)
    }
    let rest = total - items.reduce(0) { $0 + $1.size }
    if rest > 0 { items.append(("all others", rest)) }
    items.sort { $0.size > $1.size }
    let width = min(200, max(20, IO.terminalWidth(STDOUT_FILENO) ?? 80))
    let map = TreeMap(items: items, width: width, height: max(8, width / 5))
    try invocation.output.line("")
    for line in map.lines(hasColor: invocation.output.hasColor) {
      try invocation.output.line(line)
    }
  }
}
