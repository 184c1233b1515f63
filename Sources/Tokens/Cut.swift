/// A way to cut a text into pieces. Each was published as a regular expression; here it is code.
/// What lies between two matches is a piece, too.
public enum Cut: UInt8, Sendable, CaseIterable {
  /// That of gpt2, r50k_base and p50k_base.
  case gpt2 = 1
  /// That of cl100k_base.
  case cl100k = 2
  /// That of o200k_base.
  case o200k = 3
  /// That of Llama 3, GLM 4: as cl100k, but white space that ends the text is cut behind its last
  /// line break.
  case llama3 = 4
  /// That of Qwen 2 and 3: as Llama 3, but each number is by itself.
  case qwen2 = 5
  /// That of Qwen 3.5: the same, and marks are letters.
  case qwen35 = 6
  /// That of Seed Coder: as Qwen 2, but line breaks do not belong to the signs before them.
  case seedCoder = 7
  /// That of Mistral's Tekken: as o200k, without contractions, and each number is by itself.
  case tekken = 8
  /// That of DeepSeek 3, after `threeNumbers` and `cjk`.
  case deepSeek = 9
  /// Numbers, three together at most: `\p{N}{1,3}`.
  case threeNumbers = 10
  /// Each number: `\p{N}`.
  case eachNumber = 11
  /// Runs of numbers: `\p{N}+`.
  case numbers = 12
  /// Runs of Han and kana: `[一-龥぀-ゟ゠-ヿ]+`.
  case cjk = 13
  /// Each line break: `[\r\n]`.
  case eachLineBreak = 14
}
