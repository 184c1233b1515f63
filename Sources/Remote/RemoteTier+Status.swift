import Platform

/// How the server does.
public struct RemoteStatus: Equatable, Sendable {
  /// Its version; nil where it does not say.
  public let version: String?
  /// The memory that it uses.
  public let usedMemoryBytes: Int64?
  /// The memory that it may use; 0: as much as there is.
  public let maximumMemoryBytes: Int64?
  /// What it does when that is used up: "noeviction", "allkeys-lru".
  public let evictionPolicy: String?
  /// How many keys the database has, ours and those of others.
  public let keyCount: Int64?
  /// How long the shortest question and its answer take.
  public let roundTripNanoseconds: Int64
}

extension RemoteTier {
  /// Asks the server how it does, even where it failed a moment ago: whoever asks wants to know. If
  /// it answers, everybody may try again.
  public mutating func status() throws(RemoteError) -> RemoteStatus {
    var request = RemoteRequest()
    request.add("INFO", Array("server".utf8))
    request.add("INFO", Array("memory".utf8))
    request.add("DBSIZE")
    var facts: [(name: [UInt8], value: [UInt8])] = []
    var keyCount: Int64?
    try round(request, isAnyway: true) { (_, reply) throws(RemoteError) in
      switch reply.single {
      case .bytes(let text): facts += RemoteTier.facts(text)
      case .integer(let count): keyCount = count
      // Not every user may ask for everything.
      case .error: break
      default: throw reply.unexpected
      }
    }
    var ping = RemoteRequest()
    ping.add("PING")
    let start = clock.sinceBoot()
    try round(ping) { (_, _) in }
    let end = clock.sinceBoot()
    func fact(_ name: String) -> String? {
      facts.first { $0.name.elementsEqual(name.utf8) }.map { Refusal.words($0.value) }
    }
    return RemoteStatus(
      version: fact("redis_version"),
      usedMemoryBytes: fact("used_memory").flatMap { Int64($0) },
      maximumMemoryBytes: fact("maxmemory").flatMap { Int64($0) },
      evictionPolicy: fact("maxmemory_policy"), keyCount: keyCount,
      roundTripNanoseconds: max(0, end - start))
  }

  /// Lines of `name:value`.
  private static func facts(_ text: [UInt8]) -> [(name: [UInt8], value: [UInt8])] {
    text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      return (Array(line[..<colon]), Array(line[(colon + 1)...]))
    }
  }
}
