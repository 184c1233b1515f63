import Formats
import Platform

/// Reads `tokenizer.json`, as Hugging Face's libraries write it, where it holds merges of bytes.
///
/// What the count of a text does not depend on is not looked at: tokens that are put around a text
/// (`post_processor`), how long it may be (`truncation`, `padding`), and what becomes of a byte that
/// is no token, since each is one. What is not known and does matter is refused by its name.
public enum TokenizerFile {
  /// What the file says. The time grows with its length: 6 MB take about 0.1 s.
  public static func read(_ text: FrozenBytes) throws(VocabularyError) -> VocabularySource {
    let tree: Tree
    do throws(ParseError) {
      tree = try JSONParser.parse(text)
    } catch {
      throw VocabularyError(
        error.message, line: Int(error.position.line), column: Int(error.position.column))
    }
    guard tree.root.kind == .table, let model = tree.root["model"], model.kind == .table else {
      throw tree.root.unusable("expected a table with a \"model\"; this is no tokenizer.json")
    }
    var source = VocabularySource()
    source.normalization = try normalization(tree.root["normalizer"])
    try readCuts(tree.root["pre_tokenizer"], of: tree.root, into: &source)
    try checkFrame(tree.root)
    try readModel(model, into: &source)
    try readAddedTokens(tree.root["added_tokens"], into: &source)
    return source
  }

  /// What the file says.
  public static func read(_ bytes: [UInt8]) throws(VocabularyError) -> VocabularySource {
    try read(FrozenBytes(bytes))
  }

  // MARK: Normalization

  private static func normalization(
    _ node: Node?
  ) throws(VocabularyError) -> VocabularySource.Normalization {
    guard let node, node.kind != .null else { return .none }
    switch try node.type("normalizer") {
    case "NFC": return .composed
    case "NFKC": return .compatible
    case "Sequence":
      var all = VocabularySource.Normalization.none
      for part in try node.list("normalizers") {
        // What is in both is what either makes of it: NFKC's result is in NFC.
        let one = try normalization(part)
        if one.rawValue > all.rawValue { all = one }
      }
      return all
    case let name:
      throw node.unusable("the normalizer \"\(name)\" is not supported: NFC and NFKC are")
    }
  }

  // MARK: Around the text

  /// Checks what is done with the tokens afterwards.
  private static func checkFrame(_ root: Node) throws(VocabularyError) {
    try checkPostProcessor(root["post_processor"])
    try checkDecoder(root["decoder"])
  }

  private static func checkPostProcessor(_ node: Node?) throws(VocabularyError) {
    guard let node, node.kind != .null else { return }
    switch try node.type("post-processor") {
    case "ByteLevel", "TemplateProcessing", "RobertaProcessing", "BertProcessing": return
    case "Sequence":
      for part in try node.list("processors") { try checkPostProcessor(part) }
    case let name: throw node.unusable("the post-processor \"\(name)\" is not supported")
    }
  }

  private static func checkDecoder(_ node: Node?) throws(VocabularyError) {
    guard let node, node.kind != .null else { return }
    switch try node.type("decoder") {
    case "ByteLevel": return
    case "Sequence":
      for part in try node.list("decoders") { try checkDecoder(part) }
    case let name:
      throw node.unusable("the decoder \"\(name)\" is not supported: ByteLevel is")
    }
  }
}

extension Node {
  /// The error that says what cannot be used here.
  func unusable(_ message: String) -> VocabularyError {
    VocabularyError(message, line: Int(position.line), column: Int(position.column))
  }

  /// The text of the member "type", which says what a part of a tokenizer is.
  func type(_ what: String) throws(VocabularyError) -> String {
    guard let type = self["type"], type.kind == .string else {
      throw unusable("expected a \(what), a table with a \"type\"")
    }
    return type.text
  }

  /// The elements of the member of that name.
  func list(_ name: String) throws(VocabularyError) -> [Node] {
    guard let list = self[name], list.kind == .array else {
      throw unusable("expected an array \"\(name)\"")
    }
    return Array(list.elements)
  }

  /// A boolean that stands in for what is not there.
  func flag(_ name: String, otherwise: Bool) throws(VocabularyError) -> Bool {
    guard let member = self[name], member.kind != .null else { return otherwise }
    guard let flag = member.bool else {
      throw member.unusable("expected true or false for \"\(name)\"")
    }
    return flag
  }

  /// A number of a token.
  func tokenID() throws(VocabularyError) -> Int {
    let id = withText { text in
      var id = 0
      for offset in 0..<text.byteCount {
        let digit = text.unsafeLoad(fromByteOffset: offset, as: UInt8.self) &- 0x30
        if digit > 9 || id > RankFile.idMax { return -1 }
        id = id * 10 + Int(digit)
      }
      return id
    }
    guard kind == .integer, id >= 0, id <= RankFile.idMax else {
      throw unusable("expected the number of a token, 0 to \(RankFile.idMax)")
    }
    return id
  }
}
