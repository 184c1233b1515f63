import Platform
import Remote

/// The entries of some namespaces, shared with others by way of a Redis server: here first, there
/// second. An entry lies there as the bytes of its file, so that it is checked like any other, under the
/// name `pc1:NAMESPACE:KEY` with what is left of its time.
///
/// What depends on files of this machine stays here.
public final class SharedTier {
  /// The largest entry that is shared.
  private static let imageBytesMax = 64 << 20
  /// How many entries are copied at once.
  private static let groupCount = 64

  private let store: Store
  private var tier: RemoteTier
  private let spaces: [SpaceName]
  /// What went wrong last; nil where nothing did.
  public private(set) var failure: RemoteError?

  /// Shares the entries of these namespaces.
  public init(_ store: Store, _ tier: consuming RemoteTier, spaces: [SpaceName]) {
    self.store = store
    self.tier = tier
    self.spaces = spaces
  }

  /// Whether a namespace is shared, and the server not left alone for a while.
  public func isShared(_ space: SpaceName) -> Bool { spaces.contains(space) && !tier.isPaused }

  private func remoteKey(_ space: SpaceName, _ key: [UInt8]) -> [UInt8] {
    prefix(of: space) + key
  }

  private func prefix(of space: SpaceName) -> [UInt8] {
    Array("pc1:".utf8) + space.path.lastComponent + [UInt8(ascii: ":")]
  }

  // MARK: Of some keys

  /// Gets the entries of keys from there. Returns how many came. What goes wrong is remembered, and
  /// nothing else.
  public func pull(_ space: SpaceName, _ keys: [[UInt8]]) -> Int {
    guard isShared(space), !keys.isEmpty else { return 0 }
    var count = 0
    attempt { () throws(RemoteError) in
      try tier.get(keys.map { remoteKey(space, $0) }) { index, image in
        // One that is damaged, or another's, is as if it were not there.
        let came = (try? store.put(image: image, in: space, only: keys[index])) ?? nil
        if came != nil { count += 1 }
      }
    }
    return count
  }

  /// Copies the entries of keys there. Returns how many went.
  @discardableResult
  public func push(_ space: SpaceName, _ keys: [[UInt8]]) -> Int {
    guard isShared(space) else { return 0 }
    var count = 0
    var rest = keys[...]
    while !rest.isEmpty, failure == nil {
      let items = rest.prefix(SharedTier.groupCount).compactMap { item(space, $0) }
      rest = rest.dropFirst(SharedTier.groupCount)
      count += send(items)
    }
    return count
  }

  private func item(_ space: SpaceName, _ key: [UInt8]) -> RemoteItem? {
    guard let entry = store.entry(space, key: key) else { return nil }
    return item(space, entry)
  }

  private func item(_ space: SpaceName, _ entry: borrowing Entry) -> RemoteItem? {
    let now = store.now
    guard entry.isShareable, !entry.isExpired(at: now),
      let image = store.image(of: entry, limit: SharedTier.imageBytesMax)
    else { return nil }
    let left = entry.expires.map { max(1, ($0.nanoseconds - now.nanoseconds) / 1_000_000) }
    return RemoteItem(
      key: remoteKey(space, entry.key), image: image, lifetimeMilliseconds: left)
  }

  private func send(_ items: [RemoteItem]) -> Int {
    var count = 0
    attempt { () throws(RemoteError) in
      for error in try tier.set(items) {
        if let error { failure = error } else { count += 1 }
      }
    }
    return count
  }

  /// Removes entries there, as they were removed here.
  public func remove(_ space: SpaceName, _ keys: [[UInt8]]) {
    guard isShared(space), !keys.isEmpty else { return }
    attempt { () throws(RemoteError) in
      _ = try tier.delete(keys.map { remoteKey(space, $0) })
    }
  }

  /// Removes the entries there whose keys a test picks: of a namespace, or of all that are shared.
  public func removeAll(in space: SpaceName?, where isMeant: ([UInt8]) -> Bool) {
    for name in spaces where space == nil || name == space { remove(name, where: isMeant) }
  }

  private func remove(_ space: SpaceName, where isMeant: ([UInt8]) -> Bool) {
    guard isShared(space) else { return }
    let prefix = prefix(of: space)
    var meant: [[UInt8]] = []
    attempt { () throws(RemoteError) in
      try tier.keys(prefix: prefix) { key in
        if isMeant(Array(key.dropFirst(prefix.count))) { meant.append(key) }
      }
      if !meant.isEmpty { _ = try tier.delete(meant) }
    }
  }

  private func attempt(_ body: () throws(RemoteError) -> Void) {
    do throws(RemoteError) { try body() } catch { failure = error }
  }

  // MARK: Of everything

  /// Copies all entries of the shared namespaces there. Returns how many went.
  public func pushAll() throws(RemoteError) -> Int {
    var count = 0
    for space in spaces {
      var items: [RemoteItem] = []
      var refusal: RemoteError?
      try store.forEachEntry(in: space) { (_, entry) throws(RemoteError) in
        if let item = item(space, entry) { items.append(item) }
        if items.count < SharedTier.groupCount { return true }
        for error in try tier.set(items) {
          if let error { refusal = error } else { count += 1 }
        }
        items = []
        return refusal == nil
      }
      if refusal == nil, !items.isEmpty {
        for error in try tier.set(items) {
          if let error { refusal = error } else { count += 1 }
        }
      }
      if let refusal { throw refusal }
    }
    return count
  }

  /// Gets all entries of the shared namespaces that are there and not here. Returns how many came.
  public func pullAll() throws(RemoteError) -> Int {
    var count = 0
    for space in spaces {
      let prefix = prefix(of: space)
      var keys: [[UInt8]] = []
      try tier.keys(prefix: prefix) { key in
        let own = Array(key.dropFirst(prefix.count))
        if store.entry(space, key: own) == nil { keys.append(own) }
      }
      var rest = keys[...]
      while !rest.isEmpty {
        count += pull(space, Array(rest.prefix(SharedTier.groupCount)))
        if let failure { throw failure }
        rest = rest.dropFirst(SharedTier.groupCount)
      }
    }
    return count
  }

  /// How the server is; it is asked even where it is left alone.
  public func status() throws(RemoteError) -> RemoteStatus { try tier.status() }

  /// Whether it is left alone for a while, and why.
  public var pause: RemoteBreaker.State { tier.breaker.state() }

  /// Which server it is, without its password.
  public var address: RemoteAddress { tier.address }
}
