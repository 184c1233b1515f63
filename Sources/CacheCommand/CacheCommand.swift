import CommandKit
import Settings

/// `pc-cache`.
public enum CacheCommand {
  /// The declaration.
  public static let command = Command(
    name: "pc-cache",
    purpose: "keep values and the answers of commands, within limits, and never give a wrong one",
    description: [
      "Values have a key, which may be any bytes, and lie in a namespace. They are valid for as "
        + "long as was said when they were put (--ttl), and while what they depend on is unchanged "
        + "(--depends, --env). What is not valid is as if it were not there.",
      "The cache is bounded. When it is full, the entries go that were not used for longest, or "
        + "those that --policy picks. An entry that is damaged is as if it were not there.",
      "Subcommands that name keys work in one namespace (--namespace, otherwise default; for run "
        + "it is run). The others are about the whole cache unless --namespace is given.",
    ],
    options: Limits.options,
    actions: [
      run, get, put, delete, has, touch, list, size, stats, invalidate, clear, batch, gc, verify,
      rebuild, export, importing, path, namespace, remote, doctor,
    ],
    formats: ["text", "json", "tsv", "colon", "nul", "ndjson"],
    refused: [Refusal("jobs", "the cache is never the slow part")],
    settings: [
      .cacheDirectory, .cacheMaxSize, .cacheMaxEntries, .cacheNamespaceMaxEntries, .cachePolicy,
      .cacheCompressLevel, .cacheCompressMin, .cacheSizeTracking, .preset, .parserCacheEnabled,
      .parserCacheDirectory, .parserCacheMaxSize, .remote, .remoteNamespaces,
      .remotePasswordFile, .remoteTimeout, .metricsMonitoring, .metricsFile,
    ],
    statuses: [
      StatusMeaning(
        .negative, "a key is not there (get, has, delete, touch); damage was found (verify, doctor)"
      ),
      StatusMeaning(.badData, "a line of a batch, or an import, is not what it should be"),
      StatusMeaning(.noInput, "there is no such file to read a value from"),
      StatusMeaning(.cannotCreate, "the value is too large, or the cache cannot be written to"),
      StatusMeaning(
        .inputOutput,
        "reading or writing failed, or an entry turned out to be damaged after a part of it was printed"
      ),
      StatusMeaning(.tryAgain, "the remote cache took too long (remote)"),
      StatusMeaning(.notPermitted, "the cache directory cannot be used"),
    ],
    files: [
      FileMeaning("spaces/NAMESPACE/", "in the cache directory: the entries, a file each"),
      FileMeaning("accounts", "how much there is, and what was asked for"),
      FileMeaning(".size-index", "the size of all entries in bytes, for cat(1)"),
      FileMeaning("tmp/", "files that are being written"),
      FileMeaning(
        "performance.toml",
        "in the working folder or above: the project's settings; in ~/.config/performance-core: yours"
      ),
    ],
    related: ["pc-metrics(1)", "pc-lock(1)"])

  static let key = Operand("KEY", keys, "The key")
  static let someKeys = Operand("KEY", keys, count: .some, "The keys")
  private static let keys = ValueKind.query("pc-cache list --format text 2>/dev/null")

  static let depends: [Option] = [
    .value(
      "depends", "PATH", .file, isRepeatable: true,
      "Only valid while this file, or all that is in this folder, is unchanged or absent"),
    .value(
      "env", "NAME", .text, isRepeatable: true, aliases: [.init("use-environment")],
      "Only valid while this variable has the value that it has now"),
    .value("tag", "TAG", .text, isRepeatable: true, "Give it a tag, to remove it by"),
  ]

  static let run = Action(
    "run", "Run a command, or print what it printed the last time",
    description: [
      "The output, the errors and the exit status are those of the last time, as long as that is "
        + "no longer ago than --ttl (60 seconds, unless --depends is given), and while everything "
        + "named by --depends is unchanged. Of many who ask at once, one runs CMD and the others "
        + "wait for it.",
      "What tells one command from another is its words, and what --cwd, --env, --depends, "
        + "--modtime, --stdin and --scope add. The working directory is no part of it unless "
        + "--cwd is given.",
      "CMD reads nothing from standard input, unless --stdin is given. A command that could not be "
        + "started, that we were told to end, or that changed what it depends on while it ran, is "
        + "not kept.",
    ],
    options: depends + RunAction.options, program: .required,
    examples: [
      Example(
        "pc-cache run --ttl 5m -- curl -s https://example.com/", "Ask at most every five minutes"),
      Example(
        "pc-cache run --depends Package.swift -- swift package dump-package",
        "Run it again only when the file has changed"),
      Example(
        "pc-cache run --cwd --ttl 1h --stale 1m -- git log -1 --format=%h",
        "Answer at once, and refresh what is older than a minute for the next time"),
      Example(
        "pc-cache run --stdin --ttl 1d -- jq . < file.json", "A different answer for each input"),
    ],
    run: RunAction.run)

  static let get = Action(
    "get", "Print the value of a key",
    description: [
      "With one KEY, its bytes as they are. With several, each value is followed by a newline, or by "
        + "a NUL byte with --null; those that are not there are left out, and the exit status is 1."
    ],
    options: [
      .value(
        "output", letter: "o", "FILE", .file, "Write it to this file, which is replaced whole"),
      .flag("meta", "Print what is known of the entry in place of its value"),
      .value("stale", "DURATION", .duration, "Take it up to so long after its time, too"),
      .value(
        "share-from", "NAMESPACE", .text, isRepeatable: true,
        "Look in this namespace as well, where it is not in one's own"),
    ],
    operands: [someKeys],
    examples: [
      Example("pc-cache get answer", "Print a value"),
      Example("pc-cache get answer || make-answer | pc-cache put answer", "Print it or make it"),
      Example("pc-cache get --meta answer --json | jq .uses", "How often was it read?"),
    ],
    run: GetAction.run)

  static let put = Action(
    "put", "Keep a value: what comes from standard input",
    options: depends + [
      .value(
        "input", letter: "i", "FILE", .file, "Read the value from this file; - is standard input"),
      .flag("negative", "Keep that there is no value: get ends with 1 without counting a miss"),
      .value("cost", "DURATION", .duration, "What it took to make"),
      .flag("no-compress", "Store it as it is"),
    ],
    operands: [key],
    examples: [
      Example("date | pc-cache put --ttl 5m now", "Keep it for five minutes"),
      Example("pc-cache put report -i report.html --tag nightly", "Keep a file, with a tag"),
    ],
    run: PutAction.run)

  static let delete = Action(
    "delete", "Remove entries by their keys", operands: [someKeys],
    examples: [Example("pc-cache delete answer", "Forget it")], run: RemoveAction.delete)

  static let has = Action(
    "has", "Ask whether all keys are there and valid: 0 yes, 1 no", operands: [someKeys],
    examples: [Example("pc-cache has answer && echo there", "Without reading the value")],
    run: GetAction.has)

  static let touch = Action(
    "touch", "Give entries a new time to live, from now on: --ttl, otherwise for ever",
    operands: [someKeys], examples: [Example("pc-cache touch --ttl 1h answer", "Another hour")],
    run: PutAction.touch)

  static let patterns = Operand(
    "PATTERN", .text, count: .many,
    "Patterns for keys, in which * and ? stand for any characters, and [...] for some")

  static let list = Action(
    "list", "List the entries",
    options: [
      .value("tag", "TAG", .text, isRepeatable: true, "Only those with this tag"),
      .flag("long", letter: "l", "With sizes and times"),
    ],
    operands: [patterns],
    examples: [
      Example("pc-cache list 'run git*'", "What was kept of git?"),
      Example("pc-cache list --json | jq -s 'map(.bytes) | add'", "How large are they?"),
    ],
    run: ListAction.run)

  static let size = Action(
    "size", "Print how many bytes the entries take",
    description: ["It costs the same for ten entries and for a million."],
    options: [.flag("human", "Print it for people: 1.5 MiB")],
    examples: [Example("pc-cache size --human", "How large is it?")], run: SizeAction.size)

  static let stats = Action(
    "stats", "Tell how full the cache is, and what it was good for",
    description: [
      "would_hit_rate tells what the hit rate would have been had the cache been larger, from what "
        + "is remembered of evicted entries."
    ],
    examples: [Example("pc-cache stats --json | jq .hit_rate", "How often was the answer there?")],
    run: SizeAction.stats)

  static let invalidate = Action(
    "invalidate", "Remove entries by pattern, tag, age or what they depend on",
    description: [
      "Several PATTERNs, and several values of one option, are alternatives; what is said by different "
        + "options must all hold."
    ],
    options: [
      .value("tag", "TAG", .text, isRepeatable: true, "Those with this tag"),
      .value("older-than", "DURATION", .duration, "Those that were made longer ago"),
      .value(
        "depends", "PATH", .file, isRepeatable: true,
        "Those that depend on this path, or on something below it or above it"),
      .flag("expired", "Those whose time is over"),
    ],
    operands: [patterns],
    examples: [
      Example("pc-cache invalidate '*worktrees*'", "Forget what has worktrees in its key"),
      Example("pc-cache invalidate --depends config.yaml", "Forget what was made from a file"),
    ],
    run: RemoveAction.invalidate)

  static let clear = Action(
    "clear", "Remove all entries, or all of a namespace",
    examples: [Example("pc-cache clear --namespace run", "Forget the answers of commands")],
    run: RemoveAction.clear)
}
