import Platform
import Store

/// What is kept of a log.
public struct KeptLog: Sendable {
  /// The path that it was read by last.
  public let path: [UInt8]
  /// How much of it is in the index, in bytes.
  public let logBytes: Int64
  /// How large that is.
  public let indexBytes: Int64
  /// Its entries, its lines, and those that are malformed.
  public let rows: Int64
  /// All of its lines.
  public let lines: Int64
  /// Those that are no entries.
  public let malformed: Int64
  /// When it was asked last, to the hour.
  public let used: Instant
  fileprivate let signature: FileSignature
}

/// Looking at what is kept, and forgetting it.
extension LogIndex {
  /// All logs of which something is kept, by path.
  public func kept() -> [KeptLog] {
    let records = packs?.catalog().records ?? []
    return records.map { record in
      KeptLog(
        path: record.path, logBytes: record.end,
        indexBytes: Int64(record.parts.reduce(0) { $0 + $1.bytes }), rows: record.rows,
        lines: record.lines, malformed: record.malformed,
        used: Instant(nanoseconds: Int64(record.used) * 1_000_000_000), signature: record.signature)
    }.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// Forgets what is kept of some logs; nil: of all. Returns how many there were.
  public func drop(_ files: [LogFile]?) throws(StoreError) -> Int {
    guard let packs else { return 0 }
    var numbers: Set<[UInt64]>?
    if let files {
      numbers = []
      for file in files {
        guard let status = try? FileStatus.of(path: file.path) else { continue }
        numbers?.insert([status.signature.device, status.signature.inode])
      }
    }
    var count = 0
    try packs.change { records in
      let left = records.filter { record in
        guard let numbers else { return false }
        return !numbers.contains([record.signature.device, record.signature.inode])
      }
      count = records.count - left.count
      return left
    }
    return count
  }

  /// Of what is kept, what is of some logs.
  public func kept(of files: [LogFile]) -> [KeptLog] {
    var numbers: Set<[UInt64]> = []
    for file in files {
      guard let status = try? FileStatus.of(path: file.path) else { continue }
      numbers.insert([status.signature.device, status.signature.inode])
    }
    return kept().filter { numbers.contains([$0.signature.device, $0.signature.inode]) }
  }
}
