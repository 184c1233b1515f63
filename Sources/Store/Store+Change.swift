import Glibc
import Platform

/// Changes of entries, each noted before it is made, so that the totals are exact after any crash.
extension Store {
  /// One shard under its lock.
  struct Change: ~Copyable {
    let store: Store
    let accounts: Accounts
    let index: Int
    let shard: Int
    var record: ShardRecord
    var hasIntent = false
    /// The folder that was changed last, and the next one most likely.
    private var openFolder: OpenFolder?
    private var openPath = BytePath()

    init(store: Store, accounts: Accounts, index: Int, shard: Int, record: ShardRecord) {
      self.store = store
      self.accounts = accounts
      self.index = index
      self.shard = shard
      self.record = record
    }

    /// Puts a file in the place of an entry, or adds it; `expected`: only where that very file is
    /// there. Returns whether it did.
    mutating func replace(
      _ entry: EntryName, over expected: FileSignature?, bytes: Int64, by file: BytePath,
      in drafts: borrowing OpenFolder
    ) throws(SystemError) -> Bool {
      let folder = try take(entry.folder, making: true)
      let before = try folder.statusIfThere(entry.file)
      if let expected, before?.signature.isSameFile(as: expected) != true { return false }
      if before?.kind == .folder { folder.removeFolder(entry.file) }
      try note(entry, before)
      if before?.kind == .file {
        try drafts.replace(file, in: folder, entry.file)
      } else {
        try drafts.rename(file, to: folder, entry.file)
      }
      openFolder = consume folder
      let previous = before?.kind == .file ? before?.signature.size : nil
      record.bytes += bytes - (previous ?? 0)
      record.entries += previous == nil ? 1 : 0
      return true
    }

    /// Removes an entry. Returns whether there was one, and it was meant.
    mutating func remove(
      _ entry: EntryName, if isMeant: (EntryName, FileStatus) -> Bool
    ) throws(SystemError) -> Bool {
      let folder: OpenFolder
      do throws(SystemError) {
        folder = try take(entry.folder, making: false)
      } catch {
        if error.code == ENOENT { return false }
        throw error
      }
      let before = try folder.statusIfThere(entry.file)
      let isFolder = before?.kind == .folder
      if let before, isMeant(entry, before) {
        if isFolder {
          folder.removeFolder(entry.file)
        } else {
          try note(entry, before)
          try folder.unlink(entry.file)
        }
      } else {
        openFolder = consume folder
        return false
      }
      openFolder = consume folder
      // What is no file was never counted.
      guard let before, before.kind == .file else { return false }
      record.bytes -= before.signature.size
      record.entries -= 1
      return true
    }

    /// Opens a folder, or takes the one that is open; it is given back where nothing went wrong.
    private mutating func take(
      _ path: BytePath, making: Bool
    ) throws(SystemError) -> OpenFolder {
      if openPath == path, let folder = openFolder.take() { return folder }
      openPath = path
      return try store.root.folder(path, making: making)
    }

    /// Writes the totals so far down, together with what is about to happen.
    mutating func note(_ entry: EntryName, _ before: FileStatus?) throws(SystemError) {
      record.intent = .entry(
        hash: entry.hash, previousBytes: before?.kind == .file ? before?.signature.size : nil)
      try accounts.write(record, index, shard)
      hasIntent = true
    }

    /// Writes the totals down: nothing is under way.
    mutating func end() throws(SystemError) {
      guard hasIntent else { return }
      record.intent = nil
      try accounts.write(record, index, shard)
      hasIntent = false
    }
  }

  /// Does something to a shard under its lock. What a dead process has left under way is settled
  /// first; what fails is settled as if this process had died.
  func change(
    _ space: SpaceName, _ shard: Int,
    _ body: (inout Change) throws(SystemError) -> Void
  ) throws(StoreError) {
    let accounts = try accounts
    let index = try index(of: space)
    let lock = Accounts.offset(ofSpace: index, shard: shard)
    do throws(SystemError) {
      try accounts.take(at: lock)
      defer { RangeLock.unlock(accounts.file.number, at: lock) }
      let record = try settledRecord(accounts, space, index, shard)
      var change = Change(
        store: self, accounts: accounts, index: index, shard: shard, record: record)
      hasChanged = true
      do throws(SystemError) {
        try body(&change)
        try change.end()
      } catch {
        _ = try? settledRecord(accounts, space, index, shard)
        throw error
      }
    } catch {
      if error.code == EROFS { throw .readOnly(root.path) }
      throw .system(error)
    }
  }

  /// The totals of a shard whose lock is ours: as they are written, settled where a change was
  /// under way, counted where they are not known.
  func settledRecord(
    _ accounts: Accounts, _ space: SpaceName, _ index: Int, _ shard: Int
  ) throws(SystemError) -> ShardRecord {
    guard var record = try accounts.readRecord(index, shard) else {
      let counted = count(space, shard)
      try accounts.write(counted, index, shard)
      return counted
    }
    switch record.intent {
    case nil: return record
    case .emptying: record = count(space, shard)
    case .entry(let hash, let previous):
      let name = EntryName(space, hash: hash)
      var now: Int64?
      if let folder = try? root.folder(name.folder, making: false),
        let status = try folder.statusIfThere(name.file), status.kind == .file
      {
        now = status.signature.size
      }
      record.bytes += (now ?? 0) - (previous ?? 0)
      record.entries += (now == nil ? 0 : 1) - (previous == nil ? 0 : 1)
      record.intent = nil
    }
    try accounts.write(record, index, shard)
    return record
  }

  /// Counts a shard: a look at each of its entries, under its lock.
  func count(_ space: SpaceName, _ shard: Int) -> ShardRecord {
    var record = ShardRecord()
    forEachFile(space, shard) { _, status in
      record.bytes += status.signature.size
      record.entries += 1
      return true
    }
    return record
  }

  /// Lends the entries of a shard with their status; the body says whether to go on.
  func forEachFile(
    _ space: SpaceName, _ shard: Int, _ body: (EntryName, FileStatus) -> Bool
  ) {
    for folder in stride(from: shard, to: EntryName.folderCount, by: Accounts.shardCount) {
      let path = space.path.appending(EntryName.folderName(folder))
      guard let open = try? root.folder(path, making: false) else { continue }
      var goesOn = true
      open.forEachName { file in
        guard let name = EntryName(space, folder: folder, file: file),
          let status = try? open.status(file), status.kind == .file
        else { return true }
        goesOn = body(name, status)
        return goesOn
      }
      if !goesOn { return }
    }
  }
}
