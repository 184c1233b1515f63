import Platform

/// An image to keep at the remote tier.
public struct RemoteItem: Equatable, Sendable {
  /// Its key.
  public let key: [UInt8]
  /// Its bytes: at least one.
  public let image: [UInt8]
  /// After how many milliseconds the server forgets it; nil: when it likes.
  public let lifetimeMilliseconds: Int64?

  /// An image under a key.
  public init(key: [UInt8], image: [UInt8], lifetimeMilliseconds: Int64? = nil) {
    self.key = key
    self.image = image
    self.lifetimeMilliseconds = lifetimeMilliseconds
  }
}

/// How long the server keeps an entry.
public enum RemoteLifetime: Equatable, Sendable {
  /// It has none of this key.
  case missing
  /// As long as it likes.
  case unlimited
  /// So many milliseconds from now.
  case milliseconds(Int64)
}

extension RemoteTier {
  /// The keys of a round.
  private static let roundKeysMax = 256
  /// The bytes of a round; a single image may be larger.
  private static let roundBytesMax = 1 << 20

  /// Fetches images, and hands each out with the number of its key as it arrives: one at a time is
  /// in memory. One that is missing, or larger than `imageBytesMax`, is not handed out.
  ///
  /// What is refused of a single key (the user may not read it) is thrown after the others.
  public mutating func get(
    _ keys: [[UInt8]], _ each: (_ index: Int, _ image: [UInt8]) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    let limit = imageBytesMax
    // One byte more than is wanted tells what is too large, without moving all of it.
    let last = Program.digits(UInt64(limit))
    var failure: RemoteError?
    try rounds(keys, weight: { $0.count }) { (request, key) in
      request.add("GETRANGE", key, [UInt8(ascii: "0")], last)
    } take: { (index, reply) throws(RemoteError) in
      switch reply.single {
      case .bytes(let image):
        // A key that is missing has a range of no bytes.
        if !image.isEmpty, image.count <= limit { try each(index, image) }
      case .missing: break
      case .error(let line):
        let refusal = Refusal(line)
        if refusal != .notAnEntry { failure = failure ?? .refused(refusal, Refusal.words(line)) }
      default: throw reply.unexpected
      }
    }
    if let failure { throw failure }
  }

  /// Fetches images, in the order of the keys; nil where there is none, or one that is larger than
  /// `imageBytesMax`. All of them together may have 512 MiB.
  public mutating func get(_ keys: [[UInt8]]) throws(RemoteError) -> [[UInt8]?] {
    var images = [[UInt8]?](repeating: nil, count: keys.count)
    var left = RemoteTier.imageBytesMax
    try get(keys) { (index, image) throws(RemoteError) in
      left -= image.count
      if left < 0 { throw .tooLarge(limitBytes: RemoteTier.imageBytesMax) }
      images[index] = image
    }
    return images
  }

  /// Keeps images. Returns for each why it was not kept; nil where it was. One that is refused does
  /// not keep the others from being kept.
  public mutating func set(_ items: [RemoteItem]) throws(RemoteError) -> [RemoteError?] {
    var outcomes = items.map { fault($0) }
    let sent = items.indices.filter { outcomes[$0] == nil }
    try rounds(sent, weight: { items[$0].image.count + items[$0].key.count }) { (request, index) in
      let item = items[index]
      if let lifetime = item.lifetimeMilliseconds {
        request.addChange(
          "SET", item.key, item.image, [UInt8(ascii: "P"), UInt8(ascii: "X")],
          Program.digits(UInt64(lifetime)))
      } else {
        request.addChange("SET", item.key, item.image)
      }
    } take: { (number, reply) throws(RemoteError) in
      switch reply.single {
      case .status: break
      case .error(let line):
        outcomes[sent[number]] = .refused(Refusal(line), Refusal.words(line))
      default: throw reply.unexpected
      }
    }
    return outcomes
  }

  /// Removes images, and returns how many there were.
  public mutating func delete(_ keys: [[UInt8]]) throws(RemoteError) -> Int {
    var count = 0
    var failure: RemoteError?
    try rounds(keys, weight: { $0.count }) { (request, key) in
      request.addChange("DEL", key)
    } take: { (_, reply) throws(RemoteError) in
      switch reply.single {
      case .integer(let removed): count += removed > 0 ? 1 : 0
      case .error(let line): failure = failure ?? .refused(Refusal(line), Refusal.words(line))
      default: throw reply.unexpected
      }
    }
    if let failure { throw failure }
    return count
  }

  /// How long the images are still kept, in the order of the keys.
  public mutating func lifetimes(_ keys: [[UInt8]]) throws(RemoteError) -> [RemoteLifetime] {
    var lifetimes = [RemoteLifetime](repeating: .missing, count: keys.count)
    var failure: RemoteError?
    try rounds(keys, weight: { $0.count }) { (request, key) in
      request.add("PTTL", key)
    } take: { (index, reply) throws(RemoteError) in
      switch reply.single {
      case .integer(let left) where left >= 0: lifetimes[index] = .milliseconds(left)
      case .integer(-1): lifetimes[index] = .unlimited
      case .integer: break
      case .error(let line): failure = failure ?? .refused(Refusal(line), Refusal.words(line))
      default: throw reply.unexpected
      }
    }
    if let failure { throw failure }
    return lifetimes
  }

  /// Why an image is not even sent.
  private func fault(_ item: RemoteItem) -> RemoteError? {
    if item.image.isEmpty { return .invalidItem("it has no bytes") }
    if item.image.count > imageBytesMax { return .tooLarge(limitBytes: imageBytesMax) }
    if let lifetime = item.lifetimeMilliseconds, lifetime <= 0 {
      return .invalidItem("its time is over")
    }
    return nil
  }

  /// Sends a command for each thing, in as many rounds as it takes, and hands out the answers.
  private mutating func rounds<Thing>(
    _ things: [Thing], weight: (Thing) -> Int, add: (inout RemoteRequest, Thing) -> Void,
    take: (_ index: Int, _ reply: Reply) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    var start = 0
    while start < things.count {
      var request = RemoteRequest()
      var end = start
      while end < things.count, end - start < RemoteTier.roundKeysMax {
        let size = weight(things[end])
        if end > start, request.byteCount + size > RemoteTier.roundBytesMax { break }
        add(&request, things[end])
        end += 1
      }
      let first = start
      try round(request) { (index, reply) throws(RemoteError) in try take(first + index, reply) }
      start = end
    }
  }
}
