import CommandKit

/// The subcommands that concern many entries, or the cache itself.
extension CacheCommand {
  static let batch = Action(
    "batch", "Put, get or delete many entries as one operation",
    description: [
      "One item a line, from FILE or standard input. --format says how: tsv is KEY, a tab and the "
        + "value; colon is KEY:VALUE, split at the first colon, and kept for 300 seconds unless --ttl "
        + "says otherwise; nul is KEY and the value, each ended by a NUL byte; ndjson is an object with "
        + "key and value (or key_base64, value_base64), and, to put, perhaps ttl, tags and cost_ms. "
        + "The default is tsv.",
      "get and delete read keys (of ndjson: objects with key). get prints the items that are there "
        + "in the same format, with --json as ndjson; put and delete print counts with --json. Items that are refused are named on standard error, and the others are "
        + "put. The exit status is 65 where a line makes no sense, 1 where a key was not there.",
    ],
    options: [.value("tag", "TAG", .text, isRepeatable: true, "Give all of them a tag (put)")],
    operands: [
      Operand("WHAT", .choice(["put", "get", "delete"]), "What to do"),
      Operand("FILE", .file, count: .optional, "The items; - is standard input"),
    ],
    examples: [
      Example("printf 'a\\t1\\nb\\t2\\n' | pc-cache batch put", "Put two values"),
      Example("pc-cache batch get --format ndjson < keys.ndjson", "Get many values"),
    ],
    run: BatchAction.run)

  static let gc = Action(
    "gc", "Remove what is past its time, what is too much, and what dead processes left",
    description: [
      "Looks at a part of a large cache, as long as it finds something to remove; --all looks at "
        + "every entry."
    ],
    options: [.flag("all", "Look at every entry")],
    examples: [Example("pc-cache gc --max-size 100M", "Make the cache smaller now")],
    run: UpkeepAction.gc)

  static let verify = Action(
    "verify", "Read every entry to its last byte, and check the size against a walk",
    options: [.flag("repair", "Remove what is damaged, and count anew where the size is wrong")],
    examples: [Example("pc-cache verify --repair", "Check and mend")], run: UpkeepAction.verify)

  static let rebuild = Action(
    "rebuild", "Count all entries anew",
    description: [
      "The size is right without it; this is for those who have removed files by hand."
    ],
    examples: [Example("pc-cache rebuild", "After an accident")], run: UpkeepAction.rebuild)

  static let export = Action(
    "export", "Write entries to standard output, for import",
    options: [.flag("local", "Also those that depend on files of this machine")],
    operands: [patterns],
    examples: [Example("pc-cache export > cache.pcx", "Take the cache along")],
    run: ExportAction.export)

  static let importing = Action(
    "import", "Read entries that export wrote",
    description: [
      "Each is checked first. The namespaces are those of the export, unless --namespace is given."
    ],
    operands: [Operand("FILE", .file, count: .optional, "The entries; - is standard input")],
    examples: [Example("pc-cache import < cache.pcx", "Use what was exported elsewhere")],
    run: ExportAction.importing)

  static let path = Action(
    "path", "Print where the cache is, or the file of an entry",
    operands: [Operand("KEY", .text, count: .optional, "The key")],
    examples: [Example("pc-cache path", "Where is it?")], run: PathAction.path)

  static let namespace = Action(
    "namespace", "List the namespaces, with how much is in them",
    examples: [Example("pc-cache namespace --json", "For programs")], run: PathAction.namespaces)

  static let remote = Action(
    "remote", "Ask how the remote cache is, or copy entries to it or from it",
    description: [
      "PC_REMOTE names a Redis server, as redis://[USER:PASSWORD@]HOST[:PORT][/DB] or unix:///PATH, and "
        + "PC_REMOTE_NAMESPACES the namespaces that are shared, parted by commas. get and run look there "
        + "for what is not here, and put and run write there what they write here. A server that does not "
        + "answer in time is left alone for a minute, and fails no command.",
      "push copies the entries of the shared namespaces there, pull those that are there and not here.",
    ],
    operands: [Operand("WHAT", .choice(["status", "push", "pull"]), "What to do")],
    examples: [Example("pc-cache remote status", "Is it there?")], run: RemoteAction.run)

  static let doctor = Action(
    "doctor", "Check whether all is well with the cache, and say what to do where it is not",
    examples: [Example("pc-cache doctor", "In words, with remedies")], run: DoctorAction.run)
}
