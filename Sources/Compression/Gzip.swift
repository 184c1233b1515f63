import CZlib

/// Gzip, for the `.gz` files of others.
public enum Gzip {
  /// Compresses a text that is in memory already.
  public static func compress(_ bytes: [UInt8], level: Int32 = 6) throws(CompressionError)
    -> [UInt8]
  {
    try Compressor(level: level).convert(bytes, limit: .max)
  }

  /// Decompresses a text into memory, refusing what is longer than `limit`.
  public static func decompress(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
    try Decompressor().convert(bytes, limit: limit)
  }

  /// 32 KiB of window, and 16 more for a gzip header instead of zlib's own.
  private static let windowBits: Int32 = 15 + 16

  /// zlib remembers where its state lies, so that the state must not move with its Swift owner.
  private static func allocate() -> UnsafeMutablePointer<z_stream> {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    return stream
  }

  /// Makes one member. C: `deflate`.
  public struct Compressor: CompressionStream, ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    /// A member that starts empty; level 6 is gzip's own standard. C: `deflateInit2`.
    public init(level: Int32 = 6) throws(CompressionError) {
      let stream = Gzip.allocate()
      let result = deflateInit2_(
        stream, level, Z_DEFLATED, Gzip.windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
      if result != Z_OK {
        stream.deallocate()
        throw .outOfMemory
      }
      self.stream = stream
    }

    deinit {
      deflateEnd(stream)
      stream.deallocate()
    }

    /// Takes what it can of the input and fills what it can of the output.
    public mutating func step(
      _ input: RawSpan, isLast: Bool, into output: inout OutputSpan<UInt8>
    ) throws(CompressionError) -> CompressionStep {
      let (result, consumed) = Gzip.run(stream, input, &output) {
        deflate($0, isLast && $1 ? Z_FINISH : Z_NO_FLUSH)
      }
      return CompressionStep(consumed: consumed, isComplete: result == Z_STREAM_END)
    }
  }

  /// Reads members that follow each other, and the zeros with which tapes are filled up.
  /// C: `inflate`.
  public struct Decompressor: CompressionStream, ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private var offset = 0
    private var isBetweenMembers = false

    /// A text of which nothing was read yet. C: `inflateInit2`.
    public init() throws(CompressionError) {
      let stream = Gzip.allocate()
      let result = inflateInit2_(
        stream, Gzip.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      if result != Z_OK {
        stream.deallocate()
        throw .outOfMemory
      }
      self.stream = stream
    }

    deinit {
      inflateEnd(stream)
      stream.deallocate()
    }

    /// Takes what it can of the input and fills what it can of the output.
    public mutating func step(
      _ input: RawSpan, isLast: Bool, into output: inout OutputSpan<UInt8>
    ) throws(CompressionError) -> CompressionStep {
      if isBetweenMembers { return startMember(input, isLast: isLast) }
      let (result, consumed) = Gzip.run(stream, input, &output) { stream, _ in
        inflate(stream, Z_NO_FLUSH)
      }
      offset += consumed
      switch result {
      case Z_STREAM_END:
        isBetweenMembers = true
        return CompressionStep(
          consumed: consumed, isComplete: isLast && consumed == input.byteCount)
      case Z_OK, Z_BUF_ERROR:
        if isLast, consumed == input.byteCount, !output.isFull {
          throw .truncated(format: "gzip", offset: offset)
        }
        return CompressionStep(consumed: consumed, isComplete: false)
      case Z_MEM_ERROR: throw .outOfMemory
      default:
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "error \(result)"
        throw .corrupt(format: "gzip", offset: offset, reason: reason)
      }
    }

    /// Steps over zeros; anything else must be another member, which the next step reads.
    private mutating func startMember(_ input: RawSpan, isLast: Bool) -> CompressionStep {
      let zeros = input.withUnsafeBytes { $0.firstIndex { $0 != 0 } ?? $0.count }
      offset += zeros
      if zeros == input.byteCount { return CompressionStep(consumed: zeros, isComplete: isLast) }
      inflateReset(stream)
      isBetweenMembers = false
      return CompressionStep(consumed: zeros, isComplete: false)
    }
  }

  /// Lends both buffers to zlib, and tells the output how much of it was filled. The call learns
  /// whether it sees all of the input: zlib counts in 32 bits.
  private static func run(
    _ stream: UnsafeMutablePointer<z_stream>, _ input: RawSpan, _ output: inout OutputSpan<UInt8>,
    _ call: (UnsafeMutablePointer<z_stream>, _ seesAll: Bool) -> Int32
  ) -> (result: Int32, consumed: Int) {
    input.withUnsafeBytes { bytes in
      output.withUnsafeMutableBufferPointer { room, filled in
        let seen = min(bytes.count, 1 << 30)
        let free = min(room.count - filled, 1 << 30)
        // zlib only reads the input, although its interface does not say so.
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(seen)
        // In bounds: `filled` is at most the count.
        stream.pointee.next_out = room.baseAddress.map { $0 + filled }
        stream.pointee.avail_out = UInt32(free)
        let result = call(stream, seen == bytes.count)
        filled += free - Int(stream.pointee.avail_out)
        let consumed = seen - Int(stream.pointee.avail_in)
        // The buffers are lent for this call only.
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        return (result, consumed)
      }
    }
  }
}
