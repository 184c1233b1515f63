import Formats
import Platform
import Testing
import YAML

/// How values are set and deleted in place.
@Suite struct YAMLEditorTests {
  private func path(_ text: String) throws -> ValuePath { try ValuePath.parse(Array(text.utf8)) }

  /// The text with a value, which is given as YAML, or without one; or what is wrong.
  private func edited(_ text: String, _ where_: String, _ value: String?, document: Int = 0) throws
    -> String
  {
    let bytes = FrozenBytes(Array(text.utf8))
    do throws(EditError) {
      let path = (try? path(where_)) ?? ValuePath()
      guard let value else {
        return String(
          decoding: try YAMLEditor.delete(path, in: bytes, document: document), as: UTF8.self)
      }
      guard let node = try? yaml(value) else { return "no value" }
      return String(
        decoding: try YAMLEditor.set(path, to: node, in: bytes, document: document), as: UTF8.self)
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    // The comment stays, and the quotes do.
    ("a: 1 # one\nb: 2\n", "a", "3", "a: 3 # one\nb: 2\n"),
    ("a: 'x' # c\n", "a", "z", "a: 'z' # c\n"), ("a: \"x\"\n", "a", "z", "a: \"z\"\n"),
    ("a: 'x'\n", "a", "it's", "a: 'it''s'\n"), ("a: 'x'\n", "a", "5", "a: 5\n"),
    ("a: x\n", "a", "\"yes\"", "a: \"yes\"\n"), ("a: x", "a", "z", "a: z"),
    ("a: x\r\nb: 1\r\n", "a", "z", "a: z\r\nb: 1\r\n"),
    ("a: x\n", "a", "\"l1\\nl2\\n\"", "a: |\n  l1\n  l2\n"),
    ("a: x # c\n", "a", "\"l1\\nl2\\n\"", "a: \"l1\\nl2\\n\" # c\n"),
    ("a: |\n  l1\n  l2\n\n# c\nb: 1\n", "a", "z", "a: z\n\n# c\nb: 1\n"),
    ("a: >-\n  l1\n  l2\nb: 1\n", "a", "\"m\\nn\"", "a: |-\n  m\n  n\nb: 1\n"),
    ("a:\nb: 1\n", "a", "2", "a: 2\nb: 1\n"), ("a: # c\nb: 1\n", "a", "2", "a: 2 # c\nb: 1\n"),
    ("- 1\n-\n- 3\n", "[1]", "2", "- 1\n- 2\n- 3\n"),
    ("[1, {b: 2}, 3] # c\n", "[1].b", "[4, x]", "[1, {b: [4, x]}, 3] # c\n"),
    ("a: &x 1 # c\nb: 2\n", "a", "3", "a: &x 3 # c\nb: 2\n"), ("a: !!str 5\n", "a", "6", "a: 6\n"),
    ("a: &x !!str 5\n", "a", "6", "a: &x 6\n"), ("a: &x 1\nb: *x\n", "b", "2", "a: &x 1\nb: 2\n"),
    ("a: 1\n", ".", "{b: 2}", "b: 2\n"),
    ("one:\n  - a: 1 # c\n    b: 2\n", "one[0].a", "7", "one:\n  - a: 7 # c\n    b: 2\n"),
    ("\u{FEFF}a: 1\nb: 2\n", "a", "{c: 3}", "\u{FEFF}a:\n  c: 3\nb: 2\n"),
    // Blocks for scalars, and scalars for blocks.
    ("a: 1 # c\nb: 2\n", "a", "{x: 1, z: [2]}", "a: # c\n  x: 1\n  z:\n    - 2\nb: 2\n"),
    ("a:\n  x: 1\n  # in\n  y: 2\n# after\nb: 2\n", "a", "5", "a: 5\n# after\nb: 2\n"),
    ("a:\n  x: 1\nb: 2\n", "a", "[1, 2]", "a:\n  - 1\n  - 2\nb: 2\n"),
    ("a:\n- 1\nb: 2\n", "a", "{x: 1}", "a:\n  x: 1\nb: 2\n"),
    ("- a\n- b\n", "[0]", "{x: 1, z: 2}", "- x: 1\n  z: 2\n- b\n"),
  ]) func valuesAreReplaced(_ text: String, _ path: String, _ value: String, _ expected: String)
    throws
  {
    #expect(try edited(text, path, value) == expected)
  }

  @Test(arguments: [
    ("a: 1\n", "b", "2", "a: 1\nb: 2\n"), ("a: 1", "b", "2", "a: 1\nb: 2"),
    ("a: 1\r\n", "b", "{c: 2}", "a: 1\r\nb:\r\n  c: 2\r\n"),
    (
      "s:\n    a: 1 # c\n\n# of t\nt: 2\n", "s.b", "x",
      "s:\n    a: 1 # c\n    b: x\n\n# of t\nt: 2\n"
    ),
    ("a: 1\n", "b.c.d", "2", "a: 1\nb:\n  c:\n    d: 2\n"),
    ("a: {b: 1}\n", "a.c.d", "2", "a: {b: 1, c: {d: 2}}\n"),
    ("a: {}\n", "a.b", "1", "a: {b: 1}\n"), ("a: []\n", "a[0]", "1", "a: [1]\n"),
    ("a: [1, 2,]\n", "a[2]", "x", "a: [1, 2, x,]\n"),
    ("a:\n", "a.b", "1", "a:\n  b: 1\n"),
    ("l:\n  - 1\n  - 2 # c\nz: 1\n", "l[2]", "3", "l:\n  - 1\n  - 2 # c\n  - 3\nz: 1\n"),
    ("l:\n- a: 1\n  b: 2\n", "l[1]", "{a: 3, b: 4}", "l:\n- a: 1\n  b: 2\n- a: 3\n  b: 4\n"),
    ("l:\n- a: 1\n", "l[0].b", "2", "l:\n- a: 1\n  b: 2\n"), ("", "a.b", "1", "a:\n  b: 1\n"),
    ("# head\n", "a", "1", "# head\na: 1\n"),
    ("a:\n  b: |\n    t\n\nc: 1\n", "a.d", "2", "a:\n  b: |\n    t\n  d: 2\n\nc: 1\n"),
    ("a:\n  b:\nc: 1\n", "a.d", "2", "a:\n  b:\n  d: 2\nc: 1\n"),
    ("a: {b, c}\n", "a.d", "1", "a: {b, c, d: 1}\n"),
    ("a: 1\n", "yes", "2", "a: 1\n\"yes\": 2\n"),
    ("<<: {x: 1}\na: 1\n", "b", "2", "<<: {x: 1}\na: 1\nb: 2\n"),
    ("d: &d {x: 1}\np:\n  <<: *d\n  y: 2\n", "p.y", "3", "d: &d {x: 1}\np:\n  <<: *d\n  y: 3\n"),
  ]) func missingValuesAreAdded(_ text: String, _ path: String, _ value: String, _ expected: String)
    throws
  {
    #expect(try edited(text, path, value) == expected)
  }

  @Test(arguments: [
    ("a: 1\n# of b\nb: 2 # two\nc: 3\n", "b", "a: 1\n# of b\nc: 3\n"),
    ("a: 1\nb:\n  c: 1\n  d: 2\n\n# e\ne: 1\n", "b", "a: 1\n\n# e\ne: 1\n"),
    ("a: 1\nb: 2", "b", "a: 1\n"), ("a:\n  b: 1\nc: 2\n", "a.b", "a: {}\nc: 2\n"),
    ("a: 1 # c\n", "a", "{} # c\n"),
    ("a:\n- 1\nc: 2\n", "a[0]", "a: []\nc: 2\n"), ("- - 1\n", "[0][0]", "- []\n"),
    ("a: [1, 2, 3]\n", "a[0]", "a: [2, 3]\n"), ("a: [1, 2, 3]\n", "a[-1]", "a: [1, 2]\n"),
    ("a: [1]\n", "a[0]", "a: []\n"),
    ("a: {b: 1, c: 2}\n", "a.c", "a: {b: 1}\n"), ("a: {b: 1, c: 2}\n", "a.b", "a: {c: 2}\n"),
    ("- a: 1\n  b: 2\n- c\n", "[0].a", "- b: 2\n- c\n"), ("- a\n- b\n- c\n", "[1]", "- a\n- c\n"),
    ("- - a\n  - b\n", "[0][0]", "- - b\n"),
    ("- a\n-\n- c\n", "[1]", "- a\n- c\n"), ("a:\nb: 1\n", "a", "b: 1\n"),
    ("? a\n: 1\n? b\n: 2\n", "b", "? a\n: 1\n"),
    ("a: |\n  x\n  y\nb: 1\n", "a", "b: 1\n"),
    ("a: 1\r\nb: 2\r\nc: 3\r\n", "b", "a: 1\r\nc: 3\r\n"),
    ("a: &x\n  b: 1\nc: 2\n", "a.b", "a: &x {}\nc: 2\n"),
  ]) func valuesAreDeleted(_ text: String, _ path: String, _ expected: String) throws {
    #expect(try edited(text, path, nil) == expected)
  }

  @Test func otherDocumentsStay() throws {
    let text = "a: 1\n---\na: 2 # c\n...\n---\na: 3\n"
    #expect(try edited(text, "a", "9", document: 1) == "a: 1\n---\na: 9 # c\n...\n---\na: 3\n")
    #expect(
      try edited(text, "b", "9", document: 0) == "a: 1\nb: 9\n---\na: 2 # c\n...\n---\na: 3\n")
    #expect(try edited(text, "a", nil, document: 3) == "notFound")
  }

  @Test(arguments: [
    ("a: &x {b: 1}\nc: *x\n", "c.b", "2", "leads through an alias"),
    ("a: &x 1\nb: *x\n", "a", nil, "has no anchor &x"),
    ("a: &x 1\nb: *x\n", "a", "2", "something else would change"),
    ("d: &d {x: 1}\np:\n  <<: *d\n", "p.x", "3", "comes from a merge"),
    ("a: text\n", "a.b", "1", "expected a table, found a string"),
    ("a: [1]\n", "a[3]", "1", "the list has 1 items"),
    ("a: 1\n", "b[2]", "1", "expected the index 0"),
    ("a: 1\n", "b", nil, "notFound"), ("a: b: c\n", "a", "1", "mapping values are not allowed"),
    ("a: 1\n", ".", nil, "whole document"),
  ]) func whatDoesNotFitIsRefused(_ text: String, _ path: String, _ value: String?, _ words: String)
    throws
  {
    let result = try edited(text, path, value)
    #expect(result.contains(words), "\(result)")
  }
}
