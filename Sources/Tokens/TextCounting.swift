import Digests
import Glibc
import Platform
import Store
import Synchronization

/// How many tokens a text has, and who says so.
public struct TextCount: Sendable, Equatable {
  /// How many tokens, and how many bytes.
  public var tokens: Int, bytes: Int64
  /// How the count was found.
  public var source: Source
  /// Whether it was known from before.
  public var isKept = false
  /// Whether it is no text at all: a NUL byte is near its beginning.
  public var isBinary = false
  /// By how much an estimate may be wrong, in percent.
  public var errorPercent = 0

  /// A count.
  public init(
    tokens: Int, bytes: Int64, source: Source, isKept: Bool = false, isBinary: Bool = false,
    errorPercent: Int = 0
  ) {
    self.tokens = tokens
    self.bytes = bytes
    self.source = source
    self.isKept = isKept
    self.isBinary = isBinary
    self.errorPercent = errorPercent
  }

  /// How a count was found.
  public enum Source: String, Sendable {
    /// By a vocabulary: it is exact.
    case vocabulary
    /// By an estimate.
    case heuristic
    /// By a program, which is taken at its word.
    case command
  }
}

/// Counts texts in one way, and remembers what it has counted. Any thread may ask.
public final class TextCounting: Sendable {
  /// A way to count.
  public enum Method: Sendable {
    /// By a vocabulary; what was compiled of it may turn out to be damaged, and is made again then.
    case vocabulary(TokenTable, renew: @Sendable () -> TokenTable?)
    /// By an estimate.
    case estimate
    /// By a program, which gets the text and prints the count; where it fails, an estimate may do or not.
    case command(CounterProgram, isExact: Bool)
  }

  /// Up to this size a text is looked up by its content before it is counted: it is held in memory for
  /// that, and to digest a larger one would take a good part of the time of counting it.
  private static let digestedBytesMax = 1 << 20
  /// Up to this size a text is counted as long as its pieces are common ones.
  private static let commonBytesMax = 4096
  /// As much of a text as tells whether it is one, as git has it.
  private static let beginningBytes = 8000
  /// What is kept of what is no text, beside its count, and where that is not known.
  private static let binaryBit = 1 << 61
  private static let uncounted = 1 << 62
  /// Where it stands beside a count that is an estimate by how much that may be wrong, in percent.
  private static let errorShift = 48

  private let method: Method
  private let cache: CountCache?
  private let isFresh: Bool
  private let use: SpecialUse
  private let forbidden: ForbiddenTexts?
  private let lock = Mutex<Void>(())
  private let counter = Mutex<TokenCounter?>(nil)
  private let programFailure = Mutex<String?>(nil)

  /// Counts in a way. What was counted before is in the cache; it is not asked where counts are to be
  /// fresh. Forbidden texts are those to look for where no vocabulary does.
  public init(
    _ method: Method, _ cache: CountCache?, isFresh: Bool, _ use: SpecialUse = .ordinary,
    forbidden: ForbiddenTexts? = nil
  ) {
    self.use = use
    self.forbidden = forbidden
    self.method = method
    self.cache = cache
    self.isFresh = isFresh
  }

  /// Who says how many tokens texts have.
  public var source: TextCount.Source {
    switch method {
    case .vocabulary: .vocabulary
    case .estimate: .heuristic
    case .command: .command
    }
  }

  /// The count of a file that looks so, if it is known. What is no text is not counted where it is to be
  /// skipped.
  public func known(_ signature: FileSignature, skipsBinary: Bool = false) -> TextCount? {
    known(CountCache.Key(signature), signature.size, skipsBinary)
  }

  private func known(
    _ key: CountCache.Key, _ bytes: Int64, _ skipsBinary: Bool
  ) -> TextCount? {
    guard let cache, !isFresh, case .some(let kept) = lock.withLock({ _ in cache.count(key) })
    else { return nil }
    let isBinary = kept & (TextCounting.binaryBit | TextCounting.uncounted) != 0
    if isBinary, skipsBinary {
      return TextCount(tokens: 0, bytes: bytes, source: source, isKept: true, isBinary: true)
    }
    if kept == TextCounting.uncounted { return nil }
    var count = TextCount(
      tokens: kept & ~TextCounting.binaryBit, bytes: bytes, source: source, isKept: true,
      isBinary: isBinary)
    if source == .heuristic {
      count.errorPercent = count.tokens >> TextCounting.errorShift
      count.tokens &= 1 << TextCounting.errorShift - 1
      // Not noted by a version before.
      if count.errorPercent == 0 { return nil }
    }
    return count
  }

  private func add(_ key: CountCache.Key, _ count: TextCount, skipsBinary: Bool) {
    // What a failed program made an estimate is not what it would have said.
    if count.source != source { return }
    var kept = count.tokens
    if source == .heuristic { kept |= count.errorPercent << TextCounting.errorShift }
    if count.isBinary {
      kept = skipsBinary ? TextCounting.uncounted : kept | TextCounting.binaryBit
    }
    lock.withLock { _ in cache?.add(key, kept) }
  }

  /// Why the program that counts did not; the counts are estimates, then, from the first failure on.
  public var failureOfProgram: String? { programFailure.withLock { $0 } }

  /// Keeps what was counted.
  public func keep() { lock.withLock { _ in cache?.keep() } }

  /// Counts a file.
  public func count(
    file path: BytePath, jobs: Int, skipsBinary: Bool = false, clock: Clock = .system
  ) throws(CountFailure) -> TextCount {
    let start = clock.calendar()
    let file = try CountFailure.ofSystem { () throws(SystemError) in
      try Descriptor.open(path, O_RDONLY | O_NOCTTY)
    }
    let status = try CountFailure.ofSystem { () throws(SystemError) in
      try FileStatus.of(file.number, path: path)
    }
    if status.kind == .file, let known = known(status.signature, skipsBinary: skipsBinary) {
      return known
    }
    let count = try count(file.number, path: path, jobs: jobs, skipsBinary: skipsBinary)
    // What was written to meanwhile, or a moment before, may be another text under this signature.
    if status.kind == .file, !status.signature.isRacilyClean(asOf: start),
      let after = try? FileStatus.of(file.number, path: path),
      after.signature == status.signature
    {
      add(CountCache.Key(status.signature), count, skipsBinary: skipsBinary)
    }
    return count
  }

  /// Counts what is left to read of an open file.
  public func count(
    _ descriptor: Int32, path: BytePath, jobs: Int, skipsBinary: Bool = false
  ) throws(CountFailure) -> TextCount {
    let room = TextSegments.Room()
    let isAll = try CountFailure.ofSystem { () throws(SystemError) in
      try room.read(descriptor, most: TextCounting.digestedBytesMax, path: path)
    }
    let isBinary = room.holdsZero(in: TextCounting.beginningBytes)
    if isBinary, skipsBinary {
      let size = (try? FileStatus.of(descriptor, path: path))?.signature.size ?? 0
      return TextCount(tokens: 0, bytes: size, source: source, isBinary: true)
    }
    var count =
      try isAll ? countAll(room, jobs: jobs) : countRest(room, descriptor, path, jobs: jobs)
    count.isBinary = isBinary
    return count
  }

  /// Counts a text of which the beginning was read.
  private func countRest(
    _ room: TextSegments.Room, _ descriptor: Int32, _ path: BytePath, jobs: Int
  ) throws(CountFailure) -> TextCount {
    switch method {
    case .vocabulary:
      let counter = try whole(jobs: jobs)
      let (tokens, bytes) = try counter.count(room, descriptor, path: path, jobs: jobs)
      return TextCount(tokens: tokens, bytes: bytes, source: .vocabulary)
    case .estimate:
      return try estimatedRest(room, descriptor, path)
    case .command(let program, let isExact):
      _ = try CountFailure.ofSystem { () throws(SystemError) in
        try room.read(descriptor, behind: room.count, path: path)
      }
      try refuseForbidden(in: room)
      return try count(room, by: program, isExact: isExact)
    }
  }

  /// Estimates a text of which the beginning was read, however long it is.
  private func estimatedRest(
    _ room: TextSegments.Room, _ descriptor: Int32, _ path: BytePath
  ) throws(CountFailure) -> TextCount {
    var estimate = TextEstimate()
    var search = forbidden.map { ForbiddenTexts.Search($0) }
    var bytes: Int64 = 0
    while room.count > 0 {
      room.withBytes { estimate.add($0) }
      bytes += Int64(room.count)
      try CountFailure.ofForbidden { () throws(ForbiddenSpecial) in
        try search?.add(room.array)
      }
      try CountFailure.ofSystem { () throws(SystemError) in
        _ = try room.read(descriptor, most: TextCounting.digestedBytesMax, path: path)
      }
    }
    try CountFailure.ofForbidden { () throws(ForbiddenSpecial) in try search?.end() }
    return TextCount(
      tokens: estimate.count, bytes: bytes, source: .heuristic,
      errorPercent: estimate.expectedErrorPercent)
  }

  /// Throws where a text holds what is not to be there, and no vocabulary would find it.
  private func refuseForbidden(in room: TextSegments.Room) throws(CountFailure) {
    guard let forbidden else { return }
    try CountFailure.ofForbidden { () throws(ForbiddenSpecial) in
      try forbidden.refuse(in: room.array)
    }
  }

  /// Counts a text all of which was read.
  private func countAll(
    _ room: TextSegments.Room, jobs: Int
  ) throws(CountFailure) -> TextCount {
    if room.count <= TextCounting.commonBytesMax, let tokens = commonCount(room) {
      return TextCount(tokens: tokens, bytes: Int64(room.count), source: .vocabulary)
    }
    try refuseForbidden(in: room)
    if case .estimate = method { return estimated(room) }
    let key = cache == nil ? nil : CountCache.Key(room.digest)
    if let key, let known = known(key, Int64(room.count), false) { return known }
    let count: TextCount
    if case .command(let program, let isExact) = method {
      count = try self.count(room, by: program, isExact: isExact)
    } else {
      let counter = try whole(jobs: jobs)
      count = TextCount(
        tokens: try counter.count(room), bytes: Int64(room.count), source: .vocabulary)
    }
    if let key { add(key, count, skipsBinary: false) }
    return count
  }

  /// The count of a small text that has none but common pieces, or of any small one where the whole vocabulary was
  /// needed before.
  private func commonCount(_ room: TextSegments.Room) -> Int? {
    guard case .vocabulary(let table, _) = method, use == .ordinary else { return nil }
    // One thread at a time looks at a vocabulary that is not checked yet.
    let (count, whole) = counter.withLock { counter in
      (counter == nil ? table.commonCount(room.text) : nil, counter)
    }
    return count ?? whole.flatMap { try? $0.count(room) }
  }

  private func estimated(_ room: TextSegments.Room) -> TextCount {
    var estimate = TextEstimate()
    room.withBytes { estimate.add($0) }
    return TextCount(
      tokens: estimate.count, bytes: Int64(room.count), source: .heuristic,
      errorPercent: estimate.expectedErrorPercent)
  }

  private func count(
    _ room: TextSegments.Room, by program: CounterProgram, isExact: Bool
  ) throws(CountFailure) -> TextCount {
    if failureOfProgram != nil { return estimated(room) }
    do throws(CountFailure) {
      let tokens = try program.count(room.array)
      return TextCount(tokens: tokens, bytes: Int64(room.count), source: .command)
    } catch {
      if isExact { throw error }
      if case .command(let reason) = error {
        programFailure.withLock { failure in if failure == nil { failure = reason } }
      }
      return estimated(room)
    }
  }

  /// What counts by the whole vocabulary, all of which was checked.
  private func whole(jobs: Int) throws(CountFailure) -> TokenCounter {
    guard case .vocabulary(let table, let renew) = method else { throw .damaged }
    let found = counter.withLock { counter in
      if counter == nil {
        counter =
          TokenCounter(table, use, threads: jobs, renew: renew)
          ?? renew().flatMap { TokenCounter($0, use, threads: jobs) }
      }
      return counter
    }
    guard let found else { throw .damaged }
    return found
  }
}

/// Why a text cannot be counted.
public enum CountFailure: Error, Equatable {
  /// The system refused.
  case system(SystemError)
  /// The compiled vocabulary is damaged, and there is nothing to make it of.
  case damaged
  /// The program that counts did not, and why.
  case command(String)
  /// A text that is a token of its own was not to be there.
  case forbidden(ForbiddenSpecial)

  static func ofForbidden<Result>(
    _ body: () throws(ForbiddenSpecial) -> Result
  ) throws(CountFailure) -> Result {
    do throws(ForbiddenSpecial) { return try body() } catch { throw .forbidden(error) }
  }

  static func ofSystem<Result: ~Copyable>(
    _ body: () throws(SystemError) -> Result
  ) throws(CountFailure) -> Result {
    do throws(SystemError) { return try body() } catch { throw .system(error) }
  }
}
