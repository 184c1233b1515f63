import Formats
import Platform

/// Whether what was given fits a kind of value.
enum ValueCheck {
  /// Refuses a value that does not fit, and says what would.
  static func check(
    _ bytes: [UInt8], _ kind: ValueKind, shown: @autoclosure () -> String
  ) throws(Failure) {
    guard let expected = expectation(kind, bytes) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    throw Failure(.usage, "\(shown()) \(text.isEmpty ? "''" : text): expected \(expected)")
  }

  /// What a value that does not fit should have been; nil for one that fits.
  static func expectation(_ kind: ValueKind, _ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    switch kind {
    case .text, .query:
      return nil
    case .file, .folder:
      return bytes.isEmpty ? "a path" : nil
    case .duration:
      return DurationFormat.parse(text) == nil ? "a duration such as 30, 1.5s or 250ms" : nil
    case .size:
      return SizeFormat.parse(text) == nil ? "a size such as 4096, 64K or 1G" : nil
    case .time:
      return Moment.parse(text, now: Clock.system.calendar()) == nil
        ? "a time such as 2026-01-31T12:00:00Z, 1769860800 or -15m" : nil
    case .integer(let range):
      return Int64(text).map(range.contains) == true
        ? nil : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number:
      return Decimal.parse(text) == nil ? "a number such as 3 or 0.25" : nil
    case .choice(let words):
      if words.contains(text) { return nil }
      let near = Suggestion.nearest(to: text, among: words)
      return Prose.list(words, "or") + Suggestion.hint(near)
    case .signal:
      return Signals.number(text) == nil ? "a signal such as TERM or 15" : nil
    }
  }
}
