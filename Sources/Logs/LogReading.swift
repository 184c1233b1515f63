import Platform
import Store
import Synchronization

/// Reading what is not known of logs, by several threads.
struct LogReading {
  private let index: LogIndex
  private let stretches: [Stretch]
  /// Which part of its log a stretch goes on with.
  private let resumed: [Int: Int]
  private let contents: [LogContent]
  private let paths: [BytePath]
  private let makers: [PartMaker]
  private let pack: PackWriter?
  /// Whether lines may be passed over.
  private let hasProbes: Bool
  /// Why there is no pack.
  private let failure: StoreError?

  /// What came of it.
  enum Outcome {
    case done
    /// It cannot be kept: nothing was done.
    case cannotKeep(StoreError)
    /// What was to be gone on with is not what was written: nothing was done.
    case damaged
  }

  init(
    _ index: LogIndex, _ work: LogIndex.Work, _ stretches: [Stretch], _ resumed: [Int: Int],
    keeps: Bool, filter: LogFilter?
  ) throws(FilterError) {
    self.index = index
    self.stretches = stretches
    self.resumed = resumed
    contents = work.sources.map { $0.content }
    paths = work.sources.map { $0.file.path }
    var pack: PackWriter?
    var failure: StoreError?
    if keeps, let packs = index.packs, !stretches.isEmpty {
      do throws(StoreError) { pack = try packs.writer() } catch { failure = error }
    }
    self.pack = pack
    self.failure = failure
    let probe = index.mayProbe ? filter?.probe : nil
    hasProbes = probe != nil
    var makers: [PartMaker] = []
    for _ in 0..<max(1, min(index.jobs, stretches.count)) {
      var lineFilter: LineFilter?
      if let filter { lineFilter = try LineFilter(filter, index.names) }
      makers.append(
        PartMaker(
          index.names, pack, lineFilter, probe: probe,
          columns: filter?.isEmpty == true ? index.columns : .all))
    }
    self.makers = makers
  }

  /// What threads share.
  private final class Shared: @unchecked Sendable {
    let makers: [PartMaker]
    let parts: [Part?]
    /// Parts that are kept may be read by one thread at a time.
    let lock = Mutex(())

    init(_ makers: [PartMaker], _ parts: [Part?]) {
      self.makers = makers
      self.parts = parts
    }
  }

  func run(
    _ work: inout LogIndex.Work, _ progress: LogIndex.Progress, _ problems: inout [SystemError]
  ) throws(FilterError) -> Outcome {
    if stretches.isEmpty { return .done }
    if let failure { return .cannotKeep(failure) }
    let all = self.stretches.reduce(0) { $0 + $1.limit - $1.start }
    progress.all.store(all, ordering: .relaxed)
    let before = self.stretches.indices.map { number in
      resumed[number].map { work.sources[self.stretches[number].source].parts[$0] }
    }
    let shared = Shared(makers, before)
    let (stretches, contents, paths) = (stretches, contents, paths)
    Team.share(stretches.count, among: makers.count) { number, thread in
      let (maker, stretch) = (shared.makers[thread], stretches[number])
      var isResuming = false
      if let part = shared.parts[number] {
        isResuming = shared.lock.withLock { _ in maker.builder.resume(part) }
        if !isResuming { maker.fail(stretch.source) }
      }
      if isResuming || shared.parts[number] == nil {
        maker.make(
          stretch, contents[stretch.source], path: paths[stretch.source], resuming: isResuming)
      }
      progress.done.wrappingAdd(stretch.limit - stretch.start, ordering: .relaxed)
    }
    for (source, error) in makers.flatMap({ $0.failures }) {
      if !problems.contains(error) { problems.append(error) }
      work.failed.insert(source)
    }
    if makers.contains(where: { !$0.damaged.isEmpty }) {
      if let pack { index.packs?.abandon(pack) }
      return .damaged
    }
    return try gather(&work)
  }

  /// Puts the parts that were made in order, with those that were there.
  private func gather(_ work: inout LogIndex.Work) throws(FilterError) -> Outcome {
    var made = makers.flatMap { $0.made }
    made.sort { ($0.source, $0.start) < ($1.source, $1.start) }
    try mendTimes(&made)
    var places: [FileRecord.PartPlace] = []
    if let pack, let packs = index.packs {
      do throws(StoreError) { places = try packs.commit(pack) } catch {
        return .cannotKeep(error)
      }
    }
    let goneOn = Set(resumed.keys.map { stretches[$0].source })
    for source in Set(stretches.map { $0.source }).sorted() {
      let log = work.sources[source]
      log.isProbed = hasProbes
      // What was known of it stays so, and nothing else becomes known.
      if work.failed.contains(source), !log.parts.isEmpty { continue }
      var record = work.records[source]
      var kept = log.parts.isEmpty ? [] : record?.parts ?? []
      if goneOn.contains(source) {
        // It is among those that were made, with its rows.
        log.parts.removeLast()
        kept.removeLast()
      }
      for part in made where part.source == source {
        if let place = part.place {
          kept.append(places[place])
          if let opened = index.packs?.part(places[place]) { log.parts.append(opened) }
        } else if let inMemory = part.part {
          log.parts.append(inMemory)
        }
      }
      if pack != nil, !work.failed.contains(source) {
        record = index.record(of: log, kept, end: log.parts.last?.facts.logEnd ?? 0)
        work.records[source] = record
      }
    }
    return .done
  }

  /// Rows without a time take that of the row before, which may lie in a stretch that another thread read, or among
  /// lines that were passed over: such parts are made again.
  private func mendTimes(_ made: inout [MadePart]) throws(FilterError) {
    let maker = makers[0]
    maker.readAll()
    var earlier = EarlierTime(index.names)
    for number in made.indices where made[number].dependsOnTimeBefore {
      let source = made[number].source
      let timeBefore = timeBefore(number, made, &earlier)
      if made[number].timeBefore == timeBefore { continue }
      let count = maker.made.count
      maker.make(
        Stretch(
          source: source, start: made[number].start, limit: made[number].end,
          size: made[number].end, isAligned: true, timeBefore: timeBefore),
        contents[source], path: paths[source], isWhole: true)
      if maker.made.count == count + 1 { made[number] = maker.made[count] }
    }
  }

  /// The time of the last row before a part. Those before it were mended.
  private func timeBefore(_ number: Int, _ made: [MadePart], _ earlier: inout EarlierTime) -> Int64
  {
    let (source, start) = (made[number].source, made[number].start)
    var (known, time) = (Int64(0), LogTime.none)
    if let read = made[..<number].last(where: { $0.source == source && !$0.isProbed }) {
      (known, time) = (read.end, read.lastTime)
    } else if let first = stretches.first(where: { $0.source == source }) {
      (known, time) = (first.start, first.timeBefore)
    }
    // Some were passed over, unless all were read.
    guard hasProbes, known < start, let file = try? contents[source].opened() else { return time }
    let first = known == 0 ? LogReader.textStart(file.number) : known
    return earlier.last(file.number, from: first, to: start) ?? time
  }
}
