import Platform
import Synchronization

/// Looking at logs whose signatures do not tell enough.
extension LogIndex {
  /// Looks at the content of those logs whose signature does not tell enough.
  func verify(_ work: inout Work) {
    let all = work
    var doubtful: [Int] = []
    for (index, plan) in work.plans.enumerated() {
      if case .verify = plan { doubtful.append(index) }
    }
    if !doubtful.isEmpty {
      let list = doubtful
      let starts = doubtful.map { all.sources[$0].parts.first?.facts.logStart ?? 0 }
      let spans = Mutex<[[Part.Span]]>(
        doubtful.map { index in all.sources[index].parts.flatMap { $0.spans } })
      let contents = doubtful.map { all.sources[$0].content }
      let same = Mutex<[Bool]>(Array(repeating: false, count: doubtful.count))
      Team.share(list.count, among: jobs) { index, _ in
        let wanted = spans.withLock { $0[index] }
        let isSame = LogIndex.hasSpans(wanted, from: starts[index], contents[index])
        same.withLock { $0[index] = isSame }
      }
      let found = same.withLock { $0 }
      for (place, index) in doubtful.enumerated() {
        if found[place], case .verify(let record) = work.plans[index] {
          settle(record, index, &work)
        } else {
          work.plans[index] = .read
        }
      }
    }
    for (index, plan) in work.plans.enumerated() {
      guard case .grow(let record) = plan, !doubtful.contains(index) else { continue }
      let content = work.sources[index].content
      guard LogIndex.hash(content, 0, min(record.end, LogIndex.edgeBytes)) == record.headHash,
        LogIndex.hash(content, max(0, record.end - LogIndex.edgeBytes), record.end)
          == record.tailHash
      else {
        work.plans[index] = .read
        continue
      }
    }
    for index in work.plans.indices {
      guard case .read = work.plans[index] else { continue }
      work.sources[index].parts = []
      work.sources[index].content.lookAtBeginning()
    }
  }

  /// Notes that the content of a log is what is kept of it, so that nobody has to look at it again
  /// unless it changes: only what follows the last complete line may be new.
  ///
  /// It was read after `now`. What changes it later gives it another signature, except where the
  /// signature is from the ticks of the clock just before.
  private func settle(_ record: FileRecord, _ index: Int, _ work: inout Work) {
    let signature = work.sources[index].signature
    let isWhole = work.sources[index].content.isCompressed || record.end == signature.size
    work.plans[index] = isWhole ? .known : .grow(record)
    if signature.isRacilyClean(asOf: now) { return }
    var settled = record
    settled.signature = signature
    settled.seen = now
    work.records[index] = settled
    work.settled.insert(index)
  }

  /// How much of both ends of a log tells whether it is the same.
  static let edgeBytes: Int64 = 4096

  static func hash(_ content: LogContent, _ start: Int64, _ end: Int64) -> UInt64? {
    guard let file = try? content.opened(),
      let bytes = try? IO.read(file.number, at: Int(start), limit: Int(end - start)),
      bytes.count == Int(end - start)
    else { return nil }
    return Checksum.ofBlock(bytes)
  }

  private static func hasSpans(
    _ spans: [Part.Span], from start: Int64, _ content: LogContent
  ) -> Bool {
    guard let file = try? content.opened(), start == 0 || start == LogReader.textStart(file.number)
    else { return false }
    var start = start
    var buffer = [UInt8](repeating: 0, count: LogReader.chunkBytes)
    for span in spans {
      let count = Int(span.end - start)
      if count < 0 { return false }
      if buffer.count < count { buffer = [UInt8](repeating: 0, count: count) }
      let read = buffer.withUnsafeMutableBytes { all in
        // In bounds: the buffer has as many bytes.
        try? IO.read(
          file.number, at: start, into: UnsafeMutableRawBufferPointer(rebasing: all[..<count]))
      }
      guard read == count, Checksum.ofBlock(buffer, 0..<count) == span.hash else { return false }
      start = span.end
    }
    return true
  }
}
