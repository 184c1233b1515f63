import Glibc
import Platform

/// A line on standard error that tells how far the work has come, for work longer than half a
/// second. It is drawn on a terminal only, by a thread of its own, and is gone at the end.
public final class ProgressLine: @unchecked Sendable {
  private static let delayNanoseconds: Int64 = 500_000_000
  private static let intervalNanoseconds: Int64 = 100_000_000

  private let text: @Sendable () -> String
  private var mutex = pthread_mutex_t()
  private var condition = pthread_cond_t()
  private var isOver = false
  private var isDrawn = false
  private var team: Team?

  /// Whether anybody would see it.
  public static func isSeen(quiet: Bool) -> Bool { !quiet && IO.isTerminal(STDERR_FILENO) }

  /// Begins to draw what `text` says each time.
  public init(_ text: @escaping @Sendable () -> String) {
    self.text = text
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&condition, nil)
    var team = Team()
    _ = team.add { [self] in draw() }
    self.team = consume team
  }

  deinit {
    pthread_cond_destroy(&condition)
    pthread_mutex_destroy(&mutex)
  }

  private func draw() {
    pthread_mutex_lock(&mutex)
    var wait = ProgressLine.delayNanoseconds
    while !isOver {
      let until = Clock.system.calendar().nanoseconds + wait
      wait = ProgressLine.intervalNanoseconds
      var moment = timespec(
        tv_sec: time_t(until / 1_000_000_000), tv_nsec: Int(until % 1_000_000_000))
      if pthread_cond_timedwait(&condition, &mutex, &moment) != ETIMEDOUT { continue }
      let width = max(20, (IO.terminalWidth(STDERR_FILENO) ?? 80) - 1)
      let line = Visible.text(text()).prefix(width)
      try? IO.write(STDERR_FILENO, Array("\r\u{1B}[K\(line)".utf8))
      isDrawn = true
    }
    if isDrawn { try? IO.write(STDERR_FILENO, Array("\r\u{1B}[K".utf8)) }
    pthread_mutex_unlock(&mutex)
  }

  /// Takes the line away.
  public func end() {
    pthread_mutex_lock(&mutex)
    isOver = true
    pthread_cond_signal(&condition)
    pthread_mutex_unlock(&mutex)
    team.take()?.join()
  }
}
