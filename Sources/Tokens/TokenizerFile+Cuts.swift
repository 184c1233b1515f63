import Formats

extension TokenizerFile {
  /// The ways to cut that are known, by the patterns under which they were published. Some were
  /// published in several forms, which cut every text in the same way.
  private static let patterns: [(pattern: StaticString, cut: Cut, coversAll: Bool)] = [
    (#"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#, .gpt2, true),
    (
      #"""
      (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}\#
      | ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
      """#, .llama3, true
    ),
    (
      #"""
      '(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}\#
      | ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+
      """#, .llama3, true
    ),
    (
      #"""
      (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}\#
      | ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
      """#, .qwen2, true
    ),
    (
      #"""
      '(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}\#
      | ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+
      """#, .qwen2, true
    ),
    (
      #"""
      (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}\#
      | ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
      """#, .qwen35, true
    ),
    (
      #"""
      (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1}\#
      | ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|\s+(?!\S)|\s+
      """#, .seedCoder, true
    ),
    (
      #"""
      [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+\#
      (?i:'s|'t|'re|'ve|'m|'ll|'d)?\#
      |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*\#
      (?i:'s|'t|'re|'ve|'m|'ll|'d)?\#
      |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
      """#, .o200k, true
    ),
    (
      #"""
      [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+\#
      |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*\#
      |\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
      """#, .tekken, true
    ),
    (
      #"""
      [!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+\#
      |[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*\#
      |\s*[\r\n]+|\s+(?!\S)|\s+
      """#, .deepSeek, false
    ),
    (#"\p{N}{1,3}"#, .threeNumbers, false),
    (#"\p{N}"#, .eachNumber, false),
    (#"\p{N}+"#, .numbers, false),
    ("[\u{4E00}-\u{9FA5}\u{3040}-\u{309F}\u{30A0}-\u{30FF}]+", .cjk, false),
    (#"[\r\n]"#, .eachLineBreak, false),
  ]

  /// Reads how texts are cut.
  static func readCuts(
    _ node: Node?, of root: Node, into source: inout VocabularySource
  ) throws(VocabularyError) {
    var isBytes = false
    if let node, node.kind != .null { try readCut(node, into: &source, &isBytes) }
    guard isBytes else {
      throw (node ?? root).unusable(
        "the pre-tokenizer \"ByteLevel\" is missing: only vocabularies of bytes are supported")
    }
    if source.cuts.count > cutsMax {
      throw (node ?? root).unusable("more than \(cutsMax) ways to cut a text are not supported")
    }
  }

  /// So many ways to cut a text after one another can be told of.
  static let cutsMax = 8

  private static func readCut(
    _ node: Node, into source: inout VocabularySource, _ isBytes: inout Bool
  ) throws(VocabularyError) {
    let name = try node.type("pre-tokenizer")
    if isBytes {
      throw node.unusable(
        "the pre-tokenizer \"\(name)\" is not supported behind \"ByteLevel\"")
    }
    switch name {
    case "Sequence":
      for part in try node.list("pretokenizers") {
        try readCut(part, into: &source, &isBytes)
      }
    case "ByteLevel":
      if try node.flag("add_prefix_space", otherwise: true) {
        // Every piece would get a space, not the text alone.
        guard source.cuts.isEmpty else {
          throw node.unusable("\"add_prefix_space\" is not supported behind other pre-tokenizers")
        }
        source.addsSpace = true
      }
      if try node.flag("use_regex", otherwise: true) { source.cuts.append(.gpt2) }
      isBytes = true
    case "Digits":
      source.cuts.append(
        try node.flag("individual_digits", otherwise: false) ? .eachNumber : .numbers)
    case "Split": source.cuts.append(try split(node))
    default:
      throw node.unusable(
        "the pre-tokenizer \"\(name)\" is not supported: ByteLevel, Digits and Split are")
    }
  }

  private static func split(_ node: Node) throws(VocabularyError) -> Cut {
    guard let pattern = node["pattern"], pattern.kind == .table else {
      throw node.unusable("expected a \"pattern\" of the pre-tokenizer \"Split\"")
    }
    guard let regex = pattern["Regex"], regex.kind == .string else {
      throw pattern.unusable("a \"Split\" at a text is not supported: at known patterns it is")
    }
    let text = spelledOut(regex)
    let known = patterns.first { known in
      known.pattern.withUTF8Buffer { $0.elementsEqual(text) }
    }
    guard let known else {
      throw regex.unusable(
        "the pattern of this \"Split\" is not supported, only those of well-known vocabularies are")
    }
    let behavior = node["behavior"]?.text ?? ""
    // What is between the pieces is removed; but of these nothing is.
    let isInverted = try node.flag("invert", otherwise: false)
    let isRest = behavior == "Removed" && isInverted
    guard behavior == "Isolated" || (isRest && known.coversAll) else {
      throw node.unusable(
        "a \"Split\" with the behavior \"\(behavior)\" is not supported: with \"Isolated\" it is")
    }
    return known.cut
  }

  /// A pattern with its line breaks escaped, which some have as they are.
  private static func spelledOut(_ regex: Node) -> [UInt8] {
    var text: [UInt8] = []
    for byte in regex.bytes {
      switch byte {
      case 0x0A: text += [0x5C, 0x6E]
      case 0x0D: text += [0x5C, 0x72]
      default: text.append(byte)
      }
    }
    return text
  }
}
