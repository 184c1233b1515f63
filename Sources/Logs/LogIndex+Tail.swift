import Platform

/// The last line of a log, which may not be finished.
extension LogIndex {
  /// Adds the row of a last line without a newline, where it is complete.
  func takeTail(_ source: LogSource) throws(FilterError) {
    let known = source.parts.last?.facts.logEnd ?? 0
    for part in source.parts {
      source.lines += part.facts.lines
      source.malformed += part.facts.malformed
      source.rows += part.facts.rows
    }
    if source.isWhole { return }
    guard let size = try? source.content.count(orFile: source.signature.size), size > known,
      let file = try? source.content.opened(),
      let start = LogIndex.tailStart(
        file.number, from: known == 0 ? LogReader.textStart(file.number) : known, to: size),
      start < size
    else { return }
    var lineFilter: LineFilter?
    if let filter, !isKeeping { lineFilter = try LineFilter(filter, names) }
    let builder = PartBuilder(names, lineFilter)
    func add(after lastTime: Int64) -> PartBuilder.Kind? {
      builder.begin(at: start, lastTime: lastTime)
      return LogReader().withLine(file.number, from: start, to: size) { line in
        // What was written since is looked at by the next run.
        line.count == Int(size - start) ? builder.add(line, at: start, endingAt: size) : .blank
      }
    }
    var kind = add(after: source.parts.last?.facts.lastTime ?? LogTime.none)
    if source.isProbed, builder.missedTimes {
      var earlier = EarlierTime(names)
      let first = LogReader.textStart(file.number)
      kind = add(after: earlier.last(file.number, from: first, to: start) ?? LogTime.none)
    }
    if kind == .entry {
      source.lines += 1
      source.rows += Int64(builder.rows)
      if builder.rows > 0, let part = builder.part() { source.parts.append(part) }
    } else if kind != .blank {
      source.isUnfinished = true
    }
  }

  /// Where the line begins that has no newline: behind the last one. Lines that cannot pass may have been
  /// passed over before it.
  private static func tailStart(_ file: Int32, from start: Int64, to size: Int64) -> Int64? {
    var end = size
    while end > start {
      // Nearly always the last byte is a newline.
      let count = min(end - start, end == size ? 1 : 64 << 10)
      guard let piece = try? IO.read(file, at: Int(end - count), limit: Int(count)) else {
        return nil
      }
      if let index = piece.lastIndex(of: UInt8(ascii: "\n")) {
        return end - count + Int64(index) + 1
      }
      end -= count
    }
    return start
  }
}
