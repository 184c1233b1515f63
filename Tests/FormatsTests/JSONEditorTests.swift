import Formats
import Platform
import Testing

@Suite("A change to a text in JSON")
struct JSONEditorTests {
  private let comments = JSONParser.Options(allowsComments: true)

  private func set(_ text: String, _ path: String, _ value: String) throws -> String {
    let value = try JSONParser.parse(Array(value.utf8))
    let path = try ValuePath.parse(Array(path.utf8))
    return String(
      decoding: try JSONEditor.set(
        path, to: value.root, in: FrozenBytes(Array(text.utf8)), comments), as: UTF8.self)
  }

  private func delete(_ text: String, _ path: String) throws -> String {
    let path = try ValuePath.parse(Array(path.utf8))
    return String(
      decoding: try JSONEditor.delete(path, in: FrozenBytes(Array(text.utf8)), comments),
      as: UTF8.self)
  }

  @Test(
    "replaces a value and nothing else",
    arguments: [
      ("{\"a\" : 1 , \"b\":2}\r\n", "a", "\"x\"", "{\"a\" : \"x\" , \"b\":2}\r\n"),
      ("[1,[2,3]]", "[1][0]", "null", "[1,[null,3]]"),
      ("{ // c\n  \"a\": {\"b\": 1}, // d\n}", "a.b", "2", "{ // c\n  \"a\": {\"b\": 2}, // d\n}"),
      (
        "{\n  \"a\": 1\n}\n", "a", "{\"x\":[1]}",
        "{\n  \"a\": {\n    \"x\": [\n      1\n    ]\n  }\n}\n"
      ),
      ("{\"a\":1}", "a", "{\"x\":[1,2]}", "{\"a\":{\"x\":[1,2]}}"),
      ("7", ".", "8", "8"),
    ])
  func replaces(_ row: (text: String, path: String, value: String, result: String)) throws {
    #expect(try set(row.text, row.path, row.value) == row.result)
  }

  @Test(
    "adds what is missing in the style of what is there",
    arguments: [
      ("{\"a\": 1}", "b", "2", "{\"a\": 1, \"b\": 2}"),
      ("{\"a\":1}", "b", "2", "{\"a\":1,\"b\":2}"),
      ("{\n\t\"a\": 1\n}", "b.c", "2", "{\n\t\"a\": 1,\n\t\"b\": {\n\t\t\"c\": 2\n\t}\n}"),
      ("{\n  \"a\": 1 // one\n}", "b", "2", "{\n  \"a\": 1, // one\n  \"b\": 2\n}"),
      ("{\n  \"a\": 1, // one\n}", "b", "2", "{\n  \"a\": 1, // one\n  \"b\": 2,\n}"),
      ("{\r\n  \"a\": 1\r\n}\r\n", "b", "2", "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n"),
      ("", "a.b", "1", "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n"),
      ("[1, 2]", "[2]", "3", "[1, 2, 3]"),
      ("{\"a\": []}", "a[0].b", "1", "{\"a\": [{\"b\": 1}]}"),
      ("{\n  \"a\": [\n    1\n  ]\n}", "a[1]", "2", "{\n  \"a\": [\n    1,\n    2\n  ]\n}"),
      ("{\n  // nothing\n}\n", "a", "1", "{\n  // nothing\n  \"a\": 1\n}\n"),
    ])
  func adds(_ row: (text: String, path: String, value: String, result: String)) throws {
    #expect(try set(row.text, row.path, row.value) == row.result)
  }

  @Test(
    "removes a value with its comma and its line",
    arguments: [
      ("{\"a\": 1, \"b\": 2, \"c\": 3}", "b", "{\"a\": 1, \"c\": 3}"),
      ("{\"a\": 1, \"b\": 2}", "a", "{\"b\": 2}"), ("{\"a\": 1, \"b\": 2}", "b", "{\"a\": 1}"),
      ("{\n  \"a\": 1,\n  \"b\": 2, // two\n  \"c\": 3\n}", "b", "{\n  \"a\": 1,\n  \"c\": 3\n}"),
      ("{\n  \"a\": 1,\n  // before\n  \"b\": 2\n}\n", "b", "{\n  \"a\": 1\n  // before\n}\n"),
      ("{\n  \"a\": 1,\n  \"b\": 2,\n}", "b", "{\n  \"a\": 1,\n}"), ("{\"a\": 1}", "a", "{}"),
      ("{\n  \"a\": 1\n}", "a", "{}"), ("[1,2,3]", "[0]", "[2,3]"), ("[1,2,3]", "[-1]", "[1,2]"),
      ("{\n  // kept\n  \"a\": 1\n}", "a", "{\n  // kept\n}"),
    ])
  func removes(_ row: (text: String, path: String, result: String)) throws {
    #expect(try delete(row.text, row.path) == row.result)
  }

  @Test("is refused where it does not fit, with the place")
  func refused() {
    func unfit(_ line: Int, _ column: Int, _ text: String) -> EditError {
      .unfit(SourcePosition(line: line, column: column), text)
    }
    #expect(throws: unfit(1, 7, "a whole number has nothing in it")) {
      try set("{\"a\": 1}", "a.b", "1")
    }
    #expect(throws: unfit(1, 1, "there is no element 3: the next one is 1")) {
      try set("[1]", "[3]", "1")
    }
    #expect(throws: EditError.notFound) { try delete("{}", "a") }
    #expect(throws: EditError.self) { try delete("{}", ".") }
    #expect(throws: EditError.self) { try set("{\"a\": }", "a", "1") }
  }

  @Test("leaves every other value as it is, whatever the text", arguments: 1...40)
  func random(seed: UInt64) throws {
    var chance = Chance(seed)
    let text = chance.text()
    let before = try JSONParser.parse(Array(text.utf8), comments).root
    for path in paths(before, ValuePath()) {
      let shown = String(decoding: path.bytes, as: UTF8.self)
      let after = try JSONParser.parse(Array(try set(text, shown, "{\"new\":1}").utf8), comments)
        .root
      for other in paths(before, ValuePath()) where !related(other, path) {
        #expect(
          plain(try #require(other.find(in: after))) == plain(try #require(other.find(in: before))))
      }
      #expect(plain(try #require(path.find(in: after))) == "{new:integer 1}")
      if path.steps.isEmpty { continue }
      let without = try JSONParser.parse(Array(try delete(text, shown).utf8), comments).root
      let outer = ValuePath(Array(path.steps.dropLast()))
      #expect(outer.find(in: without)?.count == (outer.find(in: before)?.count ?? 0) - 1)
    }
  }

  private func related(_ one: ValuePath, _ other: ValuePath) -> Bool {
    one.steps.starts(with: other.steps) || other.steps.starts(with: one.steps)
  }

  private func paths(_ node: Node, _ path: ValuePath) -> [ValuePath] {
    var all = [path]
    for (name, value) in node.members {
      all += paths(value, path.appending(.name(name.bytes)))
    }
    for (index, value) in node.elements.enumerated() {
      all += paths(value, path.appending(.index(index)))
    }
    return all
  }

  /// Texts by chance, with comments and white space.
  private struct Chance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    private mutating func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }

    private mutating func blank() -> String {
      ["", " ", "\n", "\n  ", " /* c */ ", " // l\n", "", ""][Int(next(8))]
    }

    mutating func text(_ depth: Int = 0) -> String {
      let kind = next(depth < 3 ? 6 : 3)
      let count = next(4)
      switch kind {
      case 0: return "\(next(100))"
      case 1: return "\"s\\n\(next(9)) // no\""
      case 2: return "null"
      case 3:
        let items = (0..<count).map { _ in blank() + text(depth + 1) + blank() }
        return "[" + items.joined(separator: ",") + blank() + "]"
      default:
        let items = (0..<count).map { number in
          blank() + "\"k\(number)\"" + blank() + ":" + blank() + text(depth + 1) + blank()
        }
        return "{" + items.joined(separator: ",") + blank() + "}"
      }
    }
  }
}
