import CacheRoot
import Glibc
import Platform

/// The store of all that is cached: entries by namespace and key, within limits, exact after any
/// crash. One object serves one thread; other threads and processes have their own.
///
/// Reading takes no lock: an entry's file is whole, and checked. Writing makes the file beside its
/// place, makes room, and moves it there under the lock of its shard (``Accounts``).
public final class Store {
  /// How long a key may be.
  public static let keyCountMax = 4 << 20

  let root: OpenFolder
  let clock: Clock
  /// The limits.
  public let settings: StoreSettings
  /// What was asked for since it was opened, by namespace.
  var uses: SpaceUse?
  var hasChanged = false
  /// The entry that was put last: it has had no time to prove its worth.
  private(set) var latest: EntryName?
  private var openAccounts: Accounts?
  private var openSession: Session?
  var openEvictions: Descriptor?
  var hasNoEvictions = false

  /// Opens the store in a cache directory.
  public init(
    _ directory: CacheDirectory, settings: StoreSettings, clock: Clock = .system
  ) throws(StoreError) {
    self.settings = settings
    self.clock = clock
    do throws(CacheDirectoryError) { try directory.open() } catch { throw .directory(error) }
    do throws(SystemError) {
      root = try OpenFolder(directory.path)
    } catch {
      throw .system(error)
    }
  }

  var areAccountsOpen: Bool { openAccounts != nil }

  /// The accounts, opened when they are first asked for: a hit does without.
  var accounts: Accounts {
    get throws(StoreError) {
      if let openAccounts { return openAccounts }
      let accounts = try Accounts(root, adopting: adoptSpaces)
      openAccounts = accounts
      return accounts
    }
  }

  var session: Session {
    get throws(StoreError) {
      if let openSession { return openSession }
      do throws(SystemError) {
        let session = try Session(root)
        openSession = session
        session.sweepOthers(root)
        return session
      } catch {
        if error.code == EROFS || error.code == ENOLCK { throw .readOnly(root.path) }
        throw .system(error)
      }
    }
  }

  /// The number of a namespace in the accounts, which is given one where it has none.
  func index(of space: SpaceName) throws(StoreError) -> Int {
    let use = use(of: space)
    if let index = use.index { return index }
    let accounts = try accounts
    do throws(SystemError) {
      let index = try accounts.makeIndex(of: space) { count(space, $0) }
      use.index = index
      return index
    } catch {
      throw .system(error)
    }
  }

  /// Now, by the calendar.
  public var now: Instant { clock.calendar() }

  // MARK: Putting

  /// Begins to write an entry. It is nothing to others before it is committed.
  public func writer(
    _ space: SpaceName, key: [UInt8], _ details: EntryDetails = EntryDetails()
  ) throws(StoreError) -> EntryWriter {
    if key.count > Store.keyCountMax { throw .longKey(count: key.count) }
    let session = try session
    do throws(SystemError) {
      return try EntryWriter(
        session, EntryName(space, key: key), key: key, details, settings, now: now)
    } catch {
      throw .system(error)
    }
  }

  /// Opens what putting an entry in its place needs. What goes wrong is told by the putting.
  public func prepare(_ space: SpaceName, key: [UInt8]) {
    _ = try? index(of: space)
    _ = try? root.folder(EntryName(space, key: key).folder, making: true)
  }

  /// Puts what was written in its place, and removes other entries where there is no room. On
  /// failure nothing has changed.
  public func commit(_ writer: consuming EntryWriter) throws(StoreError) {
    try commit(writer, over: nil)
  }

  /// The same, only where that very file lies in its place; otherwise what was written is forgotten.
  func commit(
    _ writer: consuming EntryWriter, over previous: FileSignature?
  ) throws(StoreError) {
    let finished: FinishedEntry
    do throws(StoreError) {
      finished = try writer.finish()
      try makeRoom(for: finished.header.fileCount, in: finished.entry.space)
      try place(finished, over: previous)
    } catch {
      writer.discard()
      throw error
    }
    latest = finished.entry
  }

  /// Puts a value that is in memory.
  public func put(
    _ space: SpaceName, key: [UInt8], _ value: [UInt8], _ details: EntryDetails = EntryDetails()
  ) throws(StoreError) {
    var writer = try writer(space, key: key, details)
    do throws(StoreError) {
      try writer.write(value)
    } catch {
      writer.discard()
      throw error
    }
    try commit(writer)
  }

  /// Forgets what was written for an entry that will not be.
  public func abandon(_ writer: consuming EntryWriter) { writer.discard() }

  /// Removes the file of a finished entry that gets no place.
  func discard(_ finished: FinishedEntry) {
    guard let session = try? session else { return }
    _ = try? session.folder.unlink(finished.name)
  }

  /// Moves a finished entry into its place, under its shard's lock.
  private func place(
    _ finished: FinishedEntry, over previous: FileSignature?
  ) throws(StoreError) {
    let session = try session
    var isPlaced = false
    try change(finished.entry.space, finished.entry.shard) { (change) throws(SystemError) in
      isPlaced = try change.replace(
        finished.entry, over: previous, bytes: finished.header.fileCount, by: finished.name,
        in: session.folder)
      if !isPlaced { try session.folder.unlink(finished.name) }
    }
    if isPlaced { tallyPut(finished) }
  }

  /// Moves finished entries of one shard into their places, under its lock. Where it fails in the
  /// middle, `placed` says how many have their places.
  func place(_ finished: [FinishedEntry], counting placed: inout Int) throws(StoreError) {
    guard let first = finished.first else { return }
    var done = 0
    defer { placed = done }
    let session = try session
    try change(first.entry.space, first.entry.shard) { (change) throws(SystemError) in
      for item in finished {
        _ = try change.replace(
          item.entry, over: nil, bytes: item.header.fileCount, by: item.name, in: session.folder)
        done += 1
      }
    }
    for item in finished.prefix(done) { tallyPut(item) }
  }

  private func tallyPut(_ finished: FinishedEntry) {
    tally(finished.entry.space) {
      $0.puts += 1
      $0.payloadBytes += finished.header.payloadCount
      $0.storedBytes += finished.header.storedCount
    }
    forgetEviction(of: finished.entry)
  }

  // MARK: Removing

  /// Removes an entry. Returns whether there was one.
  @discardableResult
  public func remove(_ space: SpaceName, key: [UInt8]) throws(StoreError) -> Bool {
    try remove([EntryName(space, key: key)]) { $0.removals += 1 } > 0
  }

  /// Removes entries. Returns how many there were.
  public func remove(_ space: SpaceName, keys: [[UInt8]]) throws(StoreError) -> Int {
    try remove(keys.map { EntryName(space, key: $0) }) { $0.removals += 1 }
  }

  /// Removes entries, shard by shard, each under its lock once. Returns how many there were; each
  /// is counted.
  func remove(
    _ names: [EntryName], if isStillMeant: (EntryName, FileStatus) -> Bool = { _, _ in true },
    counting count: (inout Counters) -> Void
  ) throws(StoreError) -> Int {
    var removed = 0
    for (_, group) in Dictionary(grouping: names, by: { Shard($0.space, $0.shard) }) {
      guard let first = group.first else { continue }
      var gone = 0
      try change(first.space, first.shard) { (change) throws(SystemError) in
        for name in group where try change.remove(name, if: isStillMeant) { gone += 1 }
      }
      if gone > 0 { tally(first.space) { for _ in 0..<gone { count(&$0) } } }
      removed += gone
    }
    return removed
  }

  private struct Shard: Hashable {
    let space: SpaceName
    let number: Int

    init(_ space: SpaceName, _ number: Int) {
      self.space = space
      self.number = number
    }
  }

  /// Fails where entries cannot be written.
  public func checkWriting() throws(StoreError) {
    _ = try accounts
    _ = try scratchFile()
  }

  /// Removes what dead processes have left. Returns how many files there were.
  public func sweep() -> Int { Session.sweep(root) }

  /// A file without a name, for what is too large for memory.
  public func scratchFile() throws(StoreError) -> Descriptor {
    let session = try session
    let name = session.makeName()
    do throws(SystemError) {
      let file = try session.folder.open(name, O_RDWR | O_CREAT | O_EXCL)
      try session.folder.unlink(name)
      return file
    } catch {
      throw .system(error)
    }
  }

  // MARK: The end

  /// Writes down what was counted, and the size. Called once, as the work ends; what cannot be
  /// written is nobody's loss.
  public func close() {
    writeCounters()
    if hasChanged { showSize() }
    hasChanged = false
    latest = nil
  }
}
