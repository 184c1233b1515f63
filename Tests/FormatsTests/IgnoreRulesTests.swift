import Formats
import Support
import Testing

@Suite("Ignore rules")
struct IgnoreRulesTests {
  /// A path that ends with a slash is a folder's.
  private func verdict(_ rules: String, _ path: String, ignoresCase: Bool = false) -> IgnoreVerdict
  {
    let isFolder = path.hasSuffix("/")
    return IgnoreRules(Array(rules.utf8), ignoresCase: ignoresCase)
      .verdict(of: Array((isFolder ? path.dropLast() : path[...]).utf8), isFolder: isFolder)
  }

  @Test(
    "without a slash are about the name, in any folder",
    arguments: [
      ("a", "a", true), ("a", "b/a", true), ("a", "ab", false), ("*.o", "x/y.o", true),
      ("*.o", "y.o.d", false), ("*", "x", true), ("foo*", "d/foobar", true),
      ("foo*", "barfoo", false), (".*", "x/.hidden", true), (".*", "a.b", false),
      ("*~", "notes~", true), ("a?c", "abc", true), ("a?c", "ac", false),
      ("*.py[co]", "m.pyc", true), ("*.py[co]", "m.py", false), ("[Bb]in", "x/Bin", true),
      ("*.tar.*", "a.tar.gz", true), ("*.tar.*", "a.tar", false), ("a*b*c", "aXbXc", true),
      ("{a,b}", "a", false), ("{a,b}", "{a,b}", true),
      ("a_name_of_some_length.txt", "d/a_name_of_some_length.txt", true),
      ("a_name_of_some_length.txt", "a_name_of_xxxx_length.txt", false),
      ("**/x", "x", true), ("**/x", "a/b/x", true), ("/**/x", "a/x", true),
    ])
  func names(pattern: String, path: String, isIgnored: Bool) {
    #expect(verdict(pattern, path) == (isIgnored ? .ignored : .none))
  }

  @Test(
    "with a slash are about the path below their folder",
    arguments: [
      ("/a", "a", true), ("/a", "b/a", false), ("a/b", "a/b", true), ("a/b", "c/a/b", false),
      ("/a/b/", "a/b/", true), ("a/*", "a/b", true), ("a/*", "a/b/c", false),
      ("a/**", "a/b/c", true), ("a/**", "a/", false), ("a/**/b", "a/b", true),
      ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/xb", false), ("**/a/b", "x/a/b", true),
      ("**/a/b", "a/b", true), ("**/a/b", "xa/b", false), ("a?b/c", "a/b/c", false),
      ("a[/]b", "a/b", false), ("a[^x]b", "a/b", false), ("/*.c", "x.c", true),
      ("/*.c", "d/x.c", false), ("*/a", "b/a", true), ("*/a", "a", false),
      // Two stars that do not stand alone between slashes are as one.
      ("a**/b", "ax/b", true), ("a**/b", "a/x/b", false), ("a**/b", "ab", false),
    ])
  func paths(pattern: String, path: String, isIgnored: Bool) {
    #expect(verdict(pattern, path) == (isIgnored ? .ignored : .none))
  }

  @Test("with a slash at the end are about folders")
  func folders() {
    #expect(verdict("build/", "x/build/") == .ignored)
    #expect(verdict("build/", "x/build") == .none)
    #expect(verdict("*/", "d/") == .ignored)
    #expect(verdict("build/\nbuild", "build") == .ignored)
    #expect(verdict("/", "a/") == .none)
    #expect(verdict("//", "a/") == .none)
  }

  @Test("are decided by the last line that matches")
  func last() {
    #expect(verdict("*.o\n!keep.o", "keep.o") == .kept)
    #expect(verdict("!keep.o\n*.o", "keep.o") == .ignored)
    #expect(verdict("a\n!a/\n", "a") == .ignored)
    #expect(verdict("a\n!a/\n", "a/") == .kept)
    #expect(verdict("!!a", "!a") == .kept)
    #expect(verdict("\\!a", "!a") == .ignored)
    let rules = IgnoreRules(Array("# objects\n*.o\n\n!x.o\r\n/x.o\n".utf8))
    func line(_ path: String) -> Int {
      let path = Array(path.utf8)
      return rules.decidingLine(of: path.span, from: 0, name: 0, isFolder: false)
    }
    #expect(line("a.o") == 2)
    #expect(line("x.o") == 5)
    #expect(line("x.c") == 0)
  }

  @Test("are asked for a part of a path, and for its name")
  func parts() {
    let path = Array("src/lib/a.o".utf8)
    let rules = IgnoreRules(Array("/a.o".utf8))
    #expect(rules.verdict(of: path.span, from: 8, name: 8, isFolder: false) == .ignored)
    #expect(rules.verdict(of: path.span, from: 4, name: 8, isFolder: false) == .none)
    let deeper = IgnoreRules(Array("lib/*.o".utf8))
    #expect(deeper.verdict(of: path.span, from: 4, name: 8, isFolder: false) == .ignored)
    #expect(deeper.verdict(of: path.span, from: 0, name: 8, isFolder: false) == .none)
  }

  @Test(
    "take the ends of lines as git does",
    arguments: [
      ("a  ", "a"), ("a\\ ", "a "), ("a\\  ", "a "), ("a\t", "a\t"), ("a\r\n", "a"),
      ("a \r\n", "a"), ("a\r", "a"), ("\u{FEFF}a\n", "a"), ("a b", "a b"), (" a", " a"),
      ("\\#a", "#a"), ("a#b", "a#b"), ("a\0b\n", "a"), ("\\a\\b", "ab"), ("a\\*", "a*"),
    ])
  func lineEnds(text: String, path: String) {
    #expect(verdict(text, path) == .ignored)
  }

  @Test(
    "of some shapes match nothing",
    arguments: [
      "#a", "", " ", "\r\n", "!", "a\\", "\\", "[a", "[", "[[:nonsense:]]", "[]",
    ])
  func nothing(text: String) {
    for path in ["a", "#a", "", " ", "a\\", "\\", "[a", "[", "!", "b"] where !path.isEmpty {
      #expect(verdict(text, path) == .none)
    }
  }

  @Test("need not regard case")
  func cases() {
    #expect(verdict("*.O", "a.o", ignoresCase: true) == .ignored)
    #expect(verdict("readme", "README", ignoresCase: true) == .ignored)
    #expect(verdict("[a-c]x", "BX", ignoresCase: true) == .ignored)
    #expect(verdict("[[:upper:]]", "a", ignoresCase: true) == .ignored)
    #expect(
      verdict("A_LONG_name_of_a_file", "a_long_NAME_OF_a_file", ignoresCase: true) == .ignored)
    #expect(verdict("é", "É", ignoresCase: true) == .none)
  }

  @Test("take any bytes, and any number of lines and stars")
  func hostile() {
    let odd: [UInt8] = [0xFF, 42, 0xFE]
    #expect(IgnoreRules(odd).verdict(of: [0xFF, 0x80, 0xFE], isFolder: false) == .ignored)
    let stars = (0..<300).map { _ in "*a" }.joined() + "*b"
    let deep = (0..<300).map { _ in "**/a/*" }.joined(separator: "/") + "/b"
    let path = (0..<1000).map { _ in "a" }.joined(separator: "/")
    #expect(verdict(stars, String(repeating: "a", count: 4000)) == .none)
    #expect(verdict(deep, path) == .none)
    #expect(verdict(String(repeating: "**/", count: 5000) + "a/b", path) == .none)
    let many = (0..<10_000).map { "name_that_is_long_\($0)_in_the_middle.txt" }
    #expect(verdict(many.joined(separator: "\n"), many[777]) == .ignored)
    #expect(verdict(many.joined(separator: "\n"), "name_that_is_long_x_in_the_middle.txt") == .none)
    let set = "[" + String(repeating: "[:", count: 50_000) + "x]"
    #expect(verdict(set, "a") == .none)
    #expect(verdict(set, ":") == .ignored)
  }
}
