import Glibc
import Platform

/// Follows logs: reads, look by look, what was added to them, across rotations, and finds new ones.
///
/// A log is a path and the file that it names. When the path names another file, the rest of the old one is
/// read, then those files that the path named in between, as far as they still have the names that rotation
/// gives, then the new one from its beginning. The old ones are read on until the next rotation, since who
/// has them open may still write to them. A file that was read under another name is not read again. Of a
/// file that was cut off and written anew everything is read that is there when it is looked at, and what its
/// copy has beyond what was read.
public final class LogFollower {
  /// What was named.
  struct Named {
    let path: BytePath
    var isMissing = false
    /// Why it could not be searched the last time.
    var failure: SystemError?
    /// Whether it is read once, as it comes.
    var isStream = false
  }

  /// A path that names a log.
  final class Followed {
    let path: BytePath
    let number: Int
    /// The file, or the stream, that it names.
    var current: FollowedLog?
    /// The files that it named before, the oldest first.
    var earlier: [FollowedLog] = []
    var isStream = false
    /// Whether nothing more will come: a stream that has ended, or what is compressed.
    var isDone = false
    /// Since when the path has named nothing.
    var missingSince: Int64?
    /// Why it could not be read the last time.
    var failure: SystemError?

    init(_ path: BytePath, _ number: Int) {
      self.path = path
      self.number = number
    }
  }

  /// How much memory the entries of a look may take before they are handed over.
  private static let roundBytesMax = 16 << 20
  /// How long a file is read on whose path names nothing any more.
  private static let missingNanoseconds: Int64 = 60_000_000_000
  /// Of how many files it is remembered that they were read.
  private static let remainsMax = 16_384

  private(set) var named: [Named]
  let places: LogPlaces
  let judge: LineJudge
  private let buffer = FollowBuffer()
  let lineBytesMax: Int
  private(set) var logs: [Followed] = []
  private(set) var known: [BytePath: Followed] = [:]
  var remains: [FollowedLog.Remains] = []
  private var numbers = 0
  private var rounds = 0
  /// Whether it is known what was there before.
  var hasBegun = false
  /// What was found out before the first look.
  var early: [FollowRound.News] = []
  /// With which log the next look begins: one that had to wait.
  private var first = 0

  let events = FileEvents()
  var watched: Set<BytePath> = []
  /// Whether the system tells of all changes.
  var isToldAll = true
  /// Whether logs have to be looked for.
  var wantsSearch = true
  private(set) var lastSearch: Int64 = 0
  /// What the last look has cost, in nanoseconds.
  private(set) var cost: Int64 = 0

  /// Follows logs and folders of logs, and a stream, such as standard input.
  public convenience init(
    _ paths: [BytePath], _ places: LogPlaces, stream: (Int32, BytePath)?, _ filter: LogFilter,
    _ names: FieldNames
  ) throws(FilterError) {
    try self.init(
      paths, places, stream: stream, filter, names, lineBytesMax: LogReader.lineBytesMax)
  }

  init(
    _ paths: [BytePath], _ places: LogPlaces, stream: (Int32, BytePath)?, _ filter: LogFilter,
    _ names: FieldNames, lineBytesMax: Int
  ) throws(FilterError) {
    named = paths.map { Named(path: $0) }
    self.places = places
    self.lineBytesMax = lineBytesMax
    judge = try LineJudge(filter, names)
    guard let (number, path) = stream else { return }
    let followed = add(path)
    followed.isStream = true
    do throws(SystemError) {
      followed.current = try FollowedLog(
        path, number: followed.number, try Descriptor.duplicate(of: number),
        lineBytesMax: lineBytesMax)
    } catch {
      (followed.isDone, followed.failure) = (true, error)
    }
  }

  /// How many lines were no entries.
  public var malformed: Int { judge.malformed }
  /// What stood in the way of a regular expression.
  public var failure: String? { judge.failure }
  /// Whether nothing more can come.
  public var isEnded: Bool {
    named.allSatisfy { $0.isStream } && logs.allSatisfy { $0.isDone }
  }
  /// The descriptors of streams.
  var streams: [Int32] { logs.compactMap { $0.isStream ? $0.current?.pollable : nil } }

  // MARK: Looking

  /// Looks at all logs once, without waiting.
  public func look() -> FollowRound {
    let start = Clock.system.sinceBoot()
    var round = FollowRound()
    if rounds == 0, let failure = logs.first?.failure { round.tell(.failed(failure)) }
    rounds += 1
    for news in early { round.tell(news) }
    early = []
    if wantsSearch { search(&round) }
    let all = logs
    let begin = first < all.count ? first : 0
    first = 0
    for index in all.indices {
      let place = (begin + index) % all.count
      if round.bytes > LogFollower.roundBytesMax {
        (first, round.hasMore) = (place, true)
        break
      }
      let followed = all[place]
      do throws(SystemError) {
        if followed.isStream {
          try readStream(followed, &round)
        } else if !followed.isDone {
          try look(at: followed, &round)
        }
      } catch {
        // It has gone since it was found: the next look will tell.
        if error.code == ENOENT { continue }
        if followed.failure != error { round.tell(.failed(error)) }
        followed.failure = error
      }
    }
    round.sort()
    cost = Clock.system.sinceBoot() - start
    return round
  }

  private func readStream(
    _ followed: Followed, _ round: inout FollowRound
  ) throws(SystemError) {
    guard let stream = followed.current else { return }
    let isAll = try stream.readStream(buffer, judge, into: &round)
    if !isAll { round.hasMore = true }
    followed.isDone = stream.isEnded
  }

  private func look(at followed: Followed, _ round: inout FollowRound) throws(SystemError) {
    // Whose last bytes are not read yet has to come first.
    guard try readEarlier(followed, &round) else { return }
    let found: FileStatus
    do throws(SystemError) { found = try FileStatus.of(path: followed.path) } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
      return try lookAtMissing(followed, &round)
    }
    followed.missingSince = nil
    if found.kind == .folder { return }
    if found.kind == .other { return try openStream(followed, &round) }
    if let current = followed.current {
      if current.identity.isSameFile(as: found.signature) {
        if let lost = current.beginAnew(ifCutOff: found.signature) {
          round.tell(.cutOff(followed.path))
          followed.earlier += missed(followed, except: found.signature, copied: lost)
          guard try readEarlier(followed, &round) else { return }
        }
        _ = try read(current, &round, found.signature)
        return
      }
      guard try read(current, &round) else { return }
    }
    let old = followed.earlier
    let next = try openNext(followed, found.signature)
    if followed.current != nil {
      round.tell(.replaced(followed.path))
    } else if rounds > 1 {
      round.tell(.appeared(followed.path))
    }
    followed.earlier.removeFirst(old.count)
    if let current = followed.current { followed.earlier.insert(current, at: 0) }
    followed.earlier.removeAll { $0 === next }
    followed.current = next
    for log in old { close(log, &round) }
    followed.failure = nil
    guard try readEarlier(followed, &round) else { return }
    _ = try read(next, &round)
  }

  /// Opens the file that a path names, and those that it named since it was looked at last: these are then
  /// the last of the earlier ones.
  private func openNext(
    _ followed: Followed, _ found: FileSignature
  ) throws(SystemError) -> FollowedLog {
    var found = found
    while true {
      if hasBegun || rounds > 1 {
        followed.earlier += missed(followed, except: found, copied: nil)
      }
      let next = try open(followed, found)
      if next.identity.isSameFile(as: found) { return next }
      // It was renamed meanwhile, and has to be looked for.
      found = next.identity
    }
  }

  /// Reads the files that a path named before to their ends. Returns whether these are reached.
  private func readEarlier(
    _ followed: Followed, _ round: inout FollowRound
  ) throws(SystemError) -> Bool {
    for log in followed.earlier where try !read(log, &round) { return false }
    return true
  }

  /// Reads a file to its end. Returns whether that is reached.
  private func read(
    _ log: FollowedLog, _ round: inout FollowRound, _ found: FileSignature? = nil
  ) throws(SystemError) -> Bool {
    if log.lastRound == rounds { return true }
    let signature: FileSignature
    if let found { signature = found } else { signature = try log.status().signature }
    let isAll = try log.read(signature, buffer, judge, into: &round)
    if isAll { log.lastRound = rounds } else { round.hasMore = true }
    return isAll
  }

  /// The file of a path that has gone is read on for a while, if it has another name.
  private func lookAtMissing(
    _ followed: Followed, _ round: inout FollowRound
  ) throws(SystemError) {
    let now = Clock.system.sinceBoot()
    let since = followed.missingSince ?? now
    followed.missingSince = since
    guard let current = followed.current else { return forget(followed, &round) }
    // Before it is read: what is written in between would be lost.
    let status = try current.status()
    guard try read(current, &round, status.signature) else { return }
    if since == now {
      followed.earlier += missed(followed, except: current.identity, copied: nil)
      guard try readEarlier(followed, &round) else { return }
    }
    if status.linkCount > 0, now - since < LogFollower.missingNanoseconds { return }
    followed.current = nil
    close(current, &round)
  }

  /// Forgets a path that was found in a folder, and has gone.
  private func forget(_ followed: Followed, _ round: inout FollowRound) {
    let earlier = followed.earlier
    followed.earlier = []
    for log in earlier { close(log, &round) }
    if named.contains(where: { $0.path == followed.path }) { return }
    known[followed.path] = nil
    logs.removeAll { $0 === followed }
  }

  func open(
    _ followed: Followed, _ found: FileSignature
  ) throws(SystemError) -> FollowedLog {
    if let log = opened(found) { return log }
    let log = try open(followed.path, followed.number)
    resume(log)
    return log
  }

  func open(_ path: BytePath, _ number: Int) throws(SystemError) -> FollowedLog {
    try FollowedLog(
      path, number: number, try Descriptor.open(path, O_RDONLY), lineBytesMax: lineBytesMax)
  }

  /// Goes on where a file was left.
  func resume(_ log: FollowedLog) {
    for kept in remains { log.resume(kept) }
  }

  /// A file that is open already.
  func opened(_ found: FileSignature) -> FollowedLog? {
    for other in logs where !other.isStream {
      if let current = other.current, current.identity.isSameFile(as: found) { return current }
      for log in other.earlier where log.identity.isSameFile(as: found) { return log }
    }
    return nil
  }

  private func close(_ log: FollowedLog, _ round: inout FollowRound) {
    let isElsewhere = logs.contains { other in
      other.current === log || other.earlier.contains { $0 === log }
    }
    if isElsewhere { return }
    if log.isUnfinished { round.tell(.unfinished(log.path)) }
    remains.removeAll { $0.identity.isSameFile(as: log.identity) }
    // One without a name does not come back, and its number may become that of another.
    guard let status = try? log.status(), status.linkCount > 0 else { return }
    remember(log)
  }

  func remember(_ log: FollowedLog) {
    remains.append(log.remains)
    if remains.count > LogFollower.remainsMax { remains.removeFirst() }
  }

  /// A pipe is opened without waiting for somebody who writes to it.
  private func openStream(
    _ followed: Followed, _ round: inout FollowRound
  ) throws(SystemError) {
    let descriptor = try Descriptor.open(followed.path, O_RDONLY | O_NONBLOCK)
    followed.current = try FollowedLog(
      followed.path, number: followed.number, descriptor, lineBytesMax: lineBytesMax)
    followed.isStream = true
    for index in named.indices where named[index].path == followed.path {
      named[index].isStream = true
    }
    try readStream(followed, &round)
  }

  // MARK: Searching

  /// Looks for logs where some were named, and has changes there told.
  func search(_ round: inout FollowRound) {
    wantsSearch = false
    lastSearch = Clock.system.sinceBoot()
    for index in named.indices where !named[index].isStream {
      let path = named[index].path
      guard let status = statusOrWatch(path) else {
        if !named[index].isMissing { round.tell(.missing(path)) }
        named[index].isMissing = true
        continue
      }
      named[index].isMissing = false
      if status.kind == .folder {
        for folder in places.folders(of: path) { watch(folder, contents: true) }
        do throws(SystemError) {
          for log in try places.logs(in: path) where known[log.path] == nil { _ = add(log.path) }
          named[index].failure = nil
        } catch {
          // It has gone since it was found: the next look will tell.
          if error.code == ENOENT || named[index].failure == error { continue }
          round.tell(.failed(error))
          named[index].failure = error
        }
      } else {
        watch(path.parent, contents: true)
        if known[path] == nil { _ = add(path) }
      }
    }
  }

  /// What a path names; where it names nothing, it is noticed when that changes.
  private func statusOrWatch(_ path: BytePath) -> FileStatus? {
    if let status = try? FileStatus.of(path: path) { return status }
    watchAbove(path)
    return try? FileStatus.of(path: path)
  }

  private func add(_ path: BytePath) -> Followed {
    let followed = Followed(path, numbers)
    numbers += 1
    followed.isDone = LogFile(path).form != .plain
    logs.append(followed)
    known[path] = followed
    // A link's file is written elsewhere.
    if (try? FileStatus.of(path: path, followLinks: false))?.kind == .link {
      watch(path.resolved().parent, contents: true)
    }
    return followed
  }
}
