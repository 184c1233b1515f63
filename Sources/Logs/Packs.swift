import Platform
import Store
import Synchronization

/// The packs of the store that parts lie in, and the list of the logs that have some. It serves one
/// thread.
final class Packs {
  let store: Store
  let space: SpaceName
  private let names: [UInt8]
  private var open: [UInt64: FrozenBytes] = [:]

  init(_ store: Store, _ space: SpaceName, _ names: FieldNames) {
    self.store = store
    self.space = space
    self.names = names.identity
  }

  private var catalogKey: [UInt8] { Array("logs ".utf8) + names }

  static func packKey(_ number: UInt64) -> [UInt8] {
    Array("logs pack ".utf8) + Array(String(number, radix: 16).utf8)
  }

  /// The list of what is indexed, as it is now.
  func catalog() -> Catalog { bytes(of: catalogKey).flatMap { Catalog($0) } ?? Catalog() }

  private func bytes(of key: [UInt8]) -> FrozenBytes? {
    guard
      case .found(let entry, _) = store.look(
        up: key, in: space, countsMiss: false, checksBeginning: false)
    else { return nil }
    return entry.mappedPayload()
  }

  /// A pack; nil where it is there no more.
  private func pack(_ number: UInt64) -> FrozenBytes? {
    if let bytes = open[number] { return bytes }
    guard let bytes = bytes(of: Packs.packKey(number)) else { return nil }
    open[number] = bytes
    return bytes
  }

  /// The part at a place; nil where it is there no more, or not what was written.
  func part(_ place: FileRecord.PartPlace) -> Part? {
    guard let bytes = pack(place.pack), place.head <= UInt64(bytes.count),
      place.columns <= UInt64(bytes.count), place.columnBytes <= UInt64(bytes.count)
    else { return nil }
    let start = Int(place.head)
    return Part(
      bytes, base: Int(place.columns), head: bytes, at: start..<start + Int(place.headBytes))
  }

  /// Copies the columns of a part.
  func columns(_ place: FileRecord.PartPlace) -> [UInt8]? {
    guard let bytes = pack(place.pack) else { return nil }
    let start = Int(place.columns)
    let columns = bytes.copy(start..<start + Int(place.columnBytes))
    return columns.count == Int(place.columnBytes) ? columns : nil
  }

  /// Copies the head of a part.
  func head(_ place: FileRecord.PartPlace) -> [UInt8]? {
    guard let bytes = pack(place.pack) else { return nil }
    let start = Int(place.head)
    let head = bytes.copy(start..<start + Int(place.headBytes))
    return head.count == Int(place.headBytes) ? head : nil
  }

  /// Changes the list, while nobody else does: what is given is what it is now. Packs that it names no
  /// more are removed.
  func change(_ body: ([FileRecord]) -> [FileRecord]) throws(StoreError) {
    var tries = 0
    while true {
      switch store.flight(space, key: catalogKey, waits: true) {
      case .mine(let flight):
        do throws(StoreError) { try changeAlone(body) } catch {
          flight.end()
          throw error
        }
        flight.end()
        return
      case .unknown:
        try changeAlone(body)
        return
      case .taken:
        tries += 1
        if tries > 1000 { return }
      }
    }
  }

  private func changeAlone(_ body: ([FileRecord]) -> [FileRecord]) throws(StoreError) {
    let before = catalog().records
    let after = body(before)
    if after.isEmpty {
      _ = try store.remove(space, key: catalogKey)
    } else {
      var details = EntryDetails()
      details.mayCompress = false
      try store.put(space, key: catalogKey, Catalog.bytes(after), details)
    }
    let kept = Packs.numbers(after)
    let gone = Packs.numbers(before).subtracting(kept)
    if !gone.isEmpty { _ = try store.remove(space, keys: gone.map(Packs.packKey)) }
  }

  /// A pack is small up to so many bytes in use; of more small ones than this, one is made.
  private static let smallBytes: UInt64 = 4 << 20
  private static let smallPacksMax = 8

  /// The same records, with what small packs hold put together into one where there are many: a log that
  /// is looked at while it grows leaves one behind each time.
  func compacted(_ records: [FileRecord]) -> [FileRecord] {
    var used: [UInt64: UInt64] = [:]
    for record in records { for part in record.parts { used[part.pack, default: 0] += part.bytes } }
    let small = Set(used.filter { $0.value < Packs.smallBytes }.keys)
    guard small.count > Packs.smallPacksMax, let pack = try? writer() else { return records }
    var moved = records
    var numbers: [(record: Int, part: Int, number: Int)] = []
    for (index, record) in records.enumerated() {
      for (part, place) in record.parts.enumerated() where small.contains(place.pack) {
        guard let columns = columns(place), let head = head(place) else {
          abandon(pack)
          return records
        }
        numbers.append((index, part, pack.add(columns: columns, head: head)))
      }
    }
    guard let places = try? commit(pack) else { return records }
    for (record, part, number) in numbers { moved[record].parts[part] = places[number] }
    return moved
  }

  private static func numbers(_ records: [FileRecord]) -> Set<UInt64> {
    var numbers: Set<UInt64> = []
    for record in records { for part in record.parts { numbers.insert(part.pack) } }
    return numbers
  }

  /// Begins a new pack.
  func writer() throws(StoreError) -> PackWriter {
    let number = UInt64.random(in: 1...UInt64.max)
    var details = EntryDetails()
    details.mayCompress = false
    return PackWriter(
      try store.writer(space, key: Packs.packKey(number), details), number: number)
  }

  /// Forgets a pack that was written.
  func abandon(_ pack: PackWriter) {
    if let writer = pack.takeWriter() { store.abandon(writer) }
  }

  /// Keeps a pack that was written.
  func commit(_ pack: PackWriter) throws(StoreError) -> [FileRecord.PartPlace] {
    let places = pack.finish()
    guard let writer = pack.takeWriter() else { return [] }
    if let failure = pack.failure {
      store.abandon(writer)
      throw failure
    }
    try store.commit(writer)
    return places
  }
}

/// A pack while it is written, by several threads in turn: columns as they come, and at the end all
/// heads, so that they lie together.
final class PackWriter: @unchecked Sendable {
  private let lock = Mutex(())
  private var writer: EntryWriter?
  private let number: UInt64
  private var offset: UInt64 = 0
  private var places: [FileRecord.PartPlace] = []
  private var heads: [[UInt8]] = []
  private(set) var failure: StoreError?

  init(_ writer: consuming EntryWriter, number: UInt64) {
    self.writer = consume writer
    self.number = number
  }

  /// Adds a part. Returns its number in this pack.
  func add(columns: [UInt8], head: [UInt8]) -> Int {
    lock.withLock { _ in
      places.append(
        FileRecord.PartPlace(
          pack: number, columns: offset, columnBytes: UInt64(columns.count), head: 0,
          headBytes: UInt32(head.count)))
      heads.append(head)
      write(columns)
      return places.count - 1
    }
  }

  private func write(_ bytes: [UInt8]) {
    offset += UInt64(bytes.count)
    if failure != nil { return }
    do throws(StoreError) { try writer?.write(bytes) } catch { failure = error }
  }

  fileprivate func takeWriter() -> EntryWriter? { writer.take() }

  fileprivate func finish() -> [FileRecord.PartPlace] {
    for index in places.indices {
      places[index].head = offset
      write(heads[index])
    }
    return places
  }
}
