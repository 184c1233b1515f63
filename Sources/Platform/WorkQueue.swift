import Glibc
import Synchronization

/// Work that is found while other work is done, for a few threads: each takes an item, and may offer
/// others. It ends when none is left and nobody is at work who could find more.
public final class WorkQueue<Item>: @unchecked Sendable {
  private var mutex = pthread_mutex_t()
  private var condition = pthread_cond_t()
  private var items: [Item]
  /// How many threads are waiting for an item.
  private var waiting = 0
  /// How many threads take part.
  private var workers: Int
  private var isOver = false
  private let isSomebodyIdle = Atomic<Bool>(false)

  /// The first items; and how many threads there will be.
  public init(_ items: [Item], workers: Int) {
    self.items = items
    self.workers = workers
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&condition, nil)
  }

  deinit {
    pthread_cond_destroy(&condition)
    pthread_mutex_destroy(&mutex)
  }

  /// Whether somebody waits for work: then it is worth the trouble to offer some.
  public var hasIdleWorkers: Bool { isSomebodyIdle.load(ordering: .relaxed) }

  /// One more thread takes part. The one that starts it says so, before it does.
  public func join() {
    pthread_mutex_lock(&mutex)
    workers += 1
    pthread_mutex_unlock(&mutex)
  }

  /// One thread less takes part, which has not begun.
  public func leave() {
    pthread_mutex_lock(&mutex)
    workers -= 1
    pthread_mutex_unlock(&mutex)
  }

  /// Adds items.
  public func offer(_ more: some Sequence<Item>) {
    pthread_mutex_lock(&mutex)
    items.append(contentsOf: more)
    pthread_cond_broadcast(&condition)
    pthread_mutex_unlock(&mutex)
  }

  /// The newest item; nil when there will be none any more. Waits where others may still find some.
  public func take() -> Item? {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    while items.isEmpty, !isOver {
      waiting += 1
      if waiting == workers {
        isOver = true
        pthread_cond_broadcast(&condition)
        break
      }
      isSomebodyIdle.store(true, ordering: .relaxed)
      pthread_cond_wait(&condition, &mutex)
      waiting -= 1
      if waiting == 0 { isSomebodyIdle.store(false, ordering: .relaxed) }
    }
    return isOver ? nil : items.popLast()
  }

  /// Lets everybody go, whatever is left to do.
  public func abandon() {
    pthread_mutex_lock(&mutex)
    isOver = true
    items.removeAll()
    pthread_cond_broadcast(&condition)
    pthread_mutex_unlock(&mutex)
  }
}
