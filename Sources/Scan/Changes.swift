import Digests
import Platform

/// What has become of a file since a mark.
public struct Change: Sendable {
  /// What has become of it.
  public enum Kind: Sendable, Equatable {
    /// It is new.
    case added
    /// Its content is another one, or it is something else now.
    case modified
    /// It is no more.
    case removed
    /// It had another path.
    case renamed(from: [UInt8])
    /// Nothing.
    case unchanged
  }

  /// What has become of it.
  public internal(set) var kind: Kind
  /// Its path below the root.
  public let path: [UInt8]
  /// What it is, or was.
  public let entry: FolderEntries.Kind
  let facts: FileFacts
}

/// What has become of the files of a tree since a mark.
public struct Changes {
  /// Those that are wanted, in the order of their paths.
  public internal(set) var list: [Change] = []
  /// The mark to keep when all of it was told; nil where it would be the same.
  public internal(set) var next: Mark?
  /// Whether nothing has changed.
  public var isEmpty: Bool { list.allSatisfy { $0.kind == .unchanged } }
}

extension Scan {
  /// Reads the files that have to be read to find out what has changed since a mark: those whose
  /// signatures cannot tell, or are not to be believed. Afterwards the scan changes no more.
  public func readChanged(
    since mark: Mark?, _ selection: Selection, trustsSignatures: Bool, clock: Clock = .system
  ) {
    if isAsMarked(mark, trustsSignatures) { return }
    complete(selection, trustsSignatures: trustsSignatures, clock: clock)
    complete(jobs(since: mark, selection, trustsSignatures), clock)
  }

  /// Whether nothing differs from the manifest, and the manifest says of every file what a mark says.
  private func isAsMarked(_ mark: Mark?, _ trustsSignatures: Bool) -> Bool {
    trustsSignatures && !isChanged && areDigestsKnown && mark?.manifest == version
  }

  /// Finds out what has changed since a mark; nil: since there was nothing. What was to be read was
  /// read. What is not wanted stays in the next mark as it was in this one.
  public func changes(
    since mark: Mark?, name: [UInt8], _ selection: Selection, trustsSignatures: Bool,
    listsUnchanged: Bool
  ) -> Changes {
    if !listsUnchanged, isAsMarked(mark, trustsSignatures) { return Changes() }
    var comparison = Comparison(self, mark, selection, listsUnchanged: listsUnchanged)
    comparison.run()
    comparison.findRenamed()
    var changes = Changes()
    changes.list = comparison.changes
    let manifest = comparison.isWhole ? version : 0
    if comparison.isMarkOther || mark == nil || (mark?.manifest != manifest && manifest != 0) {
      changes.next = Mark(
        name: name, root: place.path, options: request.options.key, made: started,
        manifest: manifest,
        pieces: comparison.isWhole
          ? packed() : Manifest.pieces(of: comparison.mixed(), started: started, withFacts: true))
    }
    return changes
  }

  /// Which files are to be read; the others get their digests from the mark.
  private func jobs(
    since mark: Mark?, _ selection: Selection, _ trustsSignatures: Bool
  ) -> [Found] {
    var jobs: [Found] = []
    root.forEachFolder { folder in
      if trustsSignatures, !folder.isDigestMissing { return }
      folder.forEachFile { path, found in
        let state = folder.facts[found.index].state
        if found.hasContent, state.contains(.hasSignature),
          !trustsSignatures || !state.isDigestTrusted, selection.includes(path, from: 0, found)
        {
          jobs.append(found)
        }
      }
    }
    // To read a few files is less work than to look them up in the mark.
    if jobs.count <= Scan.jobsOfLookup || !trustsSignatures { return jobs }
    return unmarked(jobs: mark, selection)
  }

  /// So many files are read without a look whether the mark knows them.
  private static let jobsOfLookup = 1000

  /// The files that are to be read and that the mark does not know as they are; those that it knows
  /// get their digests from it.
  private func unmarked(jobs mark: Mark?, _ selection: Selection) -> [Found] {
    var jobs: [Found] = []
    var files = SideBySide(mark?.files, root, skipsSame: false)
    while files.next() {
      guard let found = files.now, found.hasContent,
        selection.includes(files.path, from: 0, found)
      else { continue }
      let (folder, facts) = (found.folder, found.folder.facts[found.index])
      if !facts.state.contains(.hasSignature) || facts.state.isDigestTrusted { continue }
      guard let old = files.old?.facts, old.state.isDigestTrusted,
        old.signature == facts.signature
      else {
        jobs.append(found)
        continue
      }
      folder.facts[found.index].digest = old.digest
      folder.facts[found.index].state.insert(.hasDigest)
      folder.facts[found.index].state.remove(.isRacy)
      folder.isAsKept = false
      isChanged = true
    }
    return jobs
  }

  /// Reads files, and notes their digests.
  private func complete(_ jobs: [Found], _ clock: Clock) {
    complete(jobs.map { Contents.Job(found: $0, wants: .hasDigest) }, nil, nil, clock)
  }

  /// The mark of the tree as it is, all of whose digests are known.
  public func mark(name: [UInt8]) -> Mark {
    Mark(
      name: name, root: place.path, options: request.options.key, made: started,
      manifest: problems.isEmpty ? version : 0, pieces: packed())
  }
}

extension Found {
  /// Whether there is something to read: files, and where links lead.
  var hasContent: Bool { kind == .file || kind == .link }
}

extension FileFacts.State {
  /// Whether the digest is that of the content, as long as the signature is the same.
  var isDigestTrusted: Bool { contains(.hasDigest) && !contains(.isRacy) }
}
