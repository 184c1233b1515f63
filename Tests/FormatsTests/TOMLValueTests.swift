import Formats
import Platform
import Testing

/// What `a = TEXT` gives `a`.
private func value(_ text: String) throws -> Node {
  let tree = try TOMLParser.parse(FrozenBytes(Array("a = \(text)".utf8)))
  return try #require(tree.root["a"])
}

/// What a value is, and its text.
private func shown(_ text: String) throws -> String {
  let node = try value(text)
  return "\(node.kind) \(node.text)"
}

@Suite("A value in TOML")
struct TOMLValueTests {
  @Test(
    "is a whole number in one of four bases",
    arguments: [
      ("0", 0), ("+99", 99), ("-17", -17), ("-0", 0), ("1_000", 1000), ("5_3_4", 534),
      ("0xDEAD_beef", 0xDEAD_BEEF), ("0o755", 0o755), ("0b1101_0110", 0b1101_0110), ("0x00f", 15),
      ("9223372036854775807", Int64.max), ("-9223372036854775808", .min),
      ("0x7fffffffffffffff", .max),
    ])
  func integers(_ row: (text: String, value: Int64)) throws {
    let number = try value(row.text)
    #expect(number.kind == .integer)
    #expect(number.integer == row.value)
    // The digits alone, however it is written.
    #expect(number.text == "\(row.value)")
  }

  @Test(
    "is a floating-point number, the nearest there is",
    arguments: [
      ("1.0", 1.0), ("+3.1415", 3.1415), ("-0.01", -0.01), ("5e+22", 5e22), ("1e06", 1e6),
      ("-2E-2", -0.02), ("6.626e-34", 6.626e-34), ("224_617.445_991", 224_617.445991), ("0e0", 0),
      ("0.1", 0.1), ("9007199254740993.0", 9_007_199_254_740_992),
      ("4.9e-324", .leastNonzeroMagnitude),
      ("inf", .infinity), ("+inf", .infinity), ("-inf", -.infinity),
    ])
  func floats(_ row: (text: String, value: Double)) throws {
    let number = try value(row.text)
    #expect(number.kind == .float)
    #expect(number.double == row.value)
    #expect(
      number.text
        == row.text.filter { $0 != "_" && $0 != "+" || row.text.contains("e+") && $0 != "_" })
  }

  @Test("is no number at all, with either sign", arguments: ["nan", "+nan", "-nan"])
  func nan(_ text: String) throws {
    #expect(try shown(text) == "float nan")
    #expect(try value(text).double?.isNaN == true)
  }

  @Test("is true or false")
  func booleans() throws {
    #expect(try value("true").bool == true)
    #expect(try value("false # not true").bool == false)
  }

  @Test(
    "is a string in one line, with escapes or literally",
    arguments: [
      (#""""#, ""), (#""a b""#, "a b"), (#""\b\t\n\f\r\"\\""#, "\u{8}\t\n\u{c}\r\"\\"),
      (#""\u00e9\U0001F600 \u0041b""#, "é😀 Ab"), (#""'""#, "'"), ("\"tab\there\"", "tab\there"),
      ("''", ""), (#"'C:\no\escape'"#, #"C:\no\escape"#), (#"'"'"#, "\""), ("'#'", "#"),
    ])
  func strings(_ row: (text: String, value: String)) throws {
    #expect(try value(row.text).string == Array(row.value.utf8))
  }

  @Test(
    "is a string in several lines, without a newline right after the quotes",
    arguments: [
      ("\"\"\"\"\"\"", ""), ("\"\"\"\na\nb\n\"\"\"", "a\nb\n"), ("\"\"\"\r\na\r\nb\"\"\"", "a\nb"),
      ("\"\"\"a \\\n  \n\t b\"\"\"", "a b"), ("\"\"\"a\\   \r\n  b\"\"\"", "ab"),
      ("\"\"\"\"\"two\"\"\"\"\"", "\"\"two\"\""), ("\"\"\"a\\\"\"\"\"", "a\""),
      ("''''''", ""), ("'''\na\\\nb'''", "a\\\nb"), ("''''one''''", "'one'"),
      ("'''\r\na\r\n\r\nb'''", "a\n\nb"),
    ])
  func multilineStrings(_ row: (text: String, value: String)) throws {
    #expect(try value(row.text).string == Array(row.value.utf8))
  }

  @Test("is a moment, a date and time, a date, or a time")
  func dates() throws {
    #expect(try shown("1979-05-27") == "localDate 1979-05-27")
    #expect(try shown("1979-05-27 # a day") == "localDate 1979-05-27")
    #expect(try shown("07:32:00") == "localTime 07:32:00")
    #expect(try shown("00:32:00.9999991239") == "localTime 00:32:00.999999123")
    #expect(try shown("00:32:00.250") == "localTime 00:32:00.25")
    #expect(
      try shown("1979-05-27T00:32:00.123456789") == "localDateTime 1979-05-27T00:32:00.123456789")
    for text in ["1979-05-27T07:32:00", "1979-05-27t07:32:00.0", "1979-05-27 07:32:00"] {
      #expect(try shown(text) == "localDateTime 1979-05-27T07:32:00")
    }
    for text in [
      "1979-05-27T07:32:00Z", "1979-05-27 07:32:00z", "1979-05-27T07:32:00+00:00",
      "1979-05-27t07:32:00.00-00:00", "1979-05-27T07:32:00z",
    ] {
      #expect(try shown(text) == "offsetDateTime 1979-05-27T07:32:00Z")
    }
    #expect(
      try shown("1979-05-27 07:32:00.5-08:30") == "offsetDateTime 1979-05-27T07:32:00.5-08:30")
  }

  @Test("is an array, over several lines, of whatever values")
  func arrays() throws {
    #expect(try value("[]").kind == .array)
    #expect(try value("[]").count == 0)
    let mixed = try value("[ # one\n 1, 'x',\r\n\n [true,],\n # end\n]")
    #expect(mixed.elements.map { "\($0.kind) \($0.text)" } == ["integer 1", "string x", "array "])
    #expect(mixed.element(2).elements.map { $0.bool } == [true])
    #expect(mixed.elements.map { "\($0.position)" } == ["2:2", "2:5", "4:2"])
  }

  @Test("is a table in one line")
  func inlineTables() throws {
    let inline = "a = { b.c = 1, b.d = {}, 'e' = [{f = 2}] }"
    let long = "[a]\nb.c = 1\nb.d = {}\n[[a.e]]\nf = 2"
    let inlineTree = try TOMLParser.parse(FrozenBytes(Array(inline.utf8)))
    let longTree = try TOMLParser.parse(FrozenBytes(Array(long.utf8)))
    #expect(plain(inlineTree.root) == plain(longTree.root))
    #expect(plain(inlineTree.root) == "{a:{b:{c:integer 1,d:{}},e:[{f:integer 2}]}}")
  }
}
