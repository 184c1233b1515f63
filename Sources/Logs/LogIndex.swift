import Platform
import Store
import Synchronization

/// Brings logs and what is kept of them together: what is not known is read, by several threads, and kept.
public final class LogIndex {
  /// How much of a log is given to a thread at once.
  static let stretchBytes: Int64 = 16 << 20

  let packs: Packs?
  let store: Store?
  let names: FieldNames
  let jobs: Int
  /// How many logs are kept of at most.
  private let filesMax: Int
  private let isFresh: Bool
  let now: Instant
  /// Where nothing is kept, only rows that pass it are made.
  let filter: LogFilter?
  /// Whether what is read is kept.
  private(set) var isKeeping: Bool
  /// Whether lines may be passed over that cannot pass the filter: then nobody knows which of them are
  /// malformed.
  public var mayProbe = false
  /// Which columns are needed, where nothing is kept and nothing is filtered.
  public var columns = PartColumns.all
  /// Whether lines were passed over.
  public var hasProbed: Bool { mayProbe && !isKeeping && filter?.probe != nil }
  /// What stood in the way of keeping.
  public private(set) var keepingFailure: StoreError?
  /// Logs that could not be read.
  public private(set) var problems: [SystemError] = []
  /// How many logs were known, had grown, and were read from the beginning.
  public private(set) var counts = (known: 0, grown: 0, read: 0)
  /// How many bytes of logs were read.
  public private(set) var bytesRead: Int64 = 0
  /// What has been read so far, and how much there is to read, in bytes.
  public let progress = Progress()

  /// How far the reading is.
  public final class Progress: Sendable {
    /// Bytes that were read.
    public let done = Atomic<Int64>(0)
    /// Bytes that have to be.
    public let all = Atomic<Int64>(0)
  }

  /// With a store, what is read is kept there; without one, rows that pass the filter are made in memory.
  public init(
    _ store: Store?, _ space: SpaceName, _ names: FieldNames, filter: LogFilter?, jobs: Int,
    filesMax: Int, isFresh: Bool, now: Instant
  ) {
    self.store = store
    packs = store.map { Packs($0, space, names) }
    self.names = names
    self.filter = filter
    isKeeping = store != nil
    self.jobs = jobs
    self.filesMax = filesMax
    self.isFresh = isFresh
    self.now = now
  }

  /// What is to be done for a log.
  enum Plan {
    case known
    case verify(FileRecord)
    case grow(FileRecord)
    case read
  }

  /// The rows of logs. Those that cannot be read are left out, and told of.
  public func open(_ files: [LogFile]) throws(FilterError) -> [LogSource] {
    let catalog = isFresh ? Catalog() : packs?.catalog() ?? Catalog()
    var work = Work()
    for file in files {
      do throws(SystemError) { try look(at: file, catalog, &work) } catch {
        problems.append(error)
      }
    }
    if !work.passing.isEmpty { columns.formUnion(.rows) }
    verify(&work)
    try read(&work)
    for number in work.passing { try read(passing: work.sources[number]) }
    for source in work.sources { try takeTail(source) }
    if !columns.contains(.rows), work.sources.contains(where: { $0.hasLongWords }) {
      // What such texts are only their lines tell.
      columns.formUnion(.rows)
      (counts, bytesRead, problems) = ((0, 0, 0), 0, [])
      return try open(files)
    }
    return work.sources
  }

  /// The rows of what can be read once only, such as standard input. Nothing is kept of it.
  public func openGathered(
    _ descriptor: Int32, _ path: BytePath, number: Int
  ) throws(FilterError) -> LogSource? {
    let source: LogSource
    do throws(SystemError) { source = try gather(descriptor, path, number: number) } catch {
      problems.append(error)
      return nil
    }
    try read(passing: source)
    try takeTail(source)
    return source
  }

  /// Reads a log of which nothing is kept.
  private func read(passing source: LogSource) throws(FilterError) {
    var work = Work()
    work.sources = [source]
    work.plans = [.read]
    work.records = [nil]
    let wasKeeping = isKeeping
    isKeeping = false
    defer { isKeeping = wasKeeping }
    try read(&work)
  }

  /// What was found out about the logs so far.
  struct Work {
    /// The numbers of the files that were seen.
    var seen: Set<UInt64> = []
    /// Which of the logs can be read once only.
    var passing: [Int] = []
    var sources: [LogSource] = []
    var plans: [Plan] = []
    var records: [FileRecord?] = []
    /// Those that could not be read, or not all of them: what is known of them tells no more than before.
    var failed: Set<Int> = []
    /// Those whose records tell more than before, though they were not read on.
    var settled: Set<Int> = []
  }

  private func look(
    at file: LogFile, _ catalog: Catalog, _ work: inout Work
  ) throws(SystemError) {
    let status = try FileStatus.of(path: file.path)
    if status.kind == .folder { return }
    let number = work.sources.count
    if status.kind != .file {
      // A pipe can be read once only: what it gives is set aside, and nothing is kept of it.
      let pipe = try Descriptor.open(file.path, 0)
      work.passing.append(number)
      work.sources.append(try gather(pipe.number, file.path, number: number))
      work.records.append(nil)
      work.plans.append(.known)
      return
    }
    let signature = status.signature
    // A log that is named twice is one log.
    let isNew = work.seen.insert(signature.inode).inserted
    if !isNew, work.sources.contains(where: { $0.signature.isSameFile(as: signature) }) { return }
    let source = LogSource(number, file, LogContent(file, signature, store), signature)
    let record = catalog.find(signature.device, signature.inode)
    work.sources.append(source)
    work.records.append(record)
    work.plans.append(record.map { plan($0, source) } ?? .read)
  }

  /// Adds a log that has no file: what standard input gives.
  private func gather(
    _ descriptor: Int32, _ path: BytePath, number: Int
  ) throws(SystemError) -> LogSource {
    let scratch = try ScratchFile.gathering(descriptor, store, path)
    let (file, count) = (LogFile(path), scratch.count)
    return LogSource(
      number, file, LogContent(file, scratch),
      FileSignature(
        device: 0, inode: 0, size: count, modifiedNanoseconds: 0, changedNanoseconds: 0))
  }

  private func plan(_ record: FileRecord, _ source: LogSource) -> Plan {
    let (old, new) = (record.signature, source.signature)
    guard let packs, let form = record.form, source.content.take(form, isSame: old == new) else {
      return .read
    }
    for place in record.parts {
      guard let part = packs.part(place) else {
        source.parts = []
        return .read
      }
      source.parts.append(part)
    }
    if old == new {
      if record.signature.isRacilyClean(asOf: record.seen) { return .verify(record) }
      source.isWhole = record.isWhole
      return .known
    }
    if source.content.isCompressed || new.size < record.end { return .read }
    if new.size == old.size { return .verify(record) }
    return .grow(record)
  }

  // MARK: Reading

  /// Reads what is not known, and keeps it where that can be done.
  private func read(_ work: inout Work) throws(FilterError) {
    while true {
      work.failed = []
      let (stretches, resumed) = stretches(&work)
      let reading = try LogReading(
        self, work, stretches, resumed, keeps: isKeeping, filter: isKeeping ? nil : filter)
      switch try reading.run(&work, progress, &problems) {
      case .done:
        forget(work)
        for stretch in stretches where stretch.isCompressed && !work.failed.contains(stretch.source)
        {
          bytesRead += work.sources[stretch.source].content.countIfKnown ?? 0
        }
        if isKeeping { keep(work) }
        return
      case .cannotKeep(let error):
        keepingFailure = error
        isKeeping = false
      case .damaged: break
      }
      (counts, bytesRead) = ((0, 0, 0), 0)
      // What was read, or was to be gone on with, is read from the beginning.
      for index in Set(stretches.map { $0.source }) {
        work.sources[index].parts = []
        work.plans[index] = .read
      }
    }
  }

  /// Takes logs that could not be read out of what was counted.
  private func forget(_ work: Work) {
    for source in work.failed {
      let log = work.sources[source]
      let size = log.content.isCompressed ? 0 : log.signature.size
      if case .grow(let record) = work.plans[source] {
        counts.grown -= 1
        bytesRead -= size - record.end
      } else {
        counts.read -= 1
        bytesRead -= size
      }
    }
  }

  /// What has to be read; and which of them go on with a part that is there.
  private func stretches(_ work: inout Work) -> ([Stretch], [Int: Int]) {
    var stretches: [Stretch] = []
    var resumed: [Int: Int] = [:]
    for (index, source) in work.sources.enumerated() {
      var start: Int64 = 0
      switch work.plans[index] {
      case .known, .verify:
        counts.known += 1
        continue
      case .grow(let record): start = record.end
      case .read: break
      }
      let size = source.signature.size
      if case .grow = work.plans[index] {
        if start >= size {
          counts.known += 1
          continue
        }
        counts.grown += 1
        if let last = source.parts.last, last.facts.rows < Int64(PartBuilder.resumedRows) {
          resumed[stretches.count] = source.parts.count - 1
        }
      } else {
        counts.read += 1
      }
      if source.content.isCompressed {
        if size > 0 {
          stretches.append(
            Stretch(
              source: index, start: 0, limit: size, size: size, isCompressed: true, isAligned: true)
          )
        }
        continue
      }
      bytesRead += size - start
      var timeBefore = source.parts.last?.facts.lastTime ?? LogTime.none
      var isAligned = true
      while start < size {
        let limit = size - start < 2 * LogIndex.stretchBytes ? size : start + LogIndex.stretchBytes
        stretches.append(
          Stretch(
            source: index, start: start, limit: limit, size: size, isAligned: isAligned,
            timeBefore: timeBefore))
        (isAligned, timeBefore) = (false, LogTime.none)
        start = limit
      }
    }
    return (stretches, resumed)
  }

  // MARK: Keeping

  /// Notes what is known now in the list of logs.
  private func keep(_ work: Work) {
    guard let packs else { return }
    var changed: [FileRecord] = []
    let today = UInt32(clamping: now.nanoseconds / 1_000_000_000)
    for (index, source) in work.sources.enumerated() {
      // Of one that was cut off this is to be told the next time, too.
      guard var record = work.records[index], source.fault == nil, !work.failed.contains(index)
      else {
        continue
      }
      switch work.plans[index] {
      case .known where !work.settled.contains(index) && today < record.used &+ 3600: continue
      default: break
      }
      record.used = today
      record.path = source.file.path.absolute().bytes
      changed.append(record)
    }
    if changed.isEmpty { return }
    do throws(StoreError) {
      let filesMax = filesMax
      try packs.change { kept in
        var all: [FileRecord] = []
        let ours = Set(changed.map { [$0.signature.device, $0.signature.inode] })
        for record in kept where !ours.contains([record.signature.device, record.signature.inode]) {
          all.append(record)
        }
        all += changed
        if all.count > filesMax {
          all.sort { $0.used > $1.used }
          all.removeLast(all.count - filesMax)
        }
        return packs.compacted(all)
      }
    } catch {
      keepingFailure = error
    }
  }

  /// The record of a log that was read, or read on.
  func record(of source: LogSource, _ places: [FileRecord.PartPlace], end: Int64) -> FileRecord {
    var record = FileRecord(
      signature: source.signature, seen: now, path: source.file.path.absolute().bytes)
    record.end = end
    if !source.content.isCompressed {
      let edge = LogIndex.edgeBytes
      record.headHash = LogIndex.hash(source.content, 0, min(end, edge)) ?? 0
      record.tailHash = LogIndex.hash(source.content, max(0, end - edge), end) ?? 0
    }
    for part in source.parts {
      record.lines += part.facts.lines
      record.malformed += part.facts.malformed
      record.rows += part.facts.rows
    }
    record.parts = places
    record.form = source.content.form
    record.isWhole = (try? source.content.count(orFile: source.signature.size)) == end
    return record
  }
}
