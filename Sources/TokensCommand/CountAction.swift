import CommandKit
import Formats
import Glibc
import Platform
import Scan
import ScanCommand
import Synchronization
import Tokens

/// `pc-tokens` without a subcommand: how many tokens files, trees and standard input have.
enum CountAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let asking = try CountAsking(&invocation)
    var report = CountReport(asking.encoding, asking.counting.source)
    let status = try each(asking, &invocation) { (path, count, invocation) throws(Failure) in
      try report.add(path, count, &invocation)
    }
    try report.finish(&invocation, isSingle: asking.isSingle)
    return status
  }

  /// Counts all that was named, and lends each count in order. Returns the status: what could not be read
  /// was told, and left out.
  static func each(
    _ asking: CountAsking, _ invocation: inout Invocation,
    _ body: (BytePath?, TextCount, inout Invocation) throws(Failure) -> Void
  ) throws(Failure) -> ExitStatus {
    let watch = Stopwatch()
    var state = State()
    for input in asking.inputs {
      switch input {
      case .standard:
        let count = try counted("standard input", asking, &state, &invocation) {
          () throws(CountFailure) in
          try asking.counting.count(STDIN_FILENO, path: "standard input", jobs: asking.jobs)
        }
        if let count { try body(nil, count, &invocation) }
      case .root(.file(let path)):
        // What a pipe holds is wanted by whoever names it.
        let kind = (try? FileStatus.of(path: path))?.kind
        guard kind != .file || asking.asking.selects(path) else { continue }
        let count = try counted(path, asking, &state, &invocation) { () throws(CountFailure) in
          try asking.counting.count(file: path, jobs: asking.jobs)
        }
        if let count { try body(path, count, &invocation) }
      case .root(.tree(let path)):
        try countTree(path, asking, &state, &invocation, body)
      }
    }
    asking.counting.keep()
    let failure = asking.counting.failureOfProgram
    if let errorPercent = state.errorPercent {
      let reason = asking.estimated.map { $0 + "; until then " } ?? failure.map { $0 + "; " } ?? ""
      invocation.warn("\(reason)counts are estimates, \(errorPercent) % off on average")
    } else if let failure {
      invocation.warn(failure)
    }
    var row = watch.measurement("count_tokens", state.problems > 0 ? .error : .ok)
    row.hits = Int64(state.kept)
    row.misses = Int64(state.counted)
    row.bytes = state.bytes
    invocation.record(row)
    let status = asking.asking.finish(state.scans, &invocation)
    return state.problems > 0 ? .inputOutput : status
  }

  /// What has come of the counting so far.
  private struct State {
    var scans: [Scan] = []
    var kept = 0
    var counted = 0
    var problems = 0
    var bytes: Int64 = 0
    /// How far off estimates are on average, the worst of them; nil where there are none.
    var errorPercent: Int?

    mutating func note(_ count: TextCount) {
      if count.isKept { kept += 1 } else { counted += 1 }
      bytes += count.bytes
      if count.source == .heuristic { errorPercent = max(errorPercent ?? 0, count.errorPercent) }
    }
  }

  /// A count; nil where the text could not be read, which is told.
  private static func counted(
    _ path: BytePath, _ asking: CountAsking, _ state: inout State,
    _ invocation: inout Invocation, _ count: () throws(CountFailure) -> TextCount
  ) throws(Failure) -> TextCount? {
    do throws(CountFailure) {
      let found = try count()
      state.note(found)
      return found
    } catch {
      let failure = CountAsking.failure(error, path)
      guard case .system = error, !asking.isSingle else { throw failure }
      invocation.warn("\(failure.message); skipped")
      state.problems += 1
      return nil
    }
  }

  /// A file of a tree, and what came of it.
  private struct Item {
    let path: [UInt8]
    var count: Result<TextCount, CountFailure>?
  }

  /// Counts the files of a tree: those that are not known by all threads.
  private static func countTree(
    _ path: BytePath, _ asking: CountAsking, _ state: inout State, _ invocation: inout Invocation,
    _ body: (BytePath?, TextCount, inout Invocation) throws(Failure) -> Void
  ) throws(Failure) {
    let scanning = asking.asking
    var request = scanning
    request.request.wantsStatus = true
    let (scan, _) = try request.scan(path, &invocation) { scan in
      scan.complete(scanning.selection, trustsSignatures: scanning.trustsSignatures)
    }
    state.scans.append(scan)
    var items: [Item] = []
    var unknown: [Int] = []
    scan.forEachEntry { path, found in
      guard found.kind == .file, scanning.selection.includes(path, from: scan.pathStart, found)
      else { return }
      var item = Item(path: path)
      if let facts = found.facts, facts.state.contains(.hasSignature),
        let count = asking.counting.known(facts.signature, skipsBinary: asking.skipsBinary)
      {
        item.count = .success(count)
      } else {
        unknown.append(items.count)
      }
      items.append(item)
    }
    count(unknown, &items, asking, invocation)
    for item in items {
      let path = BytePath(bytes: item.path)
      let count = try counted(path, asking, &state, &invocation) { () throws(CountFailure) in
        guard let count = item.count else { throw .damaged }
        return try count.get()
      }
      guard let count else { continue }
      if count.isBinary, asking.skipsBinary {
        invocation.note("\(path): no text, left out (--binary counts it)")
      } else {
        try body(path, count, &invocation)
      }
    }
  }

  /// Counts some of the files, by all threads.
  private static func count(
    _ unknown: [Int], _ items: inout [Item], _ asking: CountAsking,
    _ invocation: borrowing Invocation
  ) {
    if unknown.isEmpty { return }
    let paths = unknown.map { BytePath(bytes: items[$0].path) }
    let (counting, skipsBinary) = (asking.counting, asking.skipsBinary)
    let results = Results(paths.count)
    let line =
      ProgressLine.isSeen(quiet: invocation.isQuiet)
      ? ProgressLine {
        let read = results.done.load(ordering: .relaxed)
        return "\(read) of \(paths.count) files counted, \(100 * read / paths.count) %"
      } : nil
    Team.share(paths.count, among: asking.jobs, atATime: 4) { index, _ in
      let result = Result { () throws(CountFailure) in
        try counting.count(file: paths[index], jobs: 1, skipsBinary: skipsBinary)
      }
      results.counts.withLock { $0[index] = result }
      results.done.wrappingAdd(1, ordering: .relaxed)
    }
    line?.end()
    let found = results.counts.withLock { $0 }
    for (index, item) in unknown.enumerated() { items[item].count = found[index] }
  }

  /// What several threads have found.
  private final class Results: Sendable {
    let counts: Mutex<[Result<TextCount, CountFailure>?]>
    let done = Atomic<Int>(0)

    init(_ count: Int) { counts = Mutex(Array(repeating: nil, count: count)) }
  }
}
