import CommandKit
import Config
import Formats
import Platform

/// `pc-config diff`.
enum DiffAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    if invocation.arguments.has("file") {
      throw Failure(.usage, "--file: diff compares its two operands: name the files there")
    }
    var request = try Asking.request(invocation)
    request.mustExist = true
    var trees: [Tree] = []
    for word in invocation.arguments.operands {
      request.files = [BytePath(bytes: word)]
      request.variablePrefix = nil
      let plan = try Asking.tried { () throws(ConfigError) in try ConfigPlan(request) }
      trees.append(try Asking.tried { () throws(ConfigError) in try ConfigCache.fresh(plan) })
    }
    let differences = ConfigDifference.all(trees[0].root, trees[1].root)
    for difference in differences {
      try invocation.output.write(
        bytes: invocation.wantsJSON
          ? json(difference) : text(difference, isVisible: invocation.output.isTerminal))
    }
    return differences.isEmpty ? .done : .negative
  }

  private static func text(_ difference: ConfigDifference, isVisible: Bool) -> [UInt8] {
    var line: [UInt8] = []
    func value(_ node: Node?) -> [UInt8] {
      node.map { JSONTreeWriter.write($0, style: .compact) } ?? []
    }
    let path = difference.path.bytes
    switch difference.kind {
    case .added: line = Array("+ ".utf8) + path + Array(" = ".utf8) + value(difference.after)
    case .removed: line = Array("- ".utf8) + path + Array(" = ".utf8) + value(difference.before)
    case .changed:
      line = Array("~ ".utf8) + path + Array(": ".utf8) + value(difference.before)
      line += Array(" -> ".utf8) + value(difference.after)
    }
    if isVisible { line = Array(Visible.text(String(decoding: line, as: UTF8.self)).utf8) }
    return line + [UInt8(ascii: "\n")]
  }

  private static func json(_ difference: ConfigDifference) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("path")
      json.string(Asking.shown(difference.path))
      json.key("change")
      json.string(difference.kind.rawValue)
      if let before = difference.before {
        json.key("before")
        json.value(before)
      }
      if let after = difference.after {
        json.key("after")
        json.value(after)
      }
    }
    json.endLine()
    return json.bytes
  }
}
