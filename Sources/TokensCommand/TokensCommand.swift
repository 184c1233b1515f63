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
      "Counts are exact where the vocabulary is installed (pc-tokens vocab install), and estimated "
        + "otherwise. What was counted is remembered: a file that looks as it did is not read again."
    ],
    options: counting,
    actions: [
      count
    ],
    formats: ["text", "json"],
    settings: [
      .cacheDirectory, .cacheMaxSize, .vocabularies, .preset, .parserCacheEnabled,
      .parserCacheDirectory, .parserCacheMaxSize, .parserMaxWorkers, .metricsMonitoring,
      .metricsFile,
    ],
    related: ["pc-scan(1)", "pc-cache(1)"])

  static let counting: [Option] =
    [
      .value("encoding", letter: "e", "ENCODING", .text, "x"),
      .value("model", letter: "m", "MODEL", .text, "x"),
      .value("like", "ENCODING", .text, "x"),
      .value("mode", "MODE", .choice(["auto", "exact", "estimated"]), "x"),
      .value("counter", "COMMAND", .text, "x"),
      .value("special", "USE", .choice(["ordinary", "allow", "forbid"]), "x"),
      .value("max-entries", "N", .integer(1...100_000_000), "x"),
      .flag("binary", "x"),
    ]

  static let count = Action(
    "", "Count tokens",
    operands: [Operand("FILE", .file, count: .many, "x")],
    run: CountAction.run)
}
