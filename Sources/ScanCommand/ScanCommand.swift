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
    actions: [list],
    formats: ["text", "json"],
    settings: [
      .cacheDirectory, .cacheMaxSize, .preset, .parserCacheEnabled, .parserCacheDirectory,
      .parserCacheMaxSize, .parserMaxWorkers, .parserMaxMemory, .metricsMonitoring, .metricsFile,
    ],
    statuses: [
      StatusMeaning(.negative, "nothing has changed (changed)"),
      StatusMeaning(.noInput, "a file or folder that was named is not there"),
      StatusMeaning(.inputOutput, "something could not be read, and was left out"),
    ],
    related: ["pc-cache(1)", "gitignore(5)"])

  static let walking: [Option] = [
    .flag("hidden", letter: "H", "Hidden files, too; never .git"),
    .flag("no-ignore", letter: "I", "Obey no ignore rules"),
    .value(
      "ignore-file", "FILE", .file, isRepeatable: true,
      "Obey this file's rules, too; a name without a slash is looked for in each folder"),
    .flag("follow", letter: "L", "Enter folders that links lead to, and take links to files for them"),
    .flag("one-file-system", letter: "x", "Enter no folder on another file system"),
    .value("max-depth", letter: "d", "N", .integer(1...100_000), "Go no deeper than this"),
    .value(
      "extension", letter: "e", "EXT", .text, isRepeatable: true,
      "Only files whose names end so: py, tar.gz; any of several"),
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
      "newer", "WHEN", .text, "Only what was changed after this moment, or after this file"),
  ]

  static let list = Action(
    "", "List files",
    options: [
      .value(
        "sort", "KEY", .choice(ListOrder.Key.allCases.map { $0.rawValue }),
        "By path (the default), name, extension, size or modified"),
      .flag("reverse", letter: "r", "The other way round"),
    ],
    operands: [Operand("PATH", .file, count: .many, "Trees, files and globs (default: the working folder)")],
    examples: [
      Example("pc-scan '*.py'", "All Python files that git would not ignore"),
      Example("pc-scan -0 -e swift | xargs -0 wc -l", "For another program"),
    ],
    run: ListAction.run)
}
