import Platform
import Synchronization

/// Counts tokens by a vocabulary. Any thread may ask.
public final class TokenCounter: Sendable {
  private let whole: WholeTable
  /// What all threads know, where they can share it, and there is something to know.
  private let known: KnownPieces?
  private let workers = Mutex<[Worker]>([])
  /// What counts where a text is not counted as it is, in any order of its parts.
  private let encoder: TokenEncoder?
  private let use: SpecialUse
  /// What is looked for apart from counting, where that finds nothing else than encoding would.
  private let forbidden: ForbiddenTexts?

  /// What one thread counts with.
  private struct Worker: Sendable {
    let counter: PieceCounter
    let room: TextSegments.Room
  }

  /// One that counts by a table; nil where that is damaged, which so many threads at most find out. What turns out
  /// to be later is made anew by `renew`.
  public init?(
    _ table: TokenTable, _ use: SpecialUse = .ordinary, threads: Int = 1,
    renew: @escaping @Sendable () -> TokenTable? = { nil }
  ) {
    guard let whole = WholeTable(table, threads: threads, renew: renew) else { return nil }
    self.whole = whole
    self.use = use
    let forbidden = use == .forbid && table.isPlain ? ForbiddenTexts(table) : nil
    self.forbidden = forbidden?.areBytes == true ? forbidden : nil
    if table.isPlain && use == .ordinary || self.forbidden != nil {
      encoder = nil
      known = KnownPieces.canBeShared ? KnownPieces(table) : nil
    } else {
      guard let encoder = TokenEncoder(table, threads: threads) else { return nil }
      self.encoder = encoder
      known = nil
    }
  }

  /// Counts a text that is in memory.
  func count(_ room: TextSegments.Room) throws(CountFailure) -> Int {
    if let encoder { return try encoded(room, encoder) }
    if let forbidden {
      try CountFailure.ofForbidden { () throws(ForbiddenSpecial) in
        try forbidden.refuse(in: room.array)
      }
    }
    let worker = take()
    defer { giveBack(worker) }
    let count = worker.counter.count(room.text)
    if whole.isDamaged { throw .damaged }
    return count
  }

  /// Counts a text of which the beginning was read, and the rest is left to read, by so many threads at
  /// most. Returns how many bytes it has, too.
  func count(
    _ beginning: TextSegments.Room, _ descriptor: Int32, path: BytePath, jobs: Int
  ) throws(CountFailure) -> (tokens: Int, bytes: Int64) {
    if let encoder {
      try CountFailure.ofSystem { () throws(SystemError) in
        _ = try beginning.read(descriptor, behind: beginning.count, path: path)
      }
      return (try encoded(beginning, encoder), Int64(beginning.count))
    }
    final class Sum: Sendable { let tokens = Atomic<Int>(0) }
    let segments = TextSegments(
      descriptor, path, behind: beginning, whole, without: forbidden)
    let sum = Sum()
    Team.share(jobs, among: jobs) { [self] _, _ in
      let worker = take()
      while segments.next(worker.room) {
        sum.tokens.wrappingAdd(worker.counter.count(worker.room.text), ordering: .relaxed)
      }
      giveBack(worker)
    }
    let totals = try segments.totals()
    if whole.isDamaged { throw .damaged }
    return (sum.tokens.load(ordering: .relaxed) + totals.tokens, totals.bytes)
  }

  private func encoded(
    _ room: TextSegments.Room, _ encoder: TokenEncoder
  ) throws(CountFailure) -> Int {
    try CountFailure.ofForbidden { () throws(ForbiddenSpecial) in
      try encoder.encode(room.array, use, keeping: []).count
    }
  }

  private func take() -> Worker {
    workers.withLock { $0.popLast() }
      ?? Worker(
        counter: PieceCounter(whole, known ?? KnownPieces(whole.table)), room: TextSegments.Room())
  }

  private func giveBack(_ worker: Worker) { workers.withLock { $0.append(worker) } }
}
