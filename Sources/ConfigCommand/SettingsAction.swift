import CommandKit
import Formats
import Platform
import Settings

/// `pc-config settings`.
enum SettingsAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let preset = invocation.arguments.text("preset").flatMap(Preset.init(rawValue:))
    let report: SettingsReport
    do throws(SettingsError) { report = try SettingsReport(preset: preset) } catch {
      throw Failure(error)
    }
    for row in report.rows {
      if invocation.wantsJSON {
        try invocation.output.write(bytes: json(row))
      } else {
        let value = Visible.text(row.value ?? row.standard)
        try invocation.output.line("\(row.name)\t\(value)\t\(Visible.text(origin(row)))")
      }
    }
    for sentence in report.unknown { invocation.warn(sentence) }
    return report.unknown.isEmpty ? .done : .usage
  }

  private static func origin(_ row: SettingsReport.Row) -> String {
    switch row.origin {
    case .builtIn: "built in"
    case .variable: "environment"
    case .preset(let preset): "preset \(preset.rawValue)"
    case .file(let path, let position): "\(path):\(position)"
    }
  }

  private static func json(_ row: SettingsReport.Row) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("name")
      json.string(row.name)
      json.key("value")
      if let value = row.value { json.string(value) } else { json.null() }
      json.key("origin")
      json.string(origin(row))
      json.key("expected")
      json.string(row.expected)
      json.key("default")
      json.string(row.standard)
      json.key("document")
      json.string(row.document)
      json.key("commands")
      json.array { json in
        for command in row.commands { json.string(command) }
      }
    }
    json.endLine()
    return json.bytes
  }
}
