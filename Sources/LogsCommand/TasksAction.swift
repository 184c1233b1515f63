import CommandKit
import Logs
import Platform

/// `pc-logs tasks`: which tasks there are.
enum TasksAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try LogsAsking(&invocation)
    let logs = try asking.open(&invocation)
    let query = try asking.query(logs)
    let watch = Stopwatch()
    let listing = TaskSummaries(query)
    let tasks = listing.run()
    invocation.record(watch.measurement("query_logs"))
    // Behind them come tasks that have a folder, but no entry.
    var idle: [TaskSummary] = []
    let folders = asking.filter.takesAll ? folders(invocation) : []
    if !folders.isEmpty {
      let known = Set(tasks.map { listing.task($0).id.bytes })
      idle = folders.filter { !known.contains($0) }.map { TaskSummary(id: .text($0)) }
    }
    let table = SummaryTable([
      .text("task"), .number("entries"), .text("first"), .text("last"), .length("between"),
      .level("worst"), .text("workers"),
    ])
    let all = tasks + idle.indices.map { ~$0 }
    try table.write(all, &invocation) { number in
      let task = number < 0 ? idle[~number] : listing.task(number)
      let (length, overflow) = task.last.subtractingReportingOverflow(task.first)
      return [
        SummaryTable.Cell(task.id), .count(task.count), SummaryTable.Cell(time: task.first),
        SummaryTable.Cell(time: task.last),
        task.first == .min || overflow ? .none : .length(length), SummaryTable.Cell(task.worst),
        .list(task.workers),
      ]
    }
    SummaryNotes.tell(of: query, others: listing.others, "tasks", invocation)
    return logs.finish(&invocation, found: !all.isEmpty)
  }

  /// The names of the folders of tasks, in their order.
  private static func folders(_ invocation: borrowing Invocation) -> [[UInt8]] {
    var found: Set<[UInt8]> = []
    let operands = invocation.arguments.operands
    for word in operands.isEmpty ? [LogsAsking.standardFolder.bytes] : operands {
      let folder = BytePath(bytes: word).appending("tasks")
      for name in (try? Directory.names(in: folder)) ?? [] {
        if (try? FileStatus.of(path: folder.appending(name)))?.kind == .folder {
          found.insert(name)
        }
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// `pc-logs artifacts`: what a task has left.
enum ArtifactsAction {
  private static let names = [
    "execution.jsonl", "claude_output.txt", "verification_output.txt", "git_diff.patch",
  ]

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let operands = invocation.arguments.operands
    try FilterAsking.refuse(invocation, "what a task has left is files, and not entries")
    let task = operands.first ?? []
    let dots: [[UInt8]] = [[], Array(".".utf8), Array("..".utf8)]
    if task.contains(UInt8(ascii: "/")) || dots.contains(task) {
      throw Failure(
        .usage, "TASK '\(String(decoding: task, as: UTF8.self))': expected the name of one folder")
    }
    let folder =
      (operands.count > 1 ? BytePath(bytes: operands[1]) : LogsAsking.standardFolder)
      .appending("tasks").appending(task)
    var columns = [SummaryTable.Column.text("path")]
    let hasSizes = invocation.wantsJSON || invocation.arguments.has("format")
    if hasSizes { columns.append(.number("bytes")) }
    var found: [(path: [UInt8], size: Int64)] = []
    for name in names {
      let path = folder.appending(name)
      let status: FileStatus
      do throws(SystemError) { status = try FileStatus.of(path: path) } catch {
        if error.code == 2 || error.code == 20 { continue }
        throw Failure(error)
      }
      if status.kind != .file { continue }
      found.append((path.bytes, status.signature.size))
    }
    if hasSizes {
      try SummaryTable(columns).write(found, &invocation) {
        [.text($0.path), .count(Int($0.size))]
      }
    } else {
      for (path, _) in found { try invocation.output.write(bytes: path + [UInt8(ascii: "\n")]) }
    }
    return found.isEmpty ? .negative : .done
  }
}
