import Glibc
import Synchronization

/// A few threads that do the same work beside the one that starts them, and end together.
public struct Team: ~Copyable {
  private var handles: [pthread_t] = []

  /// Nobody yet.
  public init() {}

  deinit { for handle in handles { pthread_join(handle, nil) } }

  /// Starts one more thread; where the system has none to give, the others do its part.
  /// C: `pthread_create`.
  public mutating func add(
    stackBytes: Int = 256 * 1024, _ body: @escaping @Sendable () -> Void
  ) -> Bool {
    var handle = pthread_t()
    let result = Thread.start(stackBytes, body, &handle)
    if result == 0 { handles.append(handle) }
    return result == 0
  }

  /// Waits until all have ended. C: `pthread_join`.
  public consuming func join() {}

  /// Does `count` pieces of work, each once, by so many threads at most: the piece's number is given,
  /// and that of the thread. Pieces are handed out in order, a few at a time.
  public static func share(
    _ count: Int, among threads: Int, atATime: Int = 1,
    _ body: @escaping @Sendable (_ piece: Int, _ thread: Int) -> Void
  ) {
    final class Next: Sendable { let index = Atomic<Int>(0) }
    let next = Next()
    let work: @Sendable (Int) -> Void = { thread in
      while true {
        let first = next.index.wrappingAdd(atATime, ordering: .relaxed).oldValue
        if first >= count { return }
        for piece in first..<min(count, first + atATime) { body(piece, thread) }
      }
    }
    var team = Team()
    for thread in 1..<max(1, min(threads, (count + atATime - 1) / max(1, atATime))) {
      if !team.add({ work(thread) }) { break }
    }
    work(0)
    team.join()
  }
}
