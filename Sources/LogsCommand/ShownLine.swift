import CommandKit
import Logs
import Platform

/// A line for people, cut off where a terminal ends. Spaces at its end are left out, and colours take no
/// room.
struct ShownLine {
  private(set) var text = ""
  private var count = 0
  private var spaces = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// How long lines may be: as a terminal is wide, else as they are.
  static func limit(_ invocation: borrowing Invocation) -> Int {
    guard invocation.output.isTerminal, let width = IO.terminalWidth(1) else { return .max }
    return max(20, width)
  }

  /// Adds spaces, which are written where something follows.
  mutating func addSpace(_ count: Int) { spaces += max(0, count) }

  /// Adds visible text, in a colour.
  mutating func add(_ more: String, color: String? = nil) {
    if more.isEmpty || count >= limit { return }
    let length = more.unicodeScalars.count
    let room = limit - count - spaces
    if length > room {
      // The last place is for the mark that something is missing.
      count = limit
      if room > 1 {
        write(String(String.UnicodeScalarView(more.unicodeScalars.prefix(room - 1))), color)
      }
      text += "…"
      return
    }
    count += spaces + length
    write(more, color)
  }

  private mutating func write(_ more: String, _ color: String?) {
    text += String(repeating: " ", count: spaces)
    spaces = 0
    text += color.map { $0 + more + "\u{1B}[0m" } ?? more
  }

  /// The colour of a level: red from errors on, yellow for warnings, none for others.
  static func color(ofLevel level: [UInt8]) -> String? {
    guard let level = LogLevel(level), level >= .warning else { return nil }
    return level == .warning ? "\u{1B}[33m" : "\u{1B}[31m"
  }
}
