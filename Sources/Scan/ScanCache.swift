import Platform
import Stacks
import Store

/// What scans have found before: an entry for each tree and each set of options, and another where the
/// files themselves were looked at, too.
public struct ScanCache {
  /// The namespace of those who name none.
  public static let spaceName = Array("scan".utf8)

  private let store: Store
  private let space: SpaceName

  /// What was found before, in a store.
  public init(_ store: Store, _ space: SpaceName) {
    self.store = store
    self.space = space
  }

  /// The key of a tree, as text, so that it can be listed and matched with patterns:
  ///
  ///     scan files /home/me/project (i)
  private static func key(_ path: BytePath, _ request: ScanRequest) -> [UInt8] {
    Array("scan \(request.wantsStatus ? "files" : "names") ".utf8) + path.bytes
      + [0x20, 0x28] + request.options.key + [0x29]
  }

  /// What was found the last time; nil where nothing was, or it is no use.
  func manifest(_ path: BytePath, _ request: ScanRequest) -> Manifest? {
    let key = ScanCache.key(path, request)
    guard case .found(let entry, _) = store.look(up: key, in: space, checksBeginning: false),
      let bytes = entry.mappedPayload()
    else { return nil }
    return Manifest(bytes, withFacts: request.wantsStatus)
  }

  /// Keeps what a scan has found, where that can be done.
  public func keep(_ scan: Scan) {
    var details = EntryDetails()
    details.mayCompress = false
    details.costNanoseconds = scan.costNanoseconds
    let pieces = scan.packed()
    let count = pieces.reduce(0) { $0 + Int64($1.count) }
    // What does not leave room for anything else is not kept.
    if count > store.settings.maxSizeBytes / 4 { return }
    guard
      var writer = try? store.writer(
        space, key: ScanCache.key(scan.place.path, scan.request), details)
    else { return }
    do throws(StoreError) {
      for piece in pieces {
        var offset = 0
        while offset < piece.count {
          let end = min(offset + 1 << 20, piece.count)
          try writer.write(piece.copy(offset..<end))
          offset = end
        }
      }
    } catch {
      store.abandon(writer)
      return
    }
    try? store.commit(writer)
  }

  private static func stackKey(
    _ place: ScanPlace, _ request: ScanRequest, _ rules: StackRules
  ) -> [UInt8] {
    Array("scan stack ".utf8) + place.path.bytes + [0x20, 0x28] + request.options.key
      + Array(") \(rules.version)".utf8)
  }

  /// What the manifests of a tree told the last time.
  func stack(_ place: ScanPlace, _ request: ScanRequest, _ rules: StackRules) -> [UInt8]? {
    let key = ScanCache.stackKey(place, request, rules)
    guard case .found(let entry, _) = store.look(up: key, in: space, checksBeginning: false),
      let bytes = entry.mappedPayload()
    else { return nil }
    let copy = bytes.copy(0..<bytes.count)
    return bytes.isDamaged ? nil : copy
  }

  /// Keeps what the manifests of a tree tell.
  func keepStack(
    _ bytes: [UInt8], _ place: ScanPlace, _ request: ScanRequest, _ rules: StackRules
  ) {
    put(ScanCache.stackKey(place, request, rules), bytes)
  }

  // When a tree was last compared with what is kept of it: the moment when that was begun, and when
  // it was compared, in nanoseconds since 1970 (8 bytes each, the lowest first).

  private static func seenKey(_ path: BytePath, _ request: ScanRequest) -> [UInt8] {
    key(path, request) + " seen".utf8
  }

  /// When a tree was last found to be as it was kept; nil where it was not.
  func seen(_ kept: Manifest, _ path: BytePath, _ request: ScanRequest) -> Instant? {
    let key = ScanCache.seenKey(path, request)
    guard case .found(let entry, _) = store.look(up: key, in: space, checksBeginning: false),
      let bytes = entry.mappedPayload(), bytes.count == 16
    else { return nil }
    let numbers = bytes.copy(0..<16)
    if bytes.isDamaged
      || numbers.littleEndian(at: 0) != UInt64(bitPattern: kept.started.nanoseconds)
    {
      return nil
    }
    return Instant(nanoseconds: Int64(bitPattern: numbers.littleEndian(at: 8)))
  }

  /// Remembers that a tree was found to be as it was kept, for those who ask within some time.
  public func noteSeen(_ scan: Scan) {
    guard let version = scan.heldVersion else { return }
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(bitPattern: version))
    bytes.append(littleEndian: UInt64(bitPattern: scan.started.nanoseconds))
    put(ScanCache.seenKey(scan.place.path, scan.request), bytes)
  }

  private func put(_ key: [UInt8], _ bytes: [UInt8]) {
    var details = EntryDetails()
    details.mayCompress = false
    guard var writer = try? store.writer(space, key: key, details) else { return }
    do throws(StoreError) { try writer.write(bytes) } catch {
      store.abandon(writer)
      return
    }
    try? store.commit(writer)
  }
}
