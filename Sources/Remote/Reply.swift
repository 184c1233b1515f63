/// A server's answer to one command: its parts in the order in which they came.
struct Reply: Equatable {
  /// A part of an answer.
  enum Part: Equatable {
    /// A word that tells that something was done.
    case status([UInt8])
    /// A line that tells why nothing was done.
    case error([UInt8])
    /// A number.
    case integer(Int64)
    /// Nothing has that name.
    case missing
    /// A text.
    case bytes([UInt8])
    /// So many parts follow, which may be lists themselves.
    case list(Int)
  }

  let parts: [Part]

  /// The only part; nil where it is a list.
  var single: Part? {
    guard parts.count == 1, let part = parts.first else { return nil }
    if case .list = part { return nil }
    return part
  }

  /// The error that it is; nil where it is none.
  var error: [UInt8]? {
    if case .error(let line) = single { return line }
    return nil
  }

  /// What it would be said to be where something else was expected.
  var unexpected: RemoteError {
    let kind =
      switch parts.first {
      case .status: "a status"
      case .error: "an error"
      case .integer: "a number"
      case .missing: "nothing"
      case .bytes: "a text"
      case .list, nil: "a list"
      }
    return .protocolViolation("\(kind) is no answer to what it was asked")
  }
}
