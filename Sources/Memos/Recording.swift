import Platform
import Store

/// What a command prints, on its way into the store. Where it cannot be kept, it is forgotten, and the
/// command goes on.
public final class Recording {
  private let store: Store
  private var writer: EntryWriter?
  /// Why it cannot be kept; nil as long as it can.
  public private(set) var failure: StoreError?

  /// Begins an entry.
  public init(_ store: Store, _ space: SpaceName, _ key: MemoKey, _ details: EntryDetails) {
    self.store = store
    var details = details
    details.isMemo = true
    do throws(StoreError) {
      writer = try store.writer(space, key: key.bytes, details)
      // What the end needs is looked up now, while the command starts.
      store.prepare(space, key: key.bytes)
    } catch {
      failure = error
    }
  }

  /// Adds what was printed.
  func add(_ stream: MemoStream, _ bytes: RawSpan) {
    add(MemoChunks.head(stream.rawValue, count: bytes.byteCount), bytes)
  }

  private func add(_ head: [UInt8], _ bytes: RawSpan) {
    guard var current = writer.take() else { return }
    do throws(StoreError) {
      try current.write(head)
      try current.write(bytes)
      writer = consume current
    } catch {
      failure = error
      store.abandon(current)
    }
  }

  /// Puts the entry in its place, with how the command ended.
  public func finish(_ end: ProgramEnd, costNanoseconds: Int64) {
    add(MemoChunks.end(end), [UInt8]().span.bytes)
    guard var current = writer.take() else { return }
    current.setCost(nanoseconds: costNanoseconds)
    do throws(StoreError) {
      try store.commit(current)
    } catch {
      failure = error
    }
  }

  /// Forgets what was recorded.
  public func abandon() {
    if let current = writer.take() { store.abandon(current) }
  }
}
