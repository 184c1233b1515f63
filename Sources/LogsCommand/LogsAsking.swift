import CommandKit
import Formats
import Glibc
import Logs
import Platform
import Settings
import Store

/// What the command line of `pc-logs` asks: which logs, which entries.
struct LogsAsking {
  /// Where logs are where nobody says it.
  static let standardFolder: BytePath = ".mahabharatha/logs"

  let names: FieldNames
  let filter: LogFilter
  var files: [LogFile]
  /// Whether standard input is asked, too.
  let readsStandardInput: Bool
  let jobs: Int
  let store: Store?
  let space: SpaceName
  let filesMax: Int
  let now: Instant

  /// `found`: logs that were found already, instead of those that operands name.
  init(
    _ invocation: inout Invocation, operands: [[UInt8]]? = nil, found: [LogFile]? = nil
  ) throws(Failure) {
    now = Clock.system.calendar()
    names = try LogsAsking.names(invocation)
    filter = try FilterAsking.filter(invocation, now: now)
    let words = operands ?? invocation.arguments.operands
    readsStandardInput = found == nil && words.contains([UInt8(ascii: "-")])
    if let found { files = found } else { files = try LogsAsking.files(words, invocation) }
    let settings = try invocation.cacheSettings()
    jobs = try invocation.threadCount(settings)
    store = invocation.usableStore(settings)
    let space = invocation.arguments.bytes("namespace") ?? Array("logs".utf8)
    guard let space = SpaceName(space) else {
      throw Failure(.usage, "--namespace: expected a name of 1 to \(SpaceName.countMax) bytes")
    }
    self.space = space
    filesMax = Int(invocation.arguments.integer("max-files") ?? 10_000)
  }

  private static func names(_ invocation: borrowing Invocation) throws(Failure) -> FieldNames {
    var names = FieldNames()
    for word in invocation.arguments.all("field") {
      let parts = word.split(separator: UInt8(ascii: "="), maxSplits: 1)
      let role = Role.allCases.first { Array($0.name.utf8) == parts.first.map { Array($0) } }
      guard parts.count == 2, let role else {
        let roles = Role.allCases.map { $0.name }.joined(separator: ", ")
        throw Failure(.usage, "--field: expected ROLE=KEY, where ROLE is one of \(roles)")
      }
      names.set(role, Array(parts[1]))
    }
    names.timeUnit =
      invocation.arguments.text("time-unit").flatMap { TimeUnit(rawValue: $0) } ?? .auto
    return names
  }

  /// The logs that operands name.
  static func files(
    _ words: [[UInt8]], _ invocation: borrowing Invocation
  ) throws(Failure) -> [LogFile] {
    var places = LogPlaces()
    places.includesTasks = invocation.arguments.has("tasks")
    places.includesRotated = invocation.arguments.has("rotated")
    places.pattern = invocation.arguments.bytes("glob")
    var files: [LogFile] = []
    for word in words.isEmpty ? [standardFolder.bytes] : words where word != [UInt8(ascii: "-")] {
      let path = BytePath(bytes: word)
      let found: [LogFile]
      do throws(SystemError) {
        guard try FileStatus.of(path: path).kind == .folder else {
          files.append(LogFile(path))
          continue
        }
        found = try places.logs(in: path)
      } catch {
        throw LogsAsking.failure(error, path, isNamed: !words.isEmpty)
      }
      if found.isEmpty {
        throw Failure(
          .noInput, "\(path): no logs in this folder; --glob '*.log' would take all of that name")
      }
      files += found
    }
    return files
  }

  private static func failure(_ error: SystemError, _ path: BytePath, isNamed: Bool) -> Failure {
    guard error.code == ENOENT || error.code == ENOTDIR else { return Failure(error.at(path)) }
    let hint = isNamed ? "" : "; name the logs, or a folder of logs"
    return Failure(.noInput, "\(path): there is no such file or folder\(hint)")
  }

  // MARK: Reading

  /// What is kept of logs.
  ///
  /// `keepsAll`: entries are asked for, too, that do not pass the filter.
  func index(isFresh: Bool, keepsAll: Bool = false) -> LogIndex {
    LogIndex(
      store, space, names, filter: keepsAll ? nil : filter, jobs: jobs, filesMax: filesMax,
      isFresh: isFresh, now: now)
  }

  /// The rows of the logs, and what came of reading them.
  ///
  /// `countsLines`: all that was left out has to be told. `keepsAll`: entries are asked for, too, that do
  /// not pass the filter. `columns`: what is needed where there is none.
  func open(
    _ invocation: inout Invocation, countsLines: Bool = true, keepsAll: Bool = false,
    columns: PartColumns = .all
  ) throws(Failure) -> OpenLogs {
    let watch = Stopwatch()
    let index = index(isFresh: invocation.arguments.has("refresh"), keepsAll: keepsAll)
    index.mayProbe = !countsLines
    // What can be read once only is read with its rows, and then all are.
    index.columns = readsStandardInput ? columns.union(.rows) : columns
    let progress = index.progress
    let line =
      ProgressLine.isSeen(quiet: invocation.isQuiet)
      ? ProgressLine {
        let (done, all) = (
          progress.done.load(ordering: .relaxed), progress.all.load(ordering: .relaxed)
        )
        return "\(SizeFormat.text(bytes: done)) of \(SizeFormat.text(bytes: all)) read"
      } : nil
    var sources: [LogSource]
    // Compressed logs stay open while their lines are merged.
    if files.count > 256 { OpenFileLimit.raise() }
    do throws(FilterError) {
      sources = try index.open(files)
      if readsStandardInput,
        let source = try index.openGathered(
          STDIN_FILENO, "standard input", number: sources.count)
      {
        sources.append(source)
      }
    } catch {
      line?.end()
      throw FilterAsking.failure(error)
    }
    line?.end()
    if let failure = index.keepingFailure {
      invocation.note("what was read is not kept: \(failure.message)")
    }
    var row = watch.measurement("read_logs", index.problems.isEmpty ? .ok : .error)
    row.hits = Int64(index.counts.known)
    row.misses = Int64(index.counts.grown + index.counts.read)
    row.bytes = index.bytesRead
    invocation.record(row)
    return OpenLogs(index: index, sources: sources)
  }

  /// Asks the logs.
  func query(_ logs: OpenLogs) throws(Failure) -> LogQuery { try query(logs.sources, filter) }

  /// Asks some logs, by another filter.
  func query(_ sources: [LogSource], _ filter: LogFilter) throws(Failure) -> LogQuery {
    do throws(FilterError) {
      return try LogQuery(sources, filter, names, jobs: jobs)
    } catch {
      throw FilterAsking.failure(error)
    }
  }

  /// Of the entries that pass, so many before a moment, and so many from it on.
  func query(
    _ query: LogQuery, around moment: Int64, _ count: Int
  ) throws(Failure) -> [Match] {
    var earlier = filter
    earlier.until = min(moment, filter.until ?? .max)
    var later = filter
    later.since = max(moment, filter.since ?? .min)
    var matches = try self.query(query.sources, earlier).last(count)
    var rest = count
    if rest > 0 {
      try self.query(query.sources, later).forEachMatch(most: rest) { match in
        matches.append(match)
        rest -= 1
        return rest > 0
      }
    }
    return matches
  }
}

/// Logs that were read.
struct OpenLogs {
  let index: LogIndex
  let sources: [LogSource]

  /// Tells what was left out. Returns the status; `found`: whether there was anything to print.
  func finish(_ invocation: inout Invocation, found: Bool) -> ExitStatus {
    let malformed = sources.reduce(0) { $0 + $1.malformed }
    if index.hasProbed {
      invocation.note("lines that cannot pass were not looked at: malformed ones are not counted")
    } else if malformed > 0 {
      let (lines, those) = malformed == 1 ? ("line is", "it") : ("lines are", "them")
      invocation.warn(
        "\(malformed) \(lines) no object of JSON, and left out (pc-logs --invalid prints \(those))")
    }
    for source in sources where source.isUnfinished {
      invocation.note("\(source.file.path): the last line is not finished yet, and left out")
    }
    let broken = sources.filter { $0.fault != nil }
    for source in broken {
      invocation.warn("\(source.file.path): \(source.fault ?? ""); read as far as it goes")
    }
    for problem in index.problems {
      invocation.warn("\(problem.path): cannot \(problem.deed): \(problem.reason); skipped")
    }
    var hasFailed = false
    for source in sources {
      guard let failure = source.failure else { continue }
      invocation.warn(
        "\(source.file.path): cannot \(failure.deed): \(failure.reason); entries are left out")
      hasFailed = true
    }
    let damaged = sources.filter { $0.isDamaged }
    if !damaged.isEmpty {
      invocation.note("something that was kept is damaged: it will be made anew")
      _ = try? index.drop(damaged.map { $0.file })
    }
    if !index.problems.isEmpty || !broken.isEmpty || hasFailed {
      return .inputOutput
    }
    return found ? .done : .negative
  }
}
