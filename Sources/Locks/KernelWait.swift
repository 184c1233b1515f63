import Glibc
import Platform
import Synchronization

/// The wait in the kernel's queue, and the look-outs that cannot be done from inside it.
///
/// One thread stands in the queue and never leaves it, since whoever leaves loses the place. Another
/// looks, at growing intervals, whether the time is up and whether the file still is the one that
/// the lock's name means; only then does it call the first one out.
struct KernelWait {
  enum End { case granted, timedOut, replaced, unsupported }

  let descriptor: Int32
  let mode: FileLock.Mode
  /// The path that must go on naming the descriptor's file; empty where there is none.
  let path: BytePath
  let deadline: Int64?
  let request: LockRequest

  func run() throws(SystemError) -> End {
    if request.strategy == .event, deadline == nil {
      while true {
        switch try FileLock.wait(descriptor, mode) {
        case .granted: return .granted
        case .unsupported: return .unsupported
        case .busy, .interrupted: continue
        }
      }
    }
    let lookout = try Lookout()
    let wait = self
    let thread = try Thread { lookout.watch(for: wait) }
    var end: Result<End, SystemError>
    do { end = .success(try stand(lookout)) } catch { end = .failure(error) }
    lookout.isOver.store(true, ordering: .releasing)
    lookout.bell.ring()
    thread.join()
    return try end.get()
  }

  /// Stands in the queue until it is over, or the look-out calls.
  private func stand(_ lookout: Lookout) throws(SystemError) -> End {
    while true {
      switch try FileLock.wait(descriptor, mode) {
      case .granted: return .granted
      case .unsupported: return .unsupported
      case .busy, .interrupted:
        switch lookout.verdict.load(ordering: .acquiring) {
        case Lookout.timedOut: return .timedOut
        case Lookout.replaced: return .replaced
        default: continue
        }
      }
    }
  }

  /// Whether the path names another file by now.
  func isReplaced() -> Bool {
    guard !path.isEmpty, let mine = try? FileStatus.of(descriptor).signature else { return false }
    guard let named = try? FileStatus.of(path: path).signature else { return true }
    return !named.isSameFile(as: mine)
  }
}

/// What the waiting thread and the one that looks out for it share.
private final class Lookout: Sendable {
  static let timedOut = 1
  static let replaced = 2

  let verdict = Atomic<Int>(0)
  let isOver = Atomic<Bool>(false)
  let bell: Bell
  private let waiter = Interruption()

  init() throws(SystemError) { bell = try Bell() }

  func watch(for wait: KernelWait) {
    let clock = wait.request.clock
    var interval = wait.request.backoffMinNanoseconds
    while true {
      var pause = wait.request.strategy == .event ? Int64.max : Backoff.jittered(interval)
      if let deadline = wait.deadline { pause = min(pause, deadline - clock.sinceBoot()) }
      if Events.wait(for: [bell.pollable], atMostNanoseconds: pause) { return }
      if let deadline = wait.deadline, clock.sinceBoot() >= deadline {
        return callOut(Lookout.timedOut)
      }
      if wait.isReplaced() { return callOut(Lookout.replaced) }
      interval = min(interval * 2, wait.request.backoffMaxNanoseconds)
    }
  }

  /// Ends the other thread's wait; again and again, since it may be just about to begin it.
  private func callOut(_ reason: Int) {
    verdict.store(reason, ordering: .releasing)
    while !isOver.load(ordering: .acquiring) {
      waiter.interrupt()
      if Events.wait(for: [bell.pollable], atMostNanoseconds: 1_000_000) { return }
    }
  }
}

/// Growing intervals.
enum Backoff {
  /// An interval up to a quarter shorter, so that those who began together do not stay together.
  static func jittered(_ nanoseconds: Int64) -> Int64 {
    nanoseconds - Int64.random(in: 0...max(1, nanoseconds / 4))
  }
}
