/// A way to cut a text into pieces. Each was published as a regular expression; here it is code.
public enum Cut: UInt8, Sendable, CaseIterable {
  /// That of gpt2, r50k_base and p50k_base.
  case gpt2 = 1
  /// That of cl100k_base.
  case cl100k = 2
  /// That of o200k_base.
  case o200k = 3
}
