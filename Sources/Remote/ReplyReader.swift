import CHiredis

/// Makes answers of the bytes that a server sends: hiredis's reader, which calls back for each part
/// that it has found.
///
/// Nothing here goes on a server's word: room is made for what has arrived, not for what was
/// announced, and one answer may take no more than a limit.
final class ReplyReader {
  private let reader: UnsafeMutablePointer<redisReader>
  /// The reader goes by these for as long as it lives.
  private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
  private let limitBytes: Int
  private var parts: [Reply.Part] = []
  private var partBytes = 0
  private var isTooLarge = false
  /// Whether bytes have come after those of the last answer.
  private(set) var hasRest = false

  /// A line, as opposed to a text, has no length before it: it is looked through from its beginning
  /// each time some more of it has come. None that a server sends is nearly as long.
  private static let lineBytesMax = 65536
  /// What a part takes beside its bytes.
  private static let overheadBytes = 64
  /// The reader looks only whether there is something, not at it.
  private static var someObject: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: 1) }

  /// A reader for answers of at most so many bytes.
  init(limitBytes: Int) throws(RemoteError) {
    self.limitBytes = limitBytes
    functions = .allocate(capacity: 1)
    functions.initialize(to: redisReplyObjectFunctions())
    functions.pointee.createString = { task, bytes, count in
      ReplyReader.take(task, .text(UnsafeRawBufferPointer(start: bytes, count: Int(count))))
    }
    functions.pointee.createArray = { task, count in
      ReplyReader.take(task, .part(.list(Int(count))))
    }
    functions.pointee.createInteger = { task, value in
      ReplyReader.take(task, .part(.integer(value)))
    }
    functions.pointee.createNil = { task in ReplyReader.take(task, .part(.missing)) }
    functions.pointee.freeObject = { _ in }
    guard let reader = redisReaderCreateWithFunctions(functions) else {
      functions.deallocate()
      throw .unreachable("there is no memory left for its answers")
    }
    self.reader = reader
    reader.pointee.privdata = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    redisReaderFree(reader)
    functions.deallocate()
  }

  /// Takes bytes in as they came.
  func feed(_ bytes: UnsafeRawBufferPointer) throws(RemoteError) {
    let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
    if redisReaderFeed(reader, start, bytes.count) != REDIS_OK { throw fault() }
  }

  /// The next answer that is there as a whole; nil where more bytes must come first.
  func next() throws(RemoteError) -> Reply? {
    var object: UnsafeMutableRawPointer?
    if redisReaderGetReply(reader, &object) != REDIS_OK {
      throw isTooLarge ? .protocolViolation("an answer is too large") : fault()
    }
    if object == nil {
      try checkRest()
      return nil
    }
    // From now on: the reader takes the first byte of the next answer out as soon as it is asked.
    hasRest = restBytes > 0
    let reply = Reply(parts: parts)
    parts = []
    partBytes = 0
    // A kind of part that we know nothing of leaves none behind.
    if reply.parts.isEmpty { throw reply.unexpected }
    return reply
  }

  private var restBytes: Int { Int(reader.pointee.len) - Int(reader.pointee.pos) }

  /// What has come of a part that is not whole yet must be able to become one.
  private func checkRest() throws(RemoteError) {
    let count = restBytes
    if count == 0 { return }
    if count > limitBytes + ReplyReader.lineBytesMax {
      throw .protocolViolation("an answer is too large")
    }
    guard let start = reader.pointee.buf else { return }
    // In bounds: `count` bytes lie between the reader's place and its end.
    let rest = UnsafeRawBufferPointer(start: start + Int(reader.pointee.pos), count: count)
    // A line that has its end is an answer by now, so that it must be the length of a text.
    let isText = rest.prefix(32).containsLineEnd
    if !isText, count > ReplyReader.lineBytesMax {
      throw .protocolViolation("a line is too long")
    }
  }

  /// What the reader has found wrong.
  private func fault() -> RemoteError {
    let text = withUnsafeBytes(of: reader.pointee.errstr) { bytes in
      Refusal.words(Array(bytes.prefix { $0 != 0 }))
    }
    return .protocolViolation(text)
  }

  private enum Found {
    case part(Reply.Part)
    case text(UnsafeRawBufferPointer)
  }

  /// Keeps a part; nil, at which the reader gives up, where it is too much.
  private static func take(
    _ task: UnsafePointer<redisReadTask>?, _ found: Found
  ) -> UnsafeMutableRawPointer? {
    guard let task, let owner = task.pointee.privdata else { return nil }
    // The owner is calling the reader at this moment, and so alive.
    let this = Unmanaged<ReplyReader>.fromOpaque(owner).takeUnretainedValue()
    var size = overheadBytes
    if case .text(let bytes) = found { size += bytes.count }
    this.partBytes += size
    if this.partBytes > this.limitBytes + lineBytesMax {
      this.isTooLarge = true
      return nil
    }
    switch found {
    case .part(let part): this.parts.append(part)
    case .text(let bytes):
      switch task.pointee.type {
      case REDIS_REPLY_STATUS: this.parts.append(.status(Array(bytes)))
      case REDIS_REPLY_ERROR: this.parts.append(.error(Array(bytes)))
      default: this.parts.append(.bytes(Array(bytes)))
      }
    }
    return someObject
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// Whether a line ends in it.
  fileprivate var containsLineEnd: Bool {
    zip(self, dropFirst()).contains { $0 == UInt8(ascii: "\r") && $1 == UInt8(ascii: "\n") }
  }
}
