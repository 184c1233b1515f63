import Formats
import Testing

private func tree(_ text: String, _ options: JSONParser.Options = .init()) throws -> Tree {
  try JSONParser.parse(Array(text.utf8), options)
}

/// A value in one line (PlainTree.swift).
private func content(
  _ text: String, _ options: JSONParser.Options = .init()
) throws -> String { plain(try tree(text, options).root) }

private func string(_ text: String) -> String { "string \(text)" }

@Suite("A value in JSON")
struct JSONValueTests {
  @Test("is a word")
  func words() throws {
    #expect(try content("null") == "null")
    #expect(try content("true") == "true")
    #expect(try content("false") == "false")
  }

  @Test(
    "is a whole number, as it is written",
    arguments: [
      "0", "-0", "7", "-17", "9007199254740993", "9223372036854775808", "100000000000000000000",
    ])
  func integers(_ text: String) throws {
    let node = try tree(text).root
    #expect(node.kind == .integer)
    #expect(node.text == text)
    #expect(node.integer == Int64(text))
  }

  @Test(
    "is a number with a fraction or an exponent, as it is written",
    arguments: [
      ("0.5", 0.5), ("-1.25", -1.25), ("0.1", 0.1), ("1.0", 1), ("1e2", 100), ("1E+2", 100),
      ("25e-2", 0.25), ("-0.0", 0), ("0.1000000000000000055", 0.1),
      ("5e-324", .leastNonzeroMagnitude),
      ("1e400", .infinity), ("1e-005", 1e-5), ("0e999999999999999999999", 0),
    ])
  func floats(_ row: (text: String, value: Double)) throws {
    let node = try tree(row.text).root
    #expect(node.kind == .float)
    #expect(node.text == row.text)
    #expect(node.double == row.value)
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
      #expect(try content("[\"\(before)\",1]") == "[\(string(before)),integer 1]")
      #expect(throws: ParseError.self) { try content("\"\(before)\u{1F}\(after)\"") }
    }
  }

  @Test("is an array or an object, with white space anywhere between")
  func structure() throws {
    #expect(try content(" \t\r\n[ ]\n") == "[]")
    #expect(try content("[1,[1] , 1 ]") == "[integer 1,[integer 1],integer 1]")
    #expect(try content("{}") == "{}")
    #expect(
      try content("{ \"b\" : 1 , \"\":[],\"a\":null}") == "{b:integer 1,:[],a:null}")
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
    _ = try content(nested(1000), JSONParser.Options(depthMax: 1000))
  }

  @Test("knows where it stands, and where its name does, in characters")
  func positions() throws {
    let root = try tree("{\"é\": 1,\r\n  \"日本\" :[ \"ü\",2]}").root
    let places = { (nodes: [Node]) in nodes.map { $0.position.description } }
    #expect(root.position.description == "1:1")
    #expect(places(root.members.map { $0.name }) == ["1:2", "2:3"])
    #expect(places(root.members.map { $0.value }) == ["1:7", "2:9"])
    #expect(places(Array(root.member(1).elements)) == ["2:11", "2:15"])
  }

  @Test("may stand behind a byte order mark, which takes no column")
  func byteOrderMark() throws {
    let value = try JSONParser.parse([0xEF, 0xBB, 0xBF] + Array(" 1".utf8))
    #expect(plain(value.root) == "integer 1")
    #expect(value.root.position.description == "1:2")
  }

  @Test("is the last of a name where that is asked for, in the place of the first")
  func lastDuplicate() throws {
    let options = JSONParser.Options(takesLastDuplicate: true)
    let root = try tree("{\"a\":1,\"b\":2,\"a\":[]}", options).root
    #expect(plain(root) == "{a:[],b:integer 2}")
    #expect(root["a"]?.position.description == "1:18")
    #expect(root.name(0).position.description == "1:2")
  }
}

@Suite("A line of many, each with a JSON text")
struct JSONLineTests {
  private let bytes = Array("{\"a\": 1}\n[\"é\", x]\n3".utf8)

  @Test("is read where it lies, and counts from the line that is given")
  func slices() throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let first = try JSONParser.parse(lines[0], line: 41)
    #expect(first.root.position.description == "41:1")
    #expect(first.root["a"]?.position.description == "41:7")
    #expect(plain(try JSONParser.parse(lines[2], line: 43).root) == "integer 3")
    #expect(throws: ParseError(SourcePosition(line: 42, column: 7), xIsNoValue)) {
      try JSONParser.parse(lines[1], line: 42)
    }
  }

  @Test("ends where its bytes do, whatever lies behind them")
  func ends() throws {
    let bytes = Array("12345\"abcdefgh\"true".utf8)
    #expect(plain(try JSONParser.parse(bytes[1..<3], line: 1).root) == "integer 23")
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
    #expect(try content(text, options) == "[integer 1,integer 2]")
  }

  @Test("may have a comma at the end of an object")
  func comma() throws {
    #expect(try content("{\"a\":1,}", options) == content("{\"a\":1}"))
  }

  @Test("counts the lines of its comments")
  func lines() throws {
    let value = try JSONParser.parse(Array("/*\n\n é*/ // \n/* é */ 1".utf8), options)
    #expect(value.root.position.description == "4:9")
  }

  @Test("has no comments in its strings")
  func strings() throws {
    #expect(try content(#""/* a // b""#, options) == string("/* a // b"))
  }
}
