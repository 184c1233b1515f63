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
