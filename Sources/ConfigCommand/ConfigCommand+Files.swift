import CommandKit

/// The subcommands that are about files rather than values.
extension ConfigCommand {
  static let validate = Action(
    "validate", "Check the files, and with a schema, their values",
    description: [
      "Without --schema every file is read, and each mistake told with its place. With it the values "
        + "are checked, too: JSON Schema, 2020-12 or draft 7, in a file of any format.",
      "A reference to another file is followed; one to an address only with --allow-remote-refs.",
    ],
    options: [
      .flag("strict", "Tell of names that the schema does not have, and end with 65"),
      .flag("allow-remote-refs", "Fetch what the schema refers to by address, with curl(1)"),
      .flag("assert-formats", "Check format, too: date-time, email, ipv4, uri and the like"),
    ],
    examples: [
      Example("pc-config validate -f config.yaml --schema schema.json", "Check one file"),
      Example("pc-config validate --schema schema.json --strict", "And find misspelt names"),
    ],
    run: ValidateAction.run)

  static let diff = Action(
    "diff", "Tell what is different between two files, whatever they are written in",
    description: [
      "By value: comments, order and spelling do not count. The exit status is 1 where something is "
        + "different."
    ],
    operands: [Operand("A", .file, "The first file"), Operand("B", .file, "The second")],
    examples: [
      Example("pc-config diff config.yaml config.prod.yaml", "What does production change?"),
      Example("pc-config diff old.toml new.json --json", "For programs"),
    ],
    run: DiffAction.run)

  static let explain = Action(
    "explain", "Tell where a value comes from: file and line, or variable, and what it overrides",
    operands: [valuePath],
    examples: [Example("pc-config explain server.port", "Who says so?")], run: ExplainAction.explain
  )

  static let path = Action(
    "path", "List the files that were looked for, the weakest first, and what became of each",
    examples: [Example("pc-config path", "Which files count here?")], run: ExplainAction.path)

  static let editing: [Option] = [
    .flag("dry-run", letter: "n", "Print the changed file, and change nothing")
  ]

  static let set = Action(
    "set", "Give a value to a path, in the file, which keeps its comments and its order",
    description: [
      "The file is the one of --file, else the strongest of the project's files that is there. It is "
        + "replaced whole, under a lock. A value that reads as JSON is that (1, true, [1,2]), any other "
        + "a string; --type string takes all as strings. Maps on the way that are not there are made."
    ],
    options: editing + [
      .flag("create", "Make the file where there is none"),
      .value("type", "TYPE", .choice(typeNames), "What the value is to be"),
    ],
    operands: [valuePath, Operand("VALUE", .text, "The value; - is standard input")],
    examples: [
      Example("pc-config set server.port 8080", "In the project's file"),
      Example("pc-config set -f app.json --create 'hosts[0]' example.com", "In a new one"),
      Example("pc-config set --type string version 1.10", "Not a number"),
    ],
    run: EditAction.set)

  static let delete = Action(
    "delete", "Remove a value from the file, which keeps all else", options: editing,
    operands: [valuePath],
    examples: [Example("pc-config delete server.tls", "Remove a map")], run: EditAction.delete)

  static let settings = Action(
    "settings", "List the settings of this suite: what holds, and who says so",
    description: [
      "Each is a variable of the environment, or a key of performance.toml. A value that a setting may "
        + "not have, and a variable that is nearly one of ours, are told, and the exit status is 2.",
      "A preset sets several: performance (PC_CACHE_MAX_SIZE=8G, PC_CACHE_POLICY=cost, "
        + "PC_CACHE_COMPRESS_MIN=64K, PARSER_MAX_MEMORY_MB=8192, PARSER_MEMORY_THRESHOLD_MB=1024, "
        + "PC_METRICS_MAX_SIZE=64M), standard (what is built in) or minimal (PC_CACHE_MAX_SIZE=64M, "
        + "PC_CACHE_COMPRESS_LEVEL=6, PC_CACHE_COMPRESS_MIN=1K, PARSER_MAX_WORKERS=1, "
        + "PARSER_MAX_MEMORY_MB=256, PARSER_MEMORY_THRESHOLD_MB=16, PC_METRICS_MAX_SIZE=1M, "
        + "PC_METRICS_GENERATIONS=0). PC_PRESET names one for all commands; files and variables are "
        + "stronger.",
    ],
    options: [
      .value(
        "preset", "PRESET", .choice(["performance", "standard", "minimal"]),
        "Show what would hold with this preset (default: $PC_PRESET)")
    ],
    examples: [
      Example("pc-config settings", "What holds here?"),
      Example("pc-config settings --preset minimal --json | jq -r .value", "For programs"),
    ],
    run: SettingsAction.run)

  static let invalidate = Action(
    "invalidate", "Forget what was cached of all configurations, or of those with these files",
    operands: [Operand("FILE", .file, count: .many, "The files")],
    examples: [Example("pc-config invalidate config.yaml", "Read it anew the next time")],
    run: EditAction.invalidate)
}
