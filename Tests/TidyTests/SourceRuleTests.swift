import Testing

@Suite("The sources")
struct SourceRuleTests {
  /// Words that no source may contain, each with the reason. A word is found as a whole.
  private static let banned: [String: String] = [
    "await": "the concurrency runtime takes 4.5 ms to start",
    "async": "the concurrency runtime takes 4.5 ms to start",
    "Task": "the concurrency runtime takes 4.5 ms to start",
    "actor": "the concurrency runtime takes 4.5 ms to start",
    "Mirror": "reflection is slow, and the programs are stripped of its tables",
    "Codable": "it reflects",
    "print": "it writes each line by itself; output is buffered and written once",
    "getaddrinfo": "a static program would load shared libraries",
    "gethostbyname": "a static program would load shared libraries",
    "getpwnam": "a static program would load shared libraries",
    "getpwuid": "a static program would load shared libraries",
    "getpwent": "a static program would load shared libraries",
    "getgrnam": "a static program would load shared libraries",
    "getgrgid": "a static program would load shared libraries",
    "iconv_open": "a static program would load shared libraries",
    "dlopen": "a static program would load shared libraries",
    "popen": "no input reaches a shell",
  ]

  /// Banned words as they occur in a text: called or named, not in comments, strings or labels.
  static func bannedWords(_ text: String) -> [String] {
    var found: [String] = []
    for line in text.split(separator: "\n") {
      let code = withoutStrings(String(line)).withoutComment
      var index = code.startIndex
      while index < code.endIndex {
        guard code[index].isLetter || code[index] == "_" else {
          index = code.index(after: index)
          continue
        }
        let end =
          code[index...].firstIndex { !($0.isLetter || $0.isNumber || $0 == "_") } ?? code.endIndex
        let word = String(code[index..<end])
        let isMember = index > code.startIndex && code[code.index(before: index)] == "."
        let isCall = end < code.endIndex && code[end] == "("
        let isKeyword = ["await", "async", "actor", "Task", "Mirror", "Codable"].contains(word)
        if banned[word] != nil, isKeyword || (isCall && !isMember) {
          found.append(word)
        }
        index = end
      }
    }
    return found
  }

  private static func withoutStrings(_ line: String) -> String {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 0 ? String($0.element) : "" }.joined(separator: "\"\"")
  }

  @Test("use nothing that starts slowly, loads libraries, or hands input to a shell")
  func banned() {
    let found = Repository.sources.flatMap { file in
      SourceRuleTests.bannedWords(file.text).map { word in
        "\(file.path): \(word): \(SourceRuleTests.banned[word] ?? "")"
      }
    }
    expectNone(found)
  }

  @Test("import no Foundation and no concurrency")
  func imports() {
    let slow: Set<String> = ["Foundation", "FoundationEssentials", "_Concurrency", "Dispatch"]
    let found = Repository.sources.filter { file in
      ImportTable.imports(file.text).contains { slow.contains($0) }
    }
    expectNone(found.map { $0.path })
  }

  @Test("are checked by a check that finds what it looks for")
  func check() {
    #expect(SourceRuleTests.bannedWords("let a = await b()\n  Task { c }") == ["await", "Task"])
    #expect(
      SourceRuleTests.bannedWords("getaddrinfo(a, b)\nx = popen(\"ls\")") == [
        "getaddrinfo", "popen",
      ])
    #expect(SourceRuleTests.bannedWords("// await\nlet a = \"dlopen(\"\na.popen(1)\nTasks()") == [])
  }
}
