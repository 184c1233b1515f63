import Glibc

/// A thread of the system's own, joined before its handle goes.
public struct Thread: ~Copyable {
  private let handle: pthread_t

  /// Starts a thread with a stack of `stackBytes`. C: `pthread_create`.
  public init(
    stackBytes: Int = 256 * 1024, _ body: @escaping @Sendable () -> Void
  ) throws(SystemError) {
    var handle = pthread_t()
    let result = Thread.start(stackBytes, body, &handle)
    if result != 0 { throw SystemError(result, "start a thread") }
    self.handle = handle
  }

  /// Starts a thread, which somebody has to join. Returns 0, or what was wrong. C: `pthread_create`.
  static func start(
    _ stackBytes: Int, _ body: @escaping @Sendable () -> Void, _ handle: inout pthread_t
  ) -> Int32 {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    let box = Unmanaged.passRetained(Box(body))
    let result = pthread_create(
      &handle, &attributes,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    if result != 0 { box.release() }
    return result
  }

  /// Waits for the thread's end. C: `pthread_join`.
  public consuming func join() {
    pthread_join(handle, nil)
    discard self
  }

  deinit { pthread_join(handle, nil) }
}
