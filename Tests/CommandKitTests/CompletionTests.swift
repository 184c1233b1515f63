import CommandKit
import Testing

@Suite("Completion in bash")
struct BashCompletionTests {
  let shells = Shells()

  private func proposed(_ words: String...) -> [String] { shells.bash(words) }

  @Test("proposes subcommands, and then their operands")
  func places() {
    #expect(proposed("pc-shelf", "") == ["run", "put", "list"])
    #expect(proposed("pc-shelf", "ru") == ["run"])
    #expect(proposed("pc-shelf", "-v", "-s", "put", "ru") == ["run"])
    #expect(proposed("pc-shelf", "run", "") == ["lamp", "book"])
    #expect(proposed("pc-shelf", "run", "-xt", "5", "b") == ["book"])
    #expect(proposed("pc-shelf", "run", "--timeout", "=", "5", "b") == ["book"])
    #expect(proposed("pc-shelf", "list", "") == [])
    #expect(proposed("pc-guard", "") == ["status", "post", "port:80"])
    #expect(proposed("pc-guard", "status", "x", "p") == ["post", "port:80"])
    // Readline splits words at colons too, and replaces only what follows the last one.
    #expect(proposed("pc-guard", "status", "port", ":", "8") == ["80"])
    #expect(proposed("pc-guard", "status", "port", ":") == ["80"])
    #expect(proposed("pc-paint", "") == ["red", "green"])
    #expect(proposed("pc-paint", "red", "in") == ["inner"])
    #expect(proposed("pc-paint", "red", "inner", "n") == [])
  }

  @Test("proposes options by all their names, in their place only")
  func options() {
    #expect(proposed("pc-shelf", "run", "--re") == ["--replace", "--refresh"])
    #expect(proposed("pc-shelf", "put", "--re") == ["--refresh"])
    #expect(proposed("pc-shelf", "--sh") == ["--shelf"])
    #expect(proposed("pc-shelf", "put", "--cache") == ["--cache-dir", "--cache-disable"])
    #expect(proposed("pc-shelf", "put", "--prof") == [])
    #expect(proposed("pc-shelf", "put", "--tt") == [])
    #expect(proposed("pc-shelf", "put", "-").contains("-i"))
    #expect(proposed("pc-shelf", "put", "--", "--into") == [])
  }

  @Test("proposes values by their kind")
  func values() {
    #expect(proposed("pc-shelf", "run", "--strategy", "") == ["patient", "eager"])
    #expect(proposed("pc-shelf", "run", "--strategy", "=") == ["patient", "eager"])
    #expect(proposed("pc-shelf", "run", "--strategy", "=", "e") == ["eager"])
    #expect(proposed("pc-shelf", "run", "-k", "US") == ["USR1", "USR2"])
    #expect(proposed("pc-shelf", "run", "-t", "") == [])
    #expect(proposed("pc-shelf", "list", "--format", "") == ["json", "csv"])
    #expect(proposed("pc-shelf", "put", "no") == ["note.txt"])
    #expect(proposed("pc-shelf", "put", "a", "--", "no") == ["note.txt"])
    #expect(proposed("pc-shelf", "put", "--into", "=", "inn") == ["inner"])
    #expect(proposed("pc-shelf", "put", "--into", "note") == [])
    #expect(proposed("pc-shelf", "put", "-iinn") == ["-iinner"])
    #expect(proposed("pc-shelf", "put", "-i", "two\\ w") == ["two words"])
    #expect(proposed("pc-shelf", "put", "--log", "=", "no") == ["note.txt"])
  }

  @Test("takes what a command prints as data")
  func queries() {
    #expect(proposed("pc-shelf", "-s", "") == ["oak", "old\\ pine", "\\$\\(touch\\ oops\\)"])
    #expect(proposed("pc-shelf", "-s", "old\\ p") == ["old\\ pine"])
    #expect(proposed("pc-shelf", "-s", "'old p") == ["old pine"])
    #expect(shells.scratch.shell("test -e oops").status == 1)
  }

  @Test("leaves what follows -- to the program's own completion")
  func program() {
    #expect(proposed("pc-shelf", "run", "lamp", "") == ["--"])
    #expect(proposed("pc-shelf", "run", "lamp", "--", "mkfif") == ["mkfifo"])
    #expect(proposed("pc-shelf", "run", "lamp", "--", "cat", "no") == ["note.txt"])
    #expect(proposed("pc-shelf", "run", "lamp", "--", "cat", "--js") == [])
    for function in ["_command_offset", "_comp_command_offset"] {
      let offset = shells.bash(
        ["pc-shelf", "run", "--timeout", "=", "5", "lamp", "--", "git", "co"],
        before: "\(function)() { COMPREPLY=(\"${COMP_WORDS[$1]}\"); }")
      #expect(offset == ["git"])
    }
  }

  @Test("passes the shell's own check, and says nothing when it is loaded")
  func loading() {
    for command in Fixture.commands {
      let result = shells.scratch.shell(
        "set -eu; bash -n completions/\(command.name).bash; . completions/\(command.name).bash")
      #expect(result.output + result.errors == "")
      #expect(result.status == 0)
    }
  }
}

@Suite("Completion in fish")
struct FishCompletionTests {
  let shells = Shells()

  @Test("proposes subcommands with their purpose, and then their operands")
  func places() {
    #expect(shells.fish("pc-shelf ru", described: true) == ["run\tRun a program with a shelf"])
    #expect(shells.fish("pc-shelf -s put ") == ["list", "put", "run"])
    #expect(shells.fish("pc-shelf run ") == ["book", "lamp"])
    #expect(shells.fish("pc-shelf run -xt 5 b") == ["book"])
    #expect(shells.fish("pc-shelf list ") == [])
    #expect(shells.fish("pc-guard ") == ["port:80", "post", "status"])
    #expect(shells.fish("pc-guard status x port:") == ["port:80"])
    #expect(shells.fish("pc-paint ") == ["green", "red"])
    #expect(shells.fish("pc-paint red in") == ["inner/"])
  }

  @Test("proposes options with what they do, in their place only")
  func options() {
    #expect(
      shells.fish("pc-shelf run --st", described: true)
        == ["--stats\tTell on standard error what this run did", "--strategy\tHow to wait"])
    #expect(shells.fish("pc-shelf put --re") == ["--refresh"])
    #expect(shells.fish("pc-shelf run --repl") == ["--replace"])
    #expect(shells.fish("pc-shelf put --prof") == [])
    #expect(shells.fish("pc-shelf put --tt") == [])
  }

  @Test("proposes values by their kind")
  func values() {
    #expect(shells.fish("pc-shelf run --strategy=") == ["--strategy=eager", "--strategy=patient"])
    #expect(shells.fish("pc-shelf run --strategy e") == ["eager"])
    #expect(shells.fish("pc-shelf run -k US") == ["USR1", "USR2"])
    #expect(shells.fish("pc-shelf run -t ") == [])
    #expect(shells.fish("pc-shelf list --format ") == ["csv", "json"])
    #expect(shells.fish("pc-shelf put no") == ["note.txt"])
    #expect(shells.fish("pc-shelf put --into=inn") == ["--into=inner/"])
    #expect(shells.fish("pc-shelf put -i no") == [])
    #expect(shells.fish("pc-shelf put --log=no") == ["--log=note.txt"])
    #expect(shells.fish("pc-shelf -s o") == ["oak", "old pine"])
    #expect(shells.scratch.shell("test -e oops").status == 1)
  }

  @Test("leaves what follows -- to the program's own completion")
  func program() {
    #expect(shells.fish("pc-shelf run lamp ") == ["--"])
    #expect(shells.fish("pc-shelf run lamp -- mkfif") == ["mkfifo"])
    #expect(shells.fish("pc-shelf run lamp -- pc-paint gr") == [])
    #expect(shells.fish("pc-shelf run lamp -- cat no") == ["note.txt"])
    #expect(shells.fish("pc-shelf run lamp -- git --vers") == ["--version"])
  }
}

@Suite("Completion in zsh")
struct ZshCompletionTests {
  let shells = Shells()

  @Test("proposes subcommands with their purpose, and then their operands")
  func places() {
    let subcommands = shells.zsh("pc-shelf -s put ")
    #expect(subcommands.contains("run   -- Run a program with a shelf"))
    #expect(subcommands.contains("list  -- Show what is there"))
    #expect(shells.zsh("pc-shelf run -t 5 ").contains("book  lamp"))
    let first = shells.zsh("pc-guard ")
    #expect(first.contains("status  -- Tell who is watched") && first.contains("post"))
    #expect(shells.zsh("pc-guard status port:").contains("\nport:80"))
    #expect(shells.zsh("pc-paint red i").contains("\ninner/"))
  }

  @Test("proposes options with what they do, in their place only")
  func options() {
    let options = shells.zsh("pc-shelf put --")
    #expect(options.contains("-- Where to put them: a folder [of"))
    #expect(options.contains("--into") && options.contains("--cache-disable"))
    #expect(!options.contains("--strategy") && !options.contains("--profile"))
    #expect(!options.contains("--ttl"))
  }

  @Test("proposes values by their kind")
  func values() {
    #expect(shells.zsh("pc-shelf run --strategy=").contains("eager    patient"))
    #expect(shells.zsh("pc-shelf put --log=n").contains("\nnote.txt"))
    let folders = shells.zsh("pc-shelf put -i ")
    #expect(folders.contains("inner/") && !folders.contains("note.txt"))
    let shelves = shells.zsh("pc-shelf --shelf ")
    #expect(shelves.contains("oak") && shelves.contains("old\\ pine"))
    #expect(shells.scratch.shell("test -e oops").status == 1)
  }

  @Test("leaves what follows -- to the program's own completion")
  func program() {
    #expect(shells.zsh("pc-shelf run lamp ").contains("\n--"))
    #expect(shells.zsh("pc-shelf run lamp -- mkf").contains("mkfifo"))
    #expect(shells.zsh("pc-guard post -- cat n").contains("\nnote.txt"))
  }
}
