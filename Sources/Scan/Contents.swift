import Digests
import Formats
import Glibc
import Languages
import Platform
import Synchronization

/// The pass over the contents: all that is asked for is found out with one reading of each file, by a
/// few threads, in pieces, so that a file of any length takes as little memory as another.
final class Contents: @unchecked Sendable {
  /// A file that is to be read, and what for.
  struct Job: Sendable {
    let found: Found
    var wants: FileFacts.State
    /// Whether it may tell something of the stack.
    var isManifest = false
  }

  /// What a thread works with.
  final class Desk: @unchecked Sendable {
    /// What is read at once: one piece of memory for all files.
    let buffer: UnsafeMutableRawBufferPointer
    /// The absolute path of the file that is read.
    var path: [UInt8] = []
    /// The folder whose path that begins with.
    var pathFolder: Folder?
    var nameStart = 0
    /// The folder that the last file lay in, held open: many lie in one.
    private var folder: Folder?
    private var opened: Int32 = -1
    let identifier = LanguageIdentifier()
    var natures = FileNatures()
    var states: AttributeStates?

    init(_ count: Int, _ states: AttributeStates?) {
      buffer = .allocate(byteCount: count, alignment: 64)
      self.states = states
    }

    deinit {
      buffer.deallocate()
      if opened >= 0 { close(opened) }
    }

    /// The descriptor of the folder that a file lies in, whose path begins at `start`.
    func open(_ folder: Folder, at place: ScanPlace, from start: Int) throws(SystemError) -> Int32 {
      if self.folder === folder { return opened }
      if opened >= 0 { close(opened) }
      (opened, self.folder) = (-1, nil)
      let below = nameStart > start ? path[start..<(nameStart - 1)] : [UInt8(ascii: ".")]
      opened = try DeepPath.openFolder(
        place.rootNumber, below,
        shown: BytePath(bytes: place.prefix).appending(path[start...])
      ).release()
      self.folder = folder
      return opened
    }
  }

  private let place: ScanPlace
  private let request: ScanRequest
  let attributes: Attributes?
  /// By what files tell of the stack; nil where nobody asks.
  private let stack: StackPass?
  private let clock: Clock
  /// Where the path below the root begins.
  private let rootStart: Int
  private let problems = Mutex<[SystemError]>([])

  init(_ scan: Scan, _ attributes: Attributes?, _ stack: StackPass?, _ clock: Clock) {
    self.stack = stack
    place = scan.place
    request = scan.request
    self.attributes = attributes
    self.clock = clock
    rootStart = place.path.bytes.count + (place.path.bytes.last == UInt8(ascii: "/") ? 0 : 1)
  }

  /// Reads files, and notes what they tell among the facts of their folders. Returns what could not
  /// be read.
  func read(_ jobs: [Job]) -> [SystemError] {
    let count = max(64 * 1024, request.chunkBytes)
    let desks = (0..<max(1, request.threadCount)).map { [self] _ in
      Desk(count, attributes?.states())
    }
    let results = Results(jobs.map { $0.found.folder.facts[$0.found.index] })
    // As many that neighbours mostly go to one thread, and the last ones to all.
    let atATime = max(1, min(32, jobs.count / (8 * desks.count)))
    Team.share(jobs.count, among: desks.count, atATime: atATime) { [self] piece, thread in
      var facts = results.facts[piece]
      read(jobs[piece], &facts, desks[thread])
      request.progress?.read.wrappingAdd(1, ordering: .relaxed)
      results.facts[piece] = facts
    }
    for (job, facts) in zip(jobs, results.facts) {
      job.found.folder.facts[job.found.index] = facts
      job.found.folder.isAsKept = false
    }
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

  private func read(_ job: Job, _ facts: inout FileFacts, _ desk: Desk) {
    setPath(job.found, desk)
    do throws(SystemError) {
      let folder = try desk.open(job.found.folder, at: place, from: rootStart)
      let name = desk.path[desk.nameStart...]
      if job.found.kind == .link {
        guard let target = DeepPath.linkTarget(folder, name) else {
          throw .last("read the link")
        }
        facts.digest = Digest.of(target)
        facts.state.insert(.hasDigest)
        return
      }
      let now = clock.calendar()
      let link = request.options.followsLinks ? 0 : O_NOFOLLOW
      let file = try DeepPath.open(
        folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | link, shown: shown(desk))
      let signature = try FileStatus.of(file.number).signature
      // What was known of the content may be that of another one now.
      if signature != facts.signature || facts.state.contains(.isRacy) {
        facts.state.subtract(.content)
      }
      facts.signature = signature
      facts.state.remove([.isRacy, .isUnread])
      facts.state.insert(.hasSignature)
      if signature.isRacilyClean(asOf: now) { facts.state.insert(.isRacy) }
      if job.isManifest, let stack, signature.size <= StackPass.contentBytesMax {
        try readManifest(file.number, job, stack, &facts, desk)
      } else {
        // One that is too long still has its name.
        if job.isManifest, let stack { stack.take(name: Array(desk.path[rootStart...])) }
        try read(file.number, job, &facts, desk)
      }
    } catch {
      // What went meanwhile is not there.
      facts.state = error.code == ENOENT ? .isUnread : [.isUnread, .hasSignature]
      if error.code != ENOENT {
        let error = error.at(shown(desk))
        problems.withLock { $0.append(error) }
      }
    }
  }

  private func setPath(_ found: Found, _ desk: Desk) {
    let folder = found.folder
    if desk.path.isEmpty {
      desk.path = place.path.bytes
      if desk.path.count < rootStart { desk.path.append(UInt8(ascii: "/")) }
    }
    if desk.pathFolder === folder {
      desk.path.removeSubrange(desk.nameStart...)
    } else {
      let start = rootStart + folder.pathCount + (folder.pathCount > 0 ? 1 : 0)
      desk.path.removeSubrange(rootStart...)
      desk.path.append(contentsOf: repeatElement(UInt8(ascii: "/"), count: start - rootStart))
      folder.writePath(&desk.path, at: rootStart)
      (desk.pathFolder, desk.nameStart) = (folder, start)
    }
    desk.path.append(contentsOf: folder.entries.bytes[found.name])
  }

  private func shown(_ desk: Desk) -> BytePath {
    BytePath(bytes: place.prefix).appending(desk.path[rootStart...])
  }

  /// Reads a file that may tell something of the stack as a whole; all else is found out from the same
  /// bytes.
  private func readManifest(
    _ file: Int32, _ job: Job, _ stack: StackPass, _ facts: inout FileFacts, _ desk: Desk
  ) throws(SystemError) {
    let path = desk.path[rootStart...]
    if job.wants.isEmpty, stack.take(path, kept: facts.signature, isRacy: facts.state.isRacy) {
      return
    }
    let bytes = try GrowingBytes.reading(
      file, limit: StackPass.contentBytesMax
    ).frozen()
    request.progress?.bytesRead.wrappingAdd(bytes.count, ordering: .relaxed)
    stack.take(path, bytes, facts.signature, isRacy: facts.state.isRacy)
    bytes.withBytes { bytes in
      if job.wants.contains(.hasDigest) {
        var hash = Hash()
        hash.update(bytes)
        facts.digest = hash.finish()
        facts.state.insert(.hasDigest)
      }
      if job.wants.contains(.hasLanguage), var lines = identify(bytes, job, &facts, desk) {
        lines.update(bytes)
        facts.language.take(lines.finish())
      }
    }
  }

  /// Reads a file piece by piece.
  private func read(
    _ file: Int32, _ job: Job, _ facts: inout FileFacts, _ desk: Desk
  ) throws(SystemError) {
    if job.wants.isEmpty { return }
    var hash = job.wants.contains(.hasDigest) ? Hash() : nil
    var lines: LineCounter?
    var offset: Int64 = 0
    while true {
      let count = try IO.read(file, into: desk.buffer)
      // In bounds: the call tells how much of the buffer it has filled.
      let filled = UnsafeRawBufferPointer(rebasing: desk.buffer[..<count])
      let piece = filled.bytes
      if offset == 0, job.wants.contains(.hasLanguage) {
        lines = identify(piece, job, &facts, desk)
        if lines == nil, hash == nil { return }
      }
      hash?.update(piece)
      lines?.update(piece)
      offset += Int64(count)
      request.progress?.bytesRead.wrappingAdd(count, ordering: .relaxed)
      // All that the status promised: what comes after it shows in the next one.
      if count == 0 || (offset == facts.signature.size && count < desk.buffer.count) { break }
    }
    if let digest = hash.take()?.finish() {
      facts.digest = digest
      facts.state.insert(.hasDigest)
    }
    if let counts = lines?.finish() { facts.language.take(counts) }
  }

  /// Finds out in which language a file is, by its first piece. Returns what counts its lines; nil
  /// where it has none.
  private func identify(
    _ piece: RawSpan, _ job: Job, _ facts: inout FileFacts, _ desk: Desk
  ) -> LineCounter? {
    let path = desk.path
    let name = path.span.extracting(desk.nameStart...).bytes
    let below = path.span.extracting(rootStart...).bytes
    var identification = desk.identifier.identify(name: name, content: piece)
    var nature = desk.natures.of(path: below, content: piece)
    var overrides = NatureOverrides()
    if let attributes, var states = desk.states {
      overrides = attributes.overrides(
        path, name: desk.nameStart, in: job.found.folder, &states)
      desk.states = states
      identification = overrides.applied(to: identification)
      nature = overrides.applied(to: nature)
    }
    facts.language = LanguageFacts(identification, nature, overrides)
    facts.state.insert(.hasLanguage)
    if identification == .binary { return nil }
    return LineCounter(identification.syntax)
  }
}
