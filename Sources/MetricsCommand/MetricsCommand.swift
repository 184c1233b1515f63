import CommandKit

/// `pc-metrics`.
public enum MetricsCommand {
  /// The declaration.
  public static let command = Command(
    name: "pc-metrics",
    purpose: "tell what operations cost, and record what they cost",
    description: [
      "Every command of the suite appends a row to one metrics file for each operation that it "
        + "timed. pc-metrics adds the rows up: how often, how long, with which errors, how many "
        + "answers came from the cache. Quantiles are exact: the nearest rank, always one of the "
        + "durations.",
      "FILE is a file of rows, - is standard input; without one it is the metrics file with its "
        + "rotated generations. A row is timestamp,operation,duration_ms, and what may follow is "
        + "outcome,hits,misses,bytes,peak_kib. Lines that begin with # are comments. A line that "
        + "is no row is skipped, counted, and told of on standard error.",
      "pc-metrics records nothing about itself: only record and add write rows.",
    ],
    options: filters,
    actions: [summary, record, add, tail, health, cleanup, path],
    formats: ["table", "json", "csv"],
    refused: [
      Refusal("null", "no names are listed"),
      Refusal("namespace", "all namespaces share one metrics file"),
      Refusal("ttl", "nothing is answered from a cache"),
    ],
    settings: [
      .cacheDirectory, .metricsMonitoring, .metricsFile, .metricsSize, .metricsGenerations,
      .noColor,
    ],
    statuses: [
      StatusMeaning(.negative, "a threshold is broken (health)"),
      StatusMeaning(.badData, "there were lines, and none of them was a row"),
      StatusMeaning(.noInput, "there is no such FILE"),
      StatusMeaning(.cannotCreate, "the metrics file cannot be made (add)"),
      StatusMeaning(.notPermitted, "the metrics file or the cache directory is somebody else's"),
    ],
    files: [
      FileMeaning("metrics/perf.csv", "in the cache directory: the rows"),
      FileMeaning("metrics/perf.csv.1", "the rows before those; .2 and so on where more are kept"),
    ],
    related: ["pc-lock(1)"])

  /// Which rows count.
  static let filters: [Option] = [
    .value(
      "operation", letter: "o", "NAME",
      .query("pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1"), isRepeatable: true,
      "Only rows of this operation, in which * stands for any characters"),
    .value("since", "TIME", .time, "Only rows of this moment or later"),
    .value("until", "TIME", .time, "Only rows of this moment or earlier"),
    .value("last", "N", .integer(1...10_000_000), "Only the last N of those rows"),
  ]

  static let summary = Action(
    "", "Tell what operations cost",
    description: [
      "With --json it is one object, with a member for each operation: count, errors, total, avg, "
        + "min, max, p50, p95, p99, hits, misses, hit_rate, bytes, peak_kib, first_executed and "
        + "last_executed; times are milliseconds. errors counts the outcomes error and timeout. "
        + "hit_rate is between 0 and 1, or null where nothing was looked up."
    ],
    operands: [Operand("FILE", .file, count: .many, "The rows; - is standard input")],
    examples: [
      Example("pc-metrics", "What did everything cost?"),
      Example("pc-metrics --json | jq '.lock_acquire.avg'", "How long is a lock waited for?"),
      Example("pc-metrics --since -1h --operation 'lock_*'", "What did locks cost this hour?"),
      Example("cat *.csv | pc-metrics -", "Add up rows from elsewhere"),
    ],
    run: SummaryAction.run)

  static let operation = Operand(
    "OPERATION", .query("pc-metrics --format csv 2>/dev/null | sed 1d | cut -d, -f1"),
    "What was done: a name of a-z, 0-9 and _")

  static let record = Action(
    "record", "Run a command and record what it cost",
    description: [
      "Records the time that CMD took, the most memory that it or one of its children held, and "
        + "the outcome error where its status is not 0. The exit status is CMD's: 128+N where "
        + "signal N ended it, 127 where it was not found, 126 where it cannot be run. CMD runs "
        + "also where nothing can be recorded."
    ],
    operands: [operation], program: .required,
    examples: [Example("pc-metrics record build -- make -j4", "Remember how long builds take")],
    run: RecordAction.record)

  static let add = Action(
    "add", "Record what a script has measured",
    options: [
      .value(
        "outcome", "OUTCOME", .choice(["ok", "negative", "timeout", "error"]),
        "How it ended (default: ok)"),
      .value("hits", "N", .integer(0...999_999_999_999_999), "How many answers came from a cache"),
      .value("misses", "N", .integer(0...999_999_999_999_999), "How many had to be computed"),
      .value("bytes", "SIZE", .size, "How much was read or written"),
      .value("peak", "SIZE", .size, "The most memory that was held"),
    ],
    operands: [
      operation, Operand("MILLISECONDS", .number, "How long it took, with or without a fraction"),
    ],
    examples: [
      Example("pc-metrics add write_cache 15", "Record 15 milliseconds"),
      Example("pc-metrics add batch_write 45.5 --misses 20", "Record a batch of 20 items"),
    ],
    run: RecordAction.add)

  static let tail = Action(
    "tail", "Show the last rows",
    options: [
      .value(
        "lines", letter: "n", "N", .integer(0...10_000_000), "How many rows (default: 10)"),
      .flag("follow", letter: "f", "Go on with the rows that are yet to come"),
    ],
    examples: [
      Example("pc-metrics tail -n 20", "What was done just now?"),
      Example(
        "pc-metrics tail --follow --json | jq -c 'select(.duration_ms > 100)'",
        "Watch for slow operations"),
    ],
    run: TailAction.run)

  static let health = Action(
    "health", "Tell whether operations cost what they may",
    description: [
      "Ends with 1 where a limit is broken. Limits of the 95th percentile: 10 ms for "
        + "get_cache_size, 2 s for lock_acquire, 500 ms for list_* and *_list, 100 ms for "
        + "everything else. At most 50 MB of memory; at least 80 % hits where there were at least "
        + "10 look-ups; and an item of a batch (batch_write) at least 40 % cheaper than a single "
        + "operation (write_cache). The items of a batch are its hits and misses."
    ],
    options: [
      .value(
        "max-ms", "[OPERATION=]MS", .text, isRepeatable: true,
        "The most milliseconds for operations of this name, in which * stands for any characters; "
          + "without a name for all, in place of the usual limits"),
      .value(
        "statistic", "WHICH", .choice(["avg", "p50", "p95", "p99", "max"]),
        "Which duration the limits are for (default: p95)"),
      .value("max-memory", "SIZE", .size, "The most memory (default: 50M)"),
      .value("min-hit-rate", "PERCENT", .number, "The least part of hits (default: 80)"),
      .value(
        "min-lookups", "N", .integer(1...1_000_000_000),
        "How many look-ups make a rate (default: 10)"),
      .value(
        "min-batch-gain", "PERCENT", .number,
        "What an item of a batch must cost less (default: 40)"),
    ],
    operands: [Operand("FILE", .file, count: .many, "The rows; - is standard input")],
    examples: [
      Example("pc-metrics health --since -1d", "Was everything fast enough today?"),
      Example(
        "pc-metrics health --max-ms 'scan_*=250' --statistic p99", "With limits of one's own"),
    ],
    run: HealthAction.run)

  static let cleanup = Action(
    "cleanup", "Remove old rows",
    description: [
      "Without an option: those older than 30 days. Rows that are appended meanwhile stay, and "
        + "nobody waits. Lines that are no rows go; comments stay. A file that CACHE_PERF_METRICS "
        + "names is left as it is where most of its lines are no rows."
    ],
    options: [
      .value("older-than", "DURATION", .duration, "Remove rows older than this"),
      .value("max-size", "SIZE", .size, "Remove the oldest rows until the rest is this small"),
    ],
    examples: [
      Example("pc-metrics cleanup --older-than 7d", "Keep a week"),
      Example("pc-metrics cleanup --max-size 1M", "Keep about the last 20,000 rows"),
    ],
    run: CleanupAction.run)

  static let path = Action(
    "path", "Print where the metrics file is",
    examples: [Example("pc-metrics path", "Print where the rows are kept")],
    run: PathAction.run)
}
