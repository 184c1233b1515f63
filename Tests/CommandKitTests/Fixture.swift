import CommandKit
import Settings

/// Commands that have every feature of a declaration, for the specifications of this module.
enum Fixture {
  /// Does nothing.
  static let nothing: @Sendable (inout Invocation) throws(Failure) -> ExitStatus = { _ in .done }

  /// A command with subcommands, one of which runs a program.
  static let shelf = Command(
    name: "pc-shelf", purpose: "keep things on shelves",
    description: [
      "A shelf has a name and holds things. Names are made of any bytes. A thing that is put on"
        + " a full shelf pushes the oldest one off, i.e. the one that was put there first.",
      ".hidden names start with a dot, and 'quoted' ones with a quote; a \\ is a backslash.",
    ],
    options: [
      .value(
        "shelf", letter: "s", "NAME", .query("printf '%s\\n' oak 'old pine' '$(touch oops)'"),
        "The shelf to use")
    ],
    actions: [run, put, list],
    formats: ["json", "csv"],
    refused: [.init("ttl", "what lies on a shelf has no age")],
    settings: [.lockStrategy, .lockTimeout, .noColor],
    statuses: [.init(.negative, "Nothing is there"), .init(.tryAgain, "The shelf stayed full")],
    files: [.init("$PC_CACHE_DIR/shelves/", "the shelves, a folder each")],
    related: ["flock(2)", "pc-lock(1)"])

  static let run = Action(
    "run", "Run a program with a shelf",
    description: ["The shelf is kept while the program runs."],
    options: [
      .value("timeout", letter: "t", "DURATION", .duration, "Give up after this time"),
      .value(
        "strategy", "HOW", .choice(["patient", "eager"]), aliases: [.init("eager", value: "eager")],
        "How to wait"),
      .value("signal", letter: "k", "SIGNAL", .signal, "What ends the program"),
      .flag("exec", letter: "x", aliases: [.init("replace")], "Become the program"),
    ],
    operands: [.init("THING", .query("printf 'lamp\\nbook\\n'"), "What to take")],
    program: .required,
    examples: [
      .init("pc-shelf run lamp -t 5 -- make -j4", "Build by the light of the lamp"),
      .init("exec 9>here; A='1 2' pc-shelf run -x book -- sh -c 'a && b' <&9 | less", "Read"),
    ], run: nothing)

  static let put = Action(
    "put", "Put files on a shelf",
    options: [
      .value("into", letter: "i", "DIR", .folder, "Where to put them: a folder [of the shelf]"),
      .value("log", letter: "l", "FILE", .file, isValueOptional: true, "Write what was done"),
      .value("tag", "TAG", .text, isRepeatable: true, "Mark them"),
    ],
    operands: [.init("FILE", .file, count: .some, "What to put there")],
    examples: [.init("pc-shelf put --tag=new -- -odd-name", "Put a file with an odd name")],
    run: nothing)

  static let list = Action(
    "list", "Show what is there",
    operands: [.init("COUNT", .integer(1...9), count: .optional, "How many to show")], run: nothing)

  /// A command with one action, which has no name and takes words of a set.
  static let paint = Command(
    name: "pc-paint", purpose: "paint things",
    description: ["What is painted stays painted."],
    actions: [
      Action(
        "", "Paint",
        options: [.value("coats", letter: "n", "N", .integer(1...9), "How often")],
        operands: [
          .init("COLOUR", .choice(["red", "green"]), "Which colour"),
          .init("FOLDER", .folder, count: .many, "What to paint"),
        ], examples: [.init("pc-paint red .", "Paint everything")], run: nothing)
    ])

  /// A command that runs a program by itself, and has a subcommand too.
  static let guardian = Command(
    name: "pc-guard", purpose: "watch over programs",
    description: ["It watches."],
    actions: [
      Action(
        "", "Watch over a program", options: [.flag("loud", "Shout")],
        operands: [.init("NAME", .query("printf 'post\\nport:80\\n'"), "The post")],
        program: .required,
        run: nothing),
      Action(
        "status", "Tell who is watched", options: [.flag("all", letter: "a", "All of them")],
        operands: [.init("NAME", .query("printf 'post\\nport:80\\n'"), count: .many, "The posts")],
        run: nothing),
    ])

  static let commands = [shelf, paint, guardian]
}
