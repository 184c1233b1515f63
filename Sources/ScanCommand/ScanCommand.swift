import CommandKit
import Settings

/// `pc-scan`.
public enum ScanCommand {
  /// The declaration.
  public static let command = Command(
    name: "pc-scan",
    purpose: "the files of a tree in one pass: which there are, what they are, what has changed",
    description: [
      "Lists files as git sees them: without those that ignore rules leave out, and without hidden "
        + "ones unless asked for."
    ],
    options: walking,
    actions: [list, changed, mark, hash, languages, stack],
    formats: ["text", "json"],
    settings: [
      .cacheDirectory, .cacheMaxSize, .preset, .parserCacheEnabled, .parserCacheDirectory,
      .parserCacheMaxSize, .parserMaxWorkers, .parserMaxMemory, .parserChunkSize,
      .metricsMonitoring, .metricsFile,
    ],
    statuses: [
      StatusMeaning(.negative, "nothing has changed (changed)"),
      StatusMeaning(.noInput, "a file or folder that was named is not there"),
      StatusMeaning(.inputOutput, "something could not be read, and was left out"),
    ],
    related: ["pc-cache(1)", "gitignore(5)"])

  /// Which files of a tree are meant.
  public static let walking: [Option] = [
    .flag("hidden", letter: "H", "Hidden files, too; never .git"),
    .flag("no-ignore", letter: "I", "Obey no ignore rules"),
    .value(
      "ignore-file", "FILE", .file, isRepeatable: true,
      "Obey this file's rules, too; a name without a slash is looked for in each folder"),
    .flag(
      "follow", letter: "L", "Enter folders that links lead to, and take links to files for them"),
    .flag("one-file-system", letter: "x", "Enter no folder on another file system"),
    .value("max-depth", letter: "d", "N", .integer(1...100_000), "Go no deeper than this"),
    .value(
      "extension", letter: "e", "EXT", .text, isRepeatable: true,
      "Only files whose names end so: py, tar.gz; any of several"),
    .value(
      "language", letter: "l", "LANGUAGE", .text, isRepeatable: true,
      "Only files in this language; any of several"),
    .value(
      "glob", letter: "g", "GLOB", .text, isRepeatable: true,
      "Only what matches, or, with ! before it, only what does not; the last one counts"),
    .value(
      "type", letter: "t", "TYPE", .choice(Asking.typeNames), isRepeatable: true,
      "Only these: file, folder, link, pipe, socket, block, character, empty (default: file and link)"
    ),
    .value(
      "size", letter: "S", "SIZE", .text, isRepeatable: true,
      "Only files of this size; +SIZE: at least, -SIZE: at most"),
    .value(
      "max-memory", "SIZE", .size,
      "Give up where what is found takes more memory (default: $PARSER_MAX_MEMORY_MB, else 2G)"),
    .value(
      "newer", "WHEN", .text, "Only what was changed after this moment, or after this file"),
  ]

  static let list = Action(
    "", "List files",
    options: [
      .value(
        "sort", "KEY", .choice(ListOrder.Key.allCases.map { $0.rawValue }),
        "By path (the default), name, extension, size or modified"),
      .flag("reverse", letter: "r", "The other way round"),
      .flag("stat", "With --json: sizes and times, too"),
      .flag("languages", "What pc-scan languages tells, from the same pass as the next two"),
      .flag("stack", "What pc-scan stack tells"),
      .flag("hash", "What pc-scan hash tells"),
    ],
    operands: [
      Operand("PATH", .file, count: .many, "Trees, files and globs (default: the working folder)")
    ],
    examples: [
      Example("pc-scan '*.py'", "All Python files that git would not ignore"),
      Example("pc-scan -0 -e swift | xargs -0 wc -l", "For another program"),
      Example("pc-scan --languages --stack --hash", "Several answers, each file read once"),
    ],
    run: ListAction.run)

  static let changed = Action(
    "changed", "List what has changed since the last question, or since a mark",
    description: [
      "The first question finds everything new. Each is about what has changed since the one before it "
        + "that asked about the same tree with the same options; what a glob or another filter left "
        + "out is still to be told. With --mark the question is about a mark, and changes nothing.",
      "A file whose status is as it was is not read. Of the others the content counts: one that was "
        + "only touched has not changed, and one that is gone here and new there was renamed.",
      "To a pipe go the names of what is there: added, modified and renamed. --status puts a letter "
        + "before each, A, M, R (with the old name before the new one) or D, and shows what was "
        + "removed, too, as on a terminal. The status is 1 where nothing has changed.",
    ],
    options: [
      .value("mark", letter: "m", "NAME", .text, "Since this mark"),
      .flag(
        "unchanged",
        "List what has not changed instead; the next question is still about what has"),
      .flag("status", letter: "s", "With a letter for what has become of each"),
      .flag("keep", "Ask, and let the next question be about the same changes"),
    ],
    operands: [
      Operand("PATH", .file, count: .many, "Trees and globs (default: the working folder)")
    ],
    examples: [
      Example(
        "pc-scan changed '*.py' -0 | xargs -0r pylint",
        "Check what has changed since the last check"),
      Example("pc-scan changed --mark release --status", "What has happened since then"),
      Example("pc-scan changed src >/dev/null && make", "Build only where something changed"),
    ],
    run: ChangedAction.changed)

  static let mark = Action(
    "mark", "Remember how all files are now, under a name",
    description: [
      "A mark is of one tree and one set of options that say which files there are, such as --hidden. "
        + "It is kept until it is deleted, even where the cache is cleared."
    ],
    options: [
      .flag("delete", "Forget the mark"),
      .flag("list", "List all marks: when they were made, their names, their trees"),
    ],
    operands: [
      Operand("NAME", .text, count: .optional, "The mark's name"),
      Operand("PATH", .folder, count: .many, "Trees (default: the working folder)"),
    ],
    examples: [Example("pc-scan mark release", "To ask later: pc-scan changed --mark release")],
    run: ChangedAction.mark)

  static let hash = Action(
    "hash", "Print a digest of each file and each folder",
    description: [
      "Lines are those of b2sum -l 256, which can check them: b2sum -c. Those of folders and links are "
        + "comments to it, which begin with #.",
      "The digest of a folder is that of a line for each entry in the order of names: f, l or d, a "
        + "space, its digest, two spaces, its name, and a NUL byte. So it changes with whatever "
        + "changes below. Files that are not wanted do not count.",
    ],
    operands: [
      Operand("PATH", .file, count: .many, "Trees, files and globs (default: the working folder)")
    ],
    examples: [
      Example("pc-scan hash > all.b2; b2sum -c --quiet all.b2", "Remember and check"),
      Example("pc-scan hash src | head -1", "One digest for a whole tree"),
    ],
    run: HashAction.run)

  static let languages = Action(
    "languages", "Count files, lines and bytes by language",
    description: [
      "Languages are those of GitHub's linguist, found by a line for editors, the name, the first "
        + "line, the extension, and then the content. .gitattributes is obeyed (linguist-language and "
        + "its like). What rules leave undecided is told as such, with the languages that it may be.",
      "What is vendored, generated or documentation is told apart. The share is that of the bytes of "
        + "programs and markup, as linguist has it.",
      "A line is blank where nothing is in it, comment where nothing but a comment is, and else code.",
    ],
    options: [
      .flag("all", letter: "a", "Count what is vendored, generated or documentation like all else"),
      .flag("files", "List each file: language, blank, comment, code, name"),
      .flag("plot", "Draw a bar for each language, too"),
    ],
    operands: [
      Operand("PATH", .file, count: .many, "Trees and globs (default: the working folder)")
    ],
    examples: [
      Example("pc-scan languages --plot", "What is this written in?"),
      Example("pc-scan languages --json | jq -r '.languages[0].language'", "Mostly in what?"),
    ],
    run: LanguagesAction.run)

  static let stack = Action(
    "stack", "Tell what a project is built with: languages, frameworks, databases, infrastructure",
    description: [
      "What manifests say is parsed, for the whole tree and for each folder with a manifest of its own: "
        + "package.json, pyproject.toml, Cargo.toml, go.mod, pom.xml, build.gradle, Gemfile, "
        + "composer.json, *.csproj, Package.swift, CMakeLists.txt, Dockerfile, compose.yaml, "
        + "Kubernetes, Terraform, workflows and others, also where they are hidden. A broken one is told on standard "
        + "error. Folders of other people's code, such as node_modules, are left out.",
      "--rules adds rules of your own: lines of CATEGORY NAME EVIDENCE..., such as: framework acme "
        + "npm:@acme/web pypi:acme file:acme.toml ext:acme. Categories are language, framework, "
        + "database, vector, infrastructure, ai and rag.",
    ],
    options: [
      .flag("explain", "With the evidence for each: file, line and rule"),
      .value("rules", "FILE", .file, "Rules of your own, beside those that come with the suite"),
    ],
    operands: [
      Operand("PATH", .folder, count: .many, "Trees (default: the working folder)")
    ],
    examples: [
      Example("pc-scan stack --explain", "What is this, and who says so?"),
      Example("pc-scan stack --json | jq -r '.frameworks[]'", "For a program"),
    ],
    run: SummaryAction.stack)
}
