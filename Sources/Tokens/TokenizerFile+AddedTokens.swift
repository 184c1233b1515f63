import Formats

extension TokenizerFile {
  /// Reads the texts that are tokens of their own.
  static func readAddedTokens(
    _ node: Node?, into source: inout VocabularySource
  ) throws(VocabularyError) {
    guard let node, node.kind != .null else { return }
    guard node.kind == .array else { throw node.unusable("expected an array \"added_tokens\"") }
    for place in 0..<node.count {
      let token = node.element(place)
      guard let content = token["content"], content.kind == .string, let id = token["id"] else {
        throw token.unusable("expected a token with a \"content\" and an \"id\"")
      }
      let isSpecial = try token.flag("special", otherwise: false)
      var rules: VocabularySource.Special.Rules = []
      if !isSpecial { rules.insert(.always) }
      if try token.flag("normalized", otherwise: !isSpecial) { rules.insert(.normalized) }
      if try token.flag("lstrip", otherwise: false) { rules.insert(.takesSpaceBefore) }
      if try token.flag("rstrip", otherwise: false) { rules.insert(.takesSpaceAfter) }
      if try token.flag("single_word", otherwise: false) { rules.insert(.isWord) }
      let number = try id.tokenID()
      if content.string == [] { continue }
      source.specials.append(
        VocabularySource.Special(text: content.bytes, id: UInt32(number), rules: rules))
    }
  }
}
