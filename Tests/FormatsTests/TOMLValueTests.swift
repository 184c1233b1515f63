import Formats
import Testing

/// What `a = TEXT` gives `a`.
private func value(_ text: String) throws -> Value.Content {
  let table = try TOMLParser.parse(Array("a = \(text)".utf8))
  return try #require(table["a"]).content
}

private func string(_ text: String) -> Value.Content { .string(Array(text.utf8)) }

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
    #expect(try value(row.text) == .integer(row.value))
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
    #expect(try value(row.text) == .float(row.value))
  }

  @Test("is no number at all, with either sign", arguments: ["nan", "+nan", "-nan"])
  func nan(_ text: String) throws {
    guard case .float(let number) = try value(text) else {
      Issue.record("no float")
      return
    }
    #expect(number.isNaN)
  }

  @Test("is true or false")
  func booleans() throws {
    #expect(try value("true") == .bool(true))
    #expect(try value("false # not true") == .bool(false))
  }

  @Test(
    "is a string in one line, with escapes or literally",
    arguments: [
      (#""""#, ""), (#""a b""#, "a b"), (#""\b\t\n\f\r\"\\""#, "\u{8}\t\n\u{c}\r\"\\"),
      (#""\u00e9\U0001F600 \u0041b""#, "é😀 Ab"), (#""'""#, "'"), ("\"tab\there\"", "tab\there"),
      ("''", ""), (#"'C:\no\escape'"#, #"C:\no\escape"#), (#"'"'"#, "\""), ("'#'", "#"),
    ])
  func strings(_ row: (text: String, value: String)) throws {
    #expect(try value(row.text) == string(row.value))
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
    #expect(try value(row.text) == string(row.value))
  }

  @Test("is a moment, a date and time, a date, or a time")
  func dates() throws {
    let date = try #require(LocalDate(year: 1979, month: 5, day: 27))
    let time = try #require(LocalTime(hour: 7, minute: 32, second: 0, nanosecond: 0))
    let fine = try #require(LocalTime(hour: 0, minute: 32, second: 0, nanosecond: 999_999_123))
    let moment = LocalDateTime(date: date, time: time)
    #expect(try value("1979-05-27") == .localDate(date))
    #expect(try value("1979-05-27 # a day") == .localDate(date))
    #expect(try value("07:32:00") == .localTime(time))
    #expect(try value("00:32:00.9999991239") == .localTime(fine))
    for text in ["1979-05-27T07:32:00", "1979-05-27t07:32:00.0", "1979-05-27 07:32:00"] {
      #expect(try value(text) == .localDateTime(moment))
    }
    for text in ["1979-05-27T07:32:00Z", "1979-05-27 07:32:00z", "1979-05-27T07:32:00+00:00"] {
      #expect(try value(text) == .offsetDateTime(moment, offsetMinutes: 0))
    }
    #expect(
      try value("1979-05-27T07:32:00-08:30") == .offsetDateTime(moment, offsetMinutes: -510))
  }

  @Test("is an array, over several lines, of whatever values")
  func arrays() throws {
    #expect(try value("[]") == .array([]))
    guard case .array(let mixed) = try value("[ # one\n 1, 'x',\r\n\n [true,],\n # end\n]") else {
      Issue.record("no array")
      return
    }
    #expect(mixed.map { $0.content }.prefix(2) == [.integer(1), string("x")])
    #expect(mixed.last?.content == .array([Value(.bool(true), at: .start)]))
    #expect(mixed.map { "\($0.position)" } == ["2:2", "2:5", "4:2"])
  }

  @Test("is a table in one line")
  func inlineTables() throws {
    let inline = "a = { b.c = 1, b.d = {}, 'e' = [{f = 2}] }"
    let long = "[a]\nb.c = 1\nb.d = {}\n[[a.e]]\nf = 2"
    #expect(try TOMLParser.parse(Array(inline.utf8)) == TOMLParser.parse(Array(long.utf8)))
    #expect(try value("{}") == .table(Table()))
  }
}
