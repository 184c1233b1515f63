/// Which language a file is in.
public enum Identification: Equatable, Sendable {
  /// This one.
  case language(Language)
  /// One of these: no rule decides between them.
  case ambiguous([Language])
  /// None: it is no text.
  case binary
  /// None that is known.
  case unknown

  /// The language that the file counts as: the group of its language, or the one that all
  /// candidates belong to (an assembler's file is Assembly, whichever its dialect).
  public var group: Language? {
    switch self {
    case .language(let language): return language.group
    case .ambiguous(let languages):
      guard let group = languages.first?.group else { return nil }
      return languages.allSatisfy { $0.group == group } ? group : nil
    case .binary, .unknown: return nil
    }
  }

  /// The language by whose syntax lines are best counted: of several candidates the first.
  public var syntax: Language? {
    switch self {
    case .language(let language): language
    case .ambiguous(let languages): languages.first
    case .binary, .unknown: nil
    }
  }
}

/// What a file's name alone says about its language.
public enum NameIdentification: Equatable, Sendable {
  /// It is in this one.
  case decided(Language)
  /// Several are possible, and the content decides.
  case needsContent
  /// Files with this extension are no text: reading them would tell nothing.
  case binary
  /// Nothing: the first line may still name an interpreter, or the file declare itself to be XML.
  case unknown
}
