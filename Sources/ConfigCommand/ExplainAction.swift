import CommandKit
import Config
import Formats
import Platform

/// `pc-config explain` and `path`.
enum ExplainAction {
  static func explain(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let path = try Asking.path(invocation)
    let plan = try Asking.plan(invocation)
    let sources = try Asking.tried { () throws(ConfigError) in try plan.sources() }
    let tree = try Asking.tried { () throws(ConfigError) in try plan.tree(sources) }
    guard let node = path.find(in: tree.root) else {
      invocation.note(Asking.absence(of: path, in: tree.root))
      return .negative
    }
    let origins = ConfigExplanation(path, sources, plan).origins
    if invocation.wantsJSON {
      try invocation.output.write(bytes: json(path, node, origins))
      return .done
    }
    let value = Visible.text(String(decoding: ConfigText.scalar(node), as: UTF8.self))
    try invocation.output.line("\(Visible.text(Asking.shown(path))) = \(value)")
    let isTable = node.kind == .table
    for (number, origin) in origins.enumerated() {
      let word = number == 0 ? "from" : isTable && origin.node.kind == .table ? "with" : "over"
      let shown = Visible.text(String(decoding: ConfigText.scalar(origin.node), as: UTF8.self))
      let what = number == 0 && origins.count == 1 ? "" : ": \(shown)"
      try invocation.output.line("  \(word) \(Visible.text(place(origin)))\(what)")
    }
    return .done
  }

  /// Where a value stands.
  private static func place(_ origin: ConfigExplanation.Origin) -> String {
    if let variable = origin.variable { return "\(variable) in the environment" }
    guard let path = origin.source.path else { return origin.source.layer.rawValue }
    let shown = path == ConfigFile.standardInput ? "standard input" : path.description
    let layer = origin.source.layer == .file ? "" : " (\(origin.source.layer.rawValue))"
    return "\(shown):\(origin.node.position)\(layer)"
  }

  private static func json(
    _ path: ValuePath, _ node: Node, _ origins: [ConfigExplanation.Origin]
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("path")
      json.string(Asking.shown(path))
      json.key("value")
      json.value(node)
      json.key("origins")
      json.array { json in
        for origin in origins { add(origin, to: &json) }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func add(_ origin: ConfigExplanation.Origin, to json: inout JSONWriter) {
    json.object { json in
      json.key("layer")
      json.string(origin.source.layer.rawValue)
      if let variable = origin.variable {
        json.key("variable")
        json.string(variable)
      } else if let file = origin.source.path {
        json.name("file", bytes: file.bytes)
        json.key("line")
        json.number(origin.node.position.line)
        json.key("column")
        json.number(origin.node.position.column)
      }
      json.key("value")
      json.value(origin.node)
    }
  }

  static func path(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let plan = try Asking.plan(invocation)
    for file in plan.files {
      if invocation.wantsJSON {
        var json = JSONWriter()
        json.object { json in
          json.name("path", bytes: file.path.bytes)
          json.key("layer")
          json.string(file.layer.rawValue)
          json.key("standing")
          json.string(word(file.standing))
        }
        json.endLine()
        try invocation.output.write(bytes: json.bytes)
      } else {
        let shown = invocation.output.isTerminal ? Visible.text("\(file.path)") : "\(file.path)"
        let layer = file.layer.rawValue
        try invocation.output.write("\(word(file.standing))\t\(layer)\t")
        try invocation.output.write(
          bytes: invocation.output.isTerminal ? Array(shown.utf8) : file.path.bytes)
        try invocation.output.write(bytes: [invocation.nameEnd])
      }
    }
    return .done
  }

  private static func word(_ standing: ConfigFile.Standing) -> String {
    switch standing {
    case .read: "read"
    case .absent: "absent"
    case .foreign: "foreign"
    }
  }
}
