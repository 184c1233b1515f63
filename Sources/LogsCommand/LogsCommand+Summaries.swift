import CommandKit
import Logs

/// What sums logs up.
extension LogsCommand {
  static let task = Operand("TASK", .text, "The task's name")

  static let summaries: [Action] = [
    stats, histogram, tasks, artifacts, timeline, slow, errors, schema,
  ]

  private static let stats = Action(
    "stats", "Sum up entries by level, event, worker and phase",
    description: [
      "Of each value: how many entries have it, when the first and the last of them happened, and how "
        + "long they took: the nearest rank, which is the smallest duration that so many of a hundred "
        + "are at or below. At the end, the same of all entries."
    ],
    operands: [logs],
    examples: [
      Example("pc-logs stats --since -1h", "What the last hour was like"),
      Example("pc-logs stats --json | jq 'select(.by == \"worker\")'", "One kind of it"),
    ],
    run: StatsAction.run)

  private static let histogram = Action(
    "histogram", "Count entries over time",
    description: [
      "On a terminal, a bar for each stretch of time; else the time at which it begins, a tab, and how "
        + "many entries it has. Stretches without entries are shown, too. Their lengths are counted "
        + "from 1970 on, in UTC."
    ],
    options: [
      .value(
        "every", letter: "e", "DURATION", .duration,
        "The length of a stretch (default: one that makes at most \(Histogram.bucketsWanted))"),
      .value("by", "ROLE", .choice(["level"]), "Tell entries of different gravity apart"),
    ],
    operands: [logs],
    examples: [
      Example("pc-logs histogram --every 1m --by level --since -1h", "A picture of the last hour")
    ],
    run: HistogramAction.run)

  private static let tasks = Action(
    "tasks", "List tasks",
    description: [
      "Of each task: how many entries it has, when the first and the last of them happened, how long "
        + "that was, the gravest level, and who worked on it. Without filters, the folders below tasks/ "
        + "are listed, too, that no entry tells of."
    ],
    operands: [logs],
    examples: [Example("pc-logs tasks --level error+", "Those that something went wrong with")],
    run: TasksAction.run)

  private static let artifacts = Action(
    "artifacts", "List the files that a task has left",
    description: [
      "Of tasks/TASK/ in the folder of logs, those of execution.jsonl, claude_output.txt, "
        + "verification_output.txt and git_diff.patch that exist, a path on each line."
    ],
    operands: [
      task,
      Operand(
        "DIR", .folder, count: .optional, "The folder of logs (default: .mahabharatha/logs)"),
    ],
    examples: [Example("pc-logs artifacts T12 | xargs wc -c", "How large they are")],
    run: ArtifactsAction.run)

  private static let timeline = Action(
    "timeline", "Follow a task from its first entry on",
    description: [
      "Its entries in order of time, each with the time since the first one, and since the one before."
    ],
    operands: [task, logs],
    run: TimelineAction.run)

  private static let slow = Action(
    "slow", "Print the entries that took longest",
    description: ["In the form in which entries are printed without a subcommand."],
    options: [
      .value("limit", letter: "n", "N", .integer(0...1_000_000), "So many (default: 20)"),
      .value("fields", letter: "F", "FIELD,...", .text, "Only these fields, as CSV"),
    ],
    operands: [logs],
    run: SlowAction.run)

  private static let errors = Action(
    "errors", "Group errors by what their messages have in common",
    description: [
      "Entries of level error and above (or those that --level names), by their messages (or events, "
        + "where there is none), in which numbers, hexadecimal numbers, UUIDs, quoted texts and paths "
        + "are written as <n>, <hex>, <uuid>, <str> and <path>. Of each: how many there are, when the "
        + "first and the last happened, and the first as an example. Beyond \(ErrorGroups.patternsMax) "
        + "different ones the rest is counted together."
    ],
    options: [
      .value("limit", letter: "n", "N", .integer(0...1_000_000), "The most frequent so many")
    ],
    operands: [logs],
    run: ErrorsAction.run)

  private static let schema = Action(
    "schema", "List the fields that entries have",
    description: [
      "Of each field: how many entries have it, its types and how often each comes, how many different "
        + "values it has (counted up to \(LogSchema.distinctMax)), and examples. Fields of fields are "
        + "written with dots, elements of arrays as name[]. Of equal keys in an object all values are told, "
        + "though elsewhere the last one counts."
    ],
    operands: [logs],
    run: SchemaAction.run)
}
