import Formats
import Platform
import Testing

@testable import Stacks

@Suite("The report")
struct StackReportTests {
  private func files(_ files: [(String, String)]) -> [StackFindings] {
    files.map {
      StackRules.builtIn.findings(
        path: Array($0.0.utf8), content: FrozenBytes(Array($0.1.utf8)))
    }
  }

  private var monorepo: [StackFindings] {
    files([
      ("web/package.json", "{\"dependencies\": {\"react\": \"*\"}}"),
      ("web/src/deep/a.ts", ""), ("api/requirements.txt", "fastapi\nchromadb\n"),
      ("Makefile", ""), ("web/broken/package.json", "{"),
    ])
  }

  @Test("groups by project and merges, whatever order the files come in")
  func groups() throws {
    var out = JSONWriter()
    StackReport(monorepo).write(to: &out)
    var reversed = JSONWriter()
    StackReport(monorepo.reversed()).write(to: &reversed)
    #expect(out.bytes == reversed.bytes)
    let root = try JSONParser.parse(out.bytes).root
    func list(_ node: Node?, _ key: String) -> [String] {
      node?[key]?.elements.map { $0.text } ?? []
    }
    #expect(list(root, "languages") == ["javascript", "python", "typescript"])
    #expect(list(root, "frameworks") == ["fastapi", "react"])
    #expect(list(root, "databases") == ["chroma"])
    #expect(list(root, "infrastructure") == ["make"])
    #expect(root["ai_ml"]?.bool == false)
    #expect(root["rag"]?.bool == true)
    let projects = root["projects"]?.elements.map { $0 } ?? []
    #expect(projects.map { $0["path"]?.text } == ["", "api", "web", "web/broken"])
    #expect(list(projects[2], "languages") == ["javascript", "typescript"])
    #expect(root["problems"]?.element(0)["file"]?.text == "web/broken/package.json")
  }

  @Test("takes the version of a lock file where the manifest has none")
  func versions() {
    let report = StackReport(
      files([
        ("Gemfile.lock", "GEM\n  specs:\n    rails (7.1.2)\n    sidekiq (7)\n"),
        ("Gemfile", "gem 'rails'\n"),
      ]))
    let frameworks = report.whole.technologies.filter { $0.category == .framework }
    #expect(frameworks.map(\.name) == ["rails"])
    #expect(frameworks.first?.version == Array("7.1.2".utf8))
  }

  @Test("explains each finding by file, line and rule")
  func explains() {
    let text = String(
      decoding: StackReport(monorepo).lines(withEvidence: true), as: UTF8.self)
    #expect(text.contains("    chroma\n      api/requirements.txt:2 pypi:chromadb\n"))
  }

  @Test("findings are kept as bytes, and bytes of anything else are none")
  func stored() {
    for findings in monorepo {
      let bytes = findings.stored
      #expect(StackFindings(stored: bytes) == findings)
      for count in 0..<bytes.count { #expect(StackFindings(stored: Array(bytes[..<count])) == nil) }
      #expect(StackFindings(stored: [9] + bytes.dropFirst()) == nil)
    }
  }
}
