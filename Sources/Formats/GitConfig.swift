/// A configuration file of git: sections with optional subsections, names, and values that may be
/// quoted, escaped, and go on in the next line.
public struct GitConfig: Sendable {
  /// One setting.
  public struct Setting: Sendable, Equatable {
    /// `section.name` or `section.subsection.name`, in small letters but for the subsection.
    public let key: [UInt8]
    /// The value; nil for a name without `=`, which stands for true.
    public let value: [UInt8]?

    /// A setting.
    public init(key: [UInt8], value: [UInt8]?) {
      self.key = key
      self.value = value
    }
  }

  /// The settings in the order of the file, up to where it is damaged.
  public private(set) var settings: [Setting] = []
  /// Where and why reading ended before the end of the file.
  public private(set) var damage: ParseError?

  private let text: [UInt8]
  private var offset = 0
  private var line = 1
  private var isAtEnd = false
  /// The section, with the dot behind it.
  private var section: [UInt8] = []

  /// Reads a file's text, which may begin with UTF-8's mark.
  public init(_ text: [UInt8]) {
    self.text = text
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    do throws(ParseError) {
      while try readStatement() {}
    } catch {
      damage = error
    }
  }

  private func failed(_ message: String) -> ParseError {
    ParseError(SourcePosition(line: line, column: 1), message)
  }

  /// The next byte, with a return and a newline as one newline, and a newline at the end of the
  /// text.
  private mutating func next() -> UInt8 {
    if offset >= text.count {
      isAtEnd = true
      return Letter.newline
    }
    var byte = text[offset]
    offset += 1
    if byte == Letter.carriageReturn, offset < text.count, text[offset] == Letter.newline {
      byte = Letter.newline
      offset += 1
    }
    return byte
  }

  /// Reads a header, a setting, or what lies between them; false at the end.
  private mutating func readStatement() throws(ParseError) -> Bool {
    let byte = next()
    switch byte {
    case Letter.newline:
      line += 1
      return !isAtEnd
    case Letter.space, Letter.tab, Letter.carriageReturn: return true
    case Letter.hash, UInt8(ascii: ";"):
      while next() != Letter.newline {}
      line += 1
      return !isAtEnd
    case Letter.openBracket:
      try readHeader()
      return true
    default:
      guard GitConfig.isLetter(byte) else {
        throw failed("expected a section in brackets, or a name that begins with a letter")
      }
      try readSetting(byte)
      return !isAtEnd
    }
  }

  // MARK: Headers

  private mutating func readHeader() throws(ParseError) {
    section.removeAll(keepingCapacity: true)
    while true {
      let byte = next()
      if byte == Letter.closeBracket { break }
      if GitConfig.isSpace(byte), !isAtEnd {
        try readSubsection(byte)
        break
      }
      guard GitConfig.isInName(byte) || byte == Letter.dot else {
        throw failed("the section's name has no end: expected ]")
      }
      section.append(GitConfig.lowered(byte))
    }
    if section.isEmpty { throw failed("the section has no name") }
    section.append(Letter.dot)
  }

  private mutating func readSubsection(_ first: UInt8) throws(ParseError) {
    var byte = first
    while GitConfig.isSpace(byte), byte != Letter.newline { byte = next() }
    guard byte == Letter.quote else { throw failed("expected the subsection in quotes") }
    section.append(Letter.dot)
    while true {
      byte = next()
      if byte == Letter.quote { break }
      if byte == Letter.backslash { byte = next() }
      if byte == Letter.newline { throw failed("the subsection has no end: expected a quote") }
      section.append(byte)
    }
    if next() != Letter.closeBracket { throw failed("expected ] behind the subsection") }
  }

  // MARK: Settings

  private mutating func readSetting(_ first: UInt8) throws(ParseError) {
    var key = section
    var byte = first
    while GitConfig.isInName(byte) {
      key.append(GitConfig.lowered(byte))
      byte = next()
    }
    while byte == Letter.space || byte == Letter.tab { byte = next() }
    var value: [UInt8]?
    if byte != Letter.newline {
      guard byte == Letter.equals else { throw failed("expected = behind the name") }
      value = try readValue()
    }
    settings.append(Setting(key: key, value: value))
    line += 1
  }

  private mutating func readValue() throws(ParseError) -> [UInt8] {
    var value: [UInt8] = []
    // How long the value was before the spaces that may turn out to be its last.
    var lengthBeforeSpaces = 0
    var isQuoted = false
    while true {
      var byte = next()
      if byte == Letter.newline {
        if isQuoted { throw failed("the value has no end: expected a quote") }
        if lengthBeforeSpaces > 0 { value.removeLast(value.count - lengthBeforeSpaces) }
        return value
      }
      if !isQuoted {
        if GitConfig.isSpace(byte) {
          if lengthBeforeSpaces == 0 { lengthBeforeSpaces = value.count }
          if !value.isEmpty { value.append(byte) }
          continue
        }
        if byte == UInt8(ascii: ";") || byte == Letter.hash {
          while next() != Letter.newline {}
          if lengthBeforeSpaces > 0 { value.removeLast(value.count - lengthBeforeSpaces) }
          return value
        }
      }
      lengthBeforeSpaces = 0
      if byte == Letter.quote {
        isQuoted.toggle()
        continue
      }
      if byte == Letter.backslash {
        byte = next()
        if byte == Letter.newline {
          line += 1
          if isAtEnd { return value }
          continue
        }
        guard let meant = GitConfig.escapes(byte) else {
          throw failed("no such escape: expected \\\\, \\\", \\n, \\t or \\b")
        }
        byte = meant
      }
      value.append(byte)
    }
  }

  private static func escapes(_ byte: UInt8) -> UInt8? {
    switch byte {
    case Letter.backslash, Letter.quote: byte
    case UInt8(ascii: "n"): Letter.newline
    case UInt8(ascii: "t"): Letter.tab
    case UInt8(ascii: "b"): 8
    default: nil
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  static func isInName(_ byte: UInt8) -> Bool {
    isLetter(byte) || Letter.isDigit(byte) || byte == Letter.minus
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == Letter.space || byte == Letter.tab || byte == Letter.newline
      || byte == Letter.carriageReturn
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { WildTokens.lowered(byte) }
}
