import Formats
import Platform
import Testing

private func toml(_ text: String) throws -> Node {
  try TOMLParser.parse(FrozenBytes(Array(text.utf8))).root
}

private func json(_ text: String) throws -> Node {
  try JSONParser.parse(FrozenBytes(Array(text.utf8))).root
}

private func written(_ node: Node, omitsNulls: Bool = false) throws -> String {
  String(decoding: try TOMLTreeWriter.write(node, omitsNulls: omitsNulls), as: UTF8.self)
}

/// A value with the members of its tables in the order of their names.
private func sorted(_ node: Node) -> String {
  switch node.kind {
  case .table:
    return "{\(node.members.map { "\($0.name.text):\(sorted($0.value))" }.sorted())}"
  case .array: return "[\(node.elements.map { sorted($0) })]"
  default: return plain(node)
  }
}

@Suite("A tree that is written as TOML")
struct TOMLTreeWriterTests {
  @Test("has plain values first, then tables with headers, then what is in them")
  func document() throws {
    let tree = try json(
      """
      {"t": {"u": {"x": 1}, "y": 2}, "a": 1, "e": {}, "d": {"f": {"g": true}},
      "l": [{"n": 1}, {}], "m": [1, {"k": "v"}], "z": []}
      """)
    #expect(
      try written(tree) == """
        a = 1
        m = [1, { k = "v" }]
        z = []

        [t]
        y = 2

        [t.u]
        x = 1

        [e]

        [d.f]
        g = true

        [[l]]
        n = 1

        [[l]]

        """)
  }

  @Test("has quotes around the keys that need them, and escapes in strings")
  func strings() throws {
    let tree = try json(#"{"a-1_": "", "": "\"\\\b\t\n\f\r\u0001\u007f", "a.b": "é😀", "ü": "'"}"#)
    #expect(
      try written(tree) == #"""
        a-1_ = ""
        "" = "\"\\\b\t\n\f\r\u0001\u007F"
        "a.b" = "é😀"
        "ü" = "'"

        """#)
  }

  @Test(
    "has numbers that remain what they are",
    arguments: [
      ("0", "integer 0"), ("-17", "integer -17"),
      ("-9223372036854775808", "integer -9223372036854775808"),
      ("1e5", "float 1e5"), ("1.5", "float 1.5"), ("-0.0", "float -0.0"), ("1E-7", "float 1E-7"),
    ])
  func numbers(_ row: (text: String, value: String)) throws {
    #expect(try plain(toml(written(toml("a = \(row.text)")))) == "{a:\(row.value)}")
  }

  /// Texts that other formats have for their numbers.
  @Test(
    "has a point in each number that is no whole one",
    arguments: [
      ("1", "1.0"), ("-3", "-3.0"), ("+1.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5.0"),
      ("1.e3", "1.0e3"), ("007.5", "7.5"), ("-00", "-0.0"), ("0.50", "0.50"), ("1e5", "1e5"),
      ("inf", "inf"), ("-inf", "-inf"), ("nan", "nan"),
    ])
  func floats(_ row: (text: String, shown: String)) throws {
    var builder = TreeBuilder(source: FrozenBytes([]))
    let value = builder.text(.float, Array(row.text.utf8), at: 0)
    let root = try builder.table(
      [builder.text(.string, Array("a".utf8), at: 0), value].span, at: 0)
    let text = try written(builder.finish(root).root)
    #expect(text == "a = \(row.shown)\n")
    #expect(try toml(text)["a"]?.kind == .float)
  }

  @Test(
    "is refused where TOML cannot hold it, with the path",
    arguments: [
      ("null", ".", "a document in TOML is a table, not null"),
      ("[1]", ".", "a document in TOML is a table, not an array"),
      ("{\"a\": {\"b\": [1, {\"c\": null}]}}", "a.b[1].c", "TOML has no null"),
      ("{\"a\": [{\"b\": 1}, {\"b\": null}]}", "a[1].b", "TOML has no null"),
    ])
  func refused(_ row: (text: String, path: String, message: String)) throws {
    let tree = try json(row.text)
    let error = #expect(throws: TOMLWriteError.self) { try TOMLTreeWriter.write(tree) }
    #expect(error?.path.bytes == Array(row.path.utf8))
    #expect(error?.message == row.message)
  }

  @Test("is refused where a whole number is too large")
  func largeNumber() throws {
    var builder = TreeBuilder(source: FrozenBytes([]))
    let value = builder.text(.integer, Array("9223372036854775808".utf8), at: 0)
    let root = try builder.table(
      [builder.text(.string, Array("a".utf8), at: 0), value].span, at: 0)
    let tree = builder.finish(root)
    let error = #expect(throws: TOMLWriteError.self) { try TOMLTreeWriter.write(tree.root) }
    #expect(error?.path.bytes == Array("a".utf8))
    #expect(error?.message == "a whole number in TOML has at most 64 bits: 9223372036854775808")
  }

  @Test("may leave members out that are null, but no elements, which would move the others")
  func nulls() throws {
    let tree = try json(
      #"{"a": null, "b": [{"c": null}], "d": {"e": null}, "f": [1, {"g": null}]}"#)
    #expect(try written(tree, omitsNulls: true) == "f = [1, {}]\n\n[[b]]\n\n[d]\n")
    let array = try json(#"{"a": [null]}"#)
    #expect(throws: TOMLWriteError.self) { try TOMLTreeWriter.write(array, omitsNulls: true) }
  }

  @Test(
    "is read again as the same tree",
    arguments: [
      "", "[a.b.c]\n[a]\nb.d = 1", "[[a]]\n[a.b]\n[[a.c]]\nx = 1\n[[a.c]]\n[[a]]",
      "a = [[[]], [{b = [{c = 1}]}, 1]]\n'' = {'' = {'' = ''}}",
      "a = [1979-05-27, 07:32:00.5, 1979-05-27T07:32:00-07:00, 1979-05-27 07:32:00, inf, -inf, nan]",
      "a = 0xff\nb = 1_0.0_1\nc = '''\nx\ny'''\nd = [{}]\n[e]\n[f.g]\nh = {i.j = 1, i.k = [{l = 1}]}",
    ])
  func again(_ text: String) throws {
    let tree = try toml(text)
    #expect(try sorted(toml(written(tree))) == sorted(tree))
  }
}
