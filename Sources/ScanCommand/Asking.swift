import CacheRoot
import CommandKit
import Formats
import Glibc
import Platform
import Scan
import Settings
import Store

/// From the command line to what is to be scanned, the same for all of its subcommands, and for other
/// commands that work on the files of trees.
public struct Asking {
  /// A tree to scan, or a file that was named itself.
  public enum Root {
    /// A tree.
    case tree(BytePath)
    /// A file.
    case file(BytePath)
  }

  /// What was named.
  public private(set) var roots: [Root] = []
  /// What is to be found in the trees.
  public var request = ScanRequest()
  /// Which of it is wanted.
  public var selection = Selection()
  /// What was found before; nil where the cache takes no part.
  let cache: ScanCache?
  /// What is kept, scans and others; nil where the cache takes no part.
  public let store: Store?
  /// How old an answer may be that is given without a look at the tree; nil: none is.
  private let ageNanosecondsMax: Int64?

  /// Reads the command line. `operands` are the words that name trees, files and globs.
  public init(
    _ invocation: inout Invocation, operands: [[UInt8]]? = nil, showsHidden: Bool = false
  ) throws(Failure) {
    let settings = try invocation.cacheSettings()
    store = invocation.usableStore(settings)
    let space = try Asking.space(invocation)
    cache = store.map { ScanCache($0, space) }
    request.options = try Asking.walkOptions(invocation)
    if showsHidden { request.options.showsHidden = true }
    request.threadCount = try invocation.threadCount(settings)
    request.isFresh = invocation.arguments.has("refresh")
    request.chunkBytes = try Asking.chunkBytes(invocation)
    request.memoryBytesMax = try Asking.memoryBytesMax(invocation)
    ageNanosecondsMax =
      request.isFresh ? nil : invocation.arguments.duration("ttl")?.nanoseconds
    selection = try Asking.selection(invocation)
    trustsSignatures = store != nil && !request.isFresh
    try find(operands ?? invocation.arguments.operands, invocation)
    request.wantsStatus = selection.needsStatus
  }

  /// Whether a file that looks as it did is taken to be as it was; otherwise each is read.
  public let trustsSignatures: Bool

  /// The marks of the cache directory. They are kept even where nothing is cached.
  func marks(_ invocation: borrowing Invocation) throws(Failure) -> Marks {
    do throws(CacheDirectoryError) {
      let directory = try invocation.cacheDirectory()
      try directory.open()
      return Marks(try directory.folder("state").appending("scan"))
    } catch {
      throw Failure(error)
    }
  }

  /// Whether a file that was named itself is wanted.
  public func selects(_ path: BytePath) -> Bool {
    guard let status = try? FileStatus.of(path: path, followLinks: false) else { return false }
    return selection.includes(path.bytes, status.entryKind, status.signature)
  }

  /// Closes the store.
  public func close() { store?.close() }

  /// Scans a tree, and completes the scan by what `body` asks it for. Where a kept answer is young
  /// enough, and tells all of it, the tree is not touched.
  public func scan<Result>(
    _ shown: BytePath, _ invocation: inout Invocation,
    completing body: (Scan) throws(Failure) -> Result
  ) throws(Failure) -> (Scan, Result) {
    let watch = Stopwatch()
    if let ageNanosecondsMax, let cache,
      let scan = Scan(keptOf: shown, request, cache, ageNanosecondsMax: ageNanosecondsMax)
    {
      let result = try body(scan)
      if !scan.isIncomplete {
        record(scan, watch, &invocation)
        return (scan, result)
      }
    }
    let drawing = ScanDrawing(invocation)
    var request = request
    request.progress = drawing.progress
    let place = try Failure.ofSystem { () throws(SystemError) in
      try ScanPlace(shown, request.options)
    }
    if let line = place.ignoredBy {
      invocation.warn(
        "\(shown): ignored by \(line.file):\(line.line); --no-ignore shows what is in it")
    }
    let scan: Scan
    do throws(ScanError) { scan = try Scan(place, request, cache) } catch {
      drawing.end()
      throw Asking.failure(error)
    }
    let result: Result
    do throws(Failure) { result = try body(scan) } catch {
      drawing.end()
      throw error
    }
    drawing.end()
    record(scan, watch, &invocation)
    return (scan, result)
  }

  private func record(
    _ scan: Scan, _ watch: Stopwatch, _ invocation: inout Invocation
  ) {
    var row = watch.measurement("scan_tree")
    if scan.origin == .read { row.misses = 1 } else { row.hits = 1 }
    invocation.record(row)
  }

  private static func failure(_ error: ScanError) -> Failure {
    switch error {
    case .tooLarge(let path, let bytesMax):
      Failure(
        .tryAgain,
        "\(path): what is in it takes more memory than --max-memory allows "
          + "(\(SizeFormat.text(bytes: bytesMax))); allow more, or scan its folders one by one")
    }
  }

  /// Keeps what a scan has found, in a thread of its own, while the scan is only looked at.
  func keepBeside(_ scan: Scan) -> Team {
    var team = Team()
    guard scan.isWorthKeeping, let cache else { return team }
    scan.pack()
    // Nobody changes the scan, or uses the store, until the thread has ended.
    nonisolated(unsafe) let work = (scan, cache)
    if !team.add(stackBytes: 1 << 20, { work.1.keep(work.0) }) { cache.keep(scan) }
    scan.isKept = true
    return team
  }

  /// Keeps what a scan has found, and tells what it could not read. Returns the status.
  public func finish(_ scans: [Scan], _ invocation: inout Invocation) -> ExitStatus {
    var problems = 0
    for scan in scans {
      for problem in scan.problems {
        invocation.warn("\(problem.path): cannot \(problem.deed): \(problem.reason); skipped")
      }
      problems += scan.problems.count
      if scan.isWorthKeeping {
        cache?.keep(scan)
      } else if ageNanosecondsMax != nil {
        cache?.noteSeen(scan)
      }
    }
    if problems > 1 { invocation.warn("\(problems) could not be read") }
    close()
    return problems > 0 ? .inputOutput : .done
  }

  /// The namespace that is named, else that of scans.
  private static func space(_ invocation: borrowing Invocation) throws(Failure) -> SpaceName {
    let name = invocation.arguments.bytes("namespace") ?? ScanCache.spaceName
    if let space = SpaceName(name) { return space }
    throw Failure(.usage, "--namespace: expected a name of 1 to \(SpaceName.countMax) bytes")
  }

  // MARK: Operands

  /// Tells trees, files and globs apart: a word that names something is that; one with `*`, `?` or
  /// `[` that names nothing is a glob.
  private mutating func find(
    _ operands: [[UInt8]], _ invocation: borrowing Invocation
  ) throws(Failure) {
    var globs = invocation.arguments.all("glob")
    for word in operands {
      let path = BytePath(bytes: word)
      let status = try? FileStatus.of(path: path, followLinks: false)
      if let status {
        let isFolder =
          status.kind == .folder
          || (status.kind == .link && (try? FileStatus.of(path: path))?.kind == .folder)
        if isFolder {
          roots.append(.tree(Asking.shown(path)))
        } else {
          roots.append(.file(path))
        }
      } else if word.contains(where: { [0x2A, 0x3F, 0x5B].contains($0) }) {
        globs.append(word)
      } else {
        throw Failure(.noInput, "\(path): there is no such file or folder")
      }
    }
    if roots.isEmpty { roots = [.tree(".")] }
    if globs.isEmpty { return }
    let compiled = PathGlobs(globs)
    if let impossible = compiled.impossible.first {
      throw Failure(
        .usage,
        "\(String(decoding: globs[impossible], as: UTF8.self)): nothing can match this glob; is a "
          + "bracket or a backslash left open?")
    }
    selection.globs = compiled
  }

  private static func shown(_ path: BytePath) -> BytePath {
    let shown = path.withoutDots()
    return shown.isEmpty ? "." : shown
  }
}
