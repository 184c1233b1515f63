import Platform

/// What is there when logs begin to be followed.
extension LogFollower {
  /// Looks for logs, and from now on notices changes. The files that are there; what of them is not
  /// taken over by ``skip(_:)`` is news at the first look.
  public func begin() -> [LogFile] {
    var round = FollowRound()
    search(&round)
    early = round.news
    hasBegun = true
    rememberRotated()
    var files: [LogFile] = []
    for log in logs {
      // What is no file is a stream, and read as it comes.
      guard let found = try? FileStatus.of(path: log.path), found.kind == .file else { continue }
      // From here on, whatever becomes of its name.
      if !log.isDone { log.current = try? open(log, found.signature) }
      files.append(LogFile(log.path))
    }
    return files
  }

  /// Takes logs as read whose entries are known.
  public func skip(_ sources: [LogSource]) {
    for source in sources where source.file.form == .plain {
      guard let followed = known[source.file.path] else { continue }
      if let current = followed.current, current.identity.isSameFile(as: source.signature) {
        current.skip(source)
        continue
      }
      // It was renamed after it was found. What it has by now was there when this began.
      followed.current?.skipWhatWasThere()
      guard let opened = try? source.content.opened(),
        let descriptor = try? Descriptor.duplicate(of: opened.number),
        let log = try? FollowedLog(
          followed.path, number: followed.number, descriptor, lineBytesMax: lineBytesMax),
        log.identity.isSameFile(as: source.signature)
      else { continue }
      log.skip(source)
      if followed.current == nil { followed.current = log } else { remains.append(log.remains) }
    }
  }

  /// Takes all entries that are there as read. The files of which that cannot be told without reading them.
  public func skipToEnds(of files: [LogFile]) -> [LogFile] {
    files.filter { file in
      guard file.form == .plain, let log = known[file.path]?.current else {
        return file.form == .plain
      }
      return !log.skipToEnd(judge)
    }
  }
}
