import Formats
import Testing
import YAML

/// What is said of a text that is not YAML, or not within the limits.
@Suite struct YAMLErrorTests {
  @Test(arguments: [
    ("a:\n\tb: 1\n", "2:1", "a tab in the indentation"),
    ("a: b: c\n", "1:5", "mapping values are not allowed here"),
    ("a: \"b\nc: 1\n", "1:4", "no closing quote"), ("a: [1, 2\n", "", "no closing bracket"),
    ("a: {b: 1\n", "", "bracket"),
    ("a: 1\n  b: 2\n", "1:4", "check how far the next line is indented"),
    ("a:\n    b: 1\n  c: 2\n", "3:3", "indented differently"),
    ("a: *x\n", "1:4", "the alias *x has no anchor &x before it"),
    ("&a [*a]\n", "1:5", "the alias *a stands within its own value"),
    ("a: 1\nb: 2\na: 3\n", "3:1", "twice in its table: first in line 1"),
    ("<<: 1\n", "1:5", "wants a table or a list of tables: found a whole number"),
    ("<<: {}\n<<: {}\n", "2:1", "the key << stands twice"),
    ("!!int x\n", "1:7", "the tag !!int wants a whole number: found a string"),
    ("!!map []\n", "1:7", "that of another kind"),
    ("!!seq x\n", "1:7", "the tag !!seq stands before a scalar"),
    ("a: 1\0\n", "1:5", "a zero byte"), ("a: 'x\n", "1:5", "no closing quote"),
  ]) func mistakesAreNamed(_ text: String, _ place: String, _ words: String) {
    let error = yamlError(text)
    #expect(error?.hasPrefix(place) == true && error?.contains(words) == true, "\(error ?? "none")")
  }

  @Test func onlyUTF8IsRead() {
    #expect(yamlError([0xFF, 0xFE, 0x61, 0]) == "1:1: the text is UTF-16: expected UTF-8")
    #expect(yamlError([0x61, 0, 0x3A, 0])?.contains("expected UTF-8") == true)
    #expect(
      yamlError([0x61, 0x0A, 0xC3]) == "2:1: the byte 0xC3 is not UTF-8 here: expected UTF-8")
  }

  @Test(arguments: ["[", "- ", "{a: ", "? "]) func depthHasALimit(_ part: String) {
    let text = String(repeating: part, count: 100_000)
    #expect(yamlError(text)?.contains("more than 512 lists and tables lie in one another") == true)
    #expect(
      yamlError(String(repeating: "[", count: 512) + String(repeating: "]", count: 512)) == nil)
  }

  @Test func aLineOfBracketsHasALimit() {
    let text = "[" + String(repeating: "a,", count: 1_000_001) + "]"
    #expect(yamlError(text)?.contains("a line has more than 1000000 brackets and commas") == true)
  }

  @Test func aliasBombsAreRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    #expect(yamlError(text)?.contains("the document has more than 10000000 values") == true)
    var options = YAMLParser.Options()
    options.expandedCountMax = 5
    #expect(yamlError(Array("a: &x [1, 2]\nb: *x\n".utf8), options)?.hasPrefix("2:4") == true)
  }
}
