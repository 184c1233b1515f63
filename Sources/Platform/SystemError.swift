import Glibc

/// A system call that failed: the number, the deed, and the path it was done to.
public struct SystemError: Error, Equatable {
  /// The `errno` value.
  public let code: Int32
  /// What was being done, as a verb: "open", "rename", "lock".
  public let deed: String
  /// What it was done to; empty where there is no path.
  public let path: BytePath

  /// An error with the given number.
  public init(_ code: Int32, _ deed: String, _ path: BytePath = BytePath()) {
    self.code = code
    self.deed = deed
    self.path = path
  }

  /// The same error, done to a path that whoever made the call did not know.
  public func at(_ path: @autoclosure () -> BytePath) -> SystemError {
    self.path.isEmpty ? SystemError(code, deed, path()) : self
  }

  /// The error of the call that has just failed on this thread.
  public static func last(_ deed: String, _ path: BytePath = BytePath()) -> SystemError {
    SystemError(errno, deed, path)
  }

  /// The system's own words for the number: "No such file or directory".
  public var reason: String { SystemError.reason(code) }

  /// The system's own words for an `errno` value. C: `strerror`.
  public static func reason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}

/// Calls again for as long as a signal interrupts: the one place where EINTR is handled.
/// A call that a signal is meant to end does not go through here.
@inline(__always)
func retryingInterrupts<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
