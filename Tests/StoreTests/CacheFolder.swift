import CacheRoot
import Glibc
import Platform
import Support
import Synchronization

@testable import Store

/// A cache directory of a test's own, and what is seen of it from outside: by a walk, not by asking
/// the store.
final class CacheFolder: Sendable {
  let scratch = Scratch()

  /// Opens the store in it.
  func store(_ settings: StoreSettings = StoreSettings(), clock: Clock = .system) -> Store {
    do {
      return try Store(
        CacheDirectory(option: BytePath(scratch.cache)), settings: settings, clock: clock)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Lends a store and ends its work.
  func withStore<Result>(
    _ settings: StoreSettings = StoreSettings(), clock: Clock = .system,
    _ body: (Store) throws -> Result
  ) rethrows -> Result {
    let store = store(settings, clock: clock)
    defer { store.close() }
    return try body(store)
  }

  /// The path of something in it.
  func path(_ name: String) -> BytePath { BytePath(scratch.cache).appending(name) }

  /// What is in a folder; nothing where there is none.
  func names(_ name: String) -> [String] {
    let names = (try? Directory.names(in: path(name))) ?? []
    return names.map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  /// All files below `spaces/`, or of one namespace, by their paths, with their lengths.
  func files(_ space: String? = nil) -> [(path: BytePath, size: Int64)] {
    var found: [(path: BytePath, size: Int64)] = []
    func enter(_ path: BytePath) {
      for name in (try? Directory.names(in: path)) ?? [] {
        let child = path.appending(name)
        guard let status = try? FileStatus.of(path: child, followLinks: false) else { continue }
        if status.kind == .folder { enter(child) }
        if status.kind == .file { found.append((child, status.signature.size)) }
      }
    }
    enter(path(space.map { "spaces/\($0)" } ?? "spaces"))
    return found
  }

  /// What the files add up to.
  func walk(_ space: String? = nil) -> StoreTotal {
    var total = StoreTotal()
    for file in files(space) {
      total.bytes += file.size
      total.entries += 1
    }
    return total
  }

  /// What `.size-index` says.
  var sizeIndex: String { scratch.read("cache/.size-index") }

  /// The bytes of a file in it.
  func read(_ path: BytePath) -> [UInt8] {
    guard let file = try? Descriptor.open(path, O_RDONLY),
      let bytes = try? IO.readAll(file.number, limit: 1 << 30)
    else { return [] }
    return bytes
  }

  /// Writes a file's bytes in its place.
  func write(_ path: BytePath, _ bytes: [UInt8]) {
    guard let file = try? Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600),
      (try? IO.write(file.number, bytes)) != nil
    else { preconditionFailure("cannot write \(path)") }
  }
}

extension Store {
  /// The value of a key that is valid; nil where there is none, or it is damaged.
  func value(
    _ key: String, in space: SpaceName = .standard, accepting acceptance: Acceptance = Acceptance()
  ) -> [UInt8]? {
    guard case .found(let entry, _) = look(up: Array(key.utf8), in: space, accepting: acceptance)
    else { return nil }
    return entry.smallPayload()
  }

  /// Why there is no value; nil where there is one.
  func absence(
    _ key: String, in space: SpaceName = .standard, accepting acceptance: Acceptance = Acceptance()
  ) -> Absence? {
    guard case .missing(let why) = look(up: Array(key.utf8), in: space, accepting: acceptance)
    else { return nil }
    return why
  }

  /// Puts a value under a key that is text.
  func put(_ key: String, _ value: [UInt8], _ details: EntryDetails = EntryDetails())
    throws(StoreError)
  {
    try put(.standard, key: Array(key.utf8), value, details)
  }
}

/// What an entry says of itself, as it lies there.
struct Description: Equatable {
  let value: [UInt8]?
  let isCompressed: Bool
  let isNegative: Bool
  let isShareable: Bool
  let tags: [[UInt8]]
  let dependencies: [Dependency]
  let costNanoseconds: Int64
  let uses: Int64
  let created: Instant
  let lastUsed: Instant
}

extension Store {
  /// What lies under a key, valid or not; nil where nothing does.
  func description(of key: String) -> Description? {
    guard let entry = entry(.standard, key: Array(key.utf8)) else { return nil }
    return Description(
      value: entry.smallPayload(), isCompressed: entry.isCompressed, isNegative: entry.isNegative,
      isShareable: entry.isShareable, tags: entry.tags, dependencies: entry.dependencies,
      costNanoseconds: entry.costNanoseconds, uses: entry.uses, created: entry.created,
      lastUsed: entry.lastUsed)
  }
}

/// A clock that a test sets.
final class TestClock: Sendable {
  private let now: Mutex<Int64>

  init(seconds: Int64) { now = Mutex(seconds * 1_000_000_000) }

  /// Its moment, in nanoseconds since 1970.
  var nanoseconds: Int64 {
    get { now.withLock { $0 } }
    set { now.withLock { $0 = newValue } }
  }

  /// Moves it, perhaps back.
  func advance(seconds: Int64) { nanoseconds += seconds * 1_000_000_000 }

  /// As the store takes it.
  var clock: Clock {
    Clock(
      calendar: { Instant(nanoseconds: self.nanoseconds) }, sinceBoot: { self.nanoseconds })
  }
}

/// Numbers that are the same in each run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next number: SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// So many bytes that no compressor makes smaller.
  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count { bytes.append(littleEndian: next()) }
    return Array(bytes[..<count])
  }

  /// So many bytes of text, which compress well.
  mutating func text(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    while text.count < count { text += Array("line \(next() % 100) of a report; ".utf8) }
    return Array(text[..<count])
  }
}
