import CommandKit
import Suite
import Testing

@Suite("A declaration's mistakes are found")
struct CommandLintTests {
  @Test("The suite's commands have none", arguments: Suite.commands.map { $0.name })
  func suite(name: String) throws {
    let command = try #require(Suite.commands.first { $0.name == name })
    #expect(CommandLint.mistakes(in: command) == [])
  }

  @Test("The fixtures have none")
  func fixtures() {
    for command in Fixture.commands { #expect(CommandLint.mistakes(in: command) == []) }
  }

  /// A command with one action, right but for what is passed.
  private func command(
    name: String = "pc-x", purpose: String = "do it", options: [Option] = [],
    operands: [Operand] = [], examples: [CommandKit.Example] = [], actions: [Action] = [],
    refused: [Refusal] = []
  ) -> Command {
    let action = Action(
      "go", "Go", options: options, operands: operands, examples: examples, run: Fixture.nothing)
    return Command(
      name: name, purpose: purpose, description: ["It does it."], actions: [action] + actions,
      refused: refused)
  }

  private func mistakes(_ command: Command) -> [String] { CommandLint.mistakes(in: command) }

  @Test("in names")
  func names() {
    #expect(mistakes(command(name: "PC")) == ["PC: not a command's name"])
    #expect(
      mistakes(command(options: [.flag("Loud", "Shout")]))
        == ["pc-x go: --Loud: not an option's name"])
    #expect(
      mistakes(command(options: [.flag("loud", "Shout"), .flag("loud", "Shout again")]))
        == ["pc-x go: --loud: declared twice"])
    #expect(
      mistakes(command(options: [.flag("loud", letter: "v", "Shout")]))
        == ["pc-x go: -v: declared twice"])
    #expect(
      mistakes(command(options: [.flag("loud", aliases: [.init("json")], "Shout")]))
        == ["pc-x go: --json: declared twice"])
    #expect(
      mistakes(command(actions: [Action("go", "Go again", run: Fixture.nothing)]))
        == ["go: declared twice"])
    #expect(
      mistakes(command(actions: [Action("2nd", "Go again", run: Fixture.nothing)]))
        == ["2nd: not a subcommand's name"])
  }

  @Test("in words for people")
  func texts() {
    #expect(mistakes(command(purpose: "")) == ["purpose: says nothing"])
    #expect(mistakes(command(purpose: "Do it.")) == ["purpose: ends with a full stop"])
    #expect(
      mistakes(command(options: [.flag("loud", "Shout.")])) == ["--loud: ends with a full stop"])
    #expect(
      mistakes(command(operands: [.init("A", .text, "")])) == ["A: says nothing"])
  }

  @Test("in values")
  func values() {
    #expect(
      mistakes(command(options: [.value("size", "", .size, "How large")]))
        == ["pc-x go: --size: value without a name"])
    #expect(
      mistakes(command(options: [.value("how", "HOW", .choice(["a b"]), "How")]))
        == ["pc-x go: --how: a b: not a word to choose"])
  }

  @Test("in operands")
  func operands() {
    let many = Operand("A", .text, count: .many, "Some")
    let one = Operand("B", .text, "One")
    #expect(
      mistakes(command(operands: [many, one]))
        == ["pc-x go: B: follows an operand without end"])
    #expect(
      mistakes(command(operands: [.init("C", .text, count: .optional, "Perhaps"), one]))
        == ["pc-x go: B: follows an optional operand"])
  }

  @Test("in refusals")
  func refusals() {
    #expect(
      mistakes(command(refused: [.init("colour", "why not")]))
        == ["refusal of --colour: no common option"])
  }

  @Test("in examples")
  func examples() {
    #expect(mistakes(command(examples: [.init("pc-x go | wc -l", "Count")])) == [])
    #expect(
      mistakes(command(examples: [.init("pc-x go --lod", "Go")]))
        == ["pc-x go: pc-x go --lod: no option --lod"])
    #expect(
      mistakes(command(examples: [.init("pc-y go", "Go")]))
        == ["pc-x go: pc-y go: does not call pc-x"])
  }

  @Test("Examples are read as a shell reads them")
  func shellLines() {
    func calls(_ line: String) -> [[String]] { CommandLint.Example.calls(of: "pc-x", in: line) }
    #expect(calls("pc-x a 'b c' \"d $e\" f\\ g") == [["a", "b c", "d 1", "f g"]])
    #expect(calls("exec 9>file; pc-x fd 9 <&9 2>/dev/null") == [["fd", "9"]])
    #expect(calls("A=1 B='2 3' pc-x a && pc-x b || echo pc-x") == [["a"], ["b"]])
    #expect(calls("if ! pc-x a; then exit 1; fi # pc-x b") == [["a"]])
    #expect(calls("seq 3 | pc-x a - >out &") == [["a", "-"]])
    #expect(calls("token=$(pc-x a --owner $$ ${B}c)") == [["a", "--owner", "1", "1c"]])
    #expect(calls("pc-x a -- sh -c 'x | y; z'") == [["a", "--", "sh", "-c", "x | y; z"]])
  }
}
