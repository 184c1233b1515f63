import Formats
import Platform
import Testing
import YAML

/// Texts in the styles that people write, edited everywhere.
@Suite struct YAMLEditorCorpusTests {
  static let corpus = [
    """
    # A service
    version: "3.9"  # of the format

    services:
      web:
        image: 'nginx:1.25'   # pinned
        ports:
          - "80:80"
          - 443:443
        environment:
          - NAME=value

          # the last one
          - OTHER=2
        command: [run, "--flag", 'x']

      # the database
      db:
        image: postgres
        options: {a: 1, b: [2, 3], c: {d: e}}
    volumes:
      data:
      logs: ~

    """,
    """
    jobs:
    - name: build
      steps:
      - run: |
          make all
          make test

      - run: >-
          one
          two
        if: always()
    -   name: deploy
        needs: [build]

    on:
        push:
            branches: [ main, 'v*' ]
    """,
    """
    %YAML 1.2
    ---
    !own
    list:
    - - 1
      - 2
    - - 3
    - {x: 1,
       y: 2}
    - [
        a,  # first
        b,
      ]
    "quoted key": v
    'single': w
    ? complex
    : value
    text: this goes on
      in the next line
    keep: |+
      a

    last: end
    ...

    """,
    "{\n  \"json\": {\"a\": [1, 2, {\"b\": null}]},\n  \"c\": \"d\"\n}\n",
    "- a\n-\n- b: 1\n  c: 2\n-  d: 3\n   e: 4\n",
    "a: 1\r\nb:\r\n  - x # c\r\n  - z\r\nc: {}\r\n", "\u{FEFF}a: \u{e4}\n\u{f6}: [\u{fc}]\n",
    "scalar\n", "[]\n", "a:\n  b:\n    c:\n      d: 1\n",
    "tabs:\t1\t# c\nb:   2   \nc:\n\n\n  d: 3\n\n\n", "a: &x !!str 1\nb: &z\n  c: 1\nd: &e [1]\n",
    "a: !!map\n  x: 1\nb: &q !own\n- 1\n- !!seq\n  - 2\n",
  ]

  private func paths(_ node: Node, _ path: ValuePath = ValuePath()) -> [ValuePath] {
    var all = [path]
    for (name, value) in node.members { all += paths(value, path.appending(.name(name.bytes))) }
    for index in 0..<(node.kind == .array ? node.count : 0) {
      all += paths(node.element(index), path.appending(.index(index)))
    }
    return all
  }

  /// What is left of the lines that have a comment.
  private func comments(_ text: [UInt8]) -> [String] {
    String(decoding: text, as: UTF8.self).split(separator: "\n").filter {
      $0.drop { $0 == " " }.hasPrefix("#")
    }.map { String($0) }
  }

  @Test(arguments: corpus) func everyScalarCanBeReplaced(_ text: String) throws {
    let bytes = FrozenBytes(Array(text.utf8))
    let tree = try YAMLParser.parse(bytes, document: 0)
    for path in paths(tree.root) where path.find(in: tree.root)?.count == 0 {
      for value in [
        "7", "null", "plain", "\"it's: \\\"q\\\"\"", "\"one\\ntwo\\n\"", "\"\"", "[]",
        "[1, {a: b}]", "{k: v, l: [1]}",
      ] {
        let value = try yaml(value)
        let result = try YAMLEditor.set(path, to: value, in: bytes)
        let after = try YAMLParser.parse(FrozenBytes(result), document: 0)
        #expect(path.find(in: after.root).map { shown($0) } == shown(value))
        #expect(comments(result) == comments(Array(text.utf8)))
      }
    }
  }

  @Test(arguments: corpus) func everyTableAndListCanGrow(_ text: String) throws {
    let bytes = FrozenBytes(Array(text.utf8))
    let tree = try YAMLParser.parse(bytes, document: 0)
    for path in paths(tree.root) {
      guard let node = path.find(in: tree.root) else { continue }
      let step: ValuePath.Step
      switch node.kind {
      case .table: step = .name(Array("new key".utf8))
      case .array: step = .index(node.count)
      default: continue
      }
      for value in ["7", "\"a\\nb\"", "{k: v, l: [1, 2]}", "[[1], {a: b}]"] {
        let value = try yaml(value)
        let inner = path.appending(step)
        let result = try YAMLEditor.set(inner, to: value, in: bytes)
        let after = try YAMLParser.parse(FrozenBytes(result), document: 0)
        #expect(inner.find(in: after.root).map { shown($0) } == shown(value))
        #expect(comments(result) == comments(Array(text.utf8)))
        // What was added goes again, and the text is as before, but for its last newline.
        let back = try YAMLEditor.delete(inner, in: FrozenBytes(result))
        if node.count > 0 {
          #expect(
            String(decoding: back, as: UTF8.self).hasPrefix(text)
              || text.hasPrefix(String(decoding: back, as: UTF8.self)))
        }
      }
    }
  }

  @Test(arguments: corpus) func everyValueCanBeDeleted(_ text: String) throws {
    let bytes = FrozenBytes(Array(text.utf8))
    let tree = try YAMLParser.parse(bytes, document: 0)
    for path in paths(tree.root) where !path.steps.isEmpty {
      let result = try YAMLEditor.delete(path, in: bytes)
      let after = try YAMLParser.parse(FrozenBytes(result), document: 0)
      let parent = ValuePath(Array(path.steps.dropLast()))
      let counts = (parent.find(in: tree.root)?.count, parent.find(in: after.root)?.count)
      #expect(counts.0 == counts.1.map { $0 + 1 })
    }
  }

  @Test(arguments: corpus) func everyTableAndListCanBeReplaced(_ text: String) throws {
    let bytes = FrozenBytes(Array(text.utf8))
    let tree = try YAMLParser.parse(bytes, document: 0)
    for path in paths(tree.root) where (path.find(in: tree.root)?.count ?? 0) > 0 {
      for value in ["7", "\"a: b\"", "{k: v, l: [1, 2]}", "[[1], {a: b}]", "{}"] {
        let value = try yaml(value)
        let result = try YAMLEditor.set(path, to: value, in: bytes)
        let after = try YAMLParser.parse(FrozenBytes(result), document: 0)
        #expect(path.find(in: after.root).map { shown($0) } == shown(value))
      }
    }
  }
}
