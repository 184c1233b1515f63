import Formats
import Glibc
import Platform

/// Reading a folder.
extension WalkWorker {
  private static let dot = UInt8(ascii: ".")
  private static let gitName = Array(".git".utf8)
  private static let ignoreName = Array(".gitignore".utf8)
  private static let attributesName = Array(".gitattributes".utf8)

  /// Reads a folder that is new, or has changed.
  func read(_ visit: Walk.Visit, _ opened: Int32) throws(SystemError) {
    let folder = visit.folder
    let signature = try FileStatus.of(opened).signature
    folder.signature = signature
    folder.state = signature.isRacilyClean(asOf: walk.started) ? .isRacy : []
    if isLeftOut(folder) { return }
    try entries.read(opened)
    let (scope, areRulesKept) = rules(visit, opened)
    scope?.prepare()
    choose(opened, scope)
    sort()
    fill(folder)
    let kept = visit.kept < 0 ? [] : walk.kept?.match(folder, with: visit.kept) ?? []
    walk.noteChange()
    push(kept, areRulesKept: areRulesKept, folder, scope)
  }

  /// Whether the folder is not to be entered: it lies on another file system, or contains itself.
  private func isLeftOut(_ folder: Folder) -> Bool {
    guard folder.parent != nil else { return false }
    var isOut = false
    if walk.options.staysOnFileSystem,
      folder.signature.device != walk.root.signature.device
    {
      isOut = true
    }
    if walk.options.followsLinks {
      var above = folder.parent
      while let one = above, !isOut {
        if one.signature.isSameFile(as: folder.signature) {
          walk.note(SystemError(ELOOP, "enter", shownPath))
          isOut = true
        }
        above = one.parent
      }
    }
    if isOut { folder.state.insert([.isLeftOut, .isRacy]) }
    return isOut
  }

  /// The rules that hold in a folder that was just read; and whether they are those that were kept.
  private func rules(_ visit: Walk.Visit, _ opened: Int32) -> (IgnoreScope?, areKept: Bool) {
    let folder = visit.folder
    var holdsRepository = false
    var holdsRules = false
    let more = walk.options.ignoreFileNames
    var found: [[UInt8]] = []
    let usesRules = walk.options.usesIgnoreRules
    entries.forEach { name, count, _ in
      if name[0] == WalkWorker.dot {
        if WalkWorker.isName(name, count, WalkWorker.gitName) { holdsRepository = true }
        if usesRules, WalkWorker.isName(name, count, WalkWorker.ignoreName) { holdsRules = true }
        if WalkWorker.isName(name, count, WalkWorker.attributesName) {
          folder.state.insert(.holdsAttributes)
        }
      }
      for other in more where WalkWorker.isName(name, count, other) { found.append(other) }
    }
    if holdsRepository { folder.state.insert(.isRepository) }
    var scope = visit.scope
    if usesRules, holdsRepository, folder.parent != nil,
      let repository = walk.place.repository(at: folderBytes, walk.options)
    {
      scope = repository.scope
      folder.ignoreFiles.append(
        IgnoreFile(
          name: WalkWorker.gitName, signature: FileFacts.none, isRacy: false,
          checksum: repository.mark))
    }
    // The later ones are asked first.
    for name in (holdsRules ? [WalkWorker.ignoreName] : []) + more.filter(found.contains) {
      guard let (file, rules) = readRules(name, opened) else {
        // It may be readable the next time, and the folder would not tell.
        folder.ignoreFiles.append(
          IgnoreFile(name: name, signature: FileFacts.none, isRacy: true, checksum: 0))
        continue
      }
      folder.ignoreFiles.append(file)
      scope = IgnoreScope(rules, start: folderEnd, above: scope)
    }
    return (scope, visit.areRulesKept && areKept(folder, visit.kept))
  }

  private func areKept(_ folder: Folder, _ index: Int) -> Bool {
    guard index >= 0, let kept = walk.kept else { return false }
    let record = kept.record(index)
    let files = kept.ignoreFiles(of: record)
    return record.state.contains(.isRepository) == folder.state.contains(.isRepository)
      && files.count == folder.ignoreFiles.count
      && zip(files, folder.ignoreFiles).allSatisfy {
        $0.name == $1.name && $0.checksum == $1.checksum
      }
  }

  /// Reads a file with rules in an open folder. As with git, a link is none.
  private func readRules(_ name: [UInt8], _ opened: Int32) -> (IgnoreFile, IgnoreRules)? {
    guard
      let file = try? DeepPath.open(
        opened, name[...], O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, shown: BytePath()),
      let status = try? FileStatus.of(file.number), status.kind == .file,
      let text = IgnoreScope.text(of: file.number)
    else { return nil }
    let kept = IgnoreFile(
      name: name, signature: status.signature,
      isRacy: status.signature.isRacilyClean(asOf: walk.started),
      checksum: Checksum.ofBlock(text))
    return (kept, IgnoreRules(text, ignoresCase: walk.place.ignoresCase))
  }

  @inline(__always)
  private static func isName(_ name: UnsafePointer<UInt8>, _ count: Int, _ other: [UInt8]) -> Bool {
    count == other.count
      && other.withUnsafeBufferPointer { bytes in
        // In bounds: both have as many bytes.
        bytes.baseAddress.map { memcmp($0, name, count) == 0 } ?? true
      }
  }

  /// Chooses among the entries that were read those that are neither hidden nor ignored.
  private func choose(_ opened: Int32, _ scope: IgnoreScope?) {
    items.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    let showsHidden = walk.options.showsHidden
    let followsLinks = walk.options.followsLinks
    entries.forEach { name, count, type in
      if name[0] == WalkWorker.dot {
        if !showsHidden || WalkWorker.isName(name, count, WalkWorker.gitName) { return }
      }
      var kind = type
      if kind == .unknown || (kind == .link && followsLinks) {
        kind = WalkWorker.kind(name, opened, followsLinks: followsLinks)
        if kind == .unknown { return }
      }
      if count > EntryList.nameBytesMax { return }
      if let scope, isIgnored(name, count, isFolder: kind == .folder, scope) { return }
      let start = names.count
      names.append(contentsOf: UnsafeBufferPointer(start: name, count: count))
      items.append(
        Item(
          order: WalkWorker.order(name, count, kind), start: UInt32(truncatingIfNeeded: start),
          count: UInt16(truncatingIfNeeded: count), kind: kind))
    }
  }

  /// What an entry is, by its status; unknown where it has gone. C: `fstatat`.
  private static func kind(
    _ name: UnsafePointer<UInt8>, _ opened: Int32, followsLinks: Bool
  ) -> FolderEntries.Kind {
    let text = UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)
    var status = stat()
    if followsLinks, fstatat(opened, text, &status, 0) == 0 {
      return FolderEntries.Kind(mode: status.st_mode)
    }
    // A link that leads nowhere is a link.
    guard fstatat(opened, text, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .unknown }
    return FolderEntries.Kind(mode: status.st_mode)
  }

  @inline(__always)
  private func isIgnored(
    _ name: UnsafePointer<UInt8>, _ count: Int, isFolder: Bool, _ scope: IgnoreScope
  ) -> Bool {
    if path.count < folderEnd + count {
      path.append(contentsOf: repeatElement(0, count: folderEnd + count - path.count))
    }
    return path.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      // In bounds: there is room for the name behind the folder's path.
      memcpy(start + folderEnd, name, count)
      let whole = UnsafeBufferPointer(start: UnsafePointer(start), count: folderEnd + count)
      return scope.ignores(whole.span, name: folderEnd, isFolder: isFolder)
    }
  }

  // MARK: Order

  /// The first eight bytes of a name as a number that is compared as they are; a folder's name has a
  /// slash at its end, so that all paths of a tree are in the order of their bytes.
  @inline(__always)
  private static func order(
    _ name: UnsafePointer<UInt8>, _ count: Int, _ kind: FolderEntries.Kind
  ) -> UInt64 {
    var order: UInt64 = 0
    for index in 0..<min(8, count) { order |= UInt64(name[index]) << UInt64(56 - 8 * index) }
    if count < 8, kind == .folder {
      order |= UInt64(UInt8(ascii: "/")) << UInt64(56 - 8 * count)
    }
    return order
  }

  private func sort() {
    names.withUnsafeBufferPointer { names in
      items.sort { one, two in
        if one.order != two.order { return one.order < two.order }
        return WalkWorker.precedes(one, two, names)
      }
    }
  }

  private static func precedes(
    _ one: Item, _ two: Item, _ names: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let common = min(Int(one.count), Int(two.count))
    for index in min(8, common)..<common {
      // In bounds: each name lies among the names.
      let (left, right) = (names[Int(one.start) + index], names[Int(two.start) + index])
      if left != right { return left < right }
    }
    func next(_ item: Item) -> UInt8 {
      if Int(item.count) > common { return names[Int(item.start) + common] }
      return item.kind == .folder ? UInt8(ascii: "/") : 0
    }
    let (left, right) = (next(one), next(two))
    return left != right ? left < right : one.count < two.count
  }

  /// Writes the sorted items into a folder.
  private func fill(_ folder: Folder) {
    let total = names.count + EntryList.frameBytes * items.count
    var folders: [Folder] = []
    let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, filled in
      names.withUnsafeBufferPointer { names in
        for item in items {
          let name = UnsafeBufferPointer(
            rebasing: names[Int(item.start)..<(Int(item.start) + Int(item.count))])
          // In bounds: the room is what all items take.
          let frame = UInt16(item.kind.rawValue) << 13 | item.count
          buffer[filled] = UInt8(truncatingIfNeeded: frame)
          buffer[filled + 1] = UInt8(truncatingIfNeeded: frame >> 8)
          if let to = buffer.baseAddress, let from = name.baseAddress {
            memcpy(to + filled + 2, from, name.count)
          }
          buffer[filled + 2 + name.count] = 0
          filled += EntryList.frameBytes + name.count
          if item.kind == .folder { folders.append(Folder(parent: folder, name: Array(name))) }
        }
      }
    }
    folder.entries = EntryList(bytes: bytes, count: items.count)
    folder.folders = folders
  }
}
