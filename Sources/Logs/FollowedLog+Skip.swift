import Platform

/// What was there before a log was followed.
extension FollowedLog {
  /// So much of the end of a file is looked at.
  private static let endBytes = 256 << 10

  /// Goes on behind what was read of a log for a question.
  func skip(_ source: LogSource) {
    guard let last = source.parts.last?.facts else { return }
    let lines = source.parts.reduce(0) { $0 + $1.facts.lines }
    // A last line without a newline was read, too, where it is complete.
    let hasEnded = bytes(before: last.logEnd, limit: 1) == [UInt8(ascii: "\n")]
    skip(
      to: hasEnded ? last.logEnd : last.logStart, lines: hasEnded ? lines : lines - 1,
      lastTime: last.lastTime, isTaken: !hasEnded)
  }

  /// Goes on with the line that is not finished, or behind the last one.
  func skipWhatWasThere() {
    let piece = bytes(before: identity.size, limit: FollowedLog.endBytes)
    let end = piece.lastIndex(of: UInt8(ascii: "\n")).map { piece.count - 1 - $0 } ?? 0
    skip(to: identity.size - Int64(end), lines: nil, lastTime: LogTime.none)
  }

  /// The same, and takes the time of the last entry. False, and nothing is done, where its last line is too
  /// long for that, or the last time lies farther back.
  func skipToEnd(_ judge: LineJudge) -> Bool {
    if identity.size == 0 { return true }
    let piece = bytes(before: identity.size, limit: FollowedLog.endBytes)
    guard let newline = piece.lastIndex(of: UInt8(ascii: "\n")) else { return false }
    var (time, isTaken) = (LogTime.none, false)
    let lines = piece[...newline].split(separator: UInt8(ascii: "\n"))
    // The first one may have begun before the piece.
    for line in lines.dropFirst(piece.count < identity.size ? 1 : 0) {
      if let own = judge.time(of: line, self), own != LogTime.none { time = own }
    }
    let torn = piece[(newline + 1)...]
    if !torn.isEmpty, let own = judge.time(of: torn, self) {
      (time, isTaken) = (own == LogTime.none ? time : own, true)
    }
    if time == LogTime.none, piece.count < identity.size { return false }
    skip(
      to: identity.size - Int64(torn.count), lines: nil, lastTime: time, isTaken: isTaken)
    return true
  }
}
