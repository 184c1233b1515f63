import Formats
import Platform
import Testing
import YAML

/// What a text of YAML says.
@Suite struct YAMLValueTests {
  @Test(arguments: [
    // The core schema of YAML 1.2, section 10.3.2.
    ("null", "null"), ("~", "null"), ("Null", "null"), ("nULL", "\"nULL\""),
    ("true", "true"), ("FALSE", "false"), ("yes", "\"yes\""), ("tRUE", "\"tRUE\""),
    ("0", "0"), ("-0", "0"), ("+12", "12"), ("012", "12"), ("0o14", "12"), ("0xFf", "255"),
    ("-0xFF", "\"-0xFF\""), ("0b1", "\"0b1\""), ("1_000", "\"1_000\""),
    ("0xFFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175"), ("0x0000", "0"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("1.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"), ("1.", "1.0"), ("+1.5", "1.5"),
    ("1e3", "1e3"), ("1.e3", "1e3"), ("12e03", "12e03"), ("-2E+05", "-2E+05"), ("01.5", "1.5"),
    (".inf", "inf"), ("-.Inf", "-inf"), ("+.INF", "inf"), (".nan", "nan"), ("-.nan", "\"-.nan\""),
    (".", "\".\""), ("-", "[null]"), ("1e", "\"1e\""), ("e3", "\"e3\""), ("1 2", "\"1 2\""),
    ("2001-12-14", "\"2001-12-14\""), ("12:30", "\"12:30\""),
    ("\"1\"", "\"1\""), ("'true'", "\"true\""), ("|\n  1\n", "\"1\n\""),
    (">\n  a\n  b\n", "\"a b\n\""),
    ("\"a\\u00e9\\x41\\n\"", "\"a\u{e9}A\n\""), ("'it''s'", "\"it's\""),
  ]) func scalarsAreOfTheCoreSchema(_ text: String, _ value: String) throws {
    #expect(shown(try yaml(text)) == value)
  }

  @Test(arguments: [
    ("!!str 1", "\"1\""), ("!!int \"12\"", "12"), ("!!float 1", "1.0"), ("!!bool \"true\"", "true"),
    ("!!null \"\"", "null"), ("! 1", "\"1\""), ("!own 1", "1"), ("!!binary 1234", "\"1234\""),
    ("!!map {a: 1}", "{a:1}"), ("!!seq [1]", "[1]"), ("!!str", "\"\""),
    ("!!set {a, b}", "{a:null,b:null}"),
  ]) func tagsForceAKind(_ text: String, _ value: String) throws {
    #expect(shown(try yaml(text)) == value)
  }

  @Test(arguments: [
    ("a: 1\nb:\n  - x\n  - y: 2\n", "{a:1,b:[\"x\",{y:2}]}"),
    ("a:\n- 1\n- 2\n", "{a:[1,2]}"), ("{a: [1, {b: 2}], c}", "{a:[1,{b:2}],c:null}"),
    ("a:\nb:\n", "{a:null,b:null}"), ("a: 1\r\nb: 2\r\n", "{a:1,b:2}"),
    ("\u{FEFF}a: 1\n", "{a:1}"), ("# only\n", "{}"), ("", "{}"), ("---\n", "null"),
    ("---\n...\n", "null"),
    ("%YAML 1.2\n---\na: 1\n", "{a:1}"), ("a: b # c\n", "{a:\"b\"}"), ("a: b#c\n", "{a:\"b#c\"}"),
    // Keys are their text.
    ("1: a\ntrue: b\n~: c\n0x1F: d\n: e\n", "{1:\"a\",true:\"b\",~:\"c\",0x1F:\"d\",:\"e\"}"),
    ("? [1, {a: x}]\n: 2\n", "{[1,{\"a\":\"x\"}]:2}"), ("? a\n: b\n", "{a:\"b\"}"),
  ]) func collectionsKeepTheirOrder(_ text: String, _ value: String) throws {
    #expect(shown(try yaml(text)) == value)
  }

  @Test(arguments: [
    ("a: &x {k: 1}\nb: *x\n", "{a:{k:1},b:{k:1}}"), ("- &x 1\n- *x\n- &x 2\n- *x\n", "[1,1,2,2]"),
    ("- &k name\n- *k : 1\n", "[\"name\",{name:1}]"), ("&a [&a x, *a]\n", "[\"x\",\"x\"]"),
    ("a: &e\nb: *e\n", "{a:null,b:null}"),
    // Merge keys, as https://yaml.org/type/merge.html has them.
    ("- &c {x: 1, y: 2}\n- {<<: *c, y: 3, r: 4}\n", "[{x:1,y:2},{y:3,r:4,x:1}]"),
    ("- &a {x: 1}\n- &b {x: 2, z: 3}\n- {<<: [*a, *b]}\n", "[{x:1},{x:2,z:3},{x:1,z:3}]"),
    ("- {<<: {a: 1}, a: 2}\n", "[{a:2}]"), ("{\"<<\": 1}\n", "{<<:1}"),
  ]) func aliasesAndMergesShareValues(_ text: String, _ value: String) throws {
    #expect(shown(try yaml(text)) == value)
  }

  @Test func withoutMergesTheKeyIsAKey() throws {
    var options = YAMLParser.Options()
    options.mergesKeys = false
    let text = FrozenBytes(Array("<<: {a: 1}\n".utf8))
    #expect(shown(try YAMLParser.parse(text, document: 0, options).root) == "{<<:{a:1}}")
  }

  @Test func aTextHasSeveralDocuments() throws {
    let text = FrozenBytes(Array("a: 1\n---\n- 2\n...\n---\n".utf8))
    #expect(try YAMLParser.parse(text).map { shown($0.root) } == ["{a:1}", "[2]", "null"])
    #expect(shown(try YAMLParser.parse(text, document: 1).root) == "[2]")
    #expect(
      throws: ParseError(
        SourcePosition(line: 6, column: 1), "there is no document 3: the text has 3, counted from 0"
      )
    ) {
      try YAMLParser.parse(text, document: 3)
    }
  }

  @Test func valuesKnowWhereTheyStand() throws {
    let root = try yaml("\u{FEFF}\u{e4}: {b: \u{20ac}, c: d}\nlist:\n  - x\n  - &n !!str y\n")
    #expect(root.name(0).position == SourcePosition(line: 1, column: 1))
    #expect(root.member(0).member(1).position == SourcePosition(line: 1, column: 14))
    #expect(root["list"]?.element(1).position == SourcePosition(line: 4, column: 14))
    #expect(root["list"]?.position == SourcePosition(line: 3, column: 3))
  }

  @Test func largeTablesFindTheirNames() throws {
    let text = (0..<1000).map { "key\($0): \($0)\n" }.joined()
    let root = try yaml(text)
    #expect(root["key777"]?.integer == 777)
    #expect(
      yamlError(text + "key5: 1\n") == "1001:1: this key stands twice in its table: first in line 6"
    )
  }
}
