import Platform

/// A log that is asked.
public struct LogFile: Sendable {
  /// How its bytes are kept.
  public enum Form: UInt8, Sendable {
    /// As they are.
    case plain = 1
    /// By gzip.
    case gzip
    /// By zstd.
    case zstd

    /// What bytes begin with that are kept so; no log that is plain does.
    init?(beginning bytes: [UInt8]) {
      if bytes.starts(with: [0x1F, 0x8B]) {
        self = .gzip
      } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
        self = .zstd
      } else {
        return nil
      }
    }
  }

  /// Its path, as it was named or found.
  public let path: BytePath
  /// How its bytes are kept, as its name tells.
  public let form: Form

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
