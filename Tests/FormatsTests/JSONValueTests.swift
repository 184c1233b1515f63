import Formats
import Testing

private func content(
  _ text: String, _ options: JSONParser.Options = .init()
) throws -> Value.Content {
  try JSONParser.parse(Array(text.utf8), options).content
}

private func string(_ text: String) -> Value.Content { .string(Array(text.utf8)) }

private func number(_ text: String) -> Value.Content { .number(Array(text.utf8)) }

@Suite("A value in JSON")
struct JSONValueTests {
  @Test("is a word")
  func words() throws {
    #expect(try content("null") == .null)
    #expect(try content("true") == .bool(true))
    #expect(try content("false") == .bool(false))
  }

  @Test(
    "is a whole number, exactly",
    arguments: [
      ("0", 0), ("-0", 0), ("7", 7), ("-17", -17), ("9007199254740993", 9_007_199_254_740_993),
      ("9223372036854775807", Int64.max), ("-9223372036854775808", .min),
    ])
  func integers(_ row: (text: String, value: Int64)) throws {
    #expect(try content(row.text) == .integer(row.value))
  }

  @Test(
    "is a double where that is written with the same digits",
    arguments: [
      ("0.5", 0.5), ("-1.25", -1.25), ("0.1", 0.1), ("1.0", 1), ("1.000000000000000000000", 1),
      ("1e2", 100), ("1E+2", 100), ("25e-2", 0.25),
      ("0.30000000000000004", 0.300_000_000_000_000_04),
      ("1e23", 1e23), ("100000.0e18", 1e23), ("5e-324", .leastNonzeroMagnitude), ("1e-005", 1e-5),
      ("1.7976931348623157e308", .greatestFiniteMagnitude), ("0e999999999999999999999", 0),
    ])
  func floats(_ row: (text: String, value: Double)) throws {
    #expect(try content(row.text) == .float(row.value))
  }

  @Test("keeps the sign of a zero that has a point")
  func negativeZero() throws {
    guard case .float(let zero) = try content("-0.0") else {
      Issue.record("no float")
      return
    }
    #expect(zero.sign == .minus && zero == 0)
  }

  @Test(
    "is the text of a number that would lose something",
    arguments: [
      "9223372036854775808", "-9223372036854775809", "18446744073709551616",
      "100000000000000000000", "0.1000000000000000055", "3.14159265358979323846",
      "9007199254740993.0", "123456789012345678e0", "1e400", "-1e400", "1e-400", "4.9e-324",
      "1e999999999999999999999", "1e-999999999999999999999",
    ])
  func numbers(_ text: String) throws {
    #expect(try content(text) == number(text))
  }

  @Test(
    "is a string, with escapes or without",
    arguments: [
      (#""""#, ""), (#""abc""#, "abc"), (#""ä日😀""#, "ä日😀"), (#""a\nb""#, "a\nb"),
      (#""\b\f\n\r\t\"\\\/""#, "\u{8}\u{C}\n\r\t\"\\/"), (#""\u0041\u00e9\u65E5""#, "Aé日"),
      (#""\ud83d\uDE00!""#, "😀!"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
      (#""\u0000""#, "\0"), ("\"\u{7F}\u{FEFF}\u{2028}\"", "\u{7F}\u{FEFF}\u{2028}"),
    ])
  func strings(_ row: (text: String, value: String)) throws {
    #expect(try content(row.text) == string(row.value))
  }

  @Test("is a string in which whatever ends it or is escaped is found at any place")
  func places() throws {
    for length in 0..<40 {
      let before = String(repeating: "x", count: length)
      let after = String(repeating: "é", count: 40 - length)
      #expect(try content("\"\(before)\\n\(after)\"") == string("\(before)\n\(after)"))
      #expect(
        try content("[\"\(before)\",1]")
          == .array([
            Value(string(before), at: .start), Value(.integer(1), at: .start),
          ]))
      #expect(throws: ParseError.self) { try content("\"\(before)\u{1F}\(after)\"") }
    }
  }

  @Test("is an array or an object, with white space anywhere between")
  func structure() throws {
    let one = Value(.integer(1), at: .start)
    #expect(try content(" \t\r\n[ ]\n") == .array([]))
    #expect(try content("[1,[1] , 1 ]") == .array([one, Value(.array([one]), at: .start), one]))
    #expect(try content("{}") == .table(Table()))
    guard case .table(let table) = try content("{ \"b\" : 1 , \"\":[],\"a\":null}") else {
      Issue.record("no object")
      return
    }
    #expect(table.entries.map { String(decoding: $0.key, as: UTF8.self) } == ["b", "", "a"])
    #expect(table["b"] == one)
    #expect(table["a"]?.content == .null)
  }

  @Test("may be nested 512 deep", arguments: [("[", "]"), ("{\"a\":", "}")])
  func depth(_ row: (open: String, close: String)) throws {
    func nested(_ depth: Int) -> String {
      let inner = row.open == "[" ? "" : "0"
      return String(repeating: row.open, count: depth) + inner
        + String(repeating: row.close, count: depth)
    }
    _ = try content(nested(JSONParser.depthMax))
    #expect(throws: ParseError.self) { try content(nested(JSONParser.depthMax + 1)) }
  }

  @Test("knows where it stands, and where its name does, in characters")
  func positions() throws {
    let value = try JSONParser.parse(Array("{\"é\": 1,\r\n  \"日本\" :[ \"ü\",2]}".utf8))
    guard case .table(let table) = value.content,
      case .array(let array) = table.entries[1].value.content
    else {
      Issue.record("no array in an object")
      return
    }
    #expect(value.position.description == "1:1")
    #expect(table.entries.map { $0.keyPosition.description } == ["1:2", "2:3"])
    #expect(table.entries.map { $0.value.position.description } == ["1:7", "2:9"])
    #expect(array.map { $0.position.description } == ["2:11", "2:15"])
  }

  @Test("may stand behind a byte order mark, which takes no column")
  func byteOrderMark() throws {
    let value = try JSONParser.parse([0xEF, 0xBB, 0xBF] + Array(" 1".utf8))
    #expect(value.content == .integer(1))
    #expect(value.position.description == "1:2")
  }

  @Test("is the last of a name where that is asked for, in the place of the first")
  func lastDuplicate() throws {
    let options = JSONParser.Options(takesLastDuplicate: true)
    guard case .table(let table) = try content("{\"a\":1,\"b\":2,\"a\":[]}", options) else {
      Issue.record("no object")
      return
    }
    #expect(table.entries.map { String(decoding: $0.key, as: UTF8.self) } == ["a", "b"])
    #expect(table["a"]?.content == .array([]))
    #expect(table["a"]?.position.description == "1:18")
    #expect(table.entries[0].keyPosition.description == "1:2")
  }
}

@Suite("A line of many, each with a JSON text")
struct JSONLineTests {
  private let bytes = Array("{\"a\": 1}\n[\"é\", x]\n3".utf8)

  @Test("is read where it lies, and counts from the line that is given")
  func slices() throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let first = try JSONParser.parse(lines[0], line: 41)
    guard case .table(let table) = first.content else {
      Issue.record("no object")
      return
    }
    #expect(first.position.description == "41:1")
    #expect(table["a"]?.position.description == "41:7")
    #expect(try JSONParser.parse(lines[2], line: 43).content == .integer(3))
    #expect(throws: ParseError(SourcePosition(line: 42, column: 7), xIsNoValue)) {
      try JSONParser.parse(lines[1], line: 42)
    }
  }

  @Test("may be lent by whoever owns the bytes")
  func spans() {
    let error: ParseError?
    do throws(ParseError) {
      _ = try JSONParser.parse(bytes.span.extracting(9..<18), line: 42)
      error = nil
    } catch let thrown {
      error = thrown
    }
    #expect(error == ParseError(SourcePosition(line: 42, column: 7), xIsNoValue))
  }

  @Test("ends where its bytes do, whatever lies behind them")
  func ends() throws {
    let bytes = Array("12345\"abcdefgh\"true".utf8)
    #expect(try JSONParser.parse(bytes[1..<3], line: 1).content == .integer(23))
    for end in 6..<15 {
      #expect(throws: ParseError.self) { try JSONParser.parse(bytes[5..<end], line: 1) }
    }
    #expect(throws: ParseError.self) { try JSONParser.parse(bytes[15..<18], line: 1) }
    #expect(throws: ParseError.self) { try JSONParser.parse(bytes[3..<3], line: 1) }
  }

  private var xIsNoValue: String { "expected a value, found x: a string needs quotes" }
}

@Suite("JSON with comments")
struct JSONCommentTests {
  private let options = JSONParser.Options(allowsComments: true)

  @Test(
    "may have comments wherever white space may be",
    arguments: [
      "// first\n[1, 2] // last", "/**/[/* * / \n */1/***/,//\r\n2]/**//**/", "[1, /* // */ 2]",
      "[1, 2,]", "[1, 2 /* a */ , // b\n]",
    ])
  func comments(_ text: String) throws {
    let values = [1, 2].map { Value(.integer($0), at: .start) }
    #expect(try content(text, options) == .array(values))
  }

  @Test("may have a comma at the end of an object")
  func comma() throws {
    #expect(try content("{\"a\":1,}", options) == content("{\"a\":1}"))
  }

  @Test("counts the lines of its comments")
  func lines() throws {
    let value = try JSONParser.parse(Array("/*\n\n é*/ // \n/* é */ 1".utf8), options)
    #expect(value.position.description == "4:9")
  }

  @Test("has no comments in its strings")
  func strings() throws {
    #expect(try content(#""/* a // b""#, options) == string("/* a // b"))
  }
}
