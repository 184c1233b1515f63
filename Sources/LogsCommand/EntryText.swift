import CommandKit
import Formats
import Logs
import Platform

/// An entry as a line that is easy to read: time, level, who and what, the message, and what else there is.
struct EntryText {
  private let fields: LineFields
  private let names: FieldNames
  private let hasColor: Bool

  init(_ names: FieldNames, hasColor: Bool) {
    fields = LineFields(names)
    self.names = names
    self.hasColor = hasColor
  }

  private static let dim = "2"

  func bytes(of line: LogLine, time: Int64) -> [UInt8] {
    guard fields.read(line) else { return line.bytes + [UInt8(ascii: "\n")] }
    var text = paint(EntryText.time(time), EntryText.dim)
    if fields[.level].isThere {
      let level = JSONText.decoded(line, fields[.level])
      let word = shown(level)
      let padded = word + String(repeating: " ", count: max(0, 5 - word.unicodeScalars.count))
      text += " " + paint(padded, LogLevel(level).map(EntryText.color))
    }
    for (role, sign) in [(Role.worker, "w"), (.task, "")] where fields[role].isThere {
      text += " " + paint("[" + sign + shown(JSONText.decoded(line, fields[role])) + "]", "36")
    }
    for role in [Role.phase, .event] where fields[role].isThere {
      text += " " + paint(shown(JSONText.decoded(line, fields[role])), "35")
    }
    if fields[.message].isThere { text += " " + shown(JSONText.decoded(line, fields[.message])) }
    if fields[.duration].isThere {
      let unit = names.keys[Role.duration.rawValue].contains(Array("duration_ms".utf8)) ? " ms" : ""
      text += " " + paint("(" + shown(JSONText.decoded(line, fields[.duration])) + unit + ")", "33")
    }
    LinePath.forEachMember(of: LinePath.root(of: line), in: line) { key, value in
      let isShown = Role.allCases.contains { role in
        fields[role].kind == value.kind && fields[role].start == value.start
      }
      if isShown || value.kind == .none { return }
      let name = shown(JSONText.decoded(line, key))
      text += " " + paint(name + "=", EntryText.dim) + shown(JSONText.shown(line, value))
    }
    return Array((text + "\n").utf8)
  }

  private func shown(_ bytes: [UInt8]) -> String {
    Visible.text(String(decoding: bytes, as: UTF8.self))
  }

  private func paint(_ text: String, _ color: String?) -> String {
    guard hasColor, let color else { return text }
    return "\u{1B}[\(color)m\(text)\u{1B}[0m"
  }

  private static func color(_ level: LogLevel) -> String {
    switch level {
    case .trace, .debug: dim
    case .info, .notice: "32"
    case .warning: "33"
    case .error: "31"
    case .critical: "1;31"
    }
  }

  /// A moment in UTC, to the millisecond.
  static func time(_ time: Int64) -> String {
    if time == .min { return "-" }
    var text = Moment.text(Instant(nanoseconds: time))
    if !text.contains(where: { $0 == "." }) { text = text.dropLast() + ".000Z" }
    return text
  }
}
