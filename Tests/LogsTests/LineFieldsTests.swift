import Logs
import Testing

/// What a line has to be to be an entry, and which of its values count.
@Suite struct LineFieldsTests {
  private func isEntry(_ text: String) -> Bool {
    LogLine.lending(Array(text.utf8)) { LineFields(FieldNames()).read($0) }
  }

  private func value(_ role: Role, _ text: String) -> String? {
    LogLine.lending(Array(text.utf8)) { line in
      let fields = LineFields(FieldNames())
      guard fields.read(line), fields[role].isThere else { return nil }
      return String(decoding: JSONText.decoded(line, fields[role]), as: UTF8.self)
    }
  }

  @Test(arguments: [
    "{}", " { } ", "{\"a\":1}", "{\"a\": [1, {\"b\": [[]]}, {}], \"c\":-0.5e+3}\r",
    "{\"\":\"\"}", "{\"a\":\"\\u00e9\\n\\\"\"}", "{\"a\":true,\"a\":false,\"b\":null}",
  ])
  func takesObjects(_ text: String) { #expect(isEntry(text)) }

  @Test(arguments: [
    "", "1", "[]", "\"{}\"", "{", "}", "{}{}", "{} x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
    "{,}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":1e}", "{\"a\":nan}",
    "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\t\"}", "{\"a\":\"b}", "{a:1}", "{'a':1}",
    "{\"a\":[1}", "{\"a\":[1,]}", "{\"a\":{\"b\":1]}", "{\"a\":tru}", "{\"a\":1 \"b\":2}",
    "{\"a\":\"\u{0}\"}", "{\"a\":[}]}", "{\"a\":{}",
  ])
  func refusesTheRest(_ text: String) { #expect(!isEntry(text)) }

  @Test func nestsToItsLimit() {
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(isEntry(nested(1000)))
    #expect(isEntry(nested(1024)))
    #expect(!isEntry(nested(100_000)))
  }

  @Test func findsRolesByTheirKeys() {
    let line =
      "{\"msg\":\"m\",\"severity\":\"warn\",\"@timestamp\":\"t\",\"worker\":3,\"task\":\"T\"}"
    #expect(value(.message, line) == "m")
    #expect(value(.level, line) == "warn")
    #expect(value(.time, line) == "t")
    #expect(value(.worker, line) == "3")
    #expect(value(.task, line) == "T")
    #expect(value(.event, line) == nil)
  }

  @Test func takesTheLastOfEqualKeysAndTheFirstOfTheList() {
    #expect(value(.level, "{\"level\":\"a\",\"level\":\"b\"}") == "b")
    #expect(value(.level, "{\"level\":\"a\",\"severity\":\"b\"}") == "a")
    #expect(value(.level, "{\"severity\":\"b\",\"level\":\"a\"}") == "a")
    #expect(value(.level, "{\"severity\":\"b\",\"level\":null}") == "b")
    #expect(value(.level, "{\"l\\u0065vel\":\"x\"}") == "x")
  }

  @Test func readsEscapes() {
    #expect(value(.message, "{\"msg\":\"\\ud83d\\ude00 \\u00e9\\/\\b\"}") == "😀 é/\u{8}")
    #expect(value(.message, "{\"msg\":\"\\ud83d x\"}") == "\u{FFFD} x")
  }
}
