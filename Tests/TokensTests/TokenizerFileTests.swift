import Testing

@testable import Tokens

@Suite("A tokenizer.json")
struct TokenizerFileTests {
  /// The letters that stand for the 256 bytes: those that can be seen stand for themselves, and the others,
  /// in their order, for the letters from U+0100 on.
  private static let letters: [String] = {
    var (letters, next) = ([String](), UInt32(256))
    for byte in UInt32(0)...255 {
      let isSeen = (33...126).contains(byte) || (161...172).contains(byte) || byte >= 174
      let scalar = isSeen ? byte : next
      if !isSeen { next += 1 }
      letters.append(String(Character(Unicode.Scalar(scalar) ?? " ")))
    }
    return letters
  }()

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }

  private func file(
    merges: String = #"["h e", ["l", "l"], "he ll", "Ġ w"]"#, model: String = "",
    before: String = #"{"type": "ByteLevel", "add_prefix_space": false, "use_regex": true}"#,
    normalizer: String = "null", more: String = ""
  ) -> [UInt8] {
    var words = TokenizerFileTests.letters.enumerated().map {
      "\(TokenizerFileTests.quoted($0.element)): \($0.offset)"
    }
    words += [#""he": 256"#, #""ll": 257"#, #""hell": 258"#, #""Ġw": 259"#]
    return Array(
      """
      {\(more)"normalizer": \(normalizer), "pre_tokenizer": \(before), "model": {"type": "BPE"\(model),
       "vocab": {\(words.joined(separator: ", "))}, "merges": \(merges)}}
      """.utf8)
  }

  private func encoder(_ bytes: [UInt8]) throws -> TokenEncoder {
    let table = try TokenTable.compile(try TokenizerFile.read(bytes), digest: [])
    return try #require(TokenEncoder(table))
  }

  @Test("tells bytes, merges and how texts are cut")
  func read() throws {
    let encoder = try encoder(file())
    #expect(try encoder.encode(Array("hello w\u{e9}".utf8)).ids == [258, 111, 259, 0xC3, 0xA9])
    #expect(encoder.decode([258, 111, 259]).text == Array("hello w".utf8))
  }

  @Test("may have texts that are always tokens of their own")
  func added() throws {
    let added = #""added_tokens": [{"id": 300, "content": "<x>", "special": false}], "#
    let encoder = try encoder(file(more: added))
    #expect(try encoder.encode(Array("he<x>he".utf8)).ids == [256, 300, 256])
  }

  /// The ids are those of Hugging Face's tokenizers 0.23 with the same file.
  @Test(
    "may have such texts that are found as they are, and others as normalization leaves them",
    arguments: [
      ("e\u{301}!", [300]), ("\u{e9}!", [300]), ("<\u{e9}>", [301]),
      ("<e\u{301}>", [60, 0xC3, 0xA9, 62]),
      ("<\u{e9}>!", [301, 33]), ("he <he he>", [256, 302, 256, 62]),
      ("<hell x>he", [60, 258, 303]),
      ("<he x>", [302, 120, 62]), ("ab ab", [305, 32, 305]), ("abc>", [97, 98, 304]),
      // Spaces and words of all scripts.
      ("a\u{a0}x>he", [97, 303]), ("a \u{3000}x>he", [97, 303]), ("<he\u{2003}!", [302, 33]),
      ("a\u{a0}<he\u{2003} !", [97, 302, 33]), ("ab\u{2014}", [305, 226, 128, 148]),
      ("\u{201c}ab\u{201d}", [226, 128, 156, 305, 226, 128, 157]),
      ("\u{e9}ab", [195, 169, 97, 98]), ("\u{2168}ab", [226, 133, 168, 97, 98]),
      ("\u{b2}ab", [194, 178, 305]), ("\u{20dd}ab", [226, 131, 157, 97, 98]),
      ("\u{203f}ab", [226, 128, 191, 97, 98]), ("\u{24b6}ab", [226, 146, 182, 97, 98]),
    ] as [(String, [UInt32])])
  func normalized(text: String, ids: [UInt32]) throws {
    let added = #"""
      "added_tokens": [
        {"id": 300, "content": "e\u0301!", "special": false, "normalized": true},
        {"id": 301, "content": "<\u00e9>", "special": false, "normalized": false},
        {"id": 302, "content": "<he", "special": false, "normalized": false, "single_word": true,
         "lstrip": true, "rstrip": true},
        {"id": 303, "content": "x>he", "special": false, "normalized": true, "lstrip": true},
        {"id": 304, "content": "c>", "special": false, "normalized": true},
        {"id": 305, "content": "ab", "special": false, "normalized": true, "single_word": true}],
      """#
    let encoder = try encoder(file(normalizer: #"{"type": "NFC"}"#, more: added))
    #expect(try encoder.encode(Array(text.utf8)).ids == ids)
  }

  @Test(
    "is refused by the name of what is not supported",
    arguments: [
      (#"{"type": "Metaspace"}"#, "", "Metaspace"),
      (#"{"type": "ByteLevel", "use_regex": true}"#, #", "dropout": 0.5"#, "dropout"),
      (
        #"{"type": "Split", "pattern": {"Regex": "x+"}, "behavior": "Isolated", "invert": false}"#,
        "", "Split"
      ),
    ])
  func refused(before: String, model: String, name: String) {
    do throws(VocabularyError) {
      _ = try TokenizerFile.read(file(model: model, before: before))
      Issue.record("it was taken")
    } catch {
      #expect(error.message.contains(name), "\(error.message)")
      #expect(error.line > 0)
    }
  }

  @Test("may have tokens that are made of later ones")
  func order() throws {
    let encoder = try encoder(file(merges: #"["he ll", "h e", "l l", "Ġ w"]"#))
    #expect(try encoder.encode(Array("hell w".utf8)).ids == [258, 259])
  }

  @Test("that is none is refused where it ceases to make sense")
  func broken() {
    do throws(VocabularyError) {
      _ = try TokenizerFile.read(Array("{\n \"model\": [".utf8))
      Issue.record("it was taken")
    } catch {
      #expect(error.line == 2)
    }
  }
}
