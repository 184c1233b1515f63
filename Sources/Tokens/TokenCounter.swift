import Platform
import Synchronization

/// Counts tokens by a vocabulary.
public final class TokenCounter: Sendable {
  private let table: TokenTable
  private let counters = Mutex<[PieceCounter]>([])

  /// One that counts by a table; nil where that is damaged.
  public init?(_ table: TokenTable) {
    if !table.check() { return nil }
    self.table = table
  }

  /// How much a text is.
  public struct Total: Sendable, Equatable {
    /// How many tokens, and how many bytes.
    public var tokens: Int, bytes: Int64
  }

  /// Counts what is left to read of an open file, by so many threads at most.
  public func count(
    _ descriptor: Int32, path: BytePath, jobs: Int
  ) throws(SystemError) -> Total {
    final class Sum: Sendable { let tokens = Atomic<Int>(0) }
    let (segments, sum) = (TextSegments(descriptor, path), Sum())
    Team.share(jobs, among: jobs) { [self] _, _ in
      let (counter, room) = (take(), TextSegments.Room())
      while segments.next(room) {
        let count = counter.count(CutBytes(bytes: room.bytes, count: room.count))
        sum.tokens.wrappingAdd(count, ordering: .relaxed)
      }
      giveBack(counter)
    }
    return Total(
      tokens: sum.tokens.load(ordering: .relaxed), bytes: try segments.bytesRead())
  }

  private func take() -> PieceCounter { counters.withLock { $0.popLast() } ?? PieceCounter(table) }

  private func giveBack(_ counter: PieceCounter) {
    counters.withLock { $0.append(counter) }
  }
}
