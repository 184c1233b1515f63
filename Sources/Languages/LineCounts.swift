/// How many lines a text has, and of which kind.
public struct LineCounts: Equatable, Sendable {
  /// All lines: a last one without an end counts.
  public var lines = 0
  /// Lines with nothing but white space, also within comments and strings.
  public var blank = 0
  /// Lines with nothing but comments.
  public var comment = 0
  /// All others.
  public var code = 0

  /// Lines so far.
  public init(lines: Int = 0, blank: Int = 0, comment: Int = 0, code: Int = 0) {
    self.lines = lines
    self.blank = blank
    self.comment = comment
    self.code = code
  }
}
