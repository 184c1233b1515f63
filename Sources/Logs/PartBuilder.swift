import Platform

/// Makes columns of the lines of a log, which are given in order. One object serves one thread.
final class PartBuilder {
  static let blockRows = 1024
  /// A part has so many rows at least, where as many are read at once.
  static let partRows = 32 * blockRows
  /// A part with fewer rows is gone on with where its log has grown, which writes it anew; behind a larger
  /// one the next begins.
  static let resumedRows = 8 * blockRows
  /// A text is kept up to this length; of a longer one it is only known that it is long.
  static let wordBytesMax = 256
  /// The number of all texts that are longer, whose lines are looked at instead.
  static let longWord: UInt32 = 0xFFFF_FFFF
  /// A signature has at most so many bytes of a thousand of the log's.
  private static let signatureShare = 32

  /// The roles whose texts are numbered; the first of them is the second of all roles.
  static let wordRoles: [Role] = [.level, .worker, .task, .phase, .event]
  static let wordColumns = 5

  private let fields: LineFields
  private let timeUnit: TimeUnit
  private var days = LogTime.DayMemo()
  var rows = 0
  /// The rows of the block that is being filled.
  let block = BlockBuffer()
  var tables: [WordTable] = Array(repeating: WordTable(), count: wordRoles.count)
  private let recentWords = RecentWords()
  let signature = TextSignature()
  var pairs: [UInt64: UInt64] = [:]
  /// Those of the first levels and events, which nearly all rows have.
  private var fewPairs = [UInt64](repeating: 0, count: 16 << 8)
  private var lastPair: UInt64 = 0
  private var lastPairCount: UInt64 = 0

  /// The blocks that are complete.
  var encoded: [UInt8] = []
  var signatures: [UInt8] = []
  var zones: [BlockZone] = []
  /// The time before the block's first row.
  var blockTimeBefore = LogTime.none
  var spans: [Part.Span] = []

  /// The time of the line before, which one without a time takes.
  var lastTime = LogTime.none
  /// Where the first line begins.
  private(set) var logStart: Int64 = 0
  var logEnd: Int64 = 0
  var lines: Int64 = 0
  var malformed: Int64 = 0
  var untimed: Int64 = 0
  /// Whether rows took `lastTime` as it was when the part began.
  private(set) var dependsOnTimeBefore = false
  /// Whether there was an entry without a time of its own.
  private(set) var missedTimes = false
  var hasTime = false

  private let filter: LineFilter?
  private let columns: PartColumns

  /// With a filter, only of those lines that pass it rows are made. Columns that are not asked for hold
  /// nothing.
  init(_ names: FieldNames, _ filter: LineFilter? = nil, columns: PartColumns = .all) {
    fields = LineFields(names, only: columns.roles)
    timeUnit = names.timeUnit
    self.filter = filter
    self.columns = columns
    for column in 0..<PartBuilder.wordColumns where !columns.hasWords(column) {
      block.words(column).update(repeating: 0, count: PartBuilder.blockRows)
    }
  }

  /// Begins a part at an offset of a log.
  func begin(at offset: Int64, lastTime: Int64) {
    rows = 0
    block.count = 0
    for index in tables.indices { tables[index] = WordTable() }
    recentWords.forget()
    pairs = [:]
    for place in fewPairs.indices { fewPairs[place] = 0 }
    (lastPair, lastPairCount) = (0, 0)
    encoded.removeAll(keepingCapacity: true)
    signatures.removeAll(keepingCapacity: true)
    zones.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    self.lastTime = lastTime
    blockTimeBefore = lastTime
    logStart = offset
    logEnd = offset
    (lines, malformed, untimed) = (0, 0, 0)
    (dependsOnTimeBefore, missedTimes, hasTime) = (false, false, false)
  }

  /// What a line turned out to be.
  enum Kind { case entry, blank, malformed }

  /// Adds a line, which begins at an offset of the log and ends, with its newline, at another.
  /// `isEntry`: what came of reading it, where that was done last.
  @inline(__always)
  func add(
    _ line: LogLine, at offset: Int64, endingAt end: Int64, isEntry: Bool? = nil
  ) -> Kind {
    lines += 1
    logEnd = end
    guard isEntry ?? fields.read(line) else {
      if PartBuilder.isBlank(line) { return .blank }
      malformed += 1
      return .malformed
    }
    addRow(line, at: offset)
    if block.count == PartBuilder.blockRows { endBlock() }
    return .entry
  }

  /// Begins with so many bytes of lines, which are read one by one.
  func begin(lines start: UnsafePointer<UInt8>, _ count: Int) { fields.begin(start, count) }

  /// Reads the line at an address. Returns how many bytes it has, or -1 where it is no entry.
  @inline(__always)
  func entry(at start: UnsafePointer<UInt8>) -> Int { fields.entry(at: start) }

  /// Adds a line that is too long to be looked at.
  func addTooLong(endingAt end: Int64) {
    lines += 1
    malformed += 1
    logEnd = end
  }

  /// Counts a row with a level and an event.
  @inline(__always)
  private func note(level: UInt32, event: UInt32) {
    let pair = UInt64(level) << 32 | UInt64(event)
    if pair == lastPair {
      lastPairCount += 1
    } else {
      countPair()
      (lastPair, lastPairCount) = (pair, 1)
    }
  }

  /// Counts the rows of one pair that came one after the other.
  private func countPair() {
    let (level, event) = (Int(lastPair >> 32), Int(lastPair & 0xFFFF_FFFF))
    if level < 16, event < 256 {
      fewPairs[level << 8 | event] += lastPairCount
    } else if lastPairCount > 0 {
      pairs[lastPair, default: 0] += lastPairCount
    }
  }

  static func isBlank(_ line: LogLine) -> Bool {
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    return scanner.offset == line.count
  }

  private func addRow(_ line: LogLine, at offset: Int64) {
    if columns.contains(.times) {
      let ownTime = LogTime.of(line, fields[.time], &days, timeUnit)
      if let ownTime {
        lastTime = ownTime
        hasTime = true
      } else {
        missedTimes = true
        if !hasTime { dependsOnTimeBefore = true }
      }
      if let filter, !filter.matches(line, fields, time: lastTime) { return }
      if ownTime == nil { untimed += 1 }
    }
    if !columns.contains(.rows) {
      rows += 1
      note(
        level: columns.hasWords(0) ? word(line, fields.word(0), 0) : 0,
        event: columns.hasWords(4) ? word(line, fields.word(4), 4) : 0)
      return
    }
    // In bounds: a block that is full was ended.
    let row = block.count
    block.starts[row] = offset
    block.times[row] = lastTime
    for column in 0..<PartBuilder.wordColumns where columns.hasWords(column) {
      block.words(column)[row] = word(line, fields.word(column), column)
    }
    if columns.contains(.durations) {
      block.durations[row] = JSONText.number(line, fields[.duration]) ?? .nan
    }
    note(level: block.words(0)[row], event: block.words(4)[row])
    block.count = row + 1
    rows += 1
    if filter == nil { sign(line, fields[.message]) }
  }

  @inline(__always)
  private func sign(_ line: LogLine, _ message: LineValue) {
    if message.kind == .string {
      // In bounds: the value lies within the line.
      signature.add(line.start + message.start, message.end - message.start)
    } else if message.kind == .escapedString {
      var text = JSONText.decoded(line, message)
      let count = text.count
      text.append(0)
      text.withUnsafeBufferPointer { text in
        if let start = text.baseAddress { signature.add(start, count) }
      }
    }
  }

  @inline(__always)
  private func word(_ line: LogLine, _ value: LineValue, _ index: Int) -> UInt32 {
    let kind: UInt8
    switch value.kind {
    case .string: kind = UInt8(ascii: "s")
    case .number: kind = UInt8(ascii: "n")
    case .none, .null: return 0
    default: return otherWord(line, value, index)
    }
    // In bounds: the value lies within the line.
    let (start, count) = (line.start + value.start, value.end &- value.start)
    if count > 0, count <= RecentWords.bytesMax {
      return recentWords.number(index, kind, start, count) {
        tables[index].number(kind, start, count)
      }
    }
    if count > PartBuilder.wordBytesMax { return PartBuilder.longWord }
    return tables[index].number(kind, start, count)
  }

  private func otherWord(_ line: LogLine, _ value: LineValue, _ index: Int) -> UInt32 {
    let kind = value.kind == .escapedString ? UInt8(ascii: "s") : UInt8(ascii: "w")
    let text = JSONText.decoded(line, value)
    if text.count > PartBuilder.wordBytesMax { return PartBuilder.longWord }
    let padded = text + [UInt8](repeating: 0, count: 16)
    return padded.withUnsafeBufferPointer { padded in
      padded.baseAddress.map { tables[index].number(kind, $0, text.count) } ?? 0
    }
  }

  /// Notes that a stretch of the log, up to an offset, has a checksum.
  func endSpan(at end: Int64, hash: UInt64) {
    spans.append(Part.Span(end: end, hash: hash))
    logEnd = max(logEnd, end)
  }

  private func endBlock() {
    if block.count == 0 { return }
    let (starts, times) = (block.all(block.starts), block.all(block.times))
    var zone = BlockZone()
    zone.offset = UInt64(encoded.count)
    zone.rows = UInt32(block.count)
    zone.logStart = starts[0]
    zone.logEnd = logEnd
    zone.timeBefore = blockTimeBefore
    var before = Int64.min
    zone.earliest = .max
    zone.latest = .min
    for time in times {
      zone.earliest = min(zone.earliest, time)
      zone.latest = max(zone.latest, time)
      if time < before { zone.isAscending = false }
      before = time
    }
    zone.levels = block.mask(0)
    zone.workers = block.mask(1)
    zone.events = block.mask(4)
    for row in (1..<PartBuilder.blockRows).reversed() where row < block.count {
      block.gaps[row] = starts[row] - starts[row - 1]
    }
    block.gaps[0] = 0
    Column.append(block.all(block.gaps), base: 0, unit: 1, shift: 0, to: &encoded)
    TimeColumn.append(times, to: &encoded)
    for column in 0..<PartBuilder.wordColumns {
      Column.append(
        block.all(block.words(column)).lazy.map { Int64($0) }, base: 0, unit: 1, shift: 0,
        to: &encoded)
    }
    DurationColumn.append(block.all(block.durations), to: &encoded)
    zone.bytes = UInt32(UInt64(encoded.count) - zone.offset)
    zone.signatureOffset = UInt64(signatures.count)
    if filter == nil {
      let share = Int(zone.logEnd - zone.logStart) * PartBuilder.signatureShare / 1000
      zone.signatureBytes = UInt32(signature.finish(bytesMax: share, into: &signatures))
    }
    zones.append(zone)
    blockTimeBefore = lastTime
    block.count = 0
  }

  /// The part.
  func finish() -> (columns: [UInt8], head: [UInt8]) {
    endBlock()
    countPair()
    lastPairCount = 0
    for (place, count) in fewPairs.enumerated() where count > 0 {
      pairs[UInt64(place >> 8) << 32 | UInt64(place & 255), default: 0] += count
      fewPairs[place] = 0
    }
    for index in zones.indices { zones[index].signatureOffset += UInt64(encoded.count) }
    var facts = Part.Facts()
    facts.rows = Int64(rows)
    facts.logStart = logStart
    facts.logEnd = logEnd
    facts.lines = lines
    facts.malformed = malformed
    facts.untimed = untimed
    facts.lastTime = lastTime
    let head = Part.head(
      facts, zones, spans, tables.map { Words(bytes: $0.bytes, starts: $0.starts) },
      pairs.map { ($0.key, $0.value) })
    return (encoded + signatures, head)
  }

  /// The part, in memory.
  func part() -> Part? {
    let (columns, head) = finish()
    return Part(columns: columns, head: head)
  }
}
