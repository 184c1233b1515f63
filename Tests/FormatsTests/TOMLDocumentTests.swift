import Formats
import Platform
import Testing

private func parse(_ text: String) throws(ParseError) -> Node {
  try TOMLParser.parse(FrozenBytes(Array(text.utf8))).root
}

private func names(_ table: Node) -> [String] { table.members.map { $0.name.text } }

/// `NAME VALUE` of each member, by where they stand.
private func places(_ table: Node?) -> [String] {
  table?.members.map { "\($0.name.position) \($0.value.position)" } ?? []
}

@Suite("A text in TOML")
struct TOMLDocumentTests {
  @Test(
    "may hold nothing",
    arguments: ["", "\n", "\r\n", " \t ", "# a comment", "\u{FEFF}", "\u{FEFF}# \té\r\n"])
  func empty(_ text: String) throws {
    let table = try parse(text)
    #expect(table.kind == .table)
    #expect(table.count == 0)
  }

  @Test("has keys with or without quotes, one within the other by dots")
  func keys() throws {
    let table = try parse("a-1_Z = 1\n1234 = 2\n'' = 3\n\"\\u00e9\".' x ' . b = 4\n1.2 = 5")
    #expect(names(table) == ["a-1_Z", "1234", "", "é", "1"])
    #expect(table["é"]?[" x "]?["b"]?.integer == 4)
  }

  @Test("has tables in the order in which they are first named")
  func order() throws {
    let table = try parse("[b.x]\n[a]\n[[c]]\n[b]\n[[c]]\nd = 1")
    #expect(names(table) == ["b", "a", "c"])
    let array = try #require(table["c"])
    #expect(array.kind == .array)
    #expect(array.elements.map { names($0) } == [[], ["d"]])
  }

  @Test(
    "may define a table after the tables in it, and add to what is open",
    arguments: [
      "[a.b]\n[a]\nc = 1", "[a.b.c]\n[a]\nb.d = 1", "a.b = 1\na.c = 2", "[a]\nb.c = 1\n[a.b.d]",
      "[[a]]\n[a.b]\n[[a]]\n[a.b]", "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]", "[a.b]\n[[a.c]]",
      "[ a . \"b\" ]", "[[ a ]] # x", "[a]\nb.c.d = 1\nb.c.e = 2\nb.f = 3",
    ])
  func open(_ text: String) { #expect(throws: Never.self) { try parse(text) } }

  @Test("knows where each value stands, in characters")
  func positions() throws {
    let text = "'é' = 'ü' # ö\n[t.u]\n  \"ß\" = [ 'ä', {b = 1} ]\r\n[[t.v]]\n"
    let table = try parse(text)
    #expect(places(table) == ["1:1 1:7", "2:2 2:2"])
    let outer = try #require(table["t"])
    let inner = try #require(outer["u"])
    #expect(places(outer) == ["2:4 2:4", "4:5 4:5"])
    #expect(places(inner) == ["3:3 3:9"])
    #expect(inner["ß"]?.elements.map { "\($0.position)" } == ["3:11", "3:16"])
    #expect(outer["v"]?.element(0).position == SourcePosition(line: 4, column: 5))
  }

  @Test("knows where a table stands: at the name in its own header, else where it is first named")
  func tablePositions() throws {
    let table = try parse("[a.b]\n[a]\nc.d = 1\nc.e = 2\n[a.c.f]\n[[g]]\n[[g]]")
    #expect(places(table) == ["1:2 2:2", "6:3 6:3"])
    #expect(places(table["a"]) == ["1:4 1:4", "3:1 3:1"])
    #expect(places(table["a"]?["c"]) == ["3:3 3:7", "4:3 4:7", "5:6 5:6"])
    #expect(table["g"]?.elements.map { "\($0.position)" } == ["6:3", "7:3"])
    #expect(table.position == .start)
  }

  @Test("has names and values at offsets in bytes, quotes included")
  func offsets() throws {
    let table = try parse("'é' = 'ü' # ö\nb = {'c' = [1]}")
    #expect(table.name(0).offset == 0)
    #expect(table.member(0).offset == 7)
    #expect(table.name(1).offset == 17)
    #expect(table["b"]?.offset == 21)
    #expect(table["b"]?.name(0).offset == 22)
    #expect(table["b"]?["c"]?.element(0).offset == 29)
  }

  @Test("finds every name of a large table, and refuses one that is taken")
  func large() throws {
    let text = (0..<3000).map { "k\($0) = \($0)\n\"q\\u0041\($0)\" = 'x'\n" }.joined()
    let table = try parse(text)
    #expect(table.count == 6000)
    #expect((0..<3000).allSatisfy { table["k\($0)"]?.integer == Int64($0) })
    #expect((0..<3000).allSatisfy { table["qA\($0)"]?.text == "x" })
    #expect(table["k3000"] == nil)
    let error = #expect(throws: ParseError.self) { try parse(text + "'qA7' = 1") }
    #expect(error?.message == "qA7 is defined already, in line 16")
    #expect(throws: ParseError.self) { try parse(text + "[k1]") }
  }

  @Test("may be read with another limit of its depth")
  func otherDepth() throws {
    func parse(_ text: String, _ depth: Int) throws(ParseError) {
      _ = try TOMLParser.parse(FrozenBytes(Array(text.utf8)), depthMax: depth)
    }
    #expect(throws: Never.self) { try parse("a = [1]", 2) }
    #expect(throws: ParseError.self) { try parse("a = [[1]]", 2) }
    #expect(throws: Never.self) {
      try parse(
        "a = " + String(repeating: "[", count: 600) + String(repeating: "]", count: 600), 601)
    }
  }

  @Test("is nested no deeper than the limit, however the nesting is written")
  func depth() {
    let most = TOMLParser.depthMax
    func brackets(_ count: Int) -> String {
      "a = " + String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    func dots(_ count: Int) -> String {
      String(repeating: "a.", count: count - 1) + "a"
    }
    for text in [brackets(most - 1), dots(most) + " = 1", "[\(dots(most - 1))]\na = 1"] {
      #expect(throws: Never.self) { try parse(text) }
    }
    for text in [
      brackets(most), brackets(1_000_000), dots(most + 1) + " = []", "[\(dots(most + 1))]",
      "[[\(dots(most + 1))]]", "[\(dots(most - 1))]\na = [[]]",
      "a = " + String(repeating: "{a=", count: most),
    ] {
      let error = #expect(throws: ParseError.self) { try parse(text) }
      #expect(error?.message == "nested more than \(most) deep")
    }
  }

  @Test("never ends the program, wherever it is cut off or disturbed")
  func disturbed() {
    let text = Array(
      """
      \u{FEFF}# é
      a."b".'c' = [1_0, -1, 0x1, 1.5e-3, inf, "\\u00e9\\n", 'x', { d = true, e.f = [] }] # c\r
      [[t.u]]
      m = \"\"\"
      a\\
        b\"\"\"\"\"
      n = '''x'''
      [t.v]
      d = [1979-05-27T07:32:00.5-08:00, 07:32:00, 1979-05-27]
      """.utf8)
    #expect(throws: Never.self) { try TOMLParser.parse(FrozenBytes(text)) }
    for cut in text.indices {
      _ = try? TOMLParser.parse(FrozenBytes(Array(text[..<cut])))
      for byte in [0, 0x0A, 0x0D, 0x22, 0x27, 0x2E, 0x5B, 0x5C, 0x5D, 0x7B, 0x80, 0xFF] as [UInt8] {
        var other = text
        other[cut] = byte
        _ = try? TOMLParser.parse(FrozenBytes(other))
      }
    }
  }
}
