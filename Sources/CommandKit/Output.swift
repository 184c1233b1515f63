import Glibc
import Platform

/// What goes to standard output: gathered, and written in as few calls as possible.
public struct Output: ~Copyable {
  private var bytes: [UInt8] = []
  /// How much is gathered before it is written.
  private static let chunk = 64 * 1024

  /// Whether standard output is a terminal.
  public let isTerminal: Bool
  /// Whether colours are wanted.
  public let hasColor: Bool

  init(isTerminal: Bool, hasColor: Bool) {
    self.isTerminal = isTerminal
    self.hasColor = hasColor
  }

  /// Writes text of our own making.
  public mutating func write(_ text: String) throws(Failure) {
    bytes += text.utf8
    if bytes.count >= Output.chunk { try flush() }
  }

  /// Writes a line of our own making.
  public mutating func line(_ text: String) throws(Failure) {
    bytes += text.utf8
    try write("\n")
  }

  /// Writes bytes as they are.
  public mutating func write(bytes more: some Sequence<UInt8>) throws(Failure) {
    bytes += more
    if bytes.count >= Output.chunk { try flush() }
  }

  /// Writes bytes as they are; many of them without a copy.
  public mutating func write(_ more: RawSpan) throws(Failure) {
    if more.byteCount < Output.chunk {
      more.withUnsafeBytes { bytes += $0 }
      if bytes.count >= Output.chunk { try flush() }
    } else {
      try flush()
      try Output.hand(more, orElse: {})
    }
  }

  /// Hands what was gathered to the system. A reader that has gone ends the program quietly.
  public mutating func flush() throws(Failure) { try flush(orElse: {}) }

  /// Hands what was gathered to the system; where that fails, undoes what nobody was told of.
  public mutating func flush(orElse undo: () -> Void) throws(Failure) {
    if bytes.isEmpty { return }
    let gathered = bytes
    bytes.removeAll(keepingCapacity: true)
    try Output.hand(gathered.span.bytes, orElse: undo)
  }

  private static func hand(_ bytes: RawSpan, orElse undo: () -> Void) throws(Failure) {
    do {
      try Signals.ignoring(SIGPIPE) { () throws(SystemError) in
        try IO.write(STDOUT_FILENO, bytes)
      }
    } catch {
      undo()
      if error.code == EPIPE { Signals.die(of: SIGPIPE) }
      throw Failure(.inputOutput, "standard output: cannot write: \(error.reason)")
    }
  }
}

/// What goes to standard error: whole lines, each in one call.
public enum Diagnostics {
  /// Writes a line, with control characters made visible.
  public static func line(_ text: String) {
    try? IO.write(STDERR_FILENO, Array(Visible.text(text).utf8) + [UInt8(ascii: "\n")])
  }
}

/// Text as a terminal may safely show it.
public enum Visible {
  /// The text with control characters written as `\n`, `\e` or `\x7f`; also those beyond ASCII,
  /// and the marks that turn the direction of writing.
  public static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result += "\\t"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x1B: result += "\\e"
      case 0..<0x20, 0x7F..<0xA0:
        result += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
