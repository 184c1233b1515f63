import Digests
import Platform

/// What is known of a file: how it was when it was looked at, and what its content was then.
public struct FileFacts: Sendable {
  /// Its identity and stamps, where `state` has ``State/hasSignature``.
  public internal(set) var signature = FileFacts.none
  /// What is known.
  public internal(set) var state: State = []
  /// The digest of its content, where `state` has ``State/hasDigest``.
  public internal(set) var digest = Digest.zero
  /// Its language and its lines, where `state` has ``State/hasLanguage``.
  public internal(set) var language = LanguageFacts()

  /// What is known of a file.
  public struct State: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Some bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Its signature.
    public static let hasSignature = State(rawValue: 1)
    /// The digest of its content.
    public static let hasDigest = State(rawValue: 2)
    /// Its language and its lines.
    public static let hasLanguage = State(rawValue: 4)
    /// It was changed so shortly before its content was read that a later change might not show.
    public static let isRacy = State(rawValue: 8)
    /// It could not be read.
    public static let isUnread = State(rawValue: 16)
    /// What only the content tells.
    static let content: State = [.hasDigest, .hasLanguage]
  }

  static let none = FileSignature(
    device: 0, inode: 0, size: 0, modifiedNanoseconds: 0, changedNanoseconds: 0)

  /// Nothing.
  init() {}

  /// What still holds of a file that has a signature now: all, where it has not changed since.
  func holding(for now: FileSignature) -> FileFacts {
    var facts = FileFacts()
    if state.contains(.hasSignature), signature == now { facts = self }
    facts.signature = now
    facts.state.insert(.hasSignature)
    facts.state.remove(.isUnread)
    return facts
  }
}
