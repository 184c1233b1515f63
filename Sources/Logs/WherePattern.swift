import Patterns

/// A regular expression of an expression. It becomes machine code when so much was searched that this
/// pays.
final class WherePattern {
  private static let machineCodeBytesMin = 256 * 1024

  /// Where it stands in the expression.
  let offset: Int
  private let bytes: [UInt8]
  private var options: Pattern.Options
  private var pattern: Pattern
  private var searchedBytes = 0

  init(_ bytes: [UInt8], ignoresCase: Bool, offset: Int) throws(PatternError) {
    self.bytes = bytes
    self.offset = offset
    options = Pattern.Options(ignoresCase: ignoresCase)
    pattern = try Pattern(bytes, options)
  }

  /// Whether it matches anywhere in a text.
  func matches(_ text: WhereValue) throws(PatternError) -> Bool {
    searchedBytes &+= text.count
    if searchedBytes > WherePattern.machineCodeBytesMin, !options.usesMachineCode {
      options.usesMachineCode = true
      pattern = try Pattern(bytes, options)
    }
    let pattern = pattern
    // In bounds: the text has so many bytes.
    return try LogLine(text.start, text.count).withBytes { (span) throws(PatternError) in
      try pattern.matches(span)
    }
  }
}
