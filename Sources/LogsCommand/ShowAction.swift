import CommandKit
import Logs
import Platform

/// `pc-logs` without a subcommand: entries, in order of time.
enum ShowAction {
  /// What does not go together with what.
  private static let contradictions = [
    ("follow", ["count", "group-by", "around", "context", "invalid"]),
    (
      "invalid",
      ["group-by", "around", "context", "tail", "fields", "format"]
        + LogsCommand.filters.map { $0.name }
    ),
    ("group-by", ["count", "around", "context", "tail", "fields"]),
    ("count", ["around", "context", "fields"]),
    ("around", ["limit", "tail"]),
  ]
  /// What says more about something else.
  private static let companions = [
    ("of", "group-by"), ("until-match", "follow"), ("timeout", "follow"),
  ]

  private static func check(_ arguments: Arguments) throws(Failure) {
    for (option, others) in contradictions where arguments.has(option) {
      for other in others where arguments.has(other) {
        throw Failure(.usage, "--\(other) does not go together with --\(option)")
      }
    }
    for (option, other) in companions where arguments.has(option) && !arguments.has(other) {
      throw Failure(.usage, "--\(option) goes together with --\(other) only")
    }
  }

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    try check(arguments)
    if arguments.has("invalid") { return try InvalidAction.run(&invocation) }
    if arguments.has("follow") { return try FollowAction.run(&invocation) }
    if arguments.has("group-by") { return try GroupAction.run(&invocation) }
    let asking = try LogsAsking(&invocation)
    let counts = arguments.has("count")
    let logs = try asking.open(
      &invocation, countsLines: counts,
      keepsAll: arguments.has("context") && !arguments.has("around"),
      columns: counts ? [] : [.rows, .times])
    let query = try asking.query(logs)
    let watch = Stopwatch()
    var count = 0
    if arguments.has("count") {
      let most = ["limit", "tail"].compactMap { arguments.integer($0) }.min() ?? .max
      count = min(query.count(), Int(most))
      try invocation.output.line(invocation.wantsJSON ? "{\"count\":\(count)}" : "\(count)")
    } else {
      count = try show(asking, query, &invocation)
    }
    if let failure = query.failure { invocation.warn(failure) }
    invocation.record(watch.measurement("query_logs"))
    return logs.finish(&invocation, found: count > 0)
  }

  /// Prints entries. Returns how many.
  private static func show(
    _ asking: LogsAsking, _ query: LogQuery, _ invocation: inout Invocation
  ) throws(Failure) -> Int {
    let writer = try EntryWriter(invocation, asking.names)
    try writer.begin(&invocation)
    let arguments = invocation.arguments
    if let context = arguments.integer("context"), !arguments.has("around") {
      return try showContext(Int(context), asking, query, writer, &invocation)
    }
    var count = 0
    for match in try chosen(asking, query, invocation) ?? [] {
      count += try writer.write(match, query, &invocation) ? 1 : 0
    }
    if arguments.has("around") || arguments.has("tail") { return count }
    let limit = arguments.integer("limit").map { Int($0) } ?? .max
    if limit == 0 { return 0 }
    try query.forEachMatch(most: limit) { (match) throws(Failure) in
      count += try writer.write(match, query, &invocation) ? 1 : 0
      return count < limit
    }
    return count
  }

  /// The entries that are chosen by their place among those that pass; nil where all are.
  private static func chosen(
    _ asking: LogsAsking, _ query: LogQuery, _ invocation: borrowing Invocation
  ) throws(Failure) -> [Match]? {
    let arguments = invocation.arguments
    if let moment = try FilterAsking.moment("around", invocation, asking.now) {
      let count = Int(arguments.integer("context") ?? 10)
      return try asking.query(query, around: moment, count)
    }
    guard let last = arguments.integer("tail") else { return nil }
    let matches = query.last(Int(last))
    return arguments.integer("limit").map { Array(matches.prefix(Int($0))) } ?? matches
  }

  /// Prints entries that pass with some before and behind each, whether those pass or not.
  private static func showContext(
    _ context: Int, _ asking: LogsAsking, _ query: LogQuery, _ writer: EntryWriter,
    _ invocation: inout Invocation
  ) throws(Failure) -> Int {
    var wanted: [Match] = []
    let limit = invocation.arguments.integer("limit").map { Int($0) } ?? .max
    if let chosen = try chosen(asking, query, invocation) {
      wanted = chosen
    } else if limit > 0 {
      query.forEachMatch(most: limit) { match in
        wanted.append(match)
        return wanted.count < limit
      }
    }
    let all = try asking.query(query.sources, LogFilter())
    var before: [Match] = []
    var (next, behind, hasGap, hasPrinted) = (0, 0, false, false)
    let isText = if case .text = writer.form { true } else { false }
    try all.forEachMatch { (match) throws(Failure) in
      if next < wanted.count, wanted[next] == match {
        if hasGap, hasPrinted, isText { try invocation.output.line("--") }
        for earlier in before + [match] { _ = try writer.write(earlier, all, &invocation) }
        (before, hasGap, hasPrinted) = ([], false, true)
        (next, behind) = (next + 1, context)
      } else if behind > 0 {
        _ = try writer.write(match, all, &invocation)
        behind -= 1
      } else {
        if next >= wanted.count { return false }
        before.append(match)
        if before.count > context {
          before.removeFirst()
          hasGap = true
        }
      }
      return true
    }
    return wanted.count
  }
}
