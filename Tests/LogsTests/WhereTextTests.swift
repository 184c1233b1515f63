import Logs
import Testing

/// What is asked of texts: parts, beginnings, ends, regular expressions.
@Suite struct WhereTextTests {
  private static let line =
    #"{"m":"connection timed out","e":"tab\there \u00e9\"","n":503,"f":-0.50,"#
    + #""t":["a","b c",7,null,"\u0078"],"o":{"k":"v"},"y":true,"z":null,"s":"timed"}"#

  @Test(arguments: [
    "m contains 'timed'", "m contains ''", "m contains m", "m contains s", "m startswith 'conn'",
    "m startswith ''", "m startswith m", "m endswith 'out'", "m endswith ''", "m endswith m",
    "'connection timed out' contains s", "e contains 'é\"'", "e contains '\\t'",
    "e startswith \"tab\\u0009h\"", "e endswith \"\\u00E9\\\"\"", "n contains '03'",
    "n contains 50",
    "n startswith 5", "n endswith '3'", "f startswith '-0.5'", "f endswith '0'",
    "t contains 'a'", "t contains 'b c'", "t contains 7", "t contains '7'", "t contains null",
    "t contains 'x'", "m CONTAINS 'timed'",
  ])
  func isIn(_ expression: String) throws {
    #expect(try isTrue(expression, of: Self.line))
    #expect(try !isTrue("not (\(expression))", of: Self.line))
  }

  @Test(arguments: [
    "m contains 'Timed'", "m contains 'timed out!'", "m startswith 'onn'", "m endswith 'ou'",
    "m startswith 'connection timed out.'", "m endswith '.connection timed out'", "s contains m",
    "t contains 'b'", "t contains 8", "t contains true", "t contains q", "t startswith 'a'",
    "o contains 'k'", "o contains 'v'", "y contains 'true'", "y contains ''", "z contains ''",
    "z startswith 'null'", "q contains ''", "q endswith ''", "m contains q", "m contains null",
    "m contains true", "m startswith t", "n contains 'x'", "f contains '-.5'",
  ])
  func isNotIn(_ expression: String) throws {
    #expect(try !isTrue(expression, of: Self.line))
    #expect(try isTrue("not \(expression)", of: Self.line))
  }

  private func negated(_ expression: String) -> String {
    var bytes = Array(expression.utf8)
    for index in bytes.indices.dropFirst() where bytes[index - 1...index].elementsEqual("=~".utf8) {
      bytes[index - 1] = UInt8(ascii: "!")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func negatesEachOfThem() throws {
    #expect(try isTrue("m not contains 'x'", of: Self.line))
    #expect(try isTrue("m not startswith 'x'", of: Self.line))
    #expect(try isTrue("m not endswith 'x'", of: Self.line))
    #expect(try !isTrue("m not contains 'timed'", of: Self.line))
    #expect(try isTrue("q not contains 'x'", of: Self.line))
  }

  @Test(arguments: [
    "m =~ /time[ds] out$/", "m =~ 'time[ds] out$'", "m =~ \"^conn\"", "m =~ /TIMED/i",
    "m =~ '(?i)TIMED'", "m =~ //", "m =~ /\\btimed\\b/", "m =~ '\\btimed\\b'", "e =~ /\\there/",
    "e =~ /é\"/", "e =~ /É/i", "e =~ /\\x{e9}\"$/", "e =~ \"é\\\"\"", "n =~ /^5..$/",
    "f =~ /^-0[.]5/",
    "'a/b' =~ /a\\/b/",
  ])
  func matches(_ expression: String) throws {
    #expect(try isTrue(expression, of: Self.line))
    #expect(try !isTrue(negated(expression), of: Self.line))
  }

  @Test(arguments: [
    "m =~ /Timed/", "m =~ /^timed/", "t =~ /a/", "o =~ /v/", "y =~ /true/", "z =~ /null/",
    "q =~ //",
    "n =~ /^3/",
  ])
  func matchesNot(_ expression: String) throws {
    #expect(try !isTrue(expression, of: Self.line))
    #expect(try isTrue(negated(expression), of: Self.line))
  }

  @Test func readsTextsInQuotesOfEitherKind() throws {
    let line = #"{"a":"it's \"x\" \\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00"}"#
    #expect(try isTrue(#"a == "it's \"x\" \\ / \b\f\n\r\t é 😀""#, of: line))
    #expect(try isTrue(#"a == 'it\'s "x" \\ \/ \b\f\n\r\t \u00E9 \uD83D\uDE00'"#, of: line))
  }

  @Test func saysWhereARegularExpressionGaveUp() throws {
    let text = "exists a and a =~ /^(a+)+$/"
    let expression = try WhereExpression.parse(Array(text.utf8), names: FieldNames())
    func matches(_ value: String) -> Bool {
      LogLine.lending(Array("{\"a\":\"\(value)\"}".utf8)) { expression.matches($0) }
    }
    #expect(matches("aaa"))
    #expect(!matches("b"))
    #expect(expression.failure == nil)
    #expect(!matches(String(repeating: "a", count: 40) + "b"))
    #expect(expression.failure?.offset == 19)
    #expect(expression.failure?.message.contains("too many ways") == true)
  }

  @Test func searchesTheSameWayAfterMuchWasSearched() throws {
    let expression = try WhereExpression.parse(Array("a =~ /x+y$/".utf8), names: FieldNames())
    let long = String(repeating: "x", count: 100_000)
    for _ in 0..<5 {
      #expect(LogLine.lending(Array("{\"a\":\"\(long)y\"}".utf8)) { expression.matches($0) })
      #expect(!LogLine.lending(Array("{\"a\":\"\(long)yz\"}".utf8)) { expression.matches($0) })
    }
  }
}
