import Formats
import Languages
import Platform

/// Finding out what only the contents tell.
extension Scan {
  /// Finds out what is asked for of all files that are wanted, each of which is read once at most:
  /// their digests, their languages and lines, or both.
  public func complete(
    digests: Bool = false, languages: Bool = false, _ selection: Selection,
    stack: StackPass? = nil, trustsSignatures: Bool, clock: Clock = .system
  ) {
    findLanguages(selection, trustsSignatures: trustsSignatures, clock)
    var wants: FileFacts.State = []
    if digests { wants.insert(.hasDigest) }
    if languages { wants.insert(.hasLanguage) }
    if wants.isEmpty, stack == nil { return }
    complete(wants, stack, trustsSignatures, clock) { (path, found) in
      selection.includes(path, from: 0, found)
    }
  }

  /// Finds out the languages of those files whose names do not tell whether they are wanted.
  private func findLanguages(
    _ selection: Selection, trustsSignatures: Bool, _ clock: Clock
  ) {
    if selection.languages.isEmpty { return }
    complete(.hasLanguage, nil, trustsSignatures, clock) { (path, found) in
      selection.isUndecided(path, from: 0, found)
    }
  }

  private func complete(
    _ wants: FileFacts.State, _ stack: StackPass?, _ trustsSignatures: Bool, _ clock: Clock,
    _ isWanted: (_ path: [UInt8], _ found: Found) -> Bool
  ) {
    let languages = wants.contains(.hasLanguage)
    let attributes = languages && origin != .kept ? Attributes(self) : nil
    if languages, origin != .kept { useLanguages(Languages.tableVersion ^ (attributes?.mark ?? 0)) }
    var jobs: [Contents.Job] = []
    var now = FileCursor(root)
    while now.next(), let found = now.found {
      guard found.hasContent else { continue }
      var interest = stack.map { found.kind == .file ? $0.interest(in: now.path) : .none } ?? .none
      if interest == .name { stack?.take(name: now.path) }
      if interest == .content, origin == .kept, let stack {
        if !stack.takeKept(now.path) { isIncomplete = true }
        interest = .name
      }
      let isWanted = !wants.isEmpty && isWanted(now.path, found)
      if !isWanted, interest != .content { continue }
      let folder = found.folder
      if folder.facts.count != folder.fileCount {
        folder.isAsKept = false
        folder.facts = Array(repeating: FileFacts(), count: folder.fileCount)
      }
      let state = folder.facts[found.index].state
      // What went meanwhile; what could not be read is tried again.
      if state.contains(.isUnread), !state.contains(.hasSignature) { continue }
      let wanted = found.kind == .link ? wants.intersection(.hasDigest) : wants
      let isTrusted = trustsSignatures && !state.contains(.isRacy)
      let missing = !isWanted ? [] : isTrusted ? wanted.subtracting(state) : wanted
      if !missing.isEmpty || interest == .content {
        jobs.append(
          Contents.Job(found: found, wants: missing, isManifest: interest == .content))
      }
    }
    request.progress?.toRead.wrappingAdd(jobs.count, ordering: .relaxed)
    complete(jobs, attributes?.isEmpty == true ? nil : attributes, stack, clock)
  }

  /// Reads files.
  func complete(
    _ jobs: [Contents.Job], _ attributes: Attributes?, _ stack: StackPass?, _ clock: Clock
  ) {
    if jobs.isEmpty { return }
    if origin == .kept {
      isIncomplete = true
      return
    }
    if jobs.contains(where: { !$0.wants.isEmpty }) { isChanged = true }
    add(Contents(self, attributes, stack, clock).read(jobs))
  }

  /// Forgets the languages that were found with another table, or with other attributes.
  private func useLanguages(_ mark: UInt64) {
    if languagesMark == mark { return }
    languagesMark = mark
    var folders = [root]
    while let folder = folders.popLast() {
      folder.isAsKept = false
      for index in folder.facts.indices { folder.facts[index].state.remove(.hasLanguage) }
      folders += folder.folders
    }
  }
}
