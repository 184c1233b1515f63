import Platform

/// A log that is asked.
public struct LogFile: Sendable {
  /// How its bytes are kept.
  public enum Form: Sendable {
    /// As they are.
    case plain
    /// By gzip.
    case gzip
    /// By zstd.
    case zstd
  }

  /// Its path, as it was named or found.
  public let path: BytePath
  /// How its bytes are kept, as its name tells.
  public let form: Form

  /// Whether its bytes have to be expanded.
  var isCompressed: Bool { form != .plain }

  /// A log by its path.
  public init(_ path: BytePath) {
    self.path = path
    let name = path.lastComponent
    if name.hasEnding(".gz") {
      form = .gzip
    } else if name.hasEnding(".zst") {
      form = .zstd
    } else {
      form = .plain
    }
  }
}

extension [UInt8] {
  /// Whether the bytes end with some others.
  func hasEnding(_ ending: StaticString) -> Bool {
    guard count >= ending.utf8CodeUnitCount else { return false }
    return ending.withUTF8Buffer { suffix(ending.utf8CodeUnitCount).elementsEqual($0) }
  }
}
