/// The parser's complaints in our words: what was expected, and what to write instead.
enum YAMLWords {
  static func message(_ complaint: String) -> String {
    for (part, words) in known where complaint.hasPrefix(part) { return words }
    return words(complaint)
  }

  /// Complaints by how they begin; the longer before the shorter.
  private static var known: [(String, String)] {
    [
      (
        "invalid nested block mapping on the same line",
        "a second key with its ':' on this line: mapping values are not allowed here; "
          + "put a text that holds ': ' in quotes"
      ),
      (
        "invalid block mapping key on same line as previous key",
        "a second key on the line of the first: put each key on a line of its own, "
          + "or a text that holds ': ' in quotes"
      ),
      (
        "block sequence on the same line as a mapping key",
        "a list's '- ' on the line of its key: put the list on the lines below the key"
      ),
      (
        "block sequence entries not allowed in this context",
        "a list's '- ' where none can begin: put it on a line of its own"
      ),
      (
        "block sequence on the same line as a previous item",
        "a list's '- ' on the line of another item: put it on a line of its own"
      ),
      ("invalid tab ", tabs), ("tab character may not", tabs), ("cannot use tab", tabs),
      (
        "invalid mapping in plain multiline",
        "a second ':' in this value: mapping values are not allowed here; "
          + "put a text that holds ': ' in quotes"
      ),
      (
        "undefined tag prefix", "the tag's handle is not declared: expected a line %TAG before ---"
      ),
      ("Indentation used tabs", tabs),
      ("indentation used tabs", tabs), ("invalid indentation with tabs", tabs),
      ("single-quoted scalar without closing quote", "a text in '...' has no closing quote"),
      ("double-quoted scalar without closing quote", "a text in \"...\" has no closing quote"),
      ("flow sequence without a closing bracket", "a list in [...] has no closing bracket"),
      (
        "flow sequence with invalid",
        "a ']' that closes nothing, or a list that is closed by another bracket"
      ),
      ("flow mapping without a closing bracket", "a table in {...} has no closing bracket"),
      (
        "flow mapping with invalid",
        "a '}' that closes nothing, or a table that is closed by another bracket"
      ),
      ("could not find expected ':'", "expected ':' behind this key"),
      ("missing ':'", "expected ':' behind a key"),
      (
        "missing comma",
        "expected ',' or the closing bracket: perhaps a comma is missing before this"
      ),
      ("did not find expected key", "expected a key: check how far this line is indented"),
      ("did not find expected node content", "expected a value"),
      (
        "invalid indentation in mapping",
        "this line is indented differently from the keys of its table"
      ),
      (
        "wrong indendation in sequence",
        "this line is indented differently from the items of its list"
      ),
      (
        "invalid multiline plain key",
        "this text goes on in a line that has a ':': expected ':' behind a key, on its line; "
          + "check how far the next line is indented"
      ),
      (
        "wrongly indented double-quoted scalar",
        "a text in \"...\" has no closing quote, or its next line is not indented"
      ),
      (
        "wrongly indented single-quoted scalar",
        "a text in '...' has no closing quote, or its next line is not indented"
      ),
      (
        "block scalar no linebreak found",
        "expected the end of the line behind | or >: the text begins on the next line"
      ),
      (
        "invalid trailing content after",
        "text behind a closing quote: expected the end of the line"
      ),
      ("invalid multiline", "a key must be on one line"),
      ("invalid value after mapping", "expected a key with its ':', or the end of the table"),
      ("comma in the beginning", "a ',' with nothing before it"),
      ("extra comma", "a ',' too many"),
      ("indentation indicator 0", "a text's indentation cannot be 0: expected 1 to 9"),
      (
        "two anchors for a single value", "two anchors (&) for one value"
      ),
      ("invalid combination of anchor plus alias", "an alias (*) cannot have an anchor (&)"),
    ]
  }

  private static var tabs: String {
    "a tab in the indentation: YAML is indented with spaces"
  }

  /// Any other complaint, without what only the parser's authors need.
  private static func words(_ complaint: String) -> String {
    let text = complaint.split(separator: "\n").first.map(String.init) ?? ""
    if text.hasPrefix("plain scalar cannot start") { return text + ": put the text in quotes" }
    return text.isEmpty ? "the text cannot be read as YAML" : text
  }
}
