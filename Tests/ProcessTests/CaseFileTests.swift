import Testing

@Suite("A case file")
struct CaseFileTests {
  private func steps(_ text: String) throws -> [Step] { try CaseFile(name: "f", text: text).steps }

  /// What is wrong with what a text expects, or nothing.
  private func differences(_ text: String) throws -> [String] {
    let file = try CaseFile(name: "f", text: text)
    return zip(file.steps, file.run()).compactMap { file.difference($0, $1) }
  }

  @Test("is made of commands, what they print, and how they end")
  func parts() throws {
    let text = """
      # About this.

      $ first
      one
      ! two
      three
      ? 7

      # About that.
      $ second
      >   goes on
      > to here
      > four

      # five

      """
    #expect(
      try steps(text) == [
        Step(line: 3, command: "first", output: ["one", "three"], errors: ["two"], status: 7),
        Step(line: 10, command: "second\n  goes on\nto here\nfour"),
      ])
  }

  @Test("may expect empty lines, and lines that begin like a comment")
  func gaps() throws {
    let text = "$ a\n# one\n\ntwo\n\n\n$ b\n"
    #expect(
      try steps(text) == [
        Step(line: 1, command: "a", output: ["# one", "", "two"]), Step(line: 7, command: "b"),
      ])
  }

  @Test("is refused with its place where it cannot be meant")
  func mistakes() {
    #expect(throws: CaseError(name: "f", line: 2, reason: "comes before the first command")) {
      try steps("# comment\ntext\n")
    }
    for status in ["", "x", "256", "-1"] {
      #expect(throws: CaseError(name: "f", line: 2, reason: "no status from 0 to 255")) {
        try steps("$ a\n? \(status)\n")
      }
    }
  }

  @Test("may be the console blocks of a Markdown text, whose lines keep their numbers")
  func markdown() throws {
    let text = "# T\n```sh\n$ no\n```\n```console\n$ a\nb\n```\nc\n\n```console\n$ d\n```\n"
    #expect(
      try CaseFile(name: "f", markdown: text).steps == [
        Step(line: 6, command: "a", output: ["b"]), Step(line: 12, command: "d"),
      ])
    #expect(throws: CaseError(name: "f", line: 2, reason: "no end of a block")) {
      try CaseFile(name: "f", markdown: "```console\n$ a\n")
    }
  }

  @Test(
    "expects lines as they are, or any text, or any lines",
    arguments: [
      (["a"], ["a"], true), (["a"], ["b"], false), (["a"], ["a", "b"], false), ([], ["a"], false),
      (["a", "b"], ["a"], false), (["a[..]c"], ["abbc"], true), (["a[..]c"], ["ac"], true),
      (["a[..]c"], ["acd"], false), (["[..]b[..]"], ["abcb"], true), (["[..]"], [""], true),
      (["[..]"], [], false), (["..."], [], true), (["...", "c"], ["a", "b", "c"], true),
      (["a", "..."], ["a"], true), (["a", "...", "c"], ["a", "c", "b"], false),
      (["...", "b", "...", "d"], ["b", "a", "b", "c", "d"], true), (["a.c"], ["abc"], false),
      (["é[..]"], ["é!"], true),
    ])
  func patterns(_ row: (expected: [String], found: [String], matches: Bool)) {
    #expect(Pattern.matches(row.expected, row.found) == row.matches)
  }

  @Test("keeps the shell's state from one command to the next")
  func state() throws {
    let text = """
      $ mkdir folder; cd folder; variable=kept
      $ pwd; echo "$variable"; cat; ls -A ..
      [..]/folder
      kept
      folder
      """
    #expect(try differences(text) == [])
  }

  @Test("is failed by an output, an error or a status that was not expected")
  func failures() throws {
    let text = """
      $ echo one
      two

      $ echo three >&2

      $ (exit 4)

      $ echo fine
      fine
      """
    #expect(
      try differences(text) == [
        """
        f:1: $ echo one
          standard output should be
            - two
          standard output is
            + one
        """,
        """
        f:4: $ echo three >&2
          standard error should be empty
          standard error is
            + three
        """,
        """
        f:6: $ (exit 4)
          the status should be 0 and is 4
        """,
      ])
  }

  @Test("is failed by a command that ends the shell")
  func endOfShell() throws {
    #expect(
      try differences("$ exit 0\n$ true\n") == [
        "f:1: $ exit 0\n  the status should be 0 and is unknown: the shell ended, or hung",
        "f:2: $ true\n  the status should be 0 and is unknown: the shell ended, or hung",
      ])
  }

  @Test("survives a command that is no bash, which fails alone")
  func syntax() throws {
    let text = "$ echo 'open\n! bash: line 1: [..]\n? 2\n\n$ echo next\nnext\n"
    #expect(try differences(text) == [])
  }
}
