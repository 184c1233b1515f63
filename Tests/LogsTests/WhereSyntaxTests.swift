import Logs
import Testing

/// How expressions are put together, and what is said of a text that is none.
@Suite struct WhereSyntaxTests {
  /// Of this line, `t==1` is true, for which 1 stands below, and `f==1` is false, for which 0 stands.
  private static let line = #"{"t":1,"f":0}"#

  @Test(arguments: [
    ("1", true), ("0", false), ("not 1", false), ("not 0", true), ("! 0", true), ("!1", false),
    ("not not 1", true), ("!!!1", false), ("not ! 1", true),
    ("1 and 1", true), ("1 and 0", false), ("0 and 1", false), ("0 and 0", false),
    ("1 or 1", true), ("1 or 0", true), ("0 or 1", true), ("0 or 0", false),
    ("1 && 1", true), ("1 && 0", false), ("0 || 1", true), ("0 || 0", false),
    ("1 AND 1", true), ("0 Or 1", true), ("NOT 0", true),
    // and binds more than or
    ("1 or 1 and 0", true), ("0 and 0 or 1", true), ("(1 or 1) and 0", false),
    ("0 and (0 or 1)", false), ("0 or 0 and 1 or 1", true), ("1 and 0 or 0 and 1", false),
    // not binds more than and
    ("not 0 and 0", false), ("not (0 and 0)", true), ("not 1 or 1", true), ("not (1 or 1)", false),
    ("1 and not 0 and 1", true), ("1 and not 1 or 0", false), ("0 or not 0", true),
    ("((1))", true), ("(((0)) or (1))", true), ("1 and (1 and (1 and (0 or 1)))", true),
    ("1 and 1 and 1 and 0", false), ("0 or 0 or 0 or 1", true), ("1 and 1 and (0 or not 1)", false),
    ("not (1 and (0 or 1))", false), ("(0 or 1) and (1 or 0)", true),
    ("(1 and 0) or (0 and 1)", false),
    ("not (not (1 and 1) or 0)", true), ("0 and 1 or 1 and 1", true),
    ("(0 and 1 or 1) and 0", false),
  ])
  func bindsAsUsual(_ shape: String, _ expected: Bool) throws {
    var expression = ""
    for letter in shape {
      expression += letter == "1" ? "t==1" : letter == "0" ? "f==1" : String(letter)
    }
    #expect(try isTrue(expression, of: Self.line) == expected)
  }

  @Test(arguments: [
    ("duration_ms > 500 and data.retries >= 2", #"{"duration_ms":500.5,"data":{"retries":2}}"#),
    (
      #"level >= warn and not (phase in ("setup", "teardown") or worker == 3)"#,
      #"{"lvl":"ERROR","phase":"run","worker_id":2}"#
    ),
    (
      #"message =~ /time(d )?out/i && items[0].name startswith "build-""#,
      #"{"msg":"It Timed Out","items":[{"name":"build-7"}]}"#
    ),
    (#"exists data.error or event endswith "_failed""#, #"{"event":"task_failed"}"#),
    ("status =~ /^5/", #"{"status":503}"#),
    (#"time >= "2026-01-31T12""#, #"{"ts":"2026-01-31T12:00:00Z"}"#),
  ])
  func readsTheExamplesOfItsPage(_ expression: String, _ line: String) throws {
    #expect(try isTrue(expression, of: line))
    #expect(try !isTrue(expression, of: "{}"))
  }

  @Test func bindsNotLessThanComparisons() throws {
    #expect(try isTrue("not t == 2", of: Self.line))
    #expect(try isTrue("!t==2", of: Self.line))
    #expect(try isTrue("not t in (2, 3)", of: Self.line))
    #expect(try isTrue("not exists x", of: Self.line))
    #expect(try isTrue("not x exists", of: Self.line))
    #expect(try !isTrue("not t not in (2, 3)", of: Self.line))
  }

  @Test(arguments: [
    "t==1&&f==0", " t\t==\n1\r\n", "(t==1)and(f==0)", "t==1 and!(f==1)", "t in(1)", "t in ( 1 ,2 )",
    "t contains\"1\"", "t=~/1/ and f=~/0/", "t=~/1/i", "'a'<'b'", "1==1", "t>-1",
    "EXISTS t", "t Not In (5)", "t!=null", "t == 1 or x == TRUE", "t==1||t==1", "-1e3<t",
  ])
  func needsNoSpaceWhereItIsPlain(_ expression: String) throws {
    #expect(try isTrue(expression, of: Self.line))
  }
}

/// What is said of texts that are no expressions.
@Suite struct WhereErrorTests {
  private func mistake(_ text: [UInt8]) -> WhereError? {
    do throws(WhereError) {
      _ = try WhereExpression.parse(text, names: FieldNames())
      return nil
    } catch {
      return error
    }
  }

  /// A text, the place of the mistake, and a part of what is said.
  @Test(arguments: [
    ("", 0, "expected a field or a value"), ("  ", 2, "expected a field or a value"),
    ("a", 1, "expected a comparison"), ("a ", 2, "expected a comparison"),
    ("true", 4, "expected a comparison"), ("a ~ 1", 2, "expected a comparison"),
    ("a like 'x'", 2, "expected a comparison"), ("a b", 2, "expected a comparison"),
    ("(a)", 2, "expected a comparison"), ("a:b == 1", 1, "expected a comparison"),
    ("a ==", 4, "expected a field or a value"), ("a == == 1", 5, "expected a field or a value"),
    ("a === 1", 4, "expected a field or a value"), ("a <> 1", 3, "expected a field or a value"),
    ("== 1", 0, "expected a field or a value"), ("a == +1", 5, "expected a field or a value"),
    ("a == `b`", 5, "expected a field or a value"), ("[0] == 1", 0, "expected a field or a value"),
    ("a == 1 and", 10, "expected a field or a value"), ("a == 1 or or", 10, "this name has a dot"),
    ("in == 1", 0, "this name has a dot"), ("a == not", 5, "this name has a dot"),
    ("not", 3, "expected a field or a value"), ("exists", 6, "expected a field or a value"),
    ("exists == 5", 7, "expected a field"), ("exists 5", 7, "expected a field"),
    ("exists \"odd key\"", 7, ".\"odd key\""), ("'x' exists", 0, "expected a field"),
    ("a == 1 b == 2", 7, "expected and, or, or the end"),
    ("1 < a < 5", 6, "expected and, or, or the end"),
    ("a == 1,", 6, "expected and, or, or the end"),
    ("a == 1)", 6, "no parenthesis is open"), ("(a == 1", 7, "parenthesis at character 1"),
    ("b==2 and ( a == 1 b", 18, "parenthesis at character 10"), ("()", 1, "expected a field"),
    ("a not 5", 6, "after not"), ("a not == 5", 6, "after not"),
    ("a in 1", 5, "expected ( after in"), ("a in ()", 6, "expected a field or a value"),
    ("a in (1,)", 8, "expected a field or a value"), ("a in (1 2)", 8, "expected , or )"),
    ("a in (1", 7, "expected , or )"),
    ("a > 1_000", 4, "expected a number"), ("a > 007", 4, "expected a number"),
    ("a > 1.", 4, "expected a number"), ("a > 0x10", 4, "expected a number"),
    ("a > 500ms", 4, "expected a number"), ("a > -", 4, "expected a number"),
    ("a > 2026-01-31", 4, "expected a number"), ("a > 1e", 4, "expected a number"),
    ("a == 1and b == 2", 5, "expected a number"), ("a == 1.2.3", 5, "expected a number"),
    ("a > .5", 5, "expected a key"), ("a..b == 1", 2, "expected a key"),
    ("a. == 1", 2, "expected a key"),
    (". == 1", 1, "expected a key"), ("a.\"b == 1", 2, "the key has no end"),
    ("a.\"b\\\" == 1", 2, "the key has no end"), ("a[ == 1", 2, "place of an element"),
    ("a[x] == 1", 2, "place of an element"), ("a[-1] == 1", 2, "place of an element"),
    ("a[9999999999999999999] == 1", 2, "place of an element"), ("a[1 == 1", 3, "expected ]"),
    ("a[0]b == 1", 4, "expected a comparison"),
    ("a == 'x", 5, "expected '"), ("a == \"x", 5, "expected \""),
    ("a == \"x\\\"", 5, "expected \""),
    ("a == 'x\\'", 5, "expected '"), ("a == '\\x'", 6, "no such escape"),
    ("a == '\\", 6, "no such escape"),
    ("a == '\\u00g0'", 10, "4 hexadecimal digits"), ("a == '\\u12", 10, "4 hexadecimal digits"),
    ("a == '\\ud800'", 6, "half of a character"), ("a == '\\udc00'", 6, "half of a character"),
    ("a == '\\ud800\\ud800'", 6, "half of a character"),
    ("a =~ b", 5, "expected a regular expression"), ("a =~", 4, "expected a regular expression"),
    ("a =~ /x", 5, "expected /"), ("a =~ 'x", 5, "expected '"), ("a =~ /x\\/", 5, "expected /"),
    ("a =~ /x/g", 8, "expected i"), ("a =~ /x/ig", 9, "expected i"),
    ("a =~ 'x'i", 8, "expected a space"),
    ("a =~ /(/", 7, "not a regular expression"), ("a !~ 'x[a'", 9, "not a regular expression"),
    ("level >= 'wran'", 9, "expected a level"), ("'wran' < severity", 0, "expected a level"),
    ("level > ''", 8, "expected a level"),
  ])
  func namesThePlace(_ text: String, _ offset: Int, _ message: String) throws {
    let error = try #require(mistake(Array(text.utf8)))
    #expect(error.offset == offset)
    #expect(error.message.contains(message), "\(error.message)")
  }

  @Test func goesToItsDepthAndNoFurther() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: UInt8(ascii: "("), count: depth) + Array("a==1".utf8)
        + Array(repeating: UInt8(ascii: ")"), count: depth)
    }
    #expect(mistake(nested(100)) == nil)
    #expect(mistake(nested(101))?.offset == 100)
    #expect(mistake(nested(500_000))?.offset == 100)
    let shallow = Array(repeating: Array("(a==1)".utf8), count: 1000).joined(
      separator: Array("or".utf8))
    #expect(mistake(Array(shallow)) == nil)
  }

  @Test func takesLongExpressions() throws {
    let terms = [
      "a==1 or ", "a==1 and ", "not ", "!", "a==1 or a==1 and ", "not a in (1,2,'x') and ",
    ]
    for term in terms {
      let text = String(repeating: term, count: 60_000 / term.utf8.count) + "a==1"
      _ = try isTrue(text, of: "{\"a\":1}")
    }
    let list = String(repeating: "1,", count: 100_000) + "2"
    #expect(try isTrue("a in (\(list))", of: "{\"a\":2}"))
    let text = String(repeating: "x", count: 200_000)
    #expect(try isTrue("a == '\(text)'", of: "{\"a\":\"\(text)\"}"))
    #expect(try isTrue("a\(String(repeating: ".a", count: 100_000)) == null", of: "{\"a\":{}}"))
    let number = "1" + String(repeating: "0", count: 200_000)
    #expect(try isTrue("a == \(number)", of: "{\"a\":1e200000}"))
  }

  @Test func refusesWhatIsTooMuch() {
    #expect(mistake(Array(repeating: UInt8(ascii: " "), count: 3 << 20))?.offset == 1 << 20)
    let fields = (0..<1001).map { "f\($0)==1" }.joined(separator: " or ")
    #expect(mistake(Array(fields.utf8))?.message.contains("different fields") == true)
    let patterns = Array(repeating: "a=~/x/", count: 1001).joined(separator: " or ")
    #expect(mistake(Array(patterns.utf8))?.message.contains("regular expressions") == true)
  }

  @Test func neverCrashesWhateverIsWritten() {
    let pieces = [
      "a", ".", "\"", "'", "\\", "/", "(", ")", "[", "]", "0", "-", "==", "=~", "!", "not ", " in ",
      "and",
      " or ", "exists ", "level", ">=", "\u{0}", "é", ",", "1", " ", "\n", "u00e9", "warn",
      "contains",
    ]
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      if let error = mistake(Array(text.utf8)) {
        #expect(error.offset >= 0 && error.offset <= text.utf8.count && error.message != "")
      }
    }
    for byte in UInt8.min...UInt8.max { _ = mistake([byte, 0xFF, byte]) }
  }
}
