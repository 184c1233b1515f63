import Formats
import Testing

private func parse(_ text: String) throws(ParseError) -> Table {
  try TOMLParser.parse(Array(text.utf8))
}

@Suite("A text in TOML")
struct TOMLDocumentTests {
  @Test(
    "may hold nothing",
    arguments: ["", "\n", "\r\n", " \t ", "# a comment", "\u{FEFF}", "\u{FEFF}# \té\r\n"])
  func empty(_ text: String) throws { #expect(try parse(text) == Table()) }

  @Test("has keys with or without quotes, one within the other by dots")
  func keys() throws {
    let table = try parse("a-1_Z = 1\n1234 = 2\n'' = 3\n\"\\u00e9\".' x ' . b = 4\n1.2 = 5")
    let keys = table.entries.map { String(decoding: $0.key, as: UTF8.self) }
    #expect(keys == ["a-1_Z", "1234", "", "é", "1"])
    guard case .table(let outer) = table["é"]?.content,
      case .table(let inner) = outer[" x "]?.content
    else {
      Issue.record("no tables")
      return
    }
    #expect(inner["b"]?.content == .integer(4))
  }

  @Test("has tables in the order in which they are first named")
  func order() throws {
    let table = try parse("[b.x]\n[a]\n[[c]]\n[b]\n[[c]]\nd = 1")
    #expect(table.entries.map { String(decoding: $0.key, as: UTF8.self) } == ["b", "a", "c"])
    guard case .array(let elements) = table["c"]?.content else {
      Issue.record("no array")
      return
    }
    #expect(elements.count == 2)
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
    #expect(
      table.entries.map { "\($0.keyPosition) \($0.value.position)" } == ["1:1 1:7", "2:2 2:2"])
    guard case .table(let outer) = table["t"]?.content,
      case .table(let inner) = outer["u"]?.content,
      case .array(let array) = inner["ß"]?.content,
      case .array(let tables) = outer["v"]?.content
    else {
      Issue.record("not what was written")
      return
    }
    #expect(inner.entries.map { "\($0.keyPosition) \($0.value.position)" } == ["3:3 3:9"])
    #expect(array.map { "\($0.position)" } == ["3:11", "3:16"])
    #expect("\(outer.entries[0].value.position) \(tables[0].position)" == "2:4 4:5")
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
    #expect(throws: Never.self) { try TOMLParser.parse(text) }
    for cut in text.indices {
      _ = try? TOMLParser.parse(Array(text[..<cut]))
      for byte in [0, 0x0A, 0x0D, 0x22, 0x27, 0x2E, 0x5B, 0x5C, 0x5D, 0x7B, 0x80, 0xFF] as [UInt8] {
        var other = text
        other[cut] = byte
        _ = try? TOMLParser.parse(other)
      }
    }
  }
}
