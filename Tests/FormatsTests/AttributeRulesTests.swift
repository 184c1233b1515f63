import Formats
import Testing

@Suite("Attributes of paths")
struct AttributeRulesTests {
  /// What files say of a path, the strongest first; all lie at the root, and may define macros.
  private func states(_ files: [String], _ wanted: [String], of path: String) -> [AttributeState] {
    let texts = files.map { Array($0.utf8) }
    let names = AttributeNames(wanted, macroFiles: texts)
    var states = AttributeStates(names)
    let path = Array(path.utf8)
    let name = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    for text in texts {
      AttributeRules(text, names: names)
        .fill(&states, of: path.span, from: 0, name: name, isFolder: false)
    }
    return wanted.indices.map { states[$0] }
  }

  private func value(_ text: String) -> AttributeState { .value(Array(text.utf8)) }

  @Test("are set, unset, given values, and left alone")
  func kinds() {
    let text = "*.c linguist-vendored -b lang=C\n"
    #expect(
      states([text], ["linguist-vendored", "b", "lang", "d"], of: "x/a.c")
        == [.set, .unset, value("C"), .unspecified])
    #expect(states([text], ["b"], of: "a.h") == [.unspecified])
  }

  @Test("come from the last line that says something")
  func last() {
    #expect(states(["*.c a\nx.c -a\n"], ["a"], of: "x.c") == [.unset])
    #expect(states(["*.c a b\nx.c -b\n"], ["a", "b"], of: "x.c") == [.set, .unset])
    #expect(states(["*.c a=1 a=2"], ["a"], of: "x.c") == [value("2")])
    #expect(states(["*.c a\n*.c !a\n"], ["a"], of: "x.c") == [.unspecified])
  }

  @Test("come from the strongest file, where that says nothing from the next")
  func files() {
    #expect(states(["*.c !a", "* a b"], ["a", "b"], of: "x.c") == [.unspecified, .set])
  }

  @Test("follow patterns as ignore rules do, but for folders and exclamation marks")
  func patterns() {
    #expect(states(["/x.c a"], ["a"], of: "d/x.c") == [.unspecified])
    #expect(states(["d/*.c a"], ["a"], of: "d/x.c") == [.set])
    #expect(states(["d/ a"], ["a"], of: "d/x.c") == [.unspecified])
    #expect(states(["d a"], ["a"], of: "d/x.c") == [.unspecified])
    #expect(states(["d/** a"], ["a"], of: "d/e/x.c") == [.set])
    #expect(states(["!x.c a"], ["a"], of: "x.c") == [.unspecified])
    #expect(states(["\"x y\\056c\" a"], ["a"], of: "x y.c") == [.set])
    #expect(states(["[a-z].c\ta\r\n"], ["a"], of: "x.c") == [.set])
  }

  @Test("come from macros, as long as the macro itself is set")
  func macros() {
    let macro = "[attr]third linguist-vendored -text\n"
    #expect(
      states([macro + "lib/** third\n"], ["linguist-vendored", "text"], of: "lib/a")
        == [.set, .unset])
    #expect(states([macro + "* third\n*.c -third\n"], ["text"], of: "x.c") == [.unspecified])
    #expect(states([macro + "* third\n*.c text\n"], ["text"], of: "x.c") == [.set])
    #expect(states(["[attr]m n\n[attr]n a\n* m\n"], ["a"], of: "x") == [.set])
    #expect(states(["[attr]m m a\n* m\n"], ["a"], of: "x") == [.set])
    #expect(states(["* binary"], ["diff"], of: "x") == [.unset])
    #expect(states(["* m", "[attr]m a"], ["a"], of: "x") == [.set])
  }

  @Test("pass over lines that are not well formed")
  func malformed() {
    #expect(states(["*.c a bad/name\n"], ["a"], of: "x.c") == [.unspecified])
    #expect(states(["*.c -=1 a\n"], ["a"], of: "x.c") == [.unspecified])
    #expect(states(["*.c builtin_x a\n"], ["a"], of: "x.c") == [.unspecified])
    #expect(states(["# *.c a\n"], ["a"], of: "x.c") == [.unspecified])
    let long = "*.c a" + String(repeating: " b", count: 1100)
    #expect(states([long], ["a"], of: "x.c") == [.unspecified])
  }
}
