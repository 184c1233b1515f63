import Formats
import Testing

@Suite("A pattern for a whole path")
struct PathPatternTests {
  @Test(
    "knows sets",
    arguments: [
      ("[abc]", "b", true), ("[!abc]", "b", false), ("[^abc]", "d", true), ("[]x]", "]", true),
      ("[!]x]", "]", false), ("[x-]", "-", true), ("[-x]", "-", true), ("[a-c-e]", "-", true),
      ("[a-c-e]", "d", false), ("[\\]x]", "]", true), ("[\\a-\\c]", "b", true),
      ("[z-a]", "m", false),
      ("[[:digit:]x]", "7", true), ("[[:digit:]x]", "y", false), ("[![:space:]]", "\t", false),
      ("[[:alpha:][:digit:]]", "_", false), ("[[:punct:]]", "_", true), ("[[:xdigit:]]", "F", true),
      ("[[:upper:]]", "a", false), ("[[:blank:]]", "\t", true), ("[[:graph:]]", " ", false),
      ("[[:cntrl:]]", "\u{7F}", true), ("[[:print:]]", " ", true), ("[[:digit]", ":", true),
      ("[[:]x]", ":x]", true), ("[[::]x]", ":", false), ("a[b", "a[b", false), ("[a-", "a", false),
      ("[[:lower:]-z]", "-", true),
    ])
  func sets(pattern: String, text: String, isMatch: Bool) {
    #expect(PathPattern(Array(pattern.utf8)).matches(Array(text.utf8)) == isMatch)
  }

  @Test(
    "lets stars end before a slash",
    arguments: [
      ("", "", true), ("*", "", true), ("*", "a/b", false), ("**", "a/b", true),
      ("***", "a/b", true),
      ("a*c/d", "abc/d", true), ("a*c", "ab/c", false), ("**/", "a/", true),
      ("**/b*d/e", "x/bcd/e", true),
      ("**/b*d/e", "b/bd/bxd/e", true), ("a/**/b/**/c", "a/b/b/c", true),
      ("a/**/b/**/c", "a/c", false),
      ("a/**/b*/c", "a/b/bx/c", true), ("**\\/b", "a/b", true), ("**\\/b", "b", false),
      ("a/**b", "a/xb", true), ("a/**b", "a/x/b", false), ("*a*b", "aabxab", true),
      ("**/*.c", "x/y.c.d/z.c", true), ("a/***/b", "a/b", true),
    ])
  func stars(pattern: String, text: String, isMatch: Bool) {
    #expect(PathPattern(Array(pattern.utf8)).matches(Array(text.utf8)) == isMatch)
  }

  @Test("does not regard case where told so, but behind a backslash and alone in a set")
  func cases() {
    func matches(_ pattern: String, _ text: String) -> Bool {
      PathPattern(Array(pattern.utf8), ignoresCase: true).matches(Array(text.utf8))
    }
    #expect(matches("aB*", "Abc"))
    #expect(matches("[A-C]", "b"))
    #expect(!matches("\\A", "A"))
    #expect(!matches("[Ax]", "a"))
  }
}

@Suite("Globs of a user")
struct PathGlobsTests {
  private func chooses(_ globs: [String], _ path: String) -> Bool {
    PathGlobs(globs.map { Array($0.utf8) }).chooses(Array(path.utf8))
  }

  @Test("choose names, or paths where there is a slash")
  func choose() {
    #expect(chooses(["*.py"], "a/b.py"))
    #expect(!chooses(["*.py"], "a/b.c"))
    #expect(chooses(["src/**/*.ts"], "src/a/b.ts"))
    #expect(chooses(["src/**/*.ts"], "src/b.ts"))
    #expect(!chooses(["src/**/*.ts"], "lib/src/b.ts"))
    #expect(chooses(["/*.md"], "a.md"))
    #expect(!chooses(["/*.md"], "docs/a.md"))
  }

  @Test("choose all of a folder")
  func folders() {
    #expect(chooses(["src/"], "src/a/b.c"))
    #expect(chooses(["src"], "lib/src/b.c"))
    #expect(!chooses(["src/"], "src"))
  }

  @Test("exclude with an exclamation mark, the last one deciding")
  func exclude() {
    #expect(chooses(["!vendor/"], "a.c"))
    #expect(!chooses(["!vendor/"], "vendor/a.c"))
    #expect(!chooses(["!vendor/", "*.c"], "x/vendor/a.c"))
    #expect(!chooses(["*.c", "!test_*"], "test_a.c"))
    #expect(chooses(["!test_*", "*.c"], "test_a.c"))
    #expect(!chooses(["*.c", "!test_*"], "a.h"))
  }

  @Test("are taken as they are written")
  func words() {
    #expect(chooses(["#a"], "#a"))
    #expect(chooses(["a "], "a "))
    #expect(chooses(["{a,b}"], "{a,b}"))
    #expect(
      PathGlobs([Array("[a".utf8), Array("a".utf8), Array("a\\".utf8)]).impossible == [0, 2])
  }
}
