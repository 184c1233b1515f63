import Glibc
import Platform

/// How much there is, and the file that shows it.
extension Store {
  private static let sizeIndex: BytePath = ".size-index"
  private static let spareSizeIndex: BytePath = ".size-index.spare"

  /// What there is, exactly: the sum of the accounts. Costs the same for any number of entries,
  /// except once after a start of the machine, when each shard is counted.
  public func total(of space: SpaceName? = nil) throws(StoreError) -> StoreTotal {
    // To open them is to read them.
    let isRead = !areAccountsOpen
    let accounts: Accounts
    do throws(StoreError) {
      accounts = try self.accounts
    } catch {
      // What cannot be written to cannot be settled, but looked at.
      if case .readOnly = error { return walkedTotal(of: space) }
      throw error
    }
    let settled = try settle(accounts, isRead: isRead)
    if let space {
      guard let index = accounts.index(of: space) else { return StoreTotal() }
      return accounts.settledTotal(of: index) ?? accounts.total(of: index)
    }
    let total = settled ?? accounts.total()
    if sizeShown() != total.bytes { showSize() }
    return total
  }

  /// Settles what dead processes have left under way, and counts what this run of the machine has
  /// not counted. Returns the total where there was nothing to do.
  private func settle(_ accounts: Accounts, isRead: Bool) throws(StoreError) -> StoreTotal? {
    do throws(SystemError) {
      if !isRead { try accounts.reload() }
      if let total = accounts.settledTotal() { return total }
      if accounts.isAnySpaceSpoilt { try adoptSpaces(accounts) }
      var hasSettled = false
      for (index, space) in accounts.spaces {
        for shard in 0..<Accounts.shardCount {
          let record = accounts.record(index, shard)
          if let record, record.intent == nil { continue }
          let lock = Accounts.offset(ofSpace: index, shard: shard)
          // Held: then the change is under way, and the totals from before it are right.
          let answer = try RangeLock.attempt(accounts.file.number, .exclusive, at: lock)
          if record != nil, answer == .busy { continue }
          if answer != .granted { try accounts.take(at: lock) }
          defer { RangeLock.unlock(accounts.file.number, at: lock) }
          _ = try settledRecord(accounts, space, index, shard)
          hasSettled = true
        }
      }
      if hasSettled { try accounts.reload() }
      return nil
    } catch {
      throw .system(error)
    }
  }

  /// Gives the namespaces that have folders, but no accounts, a place in them: those were lost.
  func adoptSpaces(_ accounts: Accounts) throws(SystemError) {
    guard let folder = try? root.folder("spaces", making: false) else { return }
    var found: [SpaceName] = []
    folder.forEachName { name in
      if let space = SpaceName(folder: name) { found.append(space) }
      return true
    }
    for space in found where accounts.index(of: space) == nil {
      _ = try accounts.makeIndex(of: space) { count(space, $0) }
    }
  }

  /// What `.size-index` says; nil where it says nothing.
  func sizeShown() -> Int64? {
    guard let file = (try? root.openIfThere(Store.sizeIndex, O_RDONLY | O_NONBLOCK)) ?? nil,
      let bytes = try? IO.readOnce(file.number, at: 0, limit: 32),
      bytes.last == UInt8(ascii: "\n")
    else { return nil }
    return Int64(String(decoding: bytes.dropLast(), as: UTF8.self))
  }

  /// Writes the total to `.size-index`. Of several who want to, one does it for all: it looks again
  /// when it is done, and whoever came meanwhile need not wait.
  func showSize() {
    guard let accounts = try? accounts, let session = try? session else { return }
    if (try? accounts.reload()) == nil { return }
    var total = accounts.total()
    if let latest, isOver(total, accounts, latest.space) {
      // Others have put at the same time, each with room for itself alone.
      try? makeRoom(for: 0, in: latest.space, except: latest)
      total = accounts.total()
    }
    // The second byte of the accounts' header stands for this file.
    let lock = 1
    var shown: Int64?
    while true {
      if shown != nil {
        if (try? accounts.reload()) == nil { return }
        total = accounts.total()
      }
      if total.bytes == shown || (shown == nil && total.bytes == sizeShown()) { return }
      guard let answer = try? RangeLock.attempt(accounts.file.number, .exclusive, at: lock),
        answer == .granted
      else { return }
      defer { RangeLock.unlock(accounts.file.number, at: lock) }
      guard (try? accounts.reload()) != nil else { return }
      let now = accounts.total().bytes
      if (try? writeSize(Array("\(now)\n".utf8), session)) == nil { return }
      shown = now
    }
  }

  /// Replaces `.size-index`. The file that it replaces is kept as the next one's: on ext4 each file
  /// that is removed makes all that are made in the next seconds slower. A file is used again only
  /// for a text of the same length, so that whoever still has it open never reads half of two.
  private func writeSize(_ text: [UInt8], _ session: Session) throws(SystemError) {
    if let spare = try root.openIfThere(Store.spareSizeIndex, O_WRONLY | O_NONBLOCK),
      let status = try? FileStatus.of(spare.number), status.kind == .file,
      status.signature.size == text.count, status.linkCount == 1
    {
      try IO.write(spare.number, text, at: 0)
      return try root.exchange(Store.spareSizeIndex, in: root, Store.sizeIndex)
    }
    let name = session.makeName()
    do throws(SystemError) {
      let file = try session.folder.open(name, O_WRONLY | O_CREAT | O_EXCL)
      try IO.write(file.number, text)
      let wasThere = try root.statusIfThere(Store.sizeIndex)?.kind == .file
      if !wasThere { return try session.folder.rename(name, to: root, Store.sizeIndex) }
      try session.folder.exchange(name, in: root, Store.sizeIndex)
      try session.folder.rename(name, to: root, Store.spareSizeIndex)
    } catch {
      _ = try? session.folder.unlink(name)
      throw error
    }
  }

  /// What there is, by a walk over all entries: for those who do not trust the accounts.
  public func walkedTotal(of space: SpaceName? = nil) -> StoreTotal {
    var total = StoreTotal()
    for name in spaceNames() where space == nil || name == space {
      for shard in 0..<Accounts.shardCount {
        let record = count(name, shard)
        total.bytes += record.bytes
        total.entries += record.entries
      }
    }
    return total
  }

  /// Where the cache directory is.
  public var path: BytePath { root.path }

  /// The file of an entry; nil where there is none.
  public func filePath(of key: [UInt8], in space: SpaceName) -> BytePath? {
    let name = EntryName(space, key: key)
    guard (try? root.status(name.path)) != nil else { return nil }
    return root.path.appending(name.path.bytes)
  }

  /// The namespaces that have a folder, in the order of their names.
  public func spaceNames() -> [SpaceName] {
    guard let folder = try? root.folder("spaces", making: false) else { return [] }
    var found: [SpaceName] = []
    folder.forEachName { name in
      if let space = SpaceName(folder: name) { found.append(space) }
      return true
    }
    return found.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }
}
