/// The table of targets in Package.swift: which row each is in, and what it may import.
struct ImportTable {
  /// A target, as the table has it.
  struct Target {
    let name: String
    /// The folder that its files lie in.
    let folder: String
    /// The row, counted from the lowest.
    let row: Int
    /// What it says that it imports.
    let dependencies: [String]
  }

  let targets: [Target]

  /// The modules of the toolchain, which any target may import.
  static let toolchain: Set<String> = ["Glibc", "Synchronization", "Testing", "PackageDescription"]

  /// Rows whose modules may import each other, and in which order. Each has its reason.
  private static let ordered: [[String]] = [
    // A setting's value is read by a format.
    ["Formats", "Settings"],
    // YAML is read into the tree of values, in a module of its own for its C.
    ["Formats", "YAML"],
    // A schema judges values that a format has read, and is one.
    ["Formats", "Schemas"],
    // A manifest is read by its format.
    ["Formats", "Stacks"], ["YAML", "Stacks"],
    // The shared trio stands on the folder that it shares.
    ["CacheRoot", "Locks"], ["CacheRoot", "Metrics"], ["CacheRoot", "Store"],
    // What is stored here may be shared there.
    ["Remote", "Store"],
    // The image is made of the commands.
    ["CacheCommand", "Suite"], ["ConfigCommand", "Suite"], ["LockCommand", "Suite"],
    ["MetricsCommand", "Suite"], ["ScanCommand", "Suite"], ["LogsCommand", "Suite"],
    ["TokensCommand", "Suite"],
    // Which files are counted is asked as it is of pc-scan.
    ["ScanCommand", "TokensCommand"],
  ]

  /// Reads the manifest's table. Each `// name` line within it begins a row.
  init(manifest: String) {
    var targets: [Target] = []
    var row = 0
    let table = manifest.firstRange(of: "targets: [\n").map { manifest[$0.upperBound...] } ?? ""
    var statement = ""
    for line in table.split(separator: "\n") {
      let line = line.trimmed
      if line.hasPrefix("//") {
        row += 1
        continue
      }
      statement += line
      // A statement ends where its parentheses do.
      guard statement.count(where: { $0 == "(" }) == statement.count(where: { $0 == ")" }) else {
        continue
      }
      if let target = ImportTable.target(statement, row: row) { targets.append(target) }
      statement = ""
    }
    self.targets = targets
  }

  private static func target(_ statement: String, row: Int) -> Target? {
    guard let (name, rest) = statement.firstQuoted else { return nil }
    var dependencies = rest
    // Our own short forms have the list second; SwiftPM's have it under its label.
    let mark = statement.hasPrefix(".") ? "dependencies: [" : "["
    if let list = rest.firstRange(of: mark) {
      dependencies = String(rest[list.upperBound...])
      if let end = dependencies.firstIndex(of: "]") { dependencies = String(dependencies[..<end]) }
    } else {
      dependencies = ""
    }
    let isTest = statement.hasPrefix("tests(")
    return Target(
      name: name, folder: (isTest || name == "Support" ? "Tests/" : "Sources/") + name, row: row,
      dependencies: dependencies.allQuoted + (isTest ? ["Support"] : []))
  }

  /// The target of that name.
  func target(_ name: String) -> Target? { targets.first { $0.name == name } }

  /// What is wrong with the table itself: an import of a row that is not below.
  func disorder() -> [String] {
    targets.flatMap { target in
      target.dependencies.compactMap { name in
        guard let other = self.target(name) else { return "\(target.name): no target \(name)" }
        if other.row < target.row || ImportTable.ordered.contains([name, target.name]) {
          return nil
        }
        // The tests' own library is in their row.
        if name == "Support" { return nil }
        return "\(target.name) may not import \(name), which is not below it"
      }
    }
  }

  /// What is wrong with the files: an import that the table lacks, or a row of it that no file
  /// needs.
  func differences(_ files: [Repository.File]) -> [String] {
    targets.flatMap { target in
      let own = files.filter { $0.path.hasPrefix(target.folder + "/") }
      var found: [String] = []
      var used: Set<String> = []
      for file in own {
        for module in ImportTable.imports(file.text) {
          used.insert(module)
          if !ImportTable.toolchain.contains(module), !target.dependencies.contains(module) {
            found.append("\(file.path) imports \(module), which \(target.name) does not declare")
          }
        }
      }
      // A module of C has no Swift files of its own, a test brings its library, and the rest of
      // what is declared must be used.
      let unused = target.dependencies.filter { !used.contains($0) && $0 != "Support" }
      return found + (own.isEmpty ? [] : unused.map { "\(target.name) does not import \($0)" })
    }
  }

  /// The modules that a file imports. An import stands at the beginning of a line: what is
  /// indented is text, such as a script that a test runs.
  static func imports(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      if line.hasPrefix(" ") { return nil }
      var words = line.withoutComment.split(separator: " ")
      while let first = words.first, first.hasPrefix("@"), !first.contains("(") {
        words.removeFirst()
      }
      if let first = words.first, ["public", "internal", "private", "package"].contains(first) {
        words.removeFirst()
      }
      guard words.count >= 2, words[0] == "import" else { return nil }
      // `import struct Module.Name` names the module in its last word.
      return words.last?.split(separator: ".").first.map(String.init)
    }
  }
}
