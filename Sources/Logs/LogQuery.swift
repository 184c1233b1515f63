import Platform
import Synchronization

/// An entry that passed, and where it lies.
public struct Match: Comparable {
  /// When it happened, in nanoseconds since 1970; `Int64.min` where nobody knows.
  public let time: Int64
  /// The number of its log.
  public let source: Int
  /// Where its line begins.
  public let offset: Int64
  /// Where its line ends at the latest.
  let limit: Int64

  /// By time, then by log, then by line.
  public static func < (one: Match, other: Match) -> Bool {
    if one.time != other.time { return one.time < other.time }
    if one.source != other.source { return one.source < other.source }
    return one.offset < other.offset
  }
}

/// Asks logs: which entries pass a filter, in order of time or in any. It serves one thread, and lets
/// others help where lines have to be looked at.
public final class LogQuery {
  /// A part of a log that may have rows that pass.
  private struct Asked {
    let source: Int
    let part: Part
    let filter: PartFilter
  }

  /// A block of rows that may have some that pass. There are thousands of them.
  private struct Item: BitwiseCopyable {
    /// Which part that is asked.
    let part: Int32
    /// Which of the part's blocks.
    let number: Int32
    let earliest: Int64
    let latest: Int64
  }

  /// Rows of a block that passed.
  struct Selected {
    let source: LogSource
    let block: Block
    let rows: [Int32]
  }

  /// The logs, by their numbers.
  public let sources: [LogSource]
  let names: FieldNames
  /// How many threads may work.
  let jobs: Int
  private let filter: LogFilter
  private let helpers: [Helper]
  private let needles: [[Int]]
  private var asked: [Asked] = []
  /// The blocks that may have rows that pass: found where somebody asks for rows.
  private lazy var items = findItems()
  private lazy var windows = sources.map { _ in LineWindow(others: sources.count - 1) }

  /// What a thread looks at lines with.
  private final class Helper {
    let filter: LineFilter
    let fields: LineFields
    let window = LineWindow()

    init(_ filter: LogFilter, _ names: FieldNames) throws(FilterError) {
      self.filter = try LineFilter(filter, names)
      fields = LineFields(names)
    }
  }

  /// Asks some logs.
  public init(
    _ sources: [LogSource], _ filter: LogFilter, _ names: FieldNames, jobs: Int
  ) throws(FilterError) {
    self.sources = sources
    self.filter = filter
    self.names = names
    self.jobs = max(1, jobs)
    var helpers: [Helper] = []
    for _ in 0..<(filter.readsLines ? max(1, jobs) : 1) {
      helpers.append(try Helper(filter, names))
    }
    self.helpers = helpers
    var needles: [[Int]] = []
    for search in filter.searches where search.isWanted {
      if let needle = try? Needle(search.text) { needles.append(needle.hashes) }
    }
    self.needles = needles.filter { !$0.isEmpty }
  }

  private func findItems() -> [Item] {
    var items: [Item] = []
    for source in sources {
      for part in source.parts {
        let partFilter = PartFilter(filter, part)
        if partFilter.isEmpty { continue }
        part.zones.read { number, zone in
          if !partFilter.mayPass(zone) { return }
          items.append(
            Item(
              part: Int32(asked.count), number: Int32(number), earliest: zone.earliest,
              latest: zone.latest))
        }
        asked.append(Asked(source: source.number, part: part, filter: partFilter))
      }
    }
    return items
  }

  /// What stood in the way of a regular expression.
  public var failure: String? {
    helpers.lazy.compactMap { $0.filter.failureMessage }.first
  }

  // MARK: Selecting

  /// The rows of some blocks that pass.
  private func select(_ items: ArraySlice<Item>) -> [Selected] {
    var selected: [Selected] = []
    var toLook: [Int] = []
    for item in items {
      let asked = asked[Int(item.part)]
      let zone = asked.part.zones[Int(item.number)]
      if !needles.allSatisfy({ LogQuery.mayHave($0, asked.part, zone) }) { continue }
      let source = sources[asked.source]
      guard let block = source.block(asked.part, zone, names) else { continue }
      // A block that was made anew has numbers of its own.
      let partFilter = block.part === asked.part ? asked.filter : PartFilter(filter, block.part)
      let (rows, hasLongWords) = partFilter.rows(block)
      if rows.isEmpty { continue }
      if filter.readsLines || hasLongWords { toLook.append(selected.count) }
      selected.append(Selected(source: source, block: block, rows: rows))
    }
    if toLook.isEmpty { return selected }
    return look(at: toLook, selected).filter { !$0.rows.isEmpty }
  }

  private static func mayHave(_ hashes: [Int], _ part: Part, _ zone: BlockZone) -> Bool {
    let may = part.withSignature(zone) { TextSignature.mayHave(hashes, in: $0) }
    // What is damaged may have anything.
    return may || part.isDamaged
  }

  /// What threads share.
  private final class Shared: @unchecked Sendable {
    let helpers: [Helper]
    let rows: Mutex<[[Int32]]>
    let work: [Work]

    struct Work {
      let content: LogContent
      let starts: [Int64]
      let limits: [Int64]
      let times: [Int64]
      let rows: [Int32]
    }

    init(_ helpers: [Helper], _ work: [Work]) {
      self.helpers = helpers
      self.work = work
      rows = Mutex(Array(repeating: [], count: work.count))
    }
  }

  private func look(at indices: [Int], _ selected: [Selected]) -> [Selected] {
    let work = indices.map { index in
      let (block, rows) = (selected[index].block, selected[index].rows)
      return Shared.Work(
        content: selected[index].source.content, starts: rows.map { block.starts[Int($0)] },
        limits: rows.map { block.limit(Int($0)) }, times: rows.map { block.times[Int($0)] },
        rows: rows)
    }
    let lines = work.reduce(0) { $0 + $1.rows.count }
    let readsRoles = filter.readsRoles
    let shared = Shared(helpers, work)
    Team.share(work.count, among: lines < 256 ? 1 : helpers.count) { number, thread in
      let (helper, work) = (shared.helpers[thread], shared.work[number])
      var passed: [Int32] = []
      for index in work.rows.indices {
        let passes = helper.window.withLine(
          work.content, from: work.starts[index], to: work.limits[index]
        ) { line in
          (!readsRoles || helper.fields.read(line))
            && helper.filter.matches(line, helper.fields, time: work.times[index])
        }
        if passes == true { passed.append(work.rows[index]) }
      }
      helper.window.shrink()
      let found = passed
      shared.rows.withLock { $0[number] = found }
    }
    let found = shared.rows.withLock { $0 }
    var result = selected
    for (number, index) in indices.enumerated() {
      result[index] = Selected(
        source: selected[index].source, block: selected[index].block, rows: found[number])
    }
    return result
  }

  /// Lends all rows that pass, block by block, in no order of time.
  func forEachSelected(_ body: (Selected) -> Void) {
    forEachBatch { batch in for selected in batch { body(selected) } }
  }

  /// The same, many blocks at once.
  func forEachBatch(_ body: ([Selected]) -> Void) {
    var next = 0
    while next < items.count {
      let end = min(items.count, next + 64)
      body(select(items[next..<end]))
      next = end
    }
  }

  /// How many entries pass.
  public func count() -> Int {
    if filter.isEmpty { return sources.reduce(0) { $0 + Int($1.rows) } }
    var count = 0
    forEachSelected { count += $0.rows.count }
    return count
  }

  // MARK: In order

  private static func matches(_ selected: Selected) -> [Match] {
    let (block, number) = (selected.block, selected.source.number)
    return selected.rows.map { row in
      Match(
        time: block.times[Int(row)], source: number, offset: block.starts[Int(row)],
        limit: block.limit(Int(row)))
    }
  }

  /// The last ones of a block, and none from before a moment. Of equal times all: which of them come first
  /// the logs' order tells.
  private static func lastMatches(
    _ selected: Selected, _ count: Int, from first: Int64
  ) -> [Match] {
    var selected = selected
    if selected.block.zone.isAscending, selected.rows.count > count {
      selected = Selected(
        source: selected.source, block: selected.block, rows: Array(selected.rows.suffix(count)))
    }
    return matches(selected).filter { $0.time >= first }
  }

  /// So many blocks at most are looked at before it is asked whether that does: where threads share them, more.
  private var stepMax: Int { filter.readsLines ? 256 : 32 }

  /// Lends the entries that pass in order of time, until `body` returns false. `most`: no more than so many are
  /// wanted.
  ///
  /// In memory are those that may come behind blocks which were not looked at yet: few, unless blocks have entries of
  /// very different times.
  public func forEachMatch<Failure: Error>(
    most: Int = .max, _ body: (Match) throws(Failure) -> Bool
  ) throws(Failure) {
    var queue = BlockQueue(items.lazy.map { $0.earliest })
    var pending: [Match] = []
    var (step, turns, left) = (4, 1, most)
    while queue.least != nil || !pending.isEmpty {
      for _ in 0..<turns where queue.least != nil {
        let looked = queue.take(step).map { items[$0] }
        for selected in select(looked[...]) { pending += LogQuery.matches(selected) }
        step = min(stepMax, 2 * step)
      }
      let bound = queue.first.map { firstPossible(items[$0]) }
      let passed = bound.map { bound in pending.partition { !($0 < bound) } } ?? pending.count
      pending[..<passed].sort()
      for match in pending[..<passed] {
        if try !body(match) { return }
      }
      left -= min(left, passed)
      pending.removeFirst(passed)
      // Where all have to be looked at anyway, it is not asked each time what has passed.
      turns = passed == 0 ? 2 * turns : 1
      if pending.count / 2 > max(left, LogQuery.pendingMin) {
        pending.sort()
        pending.removeLast(pending.count - left)
      }
    }
  }

  /// Before so many entries are held, none is left out because more are not wanted.
  private static let pendingMin = 4096

  /// What comes before all entries of a block, and of those that have the same earliest time and come behind it.
  private func firstPossible(_ item: Item) -> Match {
    let asked = asked[Int(item.part)]
    return Match(
      time: item.earliest, source: asked.source,
      offset: asked.part.zones[Int(item.number)].logStart, limit: 0)
  }

  /// The last entries that pass, in order of time.
  public func last(_ count: Int) -> [Match] {
    if count <= 0 { return [] }
    // The last ones first: unlike a minus, this has an answer for every number.
    var queue = BlockQueue(items.lazy.map { ~$0.latest })
    var found: [Match] = []
    var step = 4
    while let least = queue.least {
      // Those that were found so far are in order, and no more than are wanted.
      let first = found.count == count ? found[0].time : Int64.min
      if found.count == count, first > ~least { break }
      let looked = queue.take(step).map { items[$0] }
      for selected in select(looked[...]) {
        found += LogQuery.lastMatches(selected, count, from: first)
      }
      step = min(stepMax, 2 * step)
      found.sort()
      if found.count > count { found.removeFirst(found.count - count) }
    }
    return found
  }

  /// Lends the line of an entry; nil where it cannot be read any more.
  public func withLine<Result>(_ match: Match, _ body: (LogLine) -> Result) -> Result? {
    windows[match.source].withLine(
      sources[match.source].content, from: match.offset, to: match.limit, body)
  }
}
