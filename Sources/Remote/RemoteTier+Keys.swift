import Platform

extension RemoteTier {
  /// About how many keys the server hands out at a time.
  private static let pageKeys: Int64 = 1000
  /// The rounds that a walk may take beyond what the number of keys explains.
  private static let spareRounds: Int64 = 1024

  /// The rounds that a walk may take where the server does not say how many keys it has.
  private static let blindRounds: Int64 = 1 << 20

  /// Walks through all keys that begin with a prefix, in no order. A key that is there all the time
  /// comes at least once, and may come twice; one that comes or goes meanwhile may come or not.
  ///
  /// Keys are handed out between rounds, a page at a time.
  public mutating func keys(
    prefix: [UInt8], _ each: (_ key: [UInt8]) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    let pattern = RemoteTier.pattern(prefix)
    var cursor = [UInt8(ascii: "0")]
    // A server that never comes to an end must not keep us for ever: how many rounds there may be
    // follows from how many keys it has. A table that was once larger takes more rounds.
    var roundsLeft = RemoteTier.spareRounds
    var isFirst = true
    repeat {
      var request = RemoteRequest()
      request.add(
        "SCAN", cursor, Array("MATCH".utf8), pattern, Array("COUNT".utf8),
        Program.digits(UInt64(RemoteTier.pageKeys)))
      if isFirst { request.add("DBSIZE") }
      var page: [[UInt8]] = []
      var next: [UInt8] = []
      try round(request) { (index, reply) throws(RemoteError) in
        if let line = reply.error {
          // Without the number of keys there is no saying how long it takes.
          if index == 1 { return roundsLeft = RemoteTier.blindRounds }
          throw .refused(Refusal(line), Refusal.words(line))
        }
        if index == 0 {
          (next, page) = try RemoteTier.page(reply)
        } else if case .integer(let count) = reply.single {
          roundsLeft += max(0, min(count, 1 << 40)) / RemoteTier.pageKeys * 16
        } else {
          throw reply.unexpected
        }
      }
      roundsLeft -= 1
      let isEnd = next == [UInt8(ascii: "0")]
      if !isEnd, next == cursor || roundsLeft < 0 {
        throw .protocolViolation("its list of keys has no end")
      }
      cursor = isEnd ? [] : next
      isFirst = false
      for key in page where key.starts(with: prefix) { try each(key) }
    } while !cursor.isEmpty
  }

  /// A cursor to go on from, and the keys up to there.
  private static func page(
    _ reply: Reply
  ) throws(RemoteError) -> (cursor: [UInt8], keys: [[UInt8]]) {
    let parts = reply.parts
    guard parts.count >= 3, parts[0] == .list(2), case .bytes(let cursor) = parts[1],
      parts[2] == .list(parts.count - 3), !cursor.isEmpty, cursor.count <= 20,
      cursor.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw reply.unexpected }
    var keys: [[UInt8]] = []
    keys.reserveCapacity(parts.count - 3)
    for part in parts[3...] {
      guard case .bytes(let key) = part else { throw reply.unexpected }
      keys.append(key)
    }
    return (cursor, keys)
  }

  /// The pattern that a prefix and whatever follows it matches.
  static func pattern(_ prefix: [UInt8]) -> [UInt8] {
    var pattern: [UInt8] = []
    for byte in prefix {
      if "*?[]\\^-".utf8.contains(byte) { pattern.append(UInt8(ascii: "\\")) }
      pattern.append(byte)
    }
    return pattern + [UInt8(ascii: "*")]
  }
}
