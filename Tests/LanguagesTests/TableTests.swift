import Testing

@testable import Languages

@Suite("The table of languages")
struct TableTests {
  @Test("has every language once, sorted by name")
  func order() {
    let names = (0..<Languages.count).compactMap { Language.numbered(UInt16($0))?.name }
    #expect(names.count == Languages.count)
    #expect(Set(names).count == names.count)
    #expect(names.map { $0.lowercased() } == names.map { $0.lowercased() }.sorted())
    #expect(Language.numbered(UInt16(Languages.count)) == nil)
  }

  @Test("finds each by its own name and number")
  func names() {
    for number in 0..<Languages.count {
      let language = Language.numbered(UInt16(number))
      #expect(language.flatMap { Languages.named($0.name) } == language)
    }
  }

  @Test(
    "finds a language by further names, in any case",
    arguments: [
      ("c++", "C++"), ("cpp", "C++"), ("PYTHON", "Python"), ("py", "Python"), ("golang", "Go"),
      ("js", "JavaScript"), ("sh", "Shell"), ("plain text", "Text"), ("go-mod", "Go Module"),
      ("c#", "C#"), ("csharp", "C#"), ("objective-c", "Objective-C"), ("f*", "F*"),
    ])
  func aliases(_ alias: String, _ name: String) {
    #expect(Languages.named(alias)?.name == name)
  }

  @Test("knows no language that is none", arguments: ["", " ", "no such", ".py", "Makefile.am"])
  func unknown(_ name: String) {
    #expect(Languages.named(name) == nil)
  }

  @Test("tells what a language is, with which it is counted, and its colour")
  func facts() {
    let typescript = Languages.named("TSX")
    #expect(typescript?.group.name == "TypeScript")
    #expect(typescript?.kind == .programming)
    #expect(Languages.named("C")?.colour == 0x555555)
    #expect(Languages.named("C")?.group.name == "C")
    #expect(Languages.named("Markdown")?.kind == .prose)
    #expect(Languages.named("JSON")?.kind == .data)
    #expect(Languages.named("HTML")?.kind == .markup)
    #expect(Languages.named("OASv2-json")?.group.name == "OpenAPI Specification v2")
    #expect(Languages.named("ABNF")?.colour == nil)
  }
}
