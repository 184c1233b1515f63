import Testing

@Suite("The code")
struct SizeTests {
  private static let linesOfFunctionMaximum = 70
  private static let linesOfFileMaximum = 400

  /// Files that may be longer, each with the reason.
  private static let longFiles: [String: String] = [
    "Sources/Languages/LanguageTable+Text.swift": "a table",
    "Sources/Languages/ContentRules+Text.swift": "a table",
    "Sources/Stacks/StackRules+Table.swift": "a table",
    "Sources/Tokens/CharacterClass+Table.swift": "a table",
    "Sources/Tokens/EstimateWeights.swift": "a table",
    "Sources/Tokens/NormalizationTable.swift": "a table",
  ]

  @Test("has no file that is too long to read")
  func files() {
    let long = Repository.swift.filter {
      $0.lines.count > SizeTests.linesOfFileMaximum && SizeTests.longFiles[$0.path] == nil
    }
    expectNone(long.map { "\($0.path): \($0.lines.count) lines" })
  }

  @Test("has no function that is too long to read")
  func functions() {
    let long = Repository.swift.flatMap { file in
      FunctionLength.all(file.lines.map(String.init))
        .filter { $0.count > SizeTests.linesOfFunctionMaximum }
        .map { "\(file.path):\($0.line): \($0.count) lines" }
    }
    expectNone(long)
  }

  @Test("has no folder whose name says nothing")
  func folders() {
    let empty: Set<Substring> = ["Core", "Utils", "Helpers", "Common", "Manager", "Misc"]
    let found = Repository.paths.filter { path in
      path.split(separator: "/").dropLast().contains { empty.contains($0) }
    }
    expectNone(found)
  }

  @Test("has no note of what is still to be done")
  func notes() {
    // Spelled apart, so that this file is not found.
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
    let found = Repository.paths.filter { path in
      let text = Repository.file(path).text
      return marks.contains { text.contains($0) }
    }
    expectNone(found)
  }
}

/// Where functions begin and how many lines they have, by the format that the linter keeps: the
/// closing brace stands below the first letter of the declaration.
enum FunctionLength {
  static func all(_ lines: [String]) -> [(line: Int, count: Int)] {
    lines.indices.compactMap { start in
      let line = lines[start]
      let words = line.split(separator: " ")
      let isFunction = words.contains("func") || words.contains { $0.hasPrefix("init(") }
      let isComment = words.first?.hasPrefix("//") == true
      guard isFunction, !isComment else { return nil }
      let indentation = line.prefix { $0 == " " }
      let end = lines[start...].firstIndex { $0.hasPrefix(indentation + "}") }
      // A declaration without a body, or on one line, ends before the next one begins.
      guard line.last != "}", let end else { return nil }
      let gap = lines[start..<end].dropFirst().firstIndex { next in
        next.hasPrefix(indentation) && next.dropFirst(indentation.count).first?.isLetter == true
      }
      return gap == nil ? (start + 1, end - start + 1) : nil
    }
  }
}

@Suite("A check of function lengths")
struct FunctionLengthTests {
  @Test("counts from the declaration to the closing brace")
  func count() {
    let text = """
      struct A {
        func short() { 1 }

        func one(
          a: Int
        ) {
          if a { func inner() {
          } }
        }

        init() {
          2
        }
      }
      """
    let found = FunctionLength.all(
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    #expect(found.map { $0.line } == [4, 7, 11])
    #expect(found.map { $0.count } == [6, 2, 3])
  }
}
