import Formats

/// One setting, declared once: what it is called, what it may be, what it is when it is not set.
/// The man pages, `--help` and the error for a wrong value are made from it.
public struct Setting: Sendable {
  /// What values a setting may have.
  public enum Kind: Sendable {
    /// One of these words.
    case choice([String])
    /// A length of time.
    case duration
    /// A size in bytes.
    case size(ClosedRange<Int64>)
    /// A whole number.
    case integer(ClosedRange<Int64>)
    /// A file or a folder.
    case path
    /// A text, of which these words say what it should be.
    case text(String)
    /// Set to anything: what it says is that it is set.
    case presence
  }

  /// The environment variable's name.
  public let name: String
  private let makeKind: @Sendable () -> Kind
  /// What holds when it is not set, in the words of the documents.
  public let standard: String
  /// What it does, in a sentence.
  public let document: String

  /// Declares a setting.
  public init(
    _ name: String, _ kind: @autoclosure @escaping @Sendable () -> Kind, standard: String,
    document: String
  ) {
    self.name = name
    makeKind = kind
    self.standard = standard
    self.document = document
  }

  /// What values it may have: made when it is asked for, since most settings are not set.
  public var kind: Kind { makeKind() }
}

/// A setting with a value that it may not have.
public struct SettingError: Error, Equatable {
  /// The variable's name.
  public let name: String
  /// What it was set to.
  public let value: String
  /// What it may be.
  public let expected: String

  /// The error as a sentence.
  public var message: String { "\(name)=\(value): expected \(expected)" }
}

extension Setting {
  /// What its values look like, in the words of an error.
  public var expectation: String {
    switch kind {
    case .choice(let words):
      words.count == 2 ? words.joined(separator: " or ") : "one of " + words.joined(separator: ", ")
    case .duration: "a duration such as 30, 1.5s or 250ms"
    case .size(let range):
      "a size from \(SizeFormat.text(bytes: range.lowerBound)) to \(SizeFormat.text(bytes: range.upperBound))"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .path: "a path"
    case .text(let words): words
    case .presence: "anything"
    }
  }

  /// The error for a value that it may not have.
  public func refused(_ value: String) -> SettingError {
    SettingError(name: name, value: value, expected: expectation)
  }

  /// Which of its words a value is; nil where it is not set.
  public func choice(_ value: [UInt8]?) throws(SettingError) -> String? {
    guard let text = Setting.text(value) else { return nil }
    guard case .choice(let words) = kind, words.contains(text) else { throw refused(text) }
    return text
  }

  /// A value as a length of time; nil where it is not set.
  public func duration(_ value: [UInt8]?) throws(SettingError) -> Duration? {
    guard let text = Setting.text(value) else { return nil }
    guard let duration = DurationFormat.parse(text) else { throw refused(text) }
    return duration
  }

  /// A value as a size in bytes; nil where it is not set.
  public func size(_ value: [UInt8]?) throws(SettingError) -> Int64? {
    guard let text = Setting.text(value) else { return nil }
    guard case .size(let range) = kind, let size = SizeFormat.parse(text), range.contains(size)
    else { throw refused(text) }
    return size
  }

  /// A value as a whole number; nil where it is not set.
  public func integer(_ value: [UInt8]?) throws(SettingError) -> Int64? {
    guard let text = Setting.text(value) else { return nil }
    guard case .integer(let range) = kind, text.utf8.first != UInt8(ascii: "+"),
      let number = Int64(text), range.contains(number)
    else { throw refused(text) }
    return number
  }

  /// An empty variable counts as one that is not set.
  private static func text(_ value: [UInt8]?) -> String? {
    guard let value, !value.isEmpty else { return nil }
    return String(decoding: value, as: UTF8.self)
  }
}
