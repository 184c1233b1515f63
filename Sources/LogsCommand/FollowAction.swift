import CommandKit
import Glibc
import Logs
import Platform

/// `pc-logs --follow`: entries that are there, then those that come.
enum FollowAction {
  /// How many of those that are there are printed where nobody says it.
  private static let tailUsual = 10

  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let arguments = invocation.arguments
    let deadline = arguments.duration("timeout").map { limit in
      Clock.system.sinceBoot().addingReportingOverflow(nanoseconds(limit)).partialValue
    }
    OpenFileLimit.raise()
    var asking = try LogsAsking(&invocation, found: [])
    let follower = try follower(asking, invocation)
    var following = Following(
      follower: follower, writer: try EntryWriter(invocation, asking.names),
      limit: arguments.has("until-match") ? 1 : arguments.integer("limit").map { Int($0) } ?? .max,
      deadline: deadline)
    if following.limit == 0 { return .negative }
    try following.writer.begin(&invocation)
    let files = follower.begin()
    if !files.isEmpty {
      let isTold = FollowAction.tail(arguments) != 0
      asking.files = isTold ? files : follower.skipToEnds(of: files)
      if !asking.files.isEmpty { try following.showPresent(asking, &invocation) }
    }
    return try following.run(&invocation)
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    // Long enough: thirty years.
    return min(seconds, 1 << 30) * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  /// The last of those that are there; nil: all.
  static func tail(_ arguments: Arguments) -> Int? {
    if let count = arguments.integer("tail") { return Int(count) }
    if arguments.has("since") { return nil }
    return arguments.has("until-match") ? 0 : tailUsual
  }

  private static func follower(
    _ asking: LogsAsking, _ invocation: borrowing Invocation
  ) throws(Failure) -> LogFollower {
    let arguments = invocation.arguments
    var places = LogPlaces()
    places.includesTasks = arguments.has("tasks")
    places.includesRotated = arguments.has("rotated")
    places.pattern = arguments.bytes("glob")
    let dash = [UInt8(ascii: "-")]
    let words = arguments.operands
    var paths = words.filter { $0 != dash }.map { BytePath(bytes: $0) }
    if words.isEmpty { paths = [LogsAsking.standardFolder] }
    do throws(FilterError) {
      return try LogFollower(
        paths, places, stream: words.contains(dash) ? (STDIN_FILENO, "standard input") : nil,
        asking.filter, asking.names)
    } catch {
      throw FilterAsking.failure(error)
    }
  }
}

/// A run of `pc-logs --follow`.
private struct Following {
  let follower: LogFollower
  let writer: EntryWriter
  let limit: Int
  /// On the clock since boot, in nanoseconds.
  let deadline: Int64?
  private var count = 0
  private var hasFailed = false

  init(follower: LogFollower, writer: EntryWriter, limit: Int, deadline: Int64?) {
    self.follower = follower
    self.writer = writer
    self.limit = limit
    self.deadline = deadline
  }

  private static let endingSignals = [SIGINT, SIGTERM, SIGHUP]

  /// Prints entries that are there, and has the follower go on behind them.
  mutating func showPresent(
    _ asking: LogsAsking, _ invocation: inout Invocation
  ) throws(Failure) {
    let logs = try asking.open(&invocation)
    follower.skip(logs.sources)
    let tail = FollowAction.tail(invocation.arguments)
    if tail == 0 { return }
    let query = try asking.query(logs)
    if let tail {
      for match in query.last(tail) where count < limit {
        count += try writer.write(match, query, &invocation) ? 1 : 0
      }
    } else {
      var written = 0
      let (writer, limit) = (writer, limit)
      try query.forEachMatch { (match) throws(Failure) in
        written += try writer.write(match, query, &invocation) ? 1 : 0
        return written < limit
      }
      count += written
    }
    if let failure = query.failure { invocation.warn(failure) }
    try invocation.output.flush()
  }

  /// Prints entries as they come.
  mutating func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    var signals = SignalQueue(Following.endingSignals)
    defer { signals.release() }
    while count < limit {
      let round = follower.look()
      // Whoever is waited for while entries are printed must not keep the signals from us.
      let mayWait = !Following.writesAtOnce(round)
      if mayWait { signals.release() }
      tell(round.news, invocation)
      for entry in round.entries where count < limit {
        try writer.write(line: entry.line, time: entry.time, &invocation)
        count += 1
      }
      try invocation.output.flush()
      if mayWait { signals = SignalQueue(Following.endingSignals) }
      let isOver = !round.hasMore && (follower.isEnded || isLate)
      if isOver || count >= limit { break }
      if let signal = round.hasMore ? signals.nextIfThere()?.number : wait(&signals) {
        finish(invocation)
        invocation.finish()
        Signals.die(of: signal)
      }
    }
    finish(invocation)
    if hasFailed { return .inputOutput }
    return count > 0 ? .done : .negative
  }

  /// Whether it is so little that it is written at once, and is not waited for.
  private static func writesAtOnce(_ round: FollowRound) -> Bool {
    // A line may be longer as a user reads it.
    let count = round.entries.reduce(0) { $0 + 2 * $1.line.count + 64 }
    return count == 0 || count <= 4096 && Events.takesWriting(STDOUT_FILENO)
  }

  private var isLate: Bool { deadline.map { Clock.system.sinceBoot() >= $0 } ?? false }

  /// Waits for news. Returns a signal that is to end the command.
  private func wait(_ signals: inout SignalQueue) -> Int32? {
    let rest = deadline.map { max(0, $0 - Clock.system.sinceBoot()) } ?? .max
    let isRead: Bool
    do throws(SystemError) {
      let arrivals = try signals.pollable()
      isRead = follower.wait(
        also: [arrivals.number], output: STDOUT_FILENO, atMostNanoseconds: rest)
    } catch {
      // They are noticed after the wait, which is short.
      isRead = follower.wait(also: [], output: STDOUT_FILENO, atMostNanoseconds: rest)
    }
    if let arrival = signals.nextIfThere() { return arrival.number }
    return isRead ? nil : SIGPIPE
  }

  private mutating func tell(_ news: [FollowRound.News], _ invocation: borrowing Invocation) {
    for item in news {
      switch item {
      case .missing(let path): invocation.warn("\(path): not there yet; waiting for it")
      case .appeared(let path): invocation.note("\(path): is there now")
      case .replaced(let path): invocation.note("\(path): is another file now")
      case .cutOff(let path): invocation.note("\(path): was cut off; read from its beginning")
      case .unfinished(let path):
        invocation.note("\(path): the last line is not finished, and left out")
      case .malformed(let path, let line):
        let place = line.map { "\(path):\($0)" } ?? "\(path)"
        invocation.note("\(place): no object of JSON, and left out")
      case .failed(let error):
        hasFailed = true
        invocation.warn("\(error.path): cannot \(error.deed): \(error.reason)")
      }
    }
  }

  /// Tells what was left out.
  private func finish(_ invocation: borrowing Invocation) {
    if let failure = follower.failure { invocation.warn(failure) }
    let malformed = follower.malformed
    if malformed == 0 { return }
    let (lines, those) = malformed == 1 ? ("line was", "it") : ("lines were", "them")
    invocation.warn(
      "\(malformed) \(lines) no object of JSON, and left out (pc-logs --invalid prints \(those))")
  }
}
