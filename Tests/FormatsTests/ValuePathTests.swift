import Formats
import Platform
import Testing

private func parse(_ text: String) throws(ValuePath.Fault) -> ValuePath {
  try ValuePath.parse(Array(text.utf8))
}

private func name(_ text: String) -> ValuePath.Step { .name(Array(text.utf8)) }

@Suite("A path to a value")
struct ValuePathTests {
  @Test(
    "has steps by name and by number",
    arguments: [
      (".", []), ("a", [name("a")]), ("server.port", [name("server"), name("port")]),
      ("workers[2].name", [name("workers"), .index(2), name("name")]),
      ("list[-1]", [name("list"), .index(-1)]), ("[0][1]", [.index(0), .index(1)]),
      ("a.\"key.with.dots\"", [name("a"), name("key.with.dots")]),
      ("'a\\b'", [name("a\\b")]), ("\"a\\\"\\u00e9\"", [name("a\"é")]),
      ("[\"a b\"]['c']", [name("a b"), name("c")]), ("''", [name("")]),
      ("workers.2", [name("workers"), name("2")]), ("é-$_/", [name("é-$_/")]),
    ] as [(String, [ValuePath.Step])])
  func steps(_ row: (text: String, steps: [ValuePath.Step])) throws {
    let path = try parse(row.text)
    #expect(path.steps == row.steps)
    // Written and read again it is the same path.
    #expect(try ValuePath.parse(path.bytes) == path)
  }

  @Test(
    "is written as short as it can be read",
    arguments: [
      ("[\"a\"].b", "a.b"), ("'a b'[1]", "\"a b\"[1]"), ("''", "\"\""), ("'.'", "\".\""),
      (".", "."), ("[0].a", "[0].a"),
    ])
  func text(_ row: (text: String, shown: String)) throws {
    #expect(String(decoding: try parse(row.text).bytes, as: UTF8.self) == row.shown)
  }

  @Test(
    "is refused where it is none, with the place",
    arguments: [
      ("", 0, "expected a name at the end"), ("a.", 2, "expected a name at the end"),
      ("a..b", 2, "expected a name: put others in quotes"),
      (".a", 0, "expected a name: put others in quotes"),
      ("a b", 1, "expected . or [ after a step"), ("a[0]b", 4, "expected . or [ after a step"),
      ("a[x]", 2, "expected a whole number or a name in quotes in the brackets"),
      ("a[]", 2, "expected a whole number or a name in quotes in the brackets"),
      ("a[1.5]", 2, "expected a whole number or a name in quotes in the brackets"),
      ("a[99999999999999999999]", 2, "expected a whole number or a name in quotes in the brackets"),
      ("a[1", 1, "the bracket has no end"), ("a['b'", 1, "the bracket has no end"),
      ("'a", 0, "the quoted name has no end"), ("a.\"b\\\"", 2, "the quoted name has no end"),
      ("\"\\x\"", 0, "the quoted name is not a string as JSON has it"),
    ] as [(String, Int, String)])
  func faults(_ row: (text: String, offset: Int, message: String)) {
    let fault = #expect(throws: ValuePath.Fault.self) { try parse(row.text) }
    #expect(fault?.offset == row.offset)
    #expect(fault?.message == row.message)
  }

  @Test(
    "leads to a value, or nowhere",
    arguments: [
      ("a.b", "1"), ("l[0]", "x"), ("l[-1]", "z"), ("l[-3]", "x"), ("l.2", "z"),
      ("t[1].n", "2"), ("a.'c.d'", "3"), ("l[3]", nil), ("l[-4]", nil), ("l.03", nil),
      ("l.+1", nil), ("l.'-1'", nil), ("a[0]", nil), ("a.b.c", nil), ("nothing", nil),
    ] as [(String, String?)])
  func finding(_ row: (path: String, text: String?)) throws {
    let text = "a = {b = 1, 'c.d' = 3}\nl = ['x', 'y', 'z']\n[[t]]\n[[t]]\nn = 2"
    let root = try TOMLParser.parse(FrozenBytes(Array(text.utf8))).root
    #expect(try parse(row.path).find(in: root)?.text == row.text)
    #expect(ValuePath().find(in: root)?.count == 3)
  }
}
