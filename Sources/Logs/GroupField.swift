import Formats

/// What entries are grouped by.
public struct GroupField: Sendable {
  enum Source: Sendable, Equatable {
    /// A column of texts.
    case column(Int)
    /// The time, down to a whole number of so many nanoseconds since 1970.
    case time(Int64)
    /// A role that is read from the line.
    case role(Role)
    /// A field that is read from the line.
    case path(LinePath)

    var readsLine: Bool {
      switch self {
      case .column, .time: false
      case .role, .path: true
      }
    }
  }

  /// What it was called by; times without the length.
  public let name: [UInt8]
  /// What it was called by, all of it.
  public let text: [UInt8]
  let source: Source

  /// Why a text names nothing to group by.
  public enum Problem: Error, Equatable {
    /// It is no way to a value.
    case path([UInt8])
    /// Times are grouped by lengths of time, of which it has none.
    case unit([UInt8])
  }

  /// Reads a list: names and keys of roles, ways to values (``LinePath``), and `time:1m`.
  public static func list(
    _ text: [UInt8], _ names: FieldNames
  ) throws(Problem) -> [GroupField] {
    var fields: [GroupField] = []
    for word in split(text) {
      let field = try GroupField(word, names)
      if !fields.contains(where: { $0.source == field.source }) { fields.append(field) }
    }
    return fields
  }

  /// Reads one.
  public init(_ text: [UInt8], _ names: FieldNames) throws(Problem) {
    self.text = text
    if let colon = text.lastIndex(of: UInt8(ascii: ":")),
      names.role(of: Array(text[..<colon])) == .time
    {
      let unit = String(decoding: text[(colon + 1)...], as: UTF8.self)
      guard let length = DurationFormat.parse(unit)?.nanoseconds, length > 0 else {
        throw .unit(text)
      }
      (name, source) = (Array(text[..<colon]), .time(length))
      return
    }
    name = text
    switch names.role(of: text) {
    case .time: throw .unit(text)
    case let role?:
      source = PartBuilder.wordRoles.firstIndex(of: role).map { .column($0) } ?? .role(role)
    case nil:
      guard let path = LinePath(named: text) else { throw .path(text) }
      source = .path(path)
    }
  }

  /// The words between commas that are not within quotes.
  public static func split(_ text: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted {
        words.append([])
      } else {
        words[words.count - 1].append(byte)
      }
    }
    return words
  }
}

/// What numbers are summed up.
public struct NumberField: Sendable {
  enum Source: Sendable {
    case duration
    case path(LinePath)
  }

  /// What it was called by.
  public let name: [UInt8]
  let source: Source

  /// The role's, by its name or a key of it, or the field at the end of a way; nil where it is none.
  public init?(_ text: [UInt8], _ names: FieldNames) {
    name = text
    if names.role(of: text) == .duration {
      source = .duration
    } else if let path = LinePath(named: text) {
      source = .path(path)
    } else {
      return nil
    }
  }
}
