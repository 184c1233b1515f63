import Glibc
import Platform

/// What a cleanup did.
public struct CleanupResult: Equatable, Sendable {
  /// How many rows were removed.
  public internal(set) var removedRows: Int64 = 0
  /// How many lines that were no rows were removed.
  public internal(set) var removedLines: Int64 = 0
  /// How many rows are left.
  public internal(set) var keptRows: Int64 = 0
}

/// Removing old rows.
///
/// No row is lost that is appended meanwhile, and writers never wait: first the file is renamed as
/// in a rotation, so that they go on with a new one; then the lock of the old one is taken, which is
/// free once the last of them has written. From then on nobody writes to it: who comes late finds
/// the lock taken, or the file without a name, and opens the new one. What is kept is written beside
/// and renamed into place.
extension MetricsLog {
  /// Removes the rows before a moment, and the oldest ones until the rest has at most so many
  /// bytes. A file with more of anything else than of rows is refused, unless it is our own.
  public func clean(
    before: Instant, sizeBytesMax: Int64 = .max
  ) throws(MetricsError) -> CleanupResult {
    let place = place
    let before = RowFilter(since: before)
    do {
      let folder: Descriptor
      do throws(SystemError) {
        folder = try Descriptor.open(MetricsLog.folder(of: place), O_RDONLY | O_DIRECTORY)
      } catch {
        if error.code == ENOENT { return CleanupResult() }
        throw error
      }
      try lockForRewriting(folder.number)
      try check()
      sweep(place)
      try setAside(place)
      let generations = try rewritable(place)
      defer { try? compact(place) }
      return try rewrite(generations, before, sizeBytesMax)
    } catch let error as MetricsError {
      throw error
    } catch let error as SystemError {
      throw .system(error)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Takes the folder's lock, which others hold for moments only.
  private func lockForRewriting(_ folder: Int32) throws(SystemError) {
    while true {
      switch try FileLock.wait(folder, .exclusive) {
      case .granted: return
      case .interrupted, .busy: continue
      case .unsupported: throw SystemError(ENOLCK, "lock the folder of", path)
      }
    }
  }

  /// Refuses a file of the user's that is no metrics file.
  private func check() throws {
    if let status = try? FileStatus.of(path: place, followLinks: false), status.kind != .file {
      throw MetricsError.notAFile(path)
    }
    if directory != nil { return }
    let files = try openAll(place)
    var sink = LastRows(RowFilter(), limit: 0)
    for file in try MetricsSummary.read(files, into: &sink)
    where file.report.skipped > file.report.rows {
      throw MetricsError.notMetrics(path)
    }
  }

  /// Removes what processes left that were killed while they wrote a file beside ours.
  private func sweep(_ place: BytePath) {
    let prefix = place.lastComponent + [UInt8(ascii: ".")]
    let folder = MetricsLog.folder(of: place)
    for name in (try? Directory.names(in: folder)) ?? [] {
      let rest = String(decoding: name.dropFirst(prefix.count), as: UTF8.self)
      guard name.starts(with: prefix), rest.hasSuffix(".tmp"),
        let pid = Int32(rest.dropLast(4)), ProcessIdentity.of(pid) == nil
      else { continue }
      try? Directory.unlink(folder.appending(name))
    }
  }

  /// Makes the file the first generation, and each one the next; none is dropped.
  private func setAside(_ place: BytePath) throws(SystemError) {
    var free = 1
    while (try? FileStatus.of(path: MetricsLog.generation(free, of: place))) != nil { free += 1 }
    for number in (0..<free).reversed() {
      do throws(SystemError) {
        try Directory.rename(
          MetricsLog.generation(number, of: place),
          to: MetricsLog.generation(number + 1, of: place))
      } catch {
        if error.code != ENOENT { throw error }
      }
    }
  }

  /// The generations, oldest first, once the last writer is done with each.
  private func rewritable(_ place: BytePath) throws -> [Generation] {
    var generations: [Generation] = []
    for number in 1...(MetricsLog.generationsMax + 1) {
      let path = MetricsLog.generation(number, of: place)
      guard (try? FileStatus.of(path: path, followLinks: false)) != nil else { continue }
      let file = try Descriptor.open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW)
      // A writer needs microseconds; one that was stopped in between may need for ever.
      var attempts = 2000
      while try FileLock.attempt(file.number, .exclusive) == .busy {
        attempts -= 1
        if attempts == 0 { throw SystemError(EBUSY, "rewrite", path) }
        Events.pause(nanoseconds: 1_000_000)
      }
      generations.append(Generation(MetricsFile(file, path, hasFinalRow: false)))
    }
    return generations.reversed()
  }

  /// Rewrites the generations. Small neighbours become one, so that frequent cleanups do not leave
  /// ever more files.
  private func rewrite(
    _ generations: [Generation], _ filter: RowFilter, _ sizeBytesMax: Int64
  ) throws -> CleanupResult {
    var result = CleanupResult()
    var sizes: [Int64] = []
    for generation in generations { sizes.append(try generation.measure(filter)) }
    var surplus = max(0, sizes.reduce(0, +) - sizeBytesMax)
    var start = 0
    while start < generations.count {
      var end = start + 1
      var size = sizes[start]
      while end < generations.count, size + sizes[end] <= settings.sizeBytesMax {
        size += sizes[end]
        end += 1
      }
      try merge(generations[start..<end], filter, &surplus, &result)
      start = end
    }
    return result
  }

  /// Writes what is kept of some generations in place of the oldest of them, and removes the others.
  private func merge(
    _ generations: ArraySlice<Generation>, _ filter: RowFilter, _ surplus: inout Int64,
    _ result: inout CleanupResult
  ) throws {
    guard let oldest = generations.first?.file.path else { return }
    let temporary = place.addingSuffix(".\(Environment.processNumber).tmp")
    let file = try Descriptor.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
    var kept = KeptRows(filter, surplus: surplus, into: file)
    do throws(MetricsError) {
      for generation in generations {
        generation.rewind()
        let reports = try MetricsSummary.read([generation.file], into: &kept)
        result.removedLines += reports.reduce(0) { $0 + $1.report.skipped }
      }
      try kept.finish(temporary)
    } catch {
      try? Directory.unlink(temporary)
      throw error
    }
    surplus = kept.surplus
    result.removedRows += kept.removed
    result.keptRows += kept.kept
    if kept.kept == 0 {
      try Directory.unlink(temporary)
      try Directory.unlink(oldest)
    } else {
      try Directory.rename(temporary, to: oldest)
    }
    // A crash here leaves these rows twice rather than not at all; who reads waits for our lock.
    for generation in generations.dropFirst() { try Directory.unlink(generation.file.path) }
  }

  /// Gives the generations the numbers from 1 on.
  private func compact(_ place: BytePath) throws(SystemError) {
    var next = 1
    for number in 1...(MetricsLog.generationsMax + 1) {
      let path = MetricsLog.generation(number, of: place)
      guard (try? FileStatus.of(path: path, followLinks: false)) != nil else { continue }
      if number != next {
        try Directory.rename(path, to: MetricsLog.generation(next, of: place))
      }
      next += 1
    }
  }
}

/// A rotated file that is about to be rewritten.
private struct Generation {
  let file: MetricsFile

  init(_ file: MetricsFile) { self.file = file }

  func rewind() { lseek(file.descriptor.number, 0, SEEK_SET) }

  /// How many bytes the rows have that the filter lets through.
  func measure(_ filter: RowFilter) throws(MetricsError) -> Int64 {
    var size = RowsSize(filter: filter)
    _ = try MetricsSummary.read([file], into: &size)
    return size.bytes
  }
}

/// How many bytes some rows have.
private struct RowsSize: RowSink {
  let filter: RowFilter
  var bytes: Int64 = 0

  mutating func take(_ row: Row, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard KeptRows.isRow(row, line) else { return false }
    if filter.isInTime(row) { bytes += Int64(line.count + 1) }
    return true
  }
}

/// Rows that are written to a file: those that a filter lets through, without the first of them.
private struct KeptRows: ~Copyable, RowSink {
  private let filter: RowFilter
  private let file: Descriptor
  private var buffer = Array(MetricsFormat.header.utf8)
  private var failure: SystemError?
  /// How many bytes of rows are yet to be removed.
  private(set) var surplus: Int64
  private(set) var removed: Int64 = 0
  private(set) var kept: Int64 = 0

  init(_ filter: RowFilter, surplus: Int64, into file: consuming Descriptor) {
    self.filter = filter
    self.surplus = surplus
    self.file = file
  }

  static func isRow(_ row: Row, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    OperationTable.isReadable(line[row.nameStart..<(row.nameStart + row.nameCount)])
  }

  mutating func take(_ row: Row, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard KeptRows.isRow(row, line) else { return false }
    if !filter.isInTime(row) {
      removed += 1
    } else if surplus > 0 {
      surplus -= Int64(line.count + 1)
      removed += 1
    } else {
      kept += 1
      append(line)
    }
    return true
  }

  mutating func takeComment(_ line: UnsafeBufferPointer<UInt8>) {
    // Ours is there already; a comment of the user's stays.
    if line.first == UInt8(ascii: "#"), !line.starts(with: "# timestamp,".utf8) { append(line) }
  }

  private mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
    buffer.append(contentsOf: line)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= 1 << 18 { flush() }
  }

  private mutating func flush() {
    do throws(SystemError) { try IO.write(file.number, buffer) } catch { failure = error }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left; throws where anything could not be written.
  mutating func finish(_ path: BytePath) throws(MetricsError) {
    flush()
    if let failure { throw .system(SystemError(failure.code, failure.deed, path)) }
  }
}
