import Support
import Testing

@Suite("The documents")
struct DocumentTests {
  @Test("that are made from the declarations are what they would be made to be now")
  func fresh() {
    let check = Scratch().shell(
      "'\(Programs.built)/write-documents' --check '\(Programs.repository)'")
    #expect(check.status == 0, "\(check.errors)make docs brings them up to date")
  }

  @Test("lead with every relative link to something that is there")
  func links() {
    let broken = Repository.paths.filter { $0.hasSuffix(".md") }.flatMap { path in
      let folder = path.split(separator: "/").dropLast()
      return DocumentTests.links(Repository.file(path).text).filter { link in
        !Repository.exists((folder + [Substring(link)]).joined(separator: "/"))
      }.map { "\(path): \($0)" }
    }
    expectNone(broken)
  }

  /// The relative links of a Markdown text, without the place within the file.
  static func links(_ text: String) -> [String] {
    text.split(separator: "](").dropFirst().compactMap { part in
      let link = part.prefix { $0 != ")" && $0 != "#" && $0 != " " }
      return link.isEmpty || link.contains(":") ? nil : String(link)
    }
  }

  @Test("are checked by a check that finds what it looks for")
  func check() {
    let text = "[a](b.md) [c](https://d) ![e](f/g.svg#h) [i](#j)\n[k](l \"m\")"
    #expect(DocumentTests.links(text) == ["b.md", "f/g.svg", "l"])
  }
}
