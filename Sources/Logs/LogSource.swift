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
  /// Why there are fewer entries than there should be: what is wrong with a compressed log that is cut off or
  /// damaged.
  public var fault: String? { content.fault }
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

/// The bytes of a log, opened where somebody reads them. Several threads may.
final class LogContent: @unchecked Sendable {
  private let file: LogFile
  private let signature: FileSignature?
  private let store: Store?
  private var mutex = pthread_mutex_t()
  private var number: Int32 = -1
  private var countRead: Int64?
  private var faultFound: String?

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
      let expanded = try ScratchFile.expanding(opened, file, store)
      (countRead, faultFound) = (expanded.count, expanded.fault)
      number = expanded.release()
    }
    return number
  }

  /// What is wrong with what is compressed, as far as it was read.
  var fault: String? {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    return faultFound
  }

  /// How many bytes there are, where that is known better than by the file's size.
  func count(orFile size: Int64) throws(SystemError) -> Int64 {
    if file.form == .plain, countRead == nil { return size }
    _ = try descriptor()
    return countRead ?? size
  }
}
