import CommandKit
import Settings

/// `pc-logs`.
public enum LogsCommand {
  /// The declaration.
  public static let command = Command(
    name: "pc-logs",
    purpose: "entries of JSON logs, merged by time, filtered, counted and followed",
    description: [
      "A log is a file of lines, each an object of JSON. Of a folder those logs are read that it has as "
        + "a rule: workers/*.jsonl, orchestrator.jsonl, with --tasks also tasks/*/execution.jsonl; where "
        + "there are none of these, its own *.jsonl. Entries come in order of time; of one time, in order "
        + "of logs and lines. An entry without a time takes that of the entry before it in its log; where "
        + "there is none before it, it comes first, and is within no times that are asked for. Times "
        + "before 1677-09-22 and after 2262-04-11 count as the earliest and the latest.",
      "What was read of a log is kept as columns (time, level, worker, task, phase, event, duration), so "
        + "that the next question looks at the lines that it prints. A log that has grown is read from "
        + "where it ended; one that was replaced or cut off is noticed.",
      "All filters have to hold; of one that is repeated, one value. Lines that are no objects of JSON "
        + "are left out, as are those of more than 256 MiB, and their number is told (--invalid prints "
        + "them); where nothing is kept, those are not looked at that cannot pass, and then -v says so. A "
        + "last line without a newline is an entry where it is complete, and otherwise not looked at yet.",
      "Times (TIME) are RFC 3339 (2026-01-31T12:00:00Z, +02:00, a date alone; UTC where no offset is "
        + "given), seconds, milliseconds, microseconds or nanoseconds since 1970, a duration ago (-15m), "
        + "now, or local time: 14:00, today 14:00, yesterday, yesterday 14:00.",
    ],
    options: places + filters + names,
    actions: [show] + summaries + keeping,
    formats: ["lines", "text", "json", "csv", "tsv"],
    refused: [
      Refusal("null", "entries are lines"),
      Refusal("ttl", "a log's own state tells whether what was kept of it is true"),
    ],
    settings: [
      .cacheDirectory, .cacheMaxSize, .preset, .parserCacheEnabled, .parserCacheDirectory,
      .parserCacheMaxSize, .parserMaxWorkers, .metricsMonitoring, .metricsFile,
    ],
    statuses: [
      StatusMeaning(.negative, "no entry passes, or there is nothing of what was asked for"),
      StatusMeaning(.noInput, "there is no such log or folder, or it has no logs"),
      StatusMeaning(.cannotCreate, "the index cannot be kept (index, drop, status)"),
      StatusMeaning(.inputOutput, "a log could not be read, and was left out"),
      StatusMeaning(.notPermitted, "a folder or a log may not be looked at"),
    ],
    related: ["pc-cache(1)", "pc-metrics(1)"])

  static let places: [Option] = [
    .flag("tasks", "Logs of single tasks, too: tasks/*/execution.jsonl"),
    .flag("rotated", "Logs that were rotated, too: .jsonl.1, .jsonl.2.gz, .jsonl-20260131.zst"),
    .value(
      "glob", "GLOB", .text,
      "Of a folder, all files below it whose name matches; with a slash, whose path below it "
        + "does, in which * stands for slashes, too"),
  ]

  static let filters: [Option] =
    ["level", "worker", "task", "phase", "event"].flatMap { role -> [Option] in
      let more = role == "level" ? "; warn+ is that and all that is graver" : ""
      return [
        .value(role, role.uppercased(), .text, isRepeatable: true, "Only this \(role)\(more)"),
        .value("not-\(role)", role.uppercased(), .text, isRepeatable: true, "Not this \(role)"),
      ]
    } + [
      .value(
        "level-filter", "N", .integer(Int64.min...Int64.max), isRepeatable: true,
        "Only where data.level is this number"),
      .value("since", "TIME", .text, "Only from this moment on"),
      .value("until", "TIME", .text, "Only before this moment"),
      .value(
        "search", "TEXT", .text, isRepeatable: true,
        "Only where the message has this text, whatever the case of letters (of a text in ASCII, of "
          + "letters of ASCII); all of several"),
      .value(
        "not-search", "TEXT", .text, isRepeatable: true, "Not where the message has this text"),
      .value(
        "grep", "REGEX", .text, isRepeatable: true,
        "Only lines that match this regular expression (PCRE2); all of several"),
      .value("not-grep", "REGEX", .text, isRepeatable: true, "Not lines that match it"),
      .flag("ignore-case", letter: "i", "Of regular expressions: letters of any case"),
      .value(
        "where", letter: "w", "EXPRESSION", .text, isRepeatable: true,
        "Only where this holds: 'duration_ms > 500 and data.retries >= 2'; all of several"),
    ]

  static let names: [Option] = [
    .value(
      "field", "ROLE=KEY", .text, isRepeatable: true,
      "The key of time, level, worker, task, phase, event, message or duration (default: the usual "
        + "ones, such as ts, time, timestamp, @timestamp)"),
    .value(
      "time-unit", "UNIT", .choice(["auto", "s", "ms", "us", "ns"]),
      "What times count that are numbers (default: auto, by their size)"),
    .value(
      "max-files", "N", .integer(1...10_000_000),
      "Keep what was read of so many logs (default: 10000)"),
  ]

  static let logs = Operand(
    "LOG", .file, count: .many,
    "Folders and logs; - is standard input (default: .mahabharatha/logs)")

  static let show = Action(
    "", "Print entries in order of time",
    description: [
      "Their lines as they are; on a terminal, or with --format text, a line that is easy to read, and "
        + "with --fields those fields as CSV (or TSV, or JSON)."
    ],
    options: [
      .value(
        "limit", letter: "n", "N", .integer(0...Int64.max), aliases: [.init("head")],
        "The first so many"),
      .value("tail", "N", .integer(0...Int64.max), "The last so many"),
      .value(
        "around", "TIME", .text,
        "Those around this moment: as many before it and from it on as --context says (default: 10)"
      ),
      .value(
        "context", letter: "C", "N", .integer(0...1_000_000),
        "With each entry so many before and behind it, whether they pass or not"),
      .value(
        "fields", letter: "F", "FIELD,...", .text,
        "Only these fields, as CSV; worker is the key of this name, and where there is none the field "
          + "that has the role, as in --where"),
      .flag("count", letter: "c", "How many there are; with --limit or --tail, so many at most"),
      .value(
        "group-by", "FIELD,...", .text,
        "For each combination of these fields, how many there are: level, worker, task, phase, event, "
          + "any other field (data.retries), or times (time:1m, time:1h, time:1d); a field that is "
          + "called like a column of numbers (count, sum) is shown with a dot before it (.count)"),
      .value(
        "of", "FIELD", .text,
        "With --group-by: of this field, too, the sum, the mean, the least, the most, and percentiles "
          + "(the nearest rank: the smallest value that so many of a hundred are at or below), such as "
          + "--of duration; numbers beyond those of a double are left out"),
      .flag(
        "follow", letter: "f",
        "The last 10 (--tail says how many, --since from when), then what is added, until interrupted; "
          + "through any rotation: of files that were renamed before they were looked at, too, as long as "
          + "they are there and not compressed"),
      .flag(
        "until-match",
        "With --follow: end with the first that passes; of those that are there already only where "
          + "--tail or --since asks for them"),
      .value(
        "timeout", "DURATION", .duration,
        "With --follow: end after so long; status 1 where none has passed"),
      .flag("invalid", "Print lines that are no entries, with log and line number"),
    ],
    operands: [logs],
    examples: [
      Example("pc-logs --level warn+ --since -15m", "What went wrong lately"),
      Example("pc-logs logs --worker 3 --search timeout --tail 20", "The last of a kind"),
      Example(
        "pc-logs app.jsonl --where 'duration_ms > 500 and data.retries >= 2'", "By any field"),
      Example("pc-logs --group-by level,event --json | jq .", "How many of each"),
      Example("pc-logs -f --level error", "As they come"),
    ],
    run: ShowAction.run)

  static let keeping: [Action] = [
    Action(
      "index", "Read logs, so that the next question is quick",
      operands: [logs], run: IndexAction.index),
    Action(
      "drop", "Forget what was read of logs; without any, of all",
      operands: [Operand("LOG", .file, count: .many, "Folders and logs")], run: IndexAction.drop),
    Action(
      "status", "List the logs of which something is kept",
      operands: [Operand("LOG", .file, count: .many, "Folders and logs (default: all)")],
      run: IndexAction.status),
  ]
}
