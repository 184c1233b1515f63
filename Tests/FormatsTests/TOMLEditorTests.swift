import Formats
import Platform
import Testing

private func frozen(_ text: String) -> FrozenBytes { FrozenBytes(Array(text.utf8)) }

private func path(_ text: String) throws -> ValuePath { try ValuePath.parse(Array(text.utf8)) }

/// The value that TOML writes so.
private func value(_ text: String) throws -> Node {
  try #require(try TOMLParser.parse(frozen("a = \(text)")).root["a"])
}

private func set(_ name: String, _ new: String, in text: String) throws -> String {
  let bytes = try TOMLEditor.set(try path(name), to: try value(new), in: frozen(text))
  return String(decoding: bytes, as: UTF8.self)
}

private func delete(_ name: String, in text: String) throws -> String {
  String(decoding: try TOMLEditor.delete(try path(name), in: frozen(text)), as: UTF8.self)
}

/// Every value of a tree that has nothing in it, by its path.
private func leaves(_ node: Node, _ path: ValuePath = ValuePath()) -> [(ValuePath, String)] {
  switch node.kind {
  case .table where node.count > 0:
    return node.members.flatMap { leaves($0.value, path.appending(.name($0.name.bytes))) }
  case .array where node.count > 0:
    return node.elements.enumerated().flatMap {
      leaves($0.element, path.appending(.index($0.offset)))
    }
  default: return [(path, plain(node))]
  }
}

private func paths(_ node: Node, _ path: ValuePath = ValuePath()) -> [ValuePath] {
  let inner =
    node.members.map { paths($0.value, path.appending(.name($0.name.bytes))) }
    + node.elements.enumerated().map { paths($0.element, path.appending(.index($0.offset))) }
  return [path] + inner.flatMap { $0 }
}

private let everything = """
  # The settings.
  title = "a" # of all
  "quoted key".x = [1, 2, # two
    3,
  ]

  # What is served.
  [server] # here
  # Its port.
  port = 8080   # the usual
  tls.cert = 'c' # where
  tls.key = "k"
  limits = { cpu = 1, mem.soft = 2, mem.hard = 3 } # each

  # Deeper.
  [server.log.file]
  lines = [
    "one",  # first
    "two",
    [ { deep = 1 } ]
  ]

  [[worker]]
  name = "w0"
  [worker.env]
  A = "1"

  # The second.
  [[worker]]
  name = "w1"
  [[worker.job]]
  n = 1
  [[worker.job]]
  n = 2

  [x.y]
  z = 1979-05-27
  text = '''
  # no comment
  [no.header]
  '''
  # The end.

  """

@Suite("An edit of a text in TOML")
struct TOMLEditorTests {
  @Test(
    "puts a value in the place of another, and leaves the rest as it was",
    arguments: [
      ("a", "2", "a = 1", "a = 2"),
      ("a", "2", "# c\r\na  =  'x' # d\r\nb = 1\r\n", "# c\r\na  =  2 # d\r\nb = 1\r\n"),
      ("a.b", "true", "[a]\n  b = '''\nx\n''' # c\n", "[a]\n  b = true # c\n"),
      ("a.b", "2", "a = { b = 1, c = 3 }", "a = { b = 2, c = 3 }"),
      ("a[1]", "'x'", "a = [ 1, 2 , 3 ]", "a = [ 1, \"x\" , 3 ]"),
      ("a[-1]", "9", "a = [1, # one\n 2]", "a = [1, # one\n 9]"),
      ("a[1].b", "2", "[[a]]\nb = 1\n[[a]]\nb = 1\n", "[[a]]\nb = 1\n[[a]]\nb = 2\n"),
      ("a.1.b", "2", "a = [0, {b = 1}]", "a = [0, {b = 2}]"),
      ("a.b.c", "2", "a.b.c = 1 # x\na.d = 3", "a.b.c = 2 # x\na.d = 3"),
    ])
  func replaced(_ row: (path: String, value: String, before: String, after: String)) throws {
    #expect(try set(row.path, row.value, in: row.before) == row.after)
  }

  @Test(
    "adds a key behind the last one of its table",
    arguments: [
      ("a", "1", "", "a = 1\n"),
      ("b", "2", "a = 1", "a = 1\nb = 2"),
      ("b", "2", "a = 1\r\n\r\n[c]\r\n", "a = 1\r\nb = 2\r\n\r\n[c]\r\n"),
      ("b", "2", "# c\n\n# d\n[c]\n", "# c\n\nb = 2\n\n# d\n[c]\n"),
      ("c.e", "2", "[c]\n  d = 1 # x\n\n# f\n[f]", "[c]\n  d = 1 # x\n  e = 2\n\n# f\n[f]"),
      ("c.d", "1", "[c]\n[e]\n", "[c]\nd = 1\n[e]\n"),
      ("a.'x y'", "1", "[a]\n", "[a]\n\"x y\" = 1\n"),
      ("a.c", "2", "[t]\n[a]\nb = 1", "[t]\n[a]\nb = 1\nc = 2"),
      ("a.c", "2", "a.b = 1\nd = 3\n", "a.b = 1\na.c = 2\nd = 3\n"),
      ("s.a.c.d", "2", "[s]\na.b = 1\ne = 1\n", "[s]\na.b = 1\na.c.d = 2\ne = 1\n"),
      ("a.b", "1", "c = 1\n", "c = 1\n\n[a]\nb = 1\n"),
      ("a.b.c", "1", "[a]\nd = 1", "[a]\nd = 1\n\n[a.b]\nc = 1\n"),
      ("a.c", "1", "[a.b]\n", "[a.b]\n\n[a]\nc = 1\n"),
      ("a.c", "{x = 1}", "[a]\nb = 1\n", "[a]\nb = 1\n\n[a.c]\nx = 1\n"),
      ("a", "[{x = 1}, {}]", "b = 1\n", "b = 1\n\n[[a]]\nx = 1\n\n[[a]]\n"),
      ("w[0].e.x", "1", "[[w]]\n\n[[w]]\n", "[[w]]\n\n[w.e]\nx = 1\n\n[[w]]\n"),
    ])
  func added(_ row: (path: String, value: String, before: String, after: String)) throws {
    #expect(try set(row.path, row.value, in: row.before) == row.after)
  }

  @Test(
    "adds to tables and arrays that stand in a line, and to arrays of tables",
    arguments: [
      ("a.b", "1", "a = {} # c", "a = { b = 1 } # c"),
      ("a.c", "2", "a = {b = 1}", "a = {b = 1, c = 2}"),
      ("a.c.d", "2", "a = {b = 1}", "a = {b = 1, c.d = 2}"),
      ("a.b.d", "2", "a = {b.c = 1, e = 3}", "a = {b.c = 1, b.d = 2, e = 3}"),
      ("a[0]", "1", "a = []", "a = [1]"),
      ("a[2]", "3", "a = [1, 2]", "a = [1, 2, 3]"),
      ("a[2]", "3", "a = [1, 2,]", "a = [1, 2, 3,]"),
      ("a.2.b", "3", "a = [1, 2]", "a = [1, 2, { b = 3 }]"),
      (
        "a[2]", "3", "a = [\n  1, # one\n  2, # two\n]\n",
        "a = [\n  1, # one\n  2, # two\n  3,\n]\n"
      ),
      ("a[2]", "3", "a = [\r\n  1,\r\n  2 # x\r\n]", "a = [\r\n  1,\r\n  2, # x\r\n  3\r\n]"),
      ("a[1]", "{b = 2}", "[[a]]\nb = 1\n[c]\n", "[[a]]\nb = 1\n\n[[a]]\nb = 2\n\n[c]\n"),
      ("a[1].b", "2", "[[a]]\nb = 1\n", "[[a]]\nb = 1\n\n[[a]]\nb = 2\n"),
    ])
  func inLine(_ row: (path: String, value: String, before: String, after: String)) throws {
    #expect(try set(row.path, row.value, in: row.before) == row.after)
  }

  @Test(
    "writes a table anew where it stood, or as what it has become",
    arguments: [
      ("a", "{c = 2}", "x = 1\n\n[a]\nb = 1\n[a.d]\n\n[e]\n", "x = 1\n\n[a]\nc = 2\n\n[e]\n"),
      ("a", "1", "x = 1\n\n[a]\nb = 1\n\n[e]\n", "x = 1\na = 1\n\n[e]\n"),
      ("a", "{c = 2}", "a.b = 1\n", "\n[a]\nc = 2\n"),
      ("a[0]", "{c = 2}", "[[a]]\nb = 1\n[[a]]\nb = 2\n", "[[a]]\nc = 2\n[[a]]\nb = 2\n"),
      (".", "{c = 2}", "[[a]]\nb = 1\n", "c = 2\n"),
    ])
  func rewritten(_ row: (path: String, value: String, before: String, after: String)) throws {
    let after = try set(row.path, row.value, in: row.before)
    #expect(after.drop { $0 == "\n" } == row.after.drop { $0 == "\n" })
  }

  @Test(
    "takes a key away with its line, and leaves the comments above it",
    arguments: [
      ("a", "a = 1 # c\n", ""),
      ("b", "a = 1\n# b\nb = [\n 1,\n] # c\nc = 2", "a = 1\n# b\nc = 2"),
      ("a.b", "[a]\r\n  b = 1\r\n  c = 2\r\n", "[a]\r\n  c = 2\r\n"),
      ("a.b", "a.b.c = 1\na.d = 2\na.b.e = 3\n", "a.d = 2\n"),
      ("a.b", "a = { b = 1, c = 2 }", "a = { c = 2 }"),
      ("a.c", "a = { b = 1, c = 2 }", "a = { b = 1 }"),
      ("a.b", "a = {b.x = 1, c = 2, b.y = 3}", "a = {c = 2}"),
      ("a[0]", "a = [1, 2]", "a = [2]"),
      ("a[-1]", "a = [1, 2]", "a = [1]"),
      ("a[1]", "a = [1, 2, 3,]", "a = [1, 3,]"),
      ("a[0]", "a = [1]", "a = []"),
      ("a[1]", "a = [\n 1,\n 2, # two\n # three\n 3\n]", "a = [\n 1,\n # three\n 3\n]"),
      ("a", "x = 1\n\n# a\n[a]\nb = 1\n# c\n[a.c]\n\n# e\n[e]\n", "x = 1\n\n# a\n\n# e\n[e]\n"),
      ("a", "x = 1\n\n[a]\nb = 1\n\n[e]\n", "x = 1\n\n[e]\n"),
      ("a[0]", "[[a]]\nb = 1\n[a.c]\n[[a]]\nb = 2\n", "[[a]]\nb = 2\n"),
      ("a", "[a]\n[x]\n[a.b]\n[y]\n", "[x]\n[y]\n"),
    ])
  func deleted(_ row: (path: String, before: String, after: String)) throws {
    #expect(try delete(row.path, in: row.before) == row.after)
  }

  @Test("is refused where the path does not fit the text, with the place")
  func refused() throws {
    func error(_ name: String, _ text: String, _ new: String = "1") -> EditError? {
      #expect(throws: EditError.self) { try set(name, new, in: text) }
    }
    func at(_ line: Int, _ column: Int, _ message: String) -> EditError {
      .unfit(SourcePosition(line: line, column: column), message)
    }
    #expect(
      error("a.b", "\na = 1")
        == at(2, 5, "expected a table or an array on the way, found a whole number"))
    #expect(
      error("a[0]", "[a]")
        == at(1, 2, "a table has no elements with numbers: expected a name in the path"))
    let beyond = "the array has 1 elements: expected an index up to 1"
    #expect(error("a[2]", "a = [1]") == at(1, 5, beyond))
    #expect(error("a[-2]", "a = [1]") == at(1, 5, beyond))
    #expect(error("a.b", "a = [1]") == at(1, 5, beyond))
    #expect(
      error("a[1]", "[[a]]")
        == at(1, 3, "an element of an array of tables is a table, not a whole number"))
    #expect(
      error("a[0]", "[[a]]")
        == at(1, 3, "an element of an array of tables is a table, not a whole number"))
    #expect(error("b[1]", "") == at(1, 1, "an array that is made anew begins with 0"))
    #expect(error(".", "") == at(1, 1, "a document in TOML is a table, not a whole number"))
    #expect(
      error("a", "a = ")
        == .parse(
          ParseError(
            SourcePosition(line: 1, column: 5), "expected a value, found the end of the text")))
    #expect(throws: EditError.notFound) { try delete("a.b", in: "a = 1") }
    #expect(throws: at(1, 1, "the whole cannot be deleted")) { try delete(".", in: "a = 1") }
    let null = try JSONParser.parse(frozen("[null]")).root
    #expect(throws: at(1, 1, "TOML has no null")) {
      try TOMLEditor.set(try path("a"), to: null, in: frozen(""))
    }
  }

  @Test("sets each value of a text to another, and changes no other", arguments: [false, true])
  func eachSet(_ hasReturns: Bool) throws {
    let text =
      hasReturns
      ? everything.split(separator: "\n", omittingEmptySubsequences: false).joined(
        separator: "\r\n") : everything
    let before = try TOMLParser.parse(frozen(text)).root
    for path in paths(before) where !path.steps.isEmpty {
      for new in ["7", "'new'", "{ p = 1, q.r = [] }", "[{ s = 1 }, {}]", "[]"] {
        let new = try value(new)
        let bytes: [UInt8]
        do throws(EditError) {
          bytes = try TOMLEditor.set(path, to: new, in: FrozenBytes(Array(text.utf8)))
        } catch {
          // Only an element of an array of tables must remain a table.
          guard case .index? = path.steps.last, new.kind != .table else {
            Issue.record("\(path.bytes): \(error)")
            continue
          }
          continue
        }
        let after = try TOMLParser.parse(FrozenBytes(bytes)).root
        let name = String(decoding: path.bytes, as: UTF8.self)
        #expect(
          path.find(in: after).map { leaves($0).map { $0.1 }.sorted() }
            == leaves(new).map { $0.1 }.sorted(), "\(name)")
        for (other, leaf) in leaves(before) where !other.steps.starts(with: path.steps) {
          #expect(other.find(in: after).map { plain($0) } == leaf, "\(name): \(other.bytes)")
        }
        if hasReturns { #expect(!hasLoneNewline(bytes), "\(name)") }
      }
    }
  }

  private func hasLoneNewline(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0] == 10 && ($0 == 0 || bytes[$0 - 1] != 13) }
  }

  @Test("adds a value to each table and array of a text, and changes no other")
  func eachAddition() throws {
    let before = try TOMLParser.parse(frozen(everything)).root
    for path in paths(before) {
      let node = try #require(path.find(in: before))
      let steps: [ValuePath.Step]
      switch node.kind {
      case .table: steps = [.name(Array("new key".utf8))]
      case .array: steps = [.index(node.count)]
      default: continue
      }
      for more in [[], [.name([110])], [.name([110]), .index(0), .name([111])]]
        as [[ValuePath.Step]]
      {
        let whole = ValuePath(path.steps + steps + more)
        let new = try value("{ p = 1 }")
        let bytes = try TOMLEditor.set(whole, to: new, in: frozen(everything))
        let after = try TOMLParser.parse(FrozenBytes(bytes)).root
        #expect(whole.find(in: after).map { plain($0) } == plain(new))
        for (other, leaf) in leaves(before) {
          #expect(other.find(in: after).map { plain($0) } == leaf, "\(whole.bytes)")
        }
        #expect(bytes.count { $0 == UInt8(ascii: "#") } == everything.utf8.count { $0 == 35 })
      }
    }
  }

  @Test("deletes each value of a text, and changes no other")
  func eachDeletion() throws {
    let before = try TOMLParser.parse(frozen(everything)).root
    for path in paths(before) where !path.steps.isEmpty {
      let bytes = try TOMLEditor.delete(path, in: frozen(everything))
      let after = try TOMLParser.parse(FrozenBytes(bytes)).root
      let name = String(decoding: path.bytes, as: UTF8.self)
      if case .name? = path.steps.last { #expect(path.find(in: after) == nil, "\(name)") }
      let rest = leaves(before).filter { !$0.0.steps.starts(with: path.steps) }.map { $0.1 }
      // A container that has become empty may remain.
      let left = leaves(after).map { $0.1 }.filter { $0 != "{}" && $0 != "[]" }
      #expect(left.sorted() == rest.sorted(), "\(name)")
    }
  }
}
