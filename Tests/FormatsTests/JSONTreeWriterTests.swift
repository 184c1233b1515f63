import Formats
import Platform
import Testing

@Suite("A tree as JSON")
struct JSONTreeWriterTests {
  private func written(_ text: String, _ style: JSONTreeWriter.Style) throws -> String {
    let tree = try JSONParser.parse(Array(text.utf8))
    return String(decoding: JSONTreeWriter.write(tree.root, style: style), as: UTF8.self)
  }

  @Test("has no white space, one line, or a value a line")
  func styles() throws {
    let text = "{ \"a\" : [ 1 , 2.50 , { } ] , \"b\" : null }"
    #expect(try written(text, .compact) == "{\"a\":[1,2.50,{}],\"b\":null}")
    #expect(try written(text, .line) == "{\"a\": [1, 2.50, {}], \"b\": null}")
    #expect(
      try written(text, .indented(2))
        == "{\n  \"a\": [\n    1,\n    2.50,\n    {}\n  ],\n  \"b\": null\n}")
  }

  @Test("escapes what JSON says, and nothing else")
  func escapes() throws {
    let text = "\"\\u0001\\n\\t\\r\\\"\\\\\\/ä日😀\\u007f\""
    #expect(try written(text, .compact) == "\"\\u0001\\n\\t\\r\\\"\\\\/ä日😀\\u007f\"")
  }

  @Test("writes what JSON has not as strings")
  func foreign() throws {
    let tree = try TOMLParser.parse(
      FrozenBytes(Array("a = inf\nb = -inf\nc = nan\nd = 1979-05-27\ne = 1e5".utf8)))
    let text = String(decoding: JSONTreeWriter.write(tree.root, style: .compact), as: UTF8.self)
    #expect(text == "{\"a\":\"inf\",\"b\":\"-inf\",\"c\":\"nan\",\"d\":\"1979-05-27\",\"e\":1e5}")
  }
}
