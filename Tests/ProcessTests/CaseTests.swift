import Platform
import Support
import Testing

@Suite("The programs, as a shell sees them")
struct CaseTests {
  /// The names of the case files.
  static let names: [String] = {
    let folder = BytePath(Programs.repository).appending("Tests/ProcessTests/Cases")
    let names = (try? Directory.names(in: folder)) ?? []
    return names.map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasSuffix(".txt") }
      .sorted()
  }()

  @Test("do what the case file says", arguments: names)
  func caseFile(_ name: String) throws {
    let path = "Tests/ProcessTests/Cases/\(name)"
    try check(CaseFile(name: path, text: try text(path)))
  }

  @Test("do what the README shows")
  func readme() throws {
    let file = try CaseFile(name: "README.md", markdown: try text("README.md"))
    if !file.steps.isEmpty { check(file) }
  }

  private func text(_ path: String) throws -> String {
    let path = BytePath(Programs.repository).appending(path)
    let file = try Descriptor.open(path, 0)
    return String(decoding: try IO.readAll(file.number, limit: 1 << 24), as: UTF8.self)
  }

  private func check(_ file: CaseFile) {
    #expect(!file.steps.isEmpty, "no command in \(file.name)")
    for (step, outcome) in zip(file.steps, file.run()) {
      guard let difference = file.difference(step, outcome) else { continue }
      Issue.record(
        Comment(rawValue: difference),
        sourceLocation: SourceLocation(
          fileID: "ProcessTests/\(file.name)", filePath: "\(Programs.repository)/\(file.name)",
          line: step.line, column: 1))
    }
  }
}
