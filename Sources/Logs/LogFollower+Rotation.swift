import Platform

/// Files that logs were, and were renamed before anybody looked at them.
///
/// Of a log `x.jsonl` these are `x.jsonl.1`, `x.jsonl-20260131` and the like, in the folder of the log, or of
/// the file that a link leads to. Those that were there when following began are remembered with their ends,
/// so that only what is written to them later is news; of others, all of it is. A number alone does not tell
/// which file it is, since those of removed files are given again: the bytes before the end have to be the
/// same, too.
extension LogFollower {
  /// Remembers the rotated files that are there.
  func rememberRotated() {
    var folders: [BytePath] = []
    for item in named where !item.isStream {
      let isFolder = (try? FileStatus.of(path: item.path))?.kind == .folder
      folders += isFolder ? places.folders(of: item.path) : [item.path.parent]
    }
    for log in logs where !log.isStream { folders += names(of: log).map { $0.parent } }
    var seen: Set<BytePath> = []
    for folder in folders where seen.insert(folder).inserted {
      for path in LogFollower.files(in: folder, where: LogPlaces.mayBeRotated) {
        guard known[path] == nil, let log = openRotated(path) else { continue }
        log.skipWhatWasThere()
        remember(log)
      }
    }
  }

  /// The rotated files of a log that have something that was not read: the oldest first.
  ///
  /// `found`: the file that the log is now; `lost`: what was read of a file that was cut off. What its copy
  /// has beyond that was not.
  func missed(
    _ followed: Followed, except found: FileSignature, copied lost: FollowedLog.Remains?
  ) -> [FollowedLog] {
    var missed: [(log: FollowedLog, path: BytePath)] = []
    // Files may get their next names while they are looked for by those that they had. A name does not get a file
    // back that it had before: where two passes see the same, all of it was so in between.
    var before: [BytePath: FileSignature]?
    for _ in 0..<LogFollower.passesMax {
      let seen = addRotated(followed, except: found, to: &missed)
      if let before, LogFollower.isSame(before, seen) { break }
      before = seen
    }
    if missed.contains(where: { $0.log.position == 0 }),
      let current = opened(found) ?? (try? open(followed.path, followed.number))
    {
      // A copy that is made before the log is cut off, which has not happened yet.
      missed.removeAll { $0.log.position == 0 && $0.log.isCopy(of: current) }
    }
    missed.sort { LogFollower.isOlder($0, $1) }
    // The copy is the oldest of those that nobody knows.
    if let lost, !lost.edge.isEmpty,
      let copy = missed.first(where: { $0.log.position == 0 && $0.log.goOn(behind: lost) })
    {
      remember(copy.log)
    }
    return missed.map { $0.log }.filter { $0.position == 0 || $0.position < $0.identity.size }
  }

  /// Files that get other names all the time are not looked for without an end.
  private static let passesMax = 64

  private static func isSame(
    _ one: [BytePath: FileSignature], _ other: [BytePath: FileSignature]
  ) -> Bool {
    one.count == other.count
      && one.allSatisfy { path, signature in other[path]?.isSameFile(as: signature) ?? false }
  }

  /// Adds the rotated files that are there, and not known. Returns which file has which name.
  private func addRotated(
    _ followed: Followed, except found: FileSignature,
    to missed: inout [(log: FollowedLog, path: BytePath)]
  ) -> [BytePath: FileSignature] {
    var seen: [BytePath: FileSignature] = [:]
    for name in names(of: followed) {
      let base = name.lastComponent
      let paths = LogFollower.files(in: name.parent) { name in
        name.starts(with: base) && LogPlaces.isRotation(name[min(base.count, name.count)...])
      }
      for path in paths where known[path] == nil {
        seen[path] = (try? FileStatus.of(path: path))?.signature
        guard let log = openRotated(path, followed), !log.identity.isSameFile(as: found),
          !missed.contains(where: { $0.log.identity.isSameFile(as: log.identity) })
        else { continue }
        missed.append((log, path))
        // It may have had another name when it was looked at.
        seen[path] = log.identity
      }
    }
    return seen
  }

  /// The paths that may be renamed: that of a log, and that of the file that it is a link to.
  private func names(of followed: Followed) -> [BytePath] {
    let isLink = (try? FileStatus.of(path: followed.path, followLinks: false))?.kind == .link
    return isLink ? [followed.path, followed.path.resolved()] : [followed.path]
  }

  private static func files(
    in folder: BytePath, where isMeant: ([UInt8]) -> Bool
  ) -> [BytePath] {
    let names = (try? Directory.names(in: folder.isEmpty ? "." : folder)) ?? []
    return names.filter(isMeant).map { folder.appending($0) }
  }

  /// Opens a rotated file, and goes on where it was left; nil where that is open already, or no log.
  private func openRotated(_ path: BytePath, _ followed: Followed? = nil) -> FollowedLog? {
    // What is compressed has been read, or nobody knows whether.
    guard LogFile(path).form == .plain, let status = try? FileStatus.of(path: path),
      status.kind == .file, opened(status.signature) == nil,
      let log = try? open(path, followed?.number ?? 0), opened(log.identity) == nil
    else { return nil }
    if followed != nil { resume(log) }
    return log
  }

  /// By when they were written last; where the clock was too coarse for that, by their names.
  private static func isOlder(
    _ one: (log: FollowedLog, path: BytePath), _ other: (log: FollowedLog, path: BytePath)
  ) -> Bool {
    let times = (one.log.identity.modifiedNanoseconds, other.log.identity.modifiedNanoseconds)
    if times.0 != times.1 { return times.0 < times.1 }
    return LogPlaces.isOlder(one.path.bytes, other.path.bytes)
  }
}
