import Formats
import Platform
import Testing
import YAML

/// How values are written.
@Suite struct YAMLTreeWriterTests {
  private func written(_ text: String) throws -> String {
    String(decoding: YAMLTreeWriter.write(try yaml(text)), as: UTF8.self)
  }

  @Test func tablesAndListsBecomeBlocks() throws {
    #expect(
      try written("{a: 1, b: [x, {c: 2, d: [[1, 2], []]}], e: {}, f: {g: {h: null}}}") == """
        a: 1
        b:
          - x
          - c: 2
            d:
              - - 1
                - 2
              - []
        e: {}
        f:
          g:
            h: null

        """)
  }

  @Test(arguments: [
    "plain", "two words", "a-b_c", "/usr/bin", "--flag", "a:b", "a#b", "10m", "~/x", "\u{e4}",
    "x, y",
  ]) func plainStringsStayPlain(_ text: String) throws {
    #expect(try written("\"\(text)\"") == text + "\n")
  }

  @Test(arguments: [
    "", "yes", "No", "ON", "off", "y", "null", "~", "true", "012", "1.2.3", "1_000", "0x1F",
    "12:30:45",
    "2001-12-14", "2001-12-14 21:59:43.10 -5", "=", "<<", "- a", "a: b", "a #b", "a:", " a", "a ",
    "#a",
    "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "[a", "{a", "? a", ".", "---", "...", "1e3",
    ".inf", "+.5",
  ]) func othersGetQuotes(_ text: String) throws {
    #expect(try written("\"\(text)\"") == "\"\(text)\"\n")
  }

  @Test(arguments: [
    ("\"a\\nb\"", "|-\n  a\n  b\n"), ("\"a\\nb\\n\"", "|\n  a\n  b\n"),
    ("\"a\\n\\nb\\n\\n\"", "|+\n  a\n\n  b\n\n"),
    ("\" a\\nb\"", "\" a\\nb\"\n"), ("\"\\n\"", "\"\\n\"\n"), ("\"a\\n \\nb\"", "\"a\\n \\nb\"\n"),
    ("\"a\\rb\\u2028\\x01\"", "\"a\\rb\\u2028\\x01\"\n"), ("\"\\\"\\\\\"", "\"\\\"\\\\\"\n"),
    ("k: \"a\\nb\\n\"", "k: |\n  a\n  b\n"), ("- k: \"a\\nb\"\n", "- k: |-\n    a\n    b\n"),
  ]) func textsOfSeveralLinesBecomeBlocks(_ text: String, _ expected: String) throws {
    #expect(try written(text) == expected)
  }

  @Test(arguments: [
    (".inf", ".inf"), ("-.inf", "-.inf"), (".nan", ".nan"), ("1.50", "1.50"), ("-7", "-7"),
  ])
  func numbersStayNumbers(_ text: String, _ expected: String) throws {
    #expect(try written(text) == expected + "\n")
  }

  @Test func datesHaveNoQuotesAndTimesDo() throws {
    let text = "d = 2001-12-14\nt = 07:32:00\nm = 1979-05-27T07:32:00\n"
    let tree = try TOMLParser.parse(FrozenBytes(Array(text.utf8)))
    #expect(
      String(decoding: YAMLTreeWriter.write(tree.root), as: UTF8.self)
        == "d: 2001-12-14\nt: \"07:32:00\"\nm: 1979-05-27T07:32:00\n")
  }

  /// Random values from nasty pieces are read back as they were.
  @Test func whatIsWrittenIsReadBack() throws {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "a", "b", " ", "\n", "\t", ":", "#", "-", "?", "'", "\"", "\\", ",", "[", "{", "&", "*", "!",
      "|", ">", "%", "@",
      "0", "1", ".", "e", "~", "yes", "\u{e9}", "\u{2028}", "\u{85}", "\r", "\u{1}", "\u{1F600}",
      "\u{FEFF}", "<<", "=", "---",
    ]
    func string() -> String {
      (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
    }
    func json(_ depth: Int) -> String {
      var writer = JSONWriter()
      switch Int.random(in: 0...(depth > 3 ? 2 : 5), using: &generator) {
      case 0: return ["null", "true", "12", "-1.5", "1e3"].randomElement(using: &generator) ?? ""
      case 1, 2:
        writer.string(string())
        return String(decoding: writer.bytes, as: UTF8.self)
      case 3:
        return "["
          + (0..<Int.random(in: 0...4, using: &generator)).map { _ in json(depth + 1) }.joined(
            separator: ",") + "]"
      default:
        let names = Set((0..<Int.random(in: 0...4, using: &generator)).map { _ in string() })
        return "{"
          + names.map { name in
            var writer = JSONWriter()
            writer.string(name)
            return String(decoding: writer.bytes, as: UTF8.self) + ":" + json(depth + 1)
          }.joined(separator: ",") + "}"
      }
    }
    for _ in 0..<500 {
      let tree = try JSONParser.parse(FrozenBytes(Array(json(0).utf8)))
      let text = String(decoding: YAMLTreeWriter.write(tree.root), as: UTF8.self)
      #expect(shown(try yaml(text)) == shown(tree.root), "\(text)")
    }
  }

  @Test func longKeysAreReadBack() throws {
    let key = String(repeating: "k", count: 5000)
    let text = "{\"\(key)\": {\"a\": [1]}}"
    #expect(shown(try yaml(try written(text))) == shown(try yaml(text)))
  }
}
