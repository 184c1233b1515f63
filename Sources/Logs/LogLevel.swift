/// How grave an entry is, whatever its level is called.
public enum LogLevel: Int, CaseIterable, Comparable, Sendable {
  /// Every step.
  case trace
  /// For those who look for a mistake.
  case debug
  /// As it should be.
  case info
  /// As it should be, and worth noting.
  case notice
  /// Not as it should be.
  case warning
  /// Something failed.
  case error
  /// All of it failed.
  case critical

  /// What it is called.
  public var name: String {
    switch self {
    case .trace: "trace"
    case .debug: "debug"
    case .info: "info"
    case .notice: "notice"
    case .warning: "warn"
    case .error: "error"
    case .critical: "critical"
    }
  }

  /// How grave an entry is whose level is so written, in letters of any case, or as a number: of syslog
  /// up to 7, of bunyan and pino from 10 on. Nil where nobody knows.
  public init?(_ text: [UInt8]) {
    if let first = text.first, first &- UInt8(ascii: "0") < 10 {
      // A whole number, however it is written: 30, 30.0, 3e1.
      let number = Double(String(decoding: text, as: UTF8.self))
      guard let number = number.flatMap({ Int(exactly: $0) }) else { return nil }
      self.init(number)
      return
    }
    switch String(decoding: text.map { $0 &- 65 < 26 ? $0 + 32 : $0 }, as: UTF8.self) {
    case "trace", "trc", "verbose", "finest", "silly": self = .trace
    case "debug", "dbg", "debg", "fine": self = .debug
    case "info", "inf", "information", "informational", "i": self = .info
    case "notice": self = .notice
    case "warn", "warning", "wrn", "w": self = .warning
    case "error", "err", "eror", "e", "severe": self = .error
    case "critical", "crit", "fatal", "ftl", "alert", "emerg", "emergency", "panic", "dpanic":
      self = .critical
    default: return nil
    }
  }

  private init?(_ number: Int) {
    switch number {
    case 7: self = .debug
    case 6: self = .info
    case 5: self = .notice
    case 4: self = .warning
    case 3: self = .error
    case 0...2: self = .critical
    case 10..<20: self = .trace
    case 20..<30: self = .debug
    case 30..<40: self = .info
    case 40..<50: self = .warning
    case 50..<60: self = .error
    case 60...100: self = .critical
    default: return nil
    }
  }

  /// The less grave comes first.
  public static func < (one: LogLevel, other: LogLevel) -> Bool { one.rawValue < other.rawValue }
}
