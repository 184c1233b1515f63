import Platform

/// Why the remote tier gave no answer, or did not do as it was told.
public enum RemoteError: Error, Equatable, Sendable {
  /// What was being done as the time ran out.
  public enum Stage: Equatable, Sendable {
    /// The host's name was looked up.
    case lookup
    /// The connection was being made.
    case connection
    /// The server had not answered yet.
    case answer
  }

  /// The address says nothing that could be connected to. The text never quotes it: what is wrong
  /// may well be the password.
  case invalidAddress(String)
  /// The file that should hold the password does not.
  case passwordFile(BytePath, reason: String)
  /// It failed a short while ago; nobody tries until the time is up.
  case paused(until: Instant, reason: String)
  /// Nobody knows the host.
  case unknownHost
  /// It cannot be reached, for the system's reason.
  case unreachable(String)
  /// It took longer than it may.
  case tooSlow(Stage, limitNanoseconds: Int64)
  /// It closed the connection before it had answered.
  case closed
  /// What it says is not what a server of this kind says.
  case protocolViolation(String)
  /// It answered, and refused, for a reason of its own; the text is what it said.
  case refused(Refusal, String)
  /// A value, or all that were asked for together, is larger than the limit.
  case tooLarge(limitBytes: Int)
  /// An entry cannot be kept as it is: it has no bytes, or no time to live.
  case invalidItem(String)
}

extension RemoteError {
  /// What is wrong, and what to do, where that is known.
  public var message: String {
    switch self {
    case .invalidAddress(let text): text
    case .passwordFile(let path, let reason): "\(path): cannot take the password: \(reason)"
    case .paused(_, let reason): "not tried again yet, since it failed: \(reason)"
    case .unknownHost: "no such host"
    case .unreachable(let reason): reason
    case .tooSlow(let stage, let limit): stage.message(limit)
    case .closed: "it closed the connection before it had answered"
    case .protocolViolation(let text): "it does not speak Redis's protocol: \(text)"
    case .refused(let refusal, let words): refusal.message(words)
    case .tooLarge(let limit): "larger than the limit of \(limit) bytes"
    case .invalidItem(let text): text
    }
  }

  /// Whether trying again soon would only cost the same time again: it says nothing of a single
  /// entry, but of the server, or the way to it.
  var isOfServer: Bool {
    switch self {
    case .unknownHost, .unreachable, .tooSlow, .closed, .protocolViolation: true
    case .refused(let refusal, _): refusal.isOfServer
    case .invalidAddress, .passwordFile, .paused, .tooLarge, .invalidItem: false
    }
  }
}

extension RemoteError.Stage {
  fileprivate func message(_ limit: Int64) -> String {
    let time = "within \(limit / 1_000_000) ms"
    return switch self {
    case .lookup: "its name was not found \(time)"
    case .connection: "no connection \(time)"
    case .answer: "no answer \(time)"
    }
  }
}
