import Platform

/// What looks at every entry.
extension Store {
  /// Lends the entries of a namespace, or of all, one after the other, valid or not, in no particular
  /// order. `damaged` is told of files that are no entries, by path. The body says whether to go on.
  public func forEachEntry<Failure: Error>(
    in space: SpaceName? = nil, damaged: (SpaceName, BytePath) -> Void = { _, _ in },
    _ body: (SpaceName, borrowing Entry) throws(Failure) -> Bool
  ) throws(Failure) {
    for name in spaceNames() where space == nil || name == space {
      for folder in 0..<EntryName.folderCount {
        let path = name.path.appending(EntryName.folderName(folder))
        guard let open = try? root.folder(path, making: false) else { continue }
        for file in open.names() {
          guard let entryName = EntryName(name, folder: folder, file: file),
            let entry = Entry(root, entryName),
            EntryName(name, key: entry.key) == entryName
          else {
            damaged(name, path.appending(file.bytes))
            continue
          }
          if try !body(name, entry) { return }
        }
      }
    }
  }

  /// Removes the entries that a test picks. Returns how many.
  public func remove(
    in space: SpaceName?, where isMeant: (SpaceName, borrowing Entry) -> Bool
  ) throws(StoreError) -> Int {
    var names: [EntryName] = []
    var count = 0
    try forEachEntry(in: space) { (name, entry) throws(StoreError) in
      if isMeant(name, entry) { names.append(entry.name) }
      if names.count == 4096 {
        count += try remove(names) { $0.removals += 1 }
        names = []
      }
      return true
    }
    return count + (try remove(names) { $0.removals += 1 })
  }

  /// Removes everything in a namespace, or in all. The folders of a large shard are set aside in one
  /// step each, and then emptied. Returns how many entries there were.
  public func clear(_ space: SpaceName?) throws(StoreError) -> Int {
    let accounts = try accounts
    var count = 0
    for name in spaceNames() where space == nil || name == space {
      let index = try index(of: name)
      var aside: [BytePath] = []
      for shard in 0..<Accounts.shardCount {
        guard let record = accounts.record(index, shard), record.intent == nil,
          record.entries <= Store.setAsideMin
        else {
          try setAside(name, shard, &aside)
          continue
        }
        if record.entries == 0 { continue }
        count += try removeAll(name, shard)
      }
      let removed = try session.empty(aside)
      tally(name) { $0.removals += Int64(removed) }
      count += removed
    }
    return count
  }

  /// Up to so many entries it takes longer to set a shard's folders aside than to remove the files.
  private static let setAsideMin: Int64 = 64

  private func removeAll(_ space: SpaceName, _ shard: Int) throws(StoreError) -> Int {
    var count = 0
    try change(space, shard) { (change) throws(SystemError) in
      let folders = stride(from: shard, to: EntryName.folderCount, by: Accounts.shardCount)
      for folder in folders { count += try change.removeAll(space, folder) }
    }
    tally(space) { $0.removals += Int64(count) }
    return count
  }

  /// Moves a shard's folders out of the way, and adds the names that they have then.
  private func setAside(
    _ space: SpaceName, _ shard: Int, _ aside: inout [BytePath]
  ) throws(StoreError) {
    let session = try session
    var moved: [BytePath] = []
    try change(space, shard) { (change) throws(SystemError) in
      let folders = stride(from: shard, to: EntryName.folderCount, by: Accounts.shardCount)
      try change.empty { () throws(SystemError) in
        // By way of the folder itself: a path would follow a link in its place.
        guard let home = try? root.folder(space.path, making: false) else { return }
        for folder in folders {
          let folder = BytePath(bytes: EntryName.folderName(folder))
          let name = session.makeName()
          guard try home.statusIfThere(folder) != nil else { continue }
          try home.rename(folder, to: session.folder, name)
          moved.append(name)
        }
      }
    }
    aside += moved
  }

  /// Whether an entry is whole, to its last byte.
  public func isWhole(_ entry: borrowing Entry) -> Bool {
    guard var payload = try? entry.payload() else { return false }
    while let goesOn = try? payload.next() { if !goesOn { return true } }
    return false
  }

  /// What a check of everything has found.
  public struct Verification: Sendable {
    /// Entries that are whole.
    public var whole: Int64 = 0
    /// The paths of files that are no whole entries.
    public var damaged: [BytePath] = []
    /// What the accounts say.
    public var accounted = StoreTotal()
    /// What a walk has found.
    public var walked = StoreTotal()
  }

  /// Checks every entry to its last byte, and the accounts against a walk. What is damaged is
  /// removed where that is wanted.
  public func verify(
    in space: SpaceName?, removingDamaged: Bool
  ) throws(StoreError) -> Verification {
    var result = Verification()
    var damagedFiles: [(SpaceName, BytePath)] = []
    try forEachEntry(
      in: space, damaged: { damagedFiles.append(($0, $1)) },
      { (name, entry) throws(StoreError) in
        if isWhole(entry) {
          result.whole += 1
        } else {
          damagedFiles.append((name, entry.name.path))
        }
        return true
      })
    result.damaged = damagedFiles.map { root.path.appending($0.1.bytes) }
    if removingDamaged {
      for (name, path) in damagedFiles { try removeDamaged(name, path) }
    }
    result.walked = walkedTotal(of: space)
    result.accounted = try total(of: space)
    return result
  }

  /// Removes a file that is no entry: under the lock of its shard where its name is an entry's.
  private func removeDamaged(_ space: SpaceName, _ path: BytePath) throws(StoreError) {
    let folder = UInt8(String(decoding: path.parent.lastComponent, as: UTF8.self), radix: 16)
    let file = BytePath(bytes: path.lastComponent)
    if let folder, let name = EntryName(space, folder: Int(folder), file: file) {
      // Whole by now: somebody has put it again.
      if let entry = Entry(root, name), isWhole(entry) { return }
      _ = try remove([name]) { $0.removals += 1 }
    } else {
      _ = try? root.unlink(path)
    }
  }

  /// Counts everything anew. Returns what the accounts said before, and what is there.
  public func rebuild(
    _ space: SpaceName?
  ) throws(StoreError) -> (before: StoreTotal, after: StoreTotal) {
    let accounts = try accounts
    do throws(SystemError) {
      try adoptSpaces(accounts)
      try accounts.reload()
      let index = space.flatMap { accounts.index(of: $0) }
      let before = space != nil && index == nil ? StoreTotal() : accounts.total(of: index)
      for (index, name) in accounts.spaces where space == nil || name == space {
        for shard in 0..<Accounts.shardCount {
          let lock = Accounts.offset(ofSpace: index, shard: shard)
          try accounts.take(at: lock)
          defer { RangeLock.unlock(accounts.file.number, at: lock) }
          try accounts.write(count(name, shard), index, shard)
        }
      }
      hasChanged = true
      return (before, try total(ofReloaded: accounts, space))
    } catch {
      throw .system(error)
    }
  }

  private func total(
    ofReloaded accounts: Accounts, _ space: SpaceName?
  ) throws(SystemError) -> StoreTotal {
    try accounts.reload()
    guard let space else { return accounts.total() }
    guard let index = accounts.index(of: space) else { return StoreTotal() }
    return accounts.total(of: index)
  }
}

extension Store.Change {
  /// Removes the entries of a folder, one after the other. Returns how many there were.
  mutating func removeAll(_ space: SpaceName, _ number: Int) throws(SystemError) -> Int {
    let path = space.path.appending(EntryName.folderName(number))
    guard let folder = try? store.root.folder(path, making: false) else { return 0 }
    var count = 0
    for file in folder.names() {
      guard let entry = EntryName(space, folder: number, file: file),
        let before = try folder.statusIfThere(file), before.kind != .folder
      else { continue }
      try note(entry, before)
      try folder.unlink(file)
      // What is no file was never counted.
      guard before.kind == .file else { continue }
      record.bytes -= before.signature.size
      record.entries -= 1
      count += 1
    }
    return count
  }

  /// Empties the whole shard by an action that takes its folders away.
  mutating func empty(_ action: () throws(SystemError) -> Void) throws(SystemError) {
    record.intent = .emptying
    try accounts.write(record, index, shard)
    hasIntent = true
    try action()
    record.bytes = 0
    record.entries = 0
  }
}
