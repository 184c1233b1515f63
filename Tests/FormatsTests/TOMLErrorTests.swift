import Formats
import Platform
import Testing

/// The error of a text, as `LINE:COLUMN: MESSAGE`.
private func error(_ bytes: [UInt8]) -> String {
  do throws(ParseError) {
    _ = try TOMLParser.parse(FrozenBytes(bytes))
    return "no error"
  } catch {
    return "\(error.position): \(error.message)"
  }
}

/// Each case is a text and its error.
@Suite("An error in TOML names the place and what was expected")
struct TOMLErrorTests {
  @Test(
    "in a key",
    arguments: [
      ("a", "1:2: expected = and a value after the key a, found the end of the text"),
      ("a b = 1", "1:3: expected = and a value after the key a, found b"),
      ("= 1", "1:1: expected a key, found ="),
      ("a. = 1", "1:4: expected a key, found ="),
      ("\n.a = 1", "2:1: expected a key, found ."),
      (
        "ä = 1",
        "1:1: expected a key, found ä: a key of other letters than A-Z and a-z needs quotes"
      ),
      ("\"\"\"a\"\"\" = 1", "1:1: a key is no multi-line string: expected one quote"),
      ("'a\n' = 1", "1:1: the string that begins here has no end in its line: expected '"),
    ])
  func keys(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a header",
    arguments: [
      ("[a", "1:3: expected ] after the table's name, found the end of the text"),
      ("[]", "1:2: expected a key, found ]"),
      ("[a.]", "1:4: expected a key, found ]"),
      ("[[a]", "1:4: expected ]] after the table's name, found ]"),
      ("[ [a]]", "1:3: expected a key, found ["),
      ("[a] b = 1", "1:5: expected the end of the line, found b"),
    ])
  func headers(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a name that is taken, with the line that took it",
    arguments: [
      ("a = 1\n\na = 2", "3:1: a is defined already, in line 1"),
      ("a = 1\n'a' = 2", "2:1: a is defined already, in line 1"),
      ("a = {b = 1, b = 2}", "1:13: b is defined already, in line 1"),
      ("[a]\n[b]\n[a]", "3:2: a is defined already, in line 1"),
      ("[a.b]\n[a]\n[a]", "3:2: a is defined already, in line 2"),
      ("[a.b]\n[a]\nb = 1", "3:1: b is defined already, in line 1"),
      ("[a]\nb.c = 1\n[a.b]", "3:4: b is defined already, in line 2"),
      ("[[a]]\n[a]", "2:2: a is defined already, in line 1"),
      ("[a]\n[[a]]", "2:3: a is defined already, in line 1"),
      ("a = []\n[[a]]", "2:3: a is defined already, in line 1"),
      (
        "[a.b]\n[a]\nb.c = 1",
        "3:1: b is a table with a header of its own: defined in line 1, it cannot be added to here"
      ),
      (
        "[[a.b]]\n[a]\nb.c = 1",
        "3:1: b is an array of tables: defined in line 1, it cannot be added to here"
      ),
      (
        "a = {}\n[a.b]",
        "2:2: a is an inline table, which is complete: defined in line 1, it cannot be added to here"
      ),
      (
        "a = [{}]\n[a.b]",
        "2:2: a is an array, which is complete: defined in line 1, it cannot be added to here"
      ),
      (
        "a = 1\na.b = 2",
        "2:1: a is a whole number, no table: defined in line 1, it cannot be added to here"
      ),
    ])
  func taken(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a value",
    arguments: [
      ("a = ", "1:5: expected a value, found the end of the text"),
      ("a =\n1", "1:4: expected a value, found the end of the line"),
      ("a = yes", "1:5: expected a value, found yes: a string needs quotes"),
      ("a = True", "1:5: expected a value, found True: true and false are written in lower case"),
      ("a = -Inf", "1:6: expected a digit after the sign, found Inf"),
      ("a = .5", "1:5: expected a value, found ."),
      ("a = 1 2", "1:7: expected the end of the line, found 2"),
      ("a = [1 2]", "1:8: expected , or ] after a value of the array, found 2"),
      ("a = [\n 1,", "1:5: the array that begins here has no end: expected ]"),
      ("a = {b = 1", "1:5: the inline table that begins here has no end: expected }"),
      (
        "a = {b = 1,}",
        "1:12: expected a key after the comma: an inline table has no comma at its end"
      ),
      (
        "a = {b = 1\n}",
        "1:11: expected , or } after a value of the inline table, found the end of the line: "
          + "an inline table stands in one line"
      ),
    ])
  func values(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a number",
    arguments: [
      ("a = 01", "1:5: a number has no zero before its other digits"),
      ("a = 1__0", "1:6: an underscore in a number stands between two digits"),
      ("a = 1_", "1:6: an underscore in a number stands between two digits"),
      ("a = 0x", "1:7: expected a digit of base 16, found the end of the text"),
      ("a = 0b2", "1:7: expected a digit of base 2, found 2"),
      ("a = -0o7", "1:5: a number of base 8 has no sign"),
      ("a = 1.", "1:7: expected a digit of base 10, found the end of the text"),
      ("a = 1e", "1:7: expected a digit of base 10, found the end of the text"),
      ("a = +", "1:6: expected a digit after the sign, found the end of the text"),
      (
        "a = 9223372036854775808",
        "1:5: a whole number has at most 64 bits: expected \(Int64.min) to \(Int64.max)"
      ),
    ])
  func numbers(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a date or a time",
    arguments: [
      ("a = 2023-02-29", "1:5: the calendar has no such day"),
      ("a = 2023-2-1", "1:11: expected 2 digits for the month, found -1"),
      ("a = 24:00:00", "1:5: the day has no such time"),
      ("a = 07:32", "1:10: expected : here, found the end of the text"),
      (
        "a = 07:32:00.",
        "1:14: expected a digit for the fraction of the second, found the end of the text"
      ),
      ("a = 2023-01-01T", "1:16: expected 2 digits for the hour, found the end of the text"),
      (
        "a = 2023-01-01T00:00:00+24:00",
        "1:24: no zone is so far from UTC: expected -23:59 to +23:59"
      ),
    ])
  func dates(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in a string",
    arguments: [
      ("a = \"x\n\"", "1:5: the string that begins here has no end in its line: expected \""),
      ("a = 1\nb = \"\"\"x\n\n", "2:5: the string that begins here has no end: expected \"\"\""),
      ("a = '''x''", "1:5: the string that begins here has no end: expected '''"),
      (
        "a = \"é\\x41\"",
        "1:7: no escape begins with \\ and x41: expected one of b t n f r \" \\ u U after the backslash"
      ),
      ("a = \"\\u12\"", "1:10: expected 4 hexadecimal digits, found \""),
      ("a = \"\\uD800\"", "1:6: the escape is no character of Unicode"),
      ("a = \"\\U00110000\"", "1:6: the escape is no character of Unicode"),
      (
        "a = \"\u{1B}\"",
        "1:6: the control character U+001B is not allowed in a string: expected an escape, such as \\u001B"
      ),
      ("a = '''\u{0}'''", "1:8: the control character U+0000 is not allowed in a string"),
      ("a = \"\"\"\"\"\"\"\"\"", "1:13: expected the end of the line, found \""),
    ])
  func strings(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test(
    "in what is no text",
    arguments: [
      ("# \u{7F}", "1:3: the control character U+007F is not allowed in a comment"),
      ("a = 1\rb = 2", "1:6: a carriage return must be followed by a newline"),
      ("\u{0}", "1:1: expected a key, found the control character U+0000"),
      (
        "a = 1\n\u{FEFF}b = 2",
        "2:1: expected a key, found a byte order mark, which only stands at the beginning"
      ),
    ])
  func controls(_ row: (text: String, error: String)) {
    #expect(error(Array(row.text.utf8)) == row.error)
  }

  @Test("in what is not UTF-8")
  func encoding() {
    #expect(
      error(Array("# é\né = '".utf8) + [0xFF, 0x27])
        == "2:6: the byte 0xFF is not UTF-8 here: expected UTF-8")
    // Cut off within a character, an overlong form, a surrogate.
    #expect(error([0x23, 0xC3]) == "1:2: the byte 0xC3 is not UTF-8 here: expected UTF-8")
    #expect(error([0x23, 0xC0, 0x80]) == "1:2: the byte 0xC0 is not UTF-8 here: expected UTF-8")
    #expect(
      error([0x23, 0xED, 0xA0, 0x80]) == "1:2: the byte 0xED is not UTF-8 here: expected UTF-8")
    #expect(error([0xFF, 0xFE, 0x61, 0x00]) == "1:1: the text is UTF-16: expected UTF-8")
  }
}
