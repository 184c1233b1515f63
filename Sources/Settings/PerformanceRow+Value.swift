import Formats

/// What a key's values are in a file.
extension PerformanceRow {
  /// A value of the file as one of this key; nil where it may not have it.
  func value(_ value: Node) -> PerformanceValue? {
    switch (kind, value.kind) {
    case (.flag, .bool): value.bool.map { .flag($0) }
    case (.off, .bool): value.bool == false ? .flag(false) : nil
    case (.integer(let range), .integer): PerformanceRow.count(value.integer, in: range)
    case (.mebibytes(let setting), .integer):
      PerformanceRow.count(
        value.integer.flatMap { number in
          let (bytes, isOver) = number.multipliedReportingOverflow(by: 1_048_576)
          return isOver ? nil : bytes
        }, in: PerformanceRow.range(setting))
    case (.setting(let setting), _): PerformanceRow.value(value, of: setting)
    case (.duration, .string), (.duration, .integer): PerformanceRow.duration(value.text)
    // However it is written: 1e3 is 1000 seconds.
    case (.duration, .float): value.double.flatMap { PerformanceRow.duration("\($0)") }
    case (.path, .string): PerformanceRow.path(value.bytes)
    default: nil
    }
  }

  /// A value of the file as one that a setting's variable could have.
  private static func value(_ value: Node, of setting: Setting) -> PerformanceValue? {
    switch (setting.kind, value.kind) {
    case (.size(let range), .integer), (.integer(let range), .integer):
      count(value.integer, in: range)
    case (.size, .string):
      (try? setting.size(value.bytes)).flatMap { $0 }.map { .count($0) }
    case (.choice, .string):
      (try? setting.choice(value.bytes)).flatMap { $0 } == nil ? nil : .text(value.bytes)
    default: nil
    }
  }

  private static func path(_ text: [UInt8]) -> PerformanceValue? {
    text.isEmpty || text.contains(0) ? nil : .text(text)
  }

  private static func count(_ number: Int64?, in range: ClosedRange<Int64>) -> PerformanceValue? {
    guard let number, range.contains(number) else { return nil }
    return .count(number)
  }

  private static func duration(_ text: String) -> PerformanceValue? {
    DurationFormat.parse(text).map { .duration($0) }
  }

  private static func range(_ setting: Setting) -> ClosedRange<Int64> {
    if case .size(let range) = setting.kind { return range }
    return 0...0
  }

  /// What its values look like in a file, in the words of an error.
  var expectation: String {
    switch kind {
    case .flag: return "true or false"
    case .off: return "false, since this version writes no profiles"
    case .integer(let range):
      return "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .mebibytes(let setting):
      let range = PerformanceRow.range(setting)
      return
        "a whole number of MiB from \(max(1, range.lowerBound >> 20)) to \(range.upperBound >> 20)"
    case .duration: return "a duration such as \"5m\" or \"1.5s\", or a number of seconds"
    case .path: return "a path in quotes"
    case .setting(let setting):
      switch setting.kind {
      case .size: return "\(setting.expectation), in quotes such as \"64K\", or a number of bytes"
      case .choice(let words): return Prose.either(words.map { "\"\($0)\"" })
      default: return setting.expectation
      }
    }
  }

  /// A value of the file, in the words of an error.
  static func found(_ value: Node) -> String {
    switch value.kind {
    case .bool: value.bool == true ? "true" : "false"
    case .integer, .float: value.text
    case .string:
      value.bytes.count <= 60 ? "\"\(value.text)\"" : value.kind.name
    default: value.kind.name
    }
  }

  // MARK: Limits

  /// The limit that holds, in words, where a value is above it; nil where it is not. What no file
  /// sets is what is built in, where true stands above false and 0 entries above any number.
  func limit(exceededBy value: PerformanceValue, _ settings: PerformanceSettings) -> String? {
    let current = settings[key]?.value ?? builtIn
    guard PerformanceRow.height(value, key) > PerformanceRow.height(current, key) else {
      return nil
    }
    switch current {
    case .flag(let flag): return flag ? "true" : "false"
    case .count(let bytes) where key == .cacheMaxSize: return SizeFormat.text(bytes: bytes)
    case .count(let number): return "\(number)"
    case .duration, .text: return nil
    }
  }

  private var builtIn: PerformanceValue {
    let standard = CacheSettings()
    return switch key {
    case .cacheEnabled: .flag(standard.isEnabled)
    case .cacheMaxSize: .count(standard.maxSizeBytes)
    case .cacheMaxEntries: .count(standard.maxEntries)
    case .cacheNamespaceMaxEntries: .count(standard.namespaceMaxEntries)
    case .concurrencyEnabled: .flag(true)
    // Without a limit.
    default: .count(.max)
    }
  }

  private static func height(_ value: PerformanceValue, _ key: PerformanceKey) -> Int64 {
    switch value {
    case .flag(let flag): flag ? 1 : 0
    case .count(0) where key == .cacheMaxEntries || key == .cacheNamespaceMaxEntries: .max
    case .count(let number): number
    case .duration, .text: 0
    }
  }
}

/// Words in a row.
enum Prose {
  /// `a`, `a or b`, `a, b or c`.
  static func either(_ words: [String]) -> String {
    guard let last = words.last else { return "nothing" }
    if words.count == 1 { return last }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
