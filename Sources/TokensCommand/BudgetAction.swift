import CommandKit
import Formats
import Platform
import Tokens

/// `pc-tokens budget`: which files fit into so many tokens, in the order in which they are named.
enum BudgetAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let most = try CutAction.most(invocation)
    let asking = try CountAsking(&invocation)
    var (used, left) = (0, 0)
    let encoding = asking.encoding
    let status = try CountAction.each(asking, &invocation) {
      (path, count, invocation) throws(Failure) in
      let fits = used + count.tokens <= most
      if fits { used += count.tokens } else { left += 1 }
      let total = used
      let name = path?.bytes ?? [UInt8(ascii: "-")]
      if invocation.wantsJSON {
        let line = CountReport.json(count, encoding) { json in
          json.name("path", bytes: name)
          json.key("fits"); json.bool(fits)
          json.key("used"); json.number(total)
        }
        try invocation.output.write(bytes: line)
      } else if fits {
        try invocation.output.write(bytes: shown(name, invocation) + [invocation.nameEnd])
      } else {
        let path = BytePath(bytes: name)
        invocation.note("\(path): \(count.tokens) tokens do not fit, \(most - used) are left")
      }
    }
    if invocation.isVerbose { invocation.note("\(used) of \(most) tokens are used") }
    if status != .done { return status }
    return left > 0 ? .negative : .done
  }

  private static func shown(_ name: [UInt8], _ invocation: borrowing Invocation) -> [UInt8] {
    if !invocation.output.isTerminal { return name }
    return Array(Visible.text(String(decoding: name, as: UTF8.self)).utf8)
  }
}
