import Platform

/// What one look at logs that are followed has brought.
public struct FollowRound {
  /// An entry that came, and passes.
  public struct Entry {
    /// Its line, without the newline.
    public let line: [UInt8]
    /// When it happened, in nanoseconds since 1970; `Int64.min` where nobody knows.
    public let time: Int64
    /// The number of its log, in the order in which logs are looked at.
    public let log: Int
  }

  /// Something else that happened.
  public enum News: Equatable, Sendable {
    /// There is no such log yet.
    case missing(BytePath)
    /// There is now.
    case appeared(BytePath)
    /// The path names another file than before.
    case replaced(BytePath)
    /// It has other content than what was read of it.
    case cutOff(BytePath)
    /// It ended, or was replaced, with a line that is not finished.
    case unfinished(BytePath)
    /// The line with this number, if that is known, is no entry.
    case malformed(BytePath, line: Int64?)
    /// It cannot be read.
    case failed(SystemError)
  }

  /// More news of one look are not told; lines are counted all the same.
  private static let newsMax = 1000

  /// The entries, in order of time; of one time, in order of logs and lines.
  public private(set) var entries: [Entry] = []
  /// What else happened, in order.
  public private(set) var news: [News] = []
  /// Whether there is more to read at once.
  public internal(set) var hasMore = false
  /// About how much memory the entries take.
  private(set) var bytes = 0

  mutating func add(_ entry: Entry) {
    entries.append(entry)
    bytes += entry.line.count + 64
  }

  mutating func tell(_ news: News) {
    if self.news.count < FollowRound.newsMax { self.news.append(news) }
  }

  /// Brings the entries into order. Those of one log come in the order of its lines, so that each has its
  /// place among those of one time.
  mutating func sort() {
    let order = entries.indices.sorted { one, other in
      let (first, second) = (entries[one], entries[other])
      if first.time != second.time { return first.time < second.time }
      return first.log != second.log ? first.log < second.log : one < other
    }
    entries = order.map { entries[$0] }
  }
}

/// Tells which lines are entries that pass. It serves one thread.
final class LineJudge {
  private let fields: LineFields
  private let timeUnit: TimeUnit
  private let filter: LineFilter
  /// How many lines were no entries.
  private(set) var malformed = 0

  init(_ filter: LogFilter, _ names: FieldNames) throws(FilterError) {
    fields = LineFields(names)
    timeUnit = names.timeUnit
    self.filter = try LineFilter(filter, names)
  }

  /// What stood in the way of a regular expression.
  var failure: String? { filter.failureMessage }

  /// When an entry happened, which is not taken; nil: the line is no entry.
  func time(of line: ArraySlice<UInt8>, _ log: FollowedLog) -> Int64? {
    LogLine.lending(Array(line)) { line in
      guard fields.read(line) else { return nil }
      return LogTime.of(line, fields[.time], &log.days, timeUnit) ?? LogTime.none
    }
  }

  /// Judges a line that has ended.
  func judge(_ ended: LineFeed.Ended, of log: FollowedLog, into round: inout FollowRound) {
    guard let line = ended.line, fields.read(line) else {
      if let line = ended.line, PartBuilder.isBlank(line) { return }
      malformed += 1
      round.tell(.malformed(log.path, line: log.isCounted ? ended.number : nil))
      return
    }
    if !ended.wasTaken { take(line, of: log, into: &round) }
  }

  /// Takes a line that has not ended, if it is complete. Returns whether it is.
  func take(torn: [UInt8], of log: FollowedLog, into round: inout FollowRound) -> Bool {
    LogLine.lending(torn) { line in
      guard fields.read(line) else { return false }
      take(line, of: log, into: &round)
      return true
    }
  }

  private func take(_ line: LogLine, of log: FollowedLog, into round: inout FollowRound) {
    if let time = LogTime.of(line, fields[.time], &log.days, timeUnit) { log.lastTime = time }
    guard filter.matches(line, fields, time: log.lastTime) else { return }
    round.add(
      FollowRound.Entry(
        line: line.bytes, time: log.lastTime, log: log.number))
  }
}
