import Glibc
import Platform
import Store
import Synchronization

/// The bytes of a log, opened where somebody reads them. Several threads may.
///
/// There may be more logs than files may be open, and compressed ones may expand to more than there is room
/// for: of those that nobody reads at the moment only some stay open, see ``IdleContents``.
final class LogContent: @unchecked Sendable {
  private let file: LogFile
  var path: BytePath { file.path }
  /// How the bytes are kept. What the name says is not enough: it may be that of a link to the log.
  private(set) var form: LogFile.Form
  /// Nil where the bytes cannot be had a second time.
  private let signature: FileSignature?
  private let store: Store?
  private var mutex = pthread_mutex_t()
  /// While it is idle, the idle ones' lock is needed for it.
  private var number: Int32 = -1
  /// Whether it is among those; their lock is needed for it.
  fileprivate var isIdle = false
  private var users = 0
  /// Whether lines of it are wanted again and again.
  private var stays = false
  private var countRead: Int64?
  private var faultFound: String?
  private var failureFound: SystemError?

  /// Whether the bytes are had by expanding the file.
  var isCompressed: Bool { form != .plain }

  /// Takes over how it was kept when it was read before, if it is the same since. False where it is kept
  /// in another way now, or may be: the number of a file that is gone is given to others.
  func take(_ known: LogFile.Form, isSame: Bool) -> Bool {
    if isSame, form == .plain { form = known }
    return form == known
  }

  /// Looks whether a log is compressed whose name does not say so, while nobody reads it.
  func lookAtBeginning() {
    guard form == .plain, let signature, let file = try? Descriptor.open(self.file.path, O_RDONLY),
      let status = try? FileStatus.of(file.number, path: self.file.path),
      status.signature.isSameFile(as: signature),
      let bytes = try? IO.readOnce(file.number, at: 0, limit: 4),
      let found = LogFile.Form(beginning: bytes)
    else { return }
    form = found
    // It may be open as if it were plain.
    IdleContents.remove(self)
    if number >= 0 { close() }
  }

  /// The file that has this signature, and no other that has its path by now.
  init(_ file: LogFile, _ signature: FileSignature, _ store: Store?) {
    self.file = file
    form = file.form
    self.signature = signature
    self.store = store
    pthread_mutex_init(&mutex, nil)
  }

  /// Bytes that are in a file without a name already.
  init(_ file: LogFile, _ scratch: consuming ScratchFile) {
    self.file = file
    form = .plain
    signature = nil
    store = nil
    pthread_mutex_init(&mutex, nil)
    countRead = scratch.count
    number = scratch.release()
  }

  deinit {
    IdleContents.remove(self)
    if number >= 0 { Glibc.close(number) }
    pthread_mutex_destroy(&mutex)
  }

  /// A file that gives the bytes, as long as this is held.
  struct Opened: ~Copyable {
    let number: Int32
    private let content: LogContent

    fileprivate init(_ content: LogContent) {
      self.content = content
      number = content.number
    }

    deinit { content.giveBack() }
  }

  /// Opens the log; what is compressed is expanded first, into a file without a name. `stays`: that is
  /// needed again and again.
  func opened(stays: Bool = false) throws(SystemError) -> Opened {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    if users == 0 { IdleContents.remove(self) }
    if number < 0 {
      do throws(SystemError) { try open() } catch {
        let isForLack = error.code == EMFILE || error.code == ENFILE || error.code == ENOSPC
        guard isForLack, IdleContents.closeAll() else { throw error }
        try open()
      }
    }
    self.stays = self.stays || stays
    users += 1
    return Opened(self)
  }

  private func open() throws(SystemError) {
    let opened = try Descriptor.open(file.path, O_RDONLY)
    if let signature {
      let status = try FileStatus.of(opened.number, path: file.path)
      guard status.signature.isSameFile(as: signature) else {
        throw SystemError(ESTALE, "read", file.path)
      }
    }
    if !isCompressed {
      number = opened.release()
      return
    }
    let expanded = try ScratchFile.expanding(opened, file.path, form, store)
    (countRead, faultFound) = (expanded.count, expanded.fault)
    number = expanded.release()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    return body()
  }

  private func giveBack() {
    locked {
      users -= 1
      // What can be had once only stays.
      if users == 0, signature != nil { IdleContents.add(self) }
    }
  }

  /// Closes the file, which nobody reads.
  fileprivate func close() {
    Glibc.close(number)
    number = -1
  }

  /// How much it takes of what the idle ones may have together. What is wanted again and again is not given
  /// up for its size: that would be to expand it again and again.
  fileprivate var idleBytes: Int64 { isCompressed && !stays ? countRead ?? 0 : 0 }

  /// Whether its file, which is open, still is as it was when it was found; notes that it was cut off since.
  func isAsFound(_ file: Int32) -> Bool {
    guard !isCompressed, let signature else { return true }
    guard let now = try? FileStatus.of(file, path: self.file.path).signature else { return false }
    if now.size < signature.size { fail(SystemError(ESTALE, "read", self.file.path)) }
    return now.size == signature.size && now.modifiedNanoseconds == signature.modifiedNanoseconds
  }

  /// Notes that some of it could not be read.
  func fail(_ error: SystemError) { locked { failureFound = failureFound ?? error } }

  /// Why lines of it could not be read.
  var failure: SystemError? { locked { failureFound } }

  /// What is wrong with what is compressed, as far as it was read.
  var fault: String? { locked { faultFound } }

  /// How many bytes there are, where that was found out already.
  var countIfKnown: Int64? { locked { countRead } }

  /// How many bytes there are, where that is known better than by the file's size.
  func count(orFile size: Int64) throws(SystemError) -> Int64 {
    if let countIfKnown { return countIfKnown }
    if !isCompressed { return size }
    _ = try opened()
    return countIfKnown ?? size
  }
}

/// Logs that are open, and that nobody reads at the moment. Where they are too many, or what was expanded of
/// them is too much, those that were not read for the longest time are closed.
private enum IdleContents {
  private static let bytesMax: Int64 = 256 << 20
  /// Half of the files that may be open: others are in use.
  private static let filesMax = max(8, min(16384, OpenFileLimit.current / 2))
  private static let state = Mutex(State())

  /// The one that was read last comes last. They are as long as they are here: they leave before they end.
  private struct State {
    var contents: [Unmanaged<LogContent>] = []
    var bytes: Int64 = 0

    mutating func closeOldest() {
      let oldest = contents.removeFirst().takeUnretainedValue()
      bytes -= oldest.idleBytes
      oldest.isIdle = false
      oldest.close()
    }
  }

  static func add(_ content: LogContent) {
    state.withLock { state in
      content.isIdle = true
      state.contents.append(.passUnretained(content))
      state.bytes += content.idleBytes
      while state.contents.count > filesMax || state.bytes > bytesMax { state.closeOldest() }
    }
  }

  /// Closes all. Returns whether there were any.
  static func closeAll() -> Bool {
    state.withLock { state in
      let hasAny = !state.contents.isEmpty
      while !state.contents.isEmpty { state.closeOldest() }
      return hasAny
    }
  }

  static func remove(_ content: LogContent) {
    state.withLock { state in
      if !content.isIdle { return }
      content.isIdle = false
      let reference = Unmanaged.passUnretained(content).toOpaque()
      if let place = state.contents.lastIndex(where: { $0.toOpaque() == reference }) {
        state.contents.remove(at: place)
      }
      state.bytes -= content.idleBytes
    }
  }
}
