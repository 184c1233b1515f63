import Testing

@Suite("The import table")
struct ImportTests {
  private let table = ImportTable(manifest: Repository.file("Package.swift").text)

  @Test("has every folder of Sources and Tests, and no other")
  func complete() {
    let folders = Set(
      Repository.paths.filter { $0.hasPrefix("Sources/") || $0.hasSuffix("Tests.swift") }
        .map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
    let declared = Set(table.targets.map { $0.folder }.filter { $0 != "Tests/Support" })
    expectNone(folders.subtracting(declared).map { "\($0) is no target" })
    expectNone(declared.filter { !Repository.exists($0) }.map { "there is no \($0)" })
  }

  @Test("lets a module import only from the rows below its own")
  func order() { expectNone(table.disorder()) }

  @Test("is what the files import, no more and no less")
  func files() { expectNone(table.differences(Repository.swift)) }
}

/// The checks themselves, on invented tables: a check that cannot fail proves nothing.
@Suite("A check of the import table")
struct ImportTableTests {
  private let manifest = """
    let package = Package(
      targets: [
        // ground
        library("Ground"),
        // values
        library("Values", ["Ground"]),
        library("Other", ["Ground"]),
        // programs
        program(
          "tool", ["Values",
          "Other"]),
        tests("ValuesTests", ["Values"], exclude: ["Cases"]),
      ]
    )
    """

  @Test("reads rows, names, folders and dependencies")
  func reads() throws {
    let table = ImportTable(manifest: manifest)
    #expect(table.targets.map { $0.name } == ["Ground", "Values", "Other", "tool", "ValuesTests"])
    #expect(table.targets.map { $0.row } == [1, 2, 2, 3, 3])
    #expect(table.target("tool")?.dependencies == ["Values", "Other"])
    #expect(table.target("tool")?.folder == "Sources/tool")
    #expect(table.target("ValuesTests")?.dependencies == ["Values", "Support"])
    #expect(table.target("ValuesTests")?.folder == "Tests/ValuesTests")
  }

  @Test("finds an import of the same row, of a row above, and of nothing")
  func disorder() {
    let wrong = """
      targets: [
        // ground
        library("A", ["C", "Missing"]),
        // values
        library("B", ["A"]),
        library("C", ["B"]),
      ]
      """
    #expect(
      ImportTable(manifest: wrong).disorder() == [
        "A may not import C, which is not below it", "A: no target Missing",
        "C may not import B, which is not below it",
      ])
  }

  @Test("finds an import that is not declared, and a declaration that is not used")
  func differences() {
    let table = ImportTable(
      manifest: "targets: [\n// one\nlibrary(\"A\"),\n// two\nlibrary(\"B\", [\"A\"]),\n]")
    let files = [
      Repository.File(path: "Sources/A/A.swift", text: "import Glibc\n@testable import B\n"),
      Repository.File(path: "Sources/B/B.swift", text: "// import A\n"),
    ]
    #expect(
      table.differences(files) == [
        "Sources/A/A.swift imports B, which A does not declare", "B does not import A",
      ])
  }

  @Test("reads an import however it is written")
  func imports() {
    let text = "import A\npublic import B // why\n@_exported import C\nimport struct D.E\nimportant"
    #expect(ImportTable.imports(text) == ["A", "B", "C", "D"])
  }
}
