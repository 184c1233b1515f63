import Logs
import Support
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

  @Test(arguments: 1...6)
  func doesNotDependOnTheLinesBefore(_ seed: UInt64) {
    var chance = SeededChance(seed)
    let keys = [
      "ts", "level", "event", "message", "worker_id", "a", "level\u{e9}",
      "an even longer key of its own",
      "l\\u0065vel", "duration_ms", "severity", "", "data",
    ]
    let values = [
      "1", "\"x\"", "null", "-0.5", "{\"level\":[1]}", "true", "01", "\"\\n\"", "1e5",
      "12345678901234567890",
      "0.25", "\"a string of more than sixteen bytes\"", "1.", "tru",
    ]
    let reader = LineFields(FieldNames())
    var orders = (0..<3).map { _ in Array(keys.shuffled(using: &chance).prefix(6)) }
    for _ in 0..<600 {
      if Int.random(in: 0..<20, using: &chance) == 0 { orders[0].shuffle(using: &chance) }
      let gap = Bool.random(using: &chance) ? " " : ""
      let members = orders[Int.random(in: 0..<3, using: &chance)].map { key in
        "\"\(key)\"\(gap):\(gap)\(values.randomElement(using: &chance) ?? "1")"
      }
      let text = "{" + members.joined(separator: "," + gap) + "}"
      LogLine.lending(Array(text.utf8)) { line in
        let fresh = LineFields(FieldNames())
        #expect(reader.read(line) == fresh.read(line), "\(text)")
        for role in Role.allCases {
          #expect(reader[role].range == fresh[role].range, "\(text) \(role)")
          #expect(reader[role].kind == fresh[role].kind, "\(text) \(role)")
        }
      }
    }
  }
}
