import Compression
import Glibc
import Platform
import Store

/// A log that is asked: its file, and the rows that were made of it.
public final class LogSource {
  /// Its place among all that are asked: of entries of one time, those of the first log come first.
  public let number: Int
  /// The log.
  public let file: LogFile
  /// Where it can be read, or why not.
  let content: LogContent
  let signature: FileSignature
  var parts: [Part] = []
  /// The lines of the log, malformed and blank ones, too.
  public internal(set) var lines: Int64 = 0
  /// Those that are no entries.
  public internal(set) var malformed: Int64 = 0
  /// Entries.
  public internal(set) var rows: Int64 = 0
  /// Whether it ends with a line that is not finished.
  public internal(set) var isUnfinished = false
  /// Whether something that was kept of it was not what was written.
  public internal(set) var isDamaged = false

  init(_ number: Int, _ file: LogFile, _ content: LogContent, _ signature: FileSignature) {
    self.number = number
    self.file = file
    self.content = content
    self.signature = signature
  }

  /// Whether there are levels or events that are too long to be kept as texts.
  var hasLongWords: Bool {
    var hasLongWords = false
    for part in parts {
      part.forEachPair { level, event, _ in
        hasLongWords =
          hasLongWords || level == PartBuilder.longWord || event == PartBuilder.longWord
      }
    }
    return hasLongWords
  }

  /// The block of a part; where what was kept of it is damaged, it is made anew from the log.
  func block(_ part: Part, _ zone: BlockZone, _ names: FieldNames) -> Block? {
    if let block = Block(part, zone) { return block }
    isDamaged = true
    let builder = PartBuilder(names)
    builder.begin(at: zone.logStart, lastTime: zone.timeBefore)
    guard let descriptor = try? content.descriptor() else { return nil }
    _ = try? LogReader().forEachLine(
      descriptor, from: zone.logStart, to: zone.logEnd, size: zone.logEnd, path: file.path
    ) { line, offset, end in
      if let line { _ = builder.add(line, at: offset, endingAt: end) }
    }
    guard let part = builder.part(), let zone = part.zones.first, part.zones.count == 1 else {
      return nil
    }
    return Block(part, zone)
  }
}

/// A file without a name, and how many bytes were written to it.
struct ScratchFile: ~Copyable {
  let descriptor: Descriptor
  let count: Int64

  consuming func release() -> Int32 { descriptor.release() }
}

/// The bytes of a log, opened where somebody reads them. Several threads may.
final class LogContent: @unchecked Sendable {
  private let file: LogFile
  private let signature: FileSignature?
  private let store: Store?
  private var mutex = pthread_mutex_t()
  private var number: Int32 = -1
  private var countRead: Int64?

  /// The file that has this signature, and no other that has its path by now.
  init(_ file: LogFile, _ signature: FileSignature, _ store: Store?) {
    self.file = file
    self.signature = signature
    self.store = store
    pthread_mutex_init(&mutex, nil)
  }

  /// Bytes that are in a file without a name already.
  init(_ file: LogFile, _ scratch: consuming ScratchFile) {
    self.file = file
    signature = nil
    store = nil
    pthread_mutex_init(&mutex, nil)
    countRead = scratch.count
    number = scratch.release()
  }

  deinit {
    if number >= 0 { Glibc.close(number) }
    pthread_mutex_destroy(&mutex)
  }

  /// A file that gives the bytes; what is compressed is expanded first, into a file without a name.
  func descriptor() throws(SystemError) -> Int32 {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    if number >= 0 { return number }
    let opened = try Descriptor.open(file.path, O_RDONLY)
    if let signature {
      let status = try FileStatus.of(opened.number, path: file.path)
      guard status.signature.isSameFile(as: signature) else {
        throw SystemError(ESTALE, "read", file.path)
      }
    }
    switch file.form {
    case .plain: number = opened.release()
    case .gzip, .zstd:
      let expanded = try LogContent.expand(opened, file, store)
      countRead = expanded.count
      number = expanded.release()
    }
    return number
  }

  /// How many bytes there are, where that is known better than by the file's size.
  func count(orFile size: Int64) throws(SystemError) -> Int64 {
    if file.form == .plain, countRead == nil { return size }
    _ = try descriptor()
    return countRead ?? size
  }

  /// Sets aside what can be read once only: a file without a name, and how many bytes it has.
  static func gather(
    _ descriptor: Int32, _ store: Store?, _ path: BytePath
  ) throws(SystemError) -> ScratchFile {
    let target = try scratch(store)
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var all: Int64 = 0
    while true {
      let count = try IO.read(descriptor, into: &buffer, path: path)
      if count == 0 { return ScratchFile(descriptor: target, count: all) }
      try IO.write(target.number, buffer.span.bytes.extracting(0..<count), path: path)
      all += Int64(count)
    }
  }

  /// A file without a name.
  static func scratch(_ store: Store?) throws(SystemError) -> Descriptor {
    if let store, let file = try? store.scratchFile() { return file }
    let folder = Environment["TMPDIR"].map { BytePath(bytes: $0) } ?? "/tmp"
    if let file = try? Descriptor.open(folder, O_RDWR | __O_TMPFILE, mode: 0o600) { return file }
    return try Descriptor.inMemory()
  }

  private static func expand(
    _ opened: borrowing Descriptor, _ file: LogFile, _ store: Store?
  ) throws(SystemError) -> ScratchFile {
    let target = try scratch(store)
    var count: Int64 = 0
    do throws(CompressionError) {
      if file.form == .gzip {
        count = try expand(opened.number, target.number) { () throws(CompressionError) in
          try Gzip.Decompressor()
        }
      } else {
        count = try expand(opened.number, target.number) { () throws(CompressionError) in
          try Zstd.Decompressor()
        }
      }
    } catch {
      throw SystemError(EBADMSG, "expand", file.path)
    }
    return ScratchFile(descriptor: target, count: count)
  }

  /// Expands a file, stream by stream, into another. What ends too early is expanded as far as it goes.
  private static func expand<Stream: CompressionStream & ~Copyable>(
    _ source: Int32, _ target: Int32, _ make: () throws(CompressionError) -> Stream
  ) throws(CompressionError) -> Int64 {
    var input = [UInt8](repeating: 0, count: 256 << 10)
    var written: Int64 = 0
    var stream = try make()
    var hasBegun = false
    while let count = try? IO.read(source, into: &input), count > 0 {
      var consumed = 0
      while consumed < count {
        var step = CompressionStep(consumed: 0, isComplete: false)
        let piece = try [UInt8](capacity: 256 << 10) { (output) throws(CompressionError) in
          // In bounds: so many bytes were read, and not all of them were taken.
          step = try stream.step(
            input.span.bytes.extracting(consumed..<count), isLast: false, into: &output)
        }
        hasBegun = true
        consumed += step.consumed
        guard (try? IO.write(target, piece)) != nil else { throw .truncated(format: "", offset: 0) }
        written += Int64(piece.count)
        if step.isComplete {
          stream = try make()
          hasBegun = false
        } else if step.consumed == 0, piece.isEmpty {
          throw .truncated(format: "", offset: 0)
        }
      }
    }
    // What the last bytes stand for may still be within.
    while hasBegun {
      var isComplete = false
      let piece = try [UInt8](capacity: 256 << 10) { (output) throws(CompressionError) in
        isComplete = try stream.step([UInt8]().span.bytes, isLast: false, into: &output).isComplete
      }
      if piece.isEmpty { break }
      guard (try? IO.write(target, piece)) != nil else { throw .truncated(format: "", offset: 0) }
      written += Int64(piece.count)
      if isComplete { break }
    }
    return written
  }
}
