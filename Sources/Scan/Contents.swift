import Digests
import Glibc
import Platform
import Synchronization

/// The pass over the contents: what it is asked for is found out with one reading of each file, by a
/// few threads, in pieces, so that a file of any length takes as little memory as another.
enum Contents {
  /// What a thread works with.
  private final class Desk: @unchecked Sendable {
    let place: ScanPlace
    let followsLinks: Bool
    var buffer: [UInt8]
    /// The path of the file that is read, below the root.
    var path: [UInt8] = []

    init(_ count: Int, _ place: ScanPlace, followsLinks: Bool) {
      buffer = [UInt8](repeating: 0, count: count)
      self.place = place
      self.followsLinks = followsLinks
    }

    /// The same path, as errors show it.
    var shown: BytePath { BytePath(bytes: place.prefix).appending(path) }
  }

  /// What is read at once where no more is needed: it stays in the processor's cache.
  private static let bufferBytes = 256 * 1024

  /// Reads files, and notes what they tell among the facts of their folders.
  static func read(
    _ jobs: [Found], at place: ScanPlace, _ request: ScanRequest, _ clock: Clock
  ) -> [SystemError] {
    let count = max(4096, min(request.chunkBytes, bufferBytes))
    let desks = (0..<max(1, request.threadCount)).map { _ in
      Desk(count, place, followsLinks: request.options.followsLinks)
    }
    let results = Results(jobs.map { $0.folder.facts[$0.index] })
    let problems = Mutex<[SystemError]>([])
    Team.share(jobs.count, among: desks.count, atATime: 8) { piece, thread in
      var facts = results.facts[piece]
      do throws(SystemError) {
        try read(jobs[piece], &facts, desks[thread], clock)
      } catch {
        // What went meanwhile is not there.
        if error.code == ENOENT {
          facts.state = .isUnread
        } else {
          facts.state = [.isUnread, .hasSignature]
          problems.withLock { $0.append(error) }
        }
      }
      results.facts[piece] = facts
    }
    for (job, facts) in zip(jobs, results.facts) { job.folder.facts[job.index] = facts }
    return problems.withLock { $0 }
  }

  /// What is known of the files, each of which is one thread's.
  private final class Results: @unchecked Sendable {
    let facts: UnsafeMutableBufferPointer<FileFacts>
    init(_ facts: [FileFacts]) {
      self.facts = .allocate(capacity: facts.count)
      _ = self.facts.initialize(from: facts)
    }
    deinit {
      facts.deinitialize()
      facts.deallocate()
    }
  }

  private static func read(
    _ job: Found, _ facts: inout FileFacts, _ desk: Desk, _ clock: Clock
  ) throws(SystemError) {
    facts.state.subtract([.hasDigest, .hasLanguage, .isRacy, .isUnread])
    let folder = job.folder
    let start = folder.pathCount + (folder.pathCount > 0 ? 1 : 0)
    desk.path.removeAll(keepingCapacity: true)
    desk.path.append(contentsOf: repeatElement(UInt8(ascii: "/"), count: start))
    folder.writePath(&desk.path, at: 0)
    desk.path.append(contentsOf: folder.entries.bytes[job.name])
    if job.kind == .link {
      guard let target = DeepPath.linkTarget(desk.place.root.number, desk.path[...]) else {
        throw .last("read the link", desk.shown)
      }
      facts.digest = Digest.of(target)
      facts.state.insert(.hasDigest)
      return
    }
    let now = clock.calendar()
    let link = desk.followsLinks ? 0 : O_NOFOLLOW
    let file = try DeepPath.open(
      desk.place.root.number, desk.path[...], O_RDONLY | O_NONBLOCK | O_NOCTTY | link,
      shown: desk.shown)
    facts.signature = try FileStatus.of(file.number, path: desk.shown).signature
    if facts.signature.isRacilyClean(asOf: now) { facts.state.insert(.isRacy) }
    try digest(file.number, &facts, desk)
  }

  private static func digest(
    _ file: Int32, _ facts: inout FileFacts, _ desk: Desk
  ) throws(SystemError) {
    var hash = Hash()
    var offset: Int64 = 0
    while true {
      let count = try IO.read(file, into: &desk.buffer, path: desk.shown)
      hash.update(desk.buffer.span.extracting(first: count).bytes)
      offset += Int64(count)
      // All that the status promised: what comes after it shows in the next one.
      if count == 0 || (offset == facts.signature.size && count < desk.buffer.count) { break }
    }
    facts.digest = hash.finish()
    facts.state.insert(.hasDigest)
  }
}
