import Formats
import Testing

/// The error of a text, as `LINE:COLUMN: MESSAGE`.
private func error(_ bytes: [UInt8], _ options: JSONParser.Options = .init()) -> String {
  do throws(ParseError) {
    _ = try JSONParser.parse(bytes, options)
    return "no error"
  } catch {
    return "\(error.position): \(error.message)"
  }
}

/// Each case is a text and its error.
@Suite("An error in JSON names the place and what was expected")
struct JSONErrorTests {
  @Test(
    "in what is no value",
    arguments: [
      ("", "1:1: expected a value, found the end of the text"),
      (" \n ", "2:2: expected a value, found the end of the text"),
      ("x", "1:1: expected a value, found x: a string needs quotes"),
      ("é", "1:1: expected a value, found é"),
      ("[tru]", "1:2: expected a value, found tru: a string needs quotes"),
      ("nullable", "1:1: expected a value, found nullable: a string needs quotes"),
      (
        "[True]",
        "1:2: expected a value, found True: true, false and null are written in lower case"
      ),
      ("[NaN]", "1:2: expected a value, found NaN: JSON has no such number"),
      ("Infinity", "1:1: expected a value, found Infinity: JSON has no such number"),
      ("[+1]", "1:2: expected a value, found +: a number has no plus sign"),
      ("[.5]", "1:2: expected a value, found .: a number begins with a digit"),
      ("['a']", "1:2: expected a value, found ': a string has double quotes"),
      ("]", "1:1: expected a value, found ]"),
      ("\u{0}", "1:1: expected a value, found the control character U+0000"),
      ("\u{C}1", "1:1: expected a value, found the control character U+000C"),
      ("// a", "1:1: expected a value, found a comment, which JSON does not have"),
    ])
  func values(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "behind the value",
    arguments: [
      ("1 2", "1:3: expected the end of the text after its value, found 2"),
      ("{}\n}", "2:1: expected the end of the text after its value, found }"),
      (
        "[] \u{0}",
        "1:4: expected the end of the text after its value, found the control character U+0000"
      ),
      ("[] # a", "1:4: expected the end of the text after its value, found #"),
      ("1,", "1:2: expected the end of the text after its value, found ,"),
    ])
  func behind(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in an array",
    arguments: [
      ("[", "1:1: the array that begins here has no end: expected ]"),
      ("[1,\n[2\n", "2:1: the array that begins here has no end: expected ]"),
      ("[1,", "1:1: the array that begins here has no end: expected ]"),
      ("[,1]", "1:2: expected a value, found ,"),
      ("[1,,2]", "1:4: expected a value, found ,"),
      ("[1 2]", "1:4: expected , or ] after a value of the array, found 2"),
      ("[\"é\" \"a\"]", "1:6: expected , or ] after a value of the array, found \""),
      ("[1}", "1:3: expected , or ] after a value of the array, found }"),
      ("[1,]", "1:4: expected a value after the comma: an array has no comma at its end"),
      (
        "[1/**/]",
        "1:3: expected , or ] after a value of the array, found a comment, which JSON does not have"
      ),
    ])
  func arrays(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in an object",
    arguments: [
      ("[{", "1:2: the object that begins here has no end: expected }"),
      ("{\"a\":1", "1:1: the object that begins here has no end: expected }"),
      ("{\"a\":1,", "1:1: the object that begins here has no end: expected }"),
      ("{a:1}", "1:2: expected a key in double quotes, found a"),
      ("{1:1}", "1:2: expected a key in double quotes, found 1"),
      ("{'a':1}", "1:2: expected a key in double quotes, found '"),
      ("{,}", "1:2: expected a key in double quotes, found ,"),
      ("{\"a\"}", "1:5: expected : after the key a, found }"),
      ("{\"a\" 1}", "1:6: expected : after the key a, found 1"),
      ("{\"\"=1}", "1:4: expected : after the key \"\", found ="),
      ("{\"a\":}", "1:6: expected a value, found }"),
      ("{\"a\":1 \"b\":2}", "1:8: expected , or } after a value of the object, found \""),
      ("{\"a\":1]", "1:7: expected , or } after a value of the object, found ]"),
      ("{\"a\":1,}", "1:8: expected a key after the comma: an object has no comma at its end"),
      ("{\"a\":1,2}", "1:8: expected a key in double quotes, found 2"),
    ])
  func objects(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a name that is taken, with the line that took it",
    arguments: [
      ("{\"a\":1,\n\"b\":{\"a\":1},\n \"a\":2}", "3:2: a is defined already, in line 1"),
      ("{\"a\":1,\"\\u0061\":2}", "1:8: a is defined already, in line 1"),
      ("{\"\":1,\"\":2}", "1:7: \"\" is defined already, in line 1"),
    ])
  func taken(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test("in a name that is taken, among many and long ones")
  func takenOfMany() {
    let members = (0..<100).map { "\"\($0)\": 0,\n" }.joined()
    #expect(error(Array("{\(members)\"7\": 1}".utf8)) == "101:1: 7 is defined already, in line 8")
    let long = String(repeating: "a", count: 100)
    #expect(
      error(Array("{\"\(long)\": 1, \"\(long)\": 2}".utf8))
        == "1:109: \(long.prefix(60))... is defined already, in line 1")
  }

  @Test(
    "in a number",
    arguments: [
      ("-", "1:2: expected a digit of the number, found the end of the text"),
      ("[-a]", "1:3: expected a digit of the number, found a"),
      ("01", "1:1: a number has no zero before its other digits"),
      ("[-012]", "1:3: a number has no zero before its other digits"),
      ("1.", "1:3: expected a digit of the fraction, found the end of the text"),
      ("[1.e5]", "1:4: expected a digit of the fraction, found e5"),
      ("1e", "1:3: expected a digit of the exponent, found the end of the text"),
      ("[1E+]", "1:5: expected a digit of the exponent, found ]"),
      ("[1e-x]", "1:5: expected a digit of the exponent, found x"),
      ("0x10", "1:2: expected the end of the text after its value, found x10"),
      ("[1_000]", "1:3: expected , or ] after a value of the array, found _000"),
    ])
  func numbers(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a string",
    arguments: [
      ("\"a", "1:1: the string that begins here has no end in its line: expected \""),
      ("[\"é\", \"a\n\"]", "1:7: the string that begins here has no end in its line: expected \""),
      ("\"a\r\n\"", "1:1: the string that begins here has no end in its line: expected \""),
      (
        "\"é\t\"",
        "1:3: the control character U+0009 is not allowed in a string: expected the escape \\t"
      ),
      (
        "\"\u{0}\"",
        "1:2: the control character U+0000 is not allowed in a string: expected the escape \\u0000"
      ),
      (
        "\"é\\x41\"",
        "1:3: no escape begins with \\ and x41: expected one of b t n f r \" \\ / u after the backslash"
      ),
      (
        "\"\\",
        "1:2: no escape begins with \\ and the end of the text: expected one of b t n f r \" \\ / u after the backslash"
      ),
      ("\"\\u12\"", "1:6: expected 4 hexadecimal digits, found \""),
      ("\"\\u", "1:4: expected 4 hexadecimal digits, found the end of the text"),
      ("\"\\ud83d\\u12x\"", "1:12: expected 4 hexadecimal digits, found x"),
    ])
  func strings(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in the half of a character",
    arguments: [
      ("\"é\\ud83d\"", 3, true), ("\"\\ud83dx\"", 2, true), ("\"\\ud83d\\n\"", 2, true),
      ("\"\\ud83d\\u0041\"", 2, true), ("\"\\ud83d\\ud83d\\ude00\"", 2, true),
      ("\"\\ude00\"", 2, false), ("\"\\ude00\\ud83d\"", 2, false),
      ("\"\\ud83d\\ude00\\ude00\"", 14, false), ("{\"\\ude00\":1}", 3, false),
    ])
  func halves(_ row: (text: String, column: Int, isFirst: Bool)) {
    let message =
      row.isFirst
      ? "the escape is the first half of a character without the second: expected \\uDC00 to \\uDFFF after it"
      : "the escape is the second half of a character without the first: expected \\uD800 to \\uDBFF before it"
    #expect(error(Array(row.text.utf8)) == "1:\(row.column): \(message)")
  }

  @Test("in what is nested too deep")
  func depth() {
    let opening = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(error(opening) == "1:513: nested more than 512 deep")
    let objects = String(repeating: "{\"a\":\n", count: 1000)
    #expect(error(Array(objects.utf8)) == "513:1: nested more than 512 deep")
  }

  @Test("in what is not UTF-8")
  func encoding() {
    #expect(
      error(Array("[\"é\",\n\"é".utf8) + [0xFF, 0x22, 0x5D])
        == "2:3: the byte 0xFF is not UTF-8 here: expected UTF-8")
    // Cut off within a character, an overlong form, a surrogate.
    #expect(error([0x22, 0xC3]) == "1:2: the byte 0xC3 is not UTF-8 here: expected UTF-8")
    #expect(error([0x22, 0xC0, 0x80]) == "1:2: the byte 0xC0 is not UTF-8 here: expected UTF-8")
    #expect(
      error([0x22, 0xED, 0xA0, 0x80]) == "1:2: the byte 0xED is not UTF-8 here: expected UTF-8")
    #expect(error([0xFF, 0xFE, 0x31, 0x00]) == "1:1: the text is UTF-16: expected UTF-8")
    #expect(error([0xEF, 0xBB, 0xBF]) == "1:1: expected a value, found the end of the text")
    #expect(
      error([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF])
        == "1:1: expected a value, found a byte order mark, which only stands at the beginning")
  }

  @Test(
    "in a comment, where they are allowed",
    arguments: [
      ("[1 /* a\n", "1:4: the comment that begins here has no end: expected */"),
      ("/*/", "1:1: the comment that begins here has no end: expected */"),
      ("/* *", "1:1: the comment that begins here has no end: expected */"),
      ("[1 /]", "1:5: expected / or * for a comment, found ]"),
      ("1 /", "1:4: expected / or * for a comment, found the end of the text"),
      ("// a", "1:5: expected a value, found the end of the text"),
      ("[,]", "1:2: expected a value, found ,"),
      ("[1,,]", "1:4: expected a value, found ,"),
      ("{,}", "1:2: expected a key in double quotes, found ,"),
    ])
  func comments(_ row: (text: String, error: String)) {
    let options = JSONParser.Options(allowsComments: true)
    #expect(error(Array(row.text.utf8), options) == row.error)
  }
}
