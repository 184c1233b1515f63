import CommandKit
import Testing

/// Reads a command line, given as words; the error's message where it is refused.
private func parse(_ command: Command, _ words: String...) throws(Failure) -> Parser.Result {
  try Parser.parse(command, words.map { Array($0.utf8) })
}

private func refusal(_ command: Command, _ words: String...) -> String? {
  do throws(Failure) {
    _ = try Parser.parse(command, words.map { Array($0.utf8) })
    return nil
  } catch {
    return error.status == .usage ? error.message : "status \(error.status.code)"
  }
}

private func texts(_ words: [[UInt8]]) -> [String] {
  words.map { String(decoding: $0, as: UTF8.self) }
}

@Suite("The parser takes")
struct ParserTests {
  let shelf = Fixture.shelf
  let paint = Fixture.paint
  let guardian = Fixture.guardian

  @Test("a value after its option, joined by =, or joined to its letter")
  func values() throws {
    for words in [["--shelf", "oak"], ["--shelf=oak"], ["-s", "oak"], ["-soak"], ["-s=oak"]] {
      let parsed = try Parser.parse(shelf, (["list"] + words).map { Array($0.utf8) })
      #expect(parsed.arguments.text("shelf") == "oak")
    }
    #expect(try parse(shelf, "list", "--shelf=a=b").arguments.text("shelf") == "a=b")
    #expect(try parse(shelf, "list", "--shelf=").arguments.text("shelf") == "")
    #expect(try parse(shelf, "list", "--shelf", "--json").arguments.text("shelf") == "--json")
  }

  @Test("letters in a bundle")
  func bundles() throws {
    let parsed = try parse(shelf, "run", "lamp", "-qxt5s", "--", "true")
    #expect(parsed.arguments.has("quiet") && parsed.arguments.has("exec"))
    #expect(parsed.arguments.duration("timeout") == .seconds(5))
    #expect(try parse(shelf, "list", "-qj4").arguments.integer("jobs") == 4)
    #expect(try parse(shelf, "list", "-j", "4").arguments.integer("jobs") == 4)
    #expect(try parse(shelf, "list", "-0").arguments.has("null"))
  }

  @Test("options among operands, and common ones before the subcommand too")
  func order() throws {
    let parsed = try parse(shelf, "-v", "--shelf", "oak", "put", "a", "--tag", "x", "b", "--tag=y")
    #expect(parsed.action?.name == "put")
    #expect(texts(parsed.arguments.operands) == ["a", "b"])
    #expect(texts(parsed.arguments.all("tag")) == ["x", "y"])
    #expect(parsed.arguments.has("verbose"))
    #expect(parsed.arguments.text("shelf") == "oak")
  }

  @Test("the last of several values of an option that counts once")
  func repetition() throws {
    #expect(try parse(shelf, "list", "-j1", "-j", "2").arguments.integer("jobs") == 2)
  }

  @Test("aliases, with the value that they stand for")
  func aliases() throws {
    let parsed = try parse(
      shelf, "run", "lamp", "--eager", "--replace", "--cache-disable", "--concurrency-disable",
      "--performance-stats", "--", "true")
    #expect(parsed.arguments.text("strategy") == "eager")
    #expect(parsed.arguments.integer("jobs") == 1)
    for name in ["exec", "no-cache", "stats"] { #expect(parsed.arguments.has(name)) }
  }

  @Test("an optional value only where it is joined")
  func optionalValues() throws {
    let without = try parse(shelf, "put", "--log", "a")
    #expect(without.arguments.has("log") && without.arguments.text("log") == nil)
    #expect(texts(without.arguments.operands) == ["a"])
    #expect(try parse(shelf, "put", "--log=b", "a").arguments.text("log") == "b")
    #expect(try parse(shelf, "put", "-l", "a").arguments.text("log") == nil)
    #expect(try parse(shelf, "put", "-lb", "a").arguments.text("log") == "b")
  }

  @Test("- as an operand, and anything after --")
  func dashes() throws {
    #expect(texts(try parse(shelf, "put", "-").arguments.operands) == ["-"])
    let parsed = try parse(shelf, "put", "a", "--", "-x", "--", "--tag")
    #expect(texts(parsed.arguments.operands) == ["a", "-x", "--", "--tag"])
    #expect(try parse(shelf, "--", "list").action?.name == "list")
    #expect(texts(try parse(paint, "--", "red").arguments.operands) == ["red"])
  }

  @Test("the words of a program as they are")
  func program() throws {
    let parsed = try parse(shelf, "run", "lamp", "--", "make", "-j4", "--", "--help")
    #expect(texts(parsed.arguments.program) == ["make", "-j4", "--", "--help"])
    #expect(texts(parsed.arguments.operands) == ["lamp"])
    #expect(!parsed.arguments.has("help") && !parsed.arguments.has("jobs"))
  }

  @Test("a subcommand before an operand of that name")
  func subcommandFirst() throws {
    #expect(try parse(guardian, "status").action?.name == "status")
    #expect(try parse(guardian, "post", "--", "true").action?.name == "")
    #expect(texts(try parse(guardian, "post", "--", "status").arguments.program) == ["status"])
    #expect(texts(try parse(guardian, "status", "status").arguments.operands) == ["status"])
  }

  @Test("names that are not UTF-8")
  func bytes() throws {
    let name: [UInt8] = [0xFF, 0x2F, 0xC3]
    let words = [Array("put".utf8), Array("--into=".utf8) + name, name]
    let parsed = try Parser.parse(shelf, words)
    #expect(parsed.arguments.operands == [name])
    #expect(parsed.arguments.bytes("into") == name)
  }

  @Test("help and version, whatever is missing")
  func documents() throws {
    #expect(try parse(shelf, "--help").action == nil)
    #expect(try parse(shelf, "run", "-h").arguments.text("help") == "short")
    #expect(try parse(shelf, "--help", "run").action?.name == "run")
    #expect(try parse(shelf, "run", "--help").arguments.text("help") == nil)
    #expect(try parse(shelf, "--version").arguments.has("version"))
  }
}

@Suite("The parser refuses")
struct ParserRefusalTests {
  let shelf = Fixture.shelf
  let paint = Fixture.paint
  let guardian = Fixture.guardian

  @Test("options that do not exist, with the one that was meant")
  func unknownOptions() {
    #expect(
      refusal(shelf, "run", "--timeuot", "5") == "no option --timeuot: did you mean --timeout?")
    #expect(refusal(shelf, "list", "--verb") == "no option --verb: did you mean --verbose?")
    #expect(refusal(shelf, "list", "--entirely-else") == "no option --entirely-else")
    #expect(refusal(shelf, "list", "-json") == "no option -json: did you mean --json?")
    #expect(refusal(shelf, "list", "-version") == "no option -version: did you mean --version?")
    #expect(refusal(shelf, "list", "-qy") == "no option -y")
    #expect(refusal(shelf, "list", "-é") == "no option -é")
    #expect(refusal(shelf, "list", "--profile-cp") == "no option --profile-cp")
  }

  @Test("options of another subcommand")
  func misplacedOptions() {
    #expect(
      refusal(shelf, "--timeout", "5", "run", "lamp", "--", "true")
        == "--timeout comes after its subcommand: pc-shelf run --timeout")
    #expect(refusal(shelf, "list", "--timeout=5") == "--timeout does not apply to list")
    #expect(refusal(guardian, "--loud", "status") == "--loud does not apply to status")
  }

  @Test("subcommands that do not exist, with the one that was meant")
  func unknownSubcommands() {
    #expect(refusal(shelf) == "no subcommand: there are run, put and list")
    #expect(refusal(shelf, "rnu", "lamp") == "no subcommand rnu: did you mean run?")
    #expect(
      refusal(shelf, "x") == "no subcommand x: there are run, put and list")
    #expect(refusal(guardian, "statu", "post") == "no subcommand statu: did you mean status?")
  }

  @Test("common options that do not apply, with the reason")
  func refusedOptions() {
    #expect(
      refusal(shelf, "list", "--ttl", "5")
        == "--ttl does not apply: what lies on a shelf has no age")
    #expect(
      refusal(paint, "red", "--format=json")
        == "--format does not apply: there is one format only")
    #expect(
      refusal(shelf, "list", "--profile-cpu")
        == "--profile-cpu is reserved: this version writes no profiles")
  }

  @Test("values that do not fit, with what would")
  func values() {
    #expect(
      refusal(shelf, "run", "lamp", "-t", "soon", "--", "true")
        == "--timeout soon: expected a duration such as 30, 1.5s or 250ms")
    #expect(
      refusal(shelf, "run", "lamp", "--strategy=patent", "--", "true")
        == "--strategy patent: expected patient or eager: did you mean patient?")
    #expect(
      refusal(shelf, "run", "lamp", "-k", "TREM", "--", "true")
        == "--signal TREM: expected a signal such as TERM or 15")
    #expect(
      refusal(shelf, "list", "-j0") == "--jobs 0: expected a whole number from 1 to 4096")
    #expect(refusal(shelf, "list", "10") == "COUNT 10: expected a whole number from 1 to 9")
    #expect(refusal(shelf, "list", "--format=xml") == "--format xml: expected json or csv")
    #expect(refusal(shelf, "put", "a", "") == "FILE '': expected a path")
    #expect(refusal(paint, "blue") == "COLOUR blue: expected red or green")
    #expect(refusal(shelf, "list", "--quiet=yes") == "--quiet takes no value")
    #expect(refusal(shelf, "list", "--shelf") == "--shelf needs a value: --shelf NAME")
    #expect(refusal(shelf, "list", "-qs") == "-s needs a value: -s NAME")
  }

  @Test("too few and too many operands")
  func operands() {
    #expect(refusal(shelf, "put") == "no FILE: pc-shelf put [OPTION]... FILE...")
    #expect(
      refusal(shelf, "list", "1", "2") == "unexpected 2: pc-shelf list [OPTION]... [COUNT]")
    #expect(refusal(paint) == "no COLOUR: pc-paint [OPTION]... COLOUR [FOLDER]...")
  }

  @Test("a program without its --")
  func program() {
    let usage = "pc-shelf run [OPTION]... THING -- CMD [ARG]..."
    #expect(
      refusal(shelf, "run", "lamp", "make", "-j4")
        == "the program to run comes after --: \(usage)")
    #expect(
      refusal(shelf, "run", "lamp", "make", "--unknown")
        == "the program to run comes after --: \(usage)")
    #expect(refusal(shelf, "run", "lamp") == "no program to run: \(usage)")
    #expect(refusal(shelf, "run", "lamp", "--") == "no program to run: \(usage)")
    #expect(refusal(shelf, "run", "--", "make") == "no THING: \(usage)")
    #expect(
      refusal(guardian, "post", "make")
        == "the program to run comes after --: pc-guard [OPTION]... NAME -- CMD [ARG]...")
  }
}
