import CommandKit
import Config
import Settings

/// `pc-config`.
public enum ConfigCommand {
  /// The declaration.
  public static let command = Command(
    name: "pc-config",
    purpose:
      "any value of any YAML, TOML or JSON configuration, layered, checked and changed in place",
    description: [
      "A value is named by its path: server.port, workers[2].name, list[-1], a.\"key.with.dots\". "
        + "A dot alone is the whole.",
      "Without --file the values come from the project's files in the nearest folder that has any, "
        + "from here up to the repository's root or your home, then from yours, then from the "
        + "system's. Tables are put together member by member; of anything else the strongest counts. "
        + "Later ones in the list of FILES are stronger.",
      "A variable of the environment is stronger than every file: PC_CONFIG_SERVER__PORT=1 is the "
        + "value 1 at server.port. Two underscores part the steps, case does not matter, and _ fits -, "
        + "too. What reads as JSON is that value, else it is a string.",
      "What was read is cached in a form that needs no parsing, and valid while all files that "
        + "count are the same.",
    ],
    options: reading,
    actions: [
      get, has, keys, len, type, dump, export, validate, diff, explain, path, set, delete,
      invalidate,
      settings,
    ],
    formats: ["text", "json", "yaml", "toml", "env", "flat"],
    refused: [Refusal("jobs", "a configuration is never the slow part")],
    settings: [
      .cacheDirectory, .cacheMaxSize, .preset, .parserCacheEnabled, .parserCacheDirectory,
      .parserCacheMaxSize, .parserMaxMemory, .metricsMonitoring, .metricsFile,
    ],
    statuses: [
      StatusMeaning(.negative, "there is no such value (get, has, delete), or a difference (diff)"),
      StatusMeaning(
        .badData, "a file is not what its format says, or a value is not of its --type or --schema"),
      StatusMeaning(.noInput, "a file that must be there is not (--must-exist, set, delete, diff)"),
      StatusMeaning(.cannotCreate, "the changed file cannot be written"),
      StatusMeaning(.notPermitted, "a file may not be read"),
    ],
    files: [
      FileMeaning(".mahabharatha/config.yaml", "the project's, the weakest of its files"),
      FileMeaning("performance.toml", "the project's"),
      FileMeaning(".pc/config.yaml, .pc/config.toml, .pc/config.json", "the project's"),
      FileMeaning(
        "~/.config/performance-core/",
        "yours, in $XDG_CONFIG_HOME where that is set: performance.toml, config.yaml, config.toml, "
          + "config.json"),
      FileMeaning("/etc/performance-core/", "the system's: files of the same names"),
    ],
    related: ["pc-cache(1)"])

  static let reading: [Option] = [
    .value(
      "file", letter: "f", "FILE", .file, isRepeatable: true,
      "Read this file, and no others but those named like it, the later ones stronger; - is "
        + "standard input"),
    .value(
      "from", "FORMAT", .choice(ConfigFormat.allCases.map { $0.rawValue }),
      "What the files are written in, where their names do not tell"),
    .flag("jsonc", "Read JSON with comments, and commas at the ends"),
    .value(
      "document", "N", .text,
      "Which document of a YAML file with several, or all, as a list (default: 1)"),
    .value("defaults", "FILE", .file, "What holds where nothing else says anything"),
    .value(
      "schema", "FILE", .file,
      "What this schema has as defaults holds where nothing else says anything; for validate, what "
        + "the values must be"),
    .flag("must-exist", "End with 66 where there is no file, or a named one is not there"),
    .flag("no-layers", "Leave out your own files and the system's"),
    .value(
      "env-prefix", "PREFIX", .text,
      "What the names of overriding variables begin with (default: PC_CONFIG_)"),
    .flag("no-env", "No variable overrides anything"),
    .flag("stale-ok", "Where a file is broken, answer from what it said before"),
    .value(
      "max-size", "SIZE", .size, "Refuse longer files (default: $PARSER_MAX_MEMORY_MB, else 2G)"),
    .value(
      "max-depth", "N", .integer(1...4096),
      "Refuse what is nested deeper in maps and lists (default: 512)"),
    .value(
      "max-values", "N", .integer(1...1_000_000_000),
      "Refuse YAML with more values once its aliases are followed (default: 10000000)"),
  ]

  static let valuePath = Operand("PATH", paths, "The path of a value")
  static let paths = ValueKind.query("pc-config dump --format flat 2>/dev/null | sed 's/ = .*//'")

  static let get = Action(
    "get", "Print values",
    description: [
      "Strings, numbers and dates are printed as they are, lists and maps as a line of JSON. With "
        + "several PATHs each value is a line, or ended by a NUL byte with --null."
    ],
    options: [
      .value("default", "VALUE", .text, "Print this, as it is, where there is no value"),
      .flag("raw", letter: "r", "Print nothing behind the value, and change nothing on a terminal"),
      .value(
        "type", "TYPE", .choice(typeNames), "End with 65 where the value is of another type"),
    ],
    operands: [Operand("PATH", paths, count: .some, "The paths of values")],
    examples: [
      Example("pc-config get server.port", "One value of the project's configuration"),
      Example("pc-config get -f compose.yaml 'services.web.ports[0]'", "Of any file"),
      Example("pc-config get --default 8080 --type int server.port", "With a default, checked"),
    ],
    run: GetAction.run)

  static let typeNames = ["int", "float", "bool", "string", "list", "map", "null", "date"]

  static let has = Action(
    "has", "Ask whether there are all these values: 0 yes, 1 no",
    operands: [Operand("PATH", paths, count: .some, "The paths of values")],
    examples: [Example("pc-config has server.tls && echo encrypted", "In a script")],
    run: AskAction.has)

  static let keys = Action(
    "keys", "List the names in a map, or the numbers of a list's elements",
    operands: [Operand("PATH", paths, count: .optional, "The map's path (default: the whole)")],
    examples: [
      Example("pc-config keys services | while read -r name; do ...; done", "For each service")
    ],
    run: AskAction.keys)

  static let len = Action(
    "len", "Print how many values a map or a list has, or how many characters a string has",
    operands: [Operand("PATH", paths, count: .optional, "The path (default: the whole)")],
    examples: [Example("pc-config len workers", "How many workers?")], run: AskAction.len)

  static let type = Action(
    "type", "Print what a value is: int, float, bool, string, list, map, null or date",
    operands: [valuePath],
    examples: [Example("pc-config type server.port", "Is it a number?")], run: AskAction.type)

  static let dump = Action(
    "dump", "Print the whole, or a part of it, as JSON, YAML, TOML, variables or flat lines",
    description: [
      "JSON unless --format says otherwise. What a format cannot hold is written as a string: dates "
        + "and infinite numbers in JSON. TOML has no null: such members are refused.",
      "flat is a line for each scalar, PATH = VALUE, with the value as JSON. env is NAME='VALUE' "
        + "lines, with names in upper case.",
    ],
    options: [.flag("compact", letter: "c", "JSON in one line")],
    operands: [Operand("PATH", paths, count: .optional, "The path (default: the whole)")],
    examples: [
      Example("pc-config dump -f app.toml --format yaml", "Convert"),
      Example("pc-config dump --format flat | grep timeout", "Find a value"),
    ],
    run: DumpAction.dump)

  static let export = Action(
    "export", "Print the values as variables for a shell to eval",
    description: [
      "Every value is in single quotes, so that nothing in it is more than text. A name is its path "
        + "in upper case, with _ for what a name cannot hold. One by which the shell finds and runs programs "
        + "(PATH, IFS, LD_PRELOAD and the like) is refused without --prefix. In a script: "
        + "eval \"$(pc-config export --prefix APP_)\""
    ],
    options: [
      .value(
        "shell", "SHELL", .choice(["bash", "zsh", "sh", "fish"]),
        "For which shell (default: sh, which bash and zsh read, too)"),
      .value("prefix", "PREFIX", .text, "What the names begin with"),
      .flag("no-export", "Set them for the shell alone, not for what it runs"),
    ],
    operands: [Operand("PATH", paths, count: .optional, "The path (default: the whole)")],
    examples: [
      Example(
        "pc-config export --prefix APP_ server > env.sh", "APP_PORT and the others, to source"),
      Example("pc-config export --shell fish | source", "In fish"),
    ],
    run: DumpAction.export)
}
