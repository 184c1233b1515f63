import CZstd

/// Zstandard, for what this suite stores.
public enum Zstd {
  /// Compresses a text that is in memory already.
  public static func compress(_ bytes: [UInt8], level: Int32 = 3) throws(CompressionError)
    -> [UInt8]
  {
    try Compressor(level: level).convert(bytes, limit: .max)
  }

  /// Decompresses a text into memory, refusing what is longer than `limit`.
  public static func decompress(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
    try Decompressor().convert(bytes, limit: limit)
  }

  /// Makes one frame, with a checksum. C: `ZSTD_compressStream2`.
  public struct Compressor: CompressionStream, ~Copyable {
    private let context: OpaquePointer

    /// A frame that starts empty; level 3 is zstd's own standard.
    public init(level: Int32 = 3) throws(CompressionError) {
      guard let context = ZSTD_createCCtx() else { throw .outOfMemory }
      ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
      ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
      self.context = context
    }

    deinit { ZSTD_freeCCtx(context) }

    /// Takes what it can of the input and fills what it can of the output.
    public mutating func step(
      _ input: RawSpan, isLast: Bool, into output: inout OutputSpan<UInt8>
    ) throws(CompressionError) -> CompressionStep {
      var source = ZSTD_inBuffer()
      let left = Zstd.run(input, &source, &output) { [context] target, source in
        ZSTD_compressStream2(context, &target, &source, isLast ? ZSTD_e_end : ZSTD_e_continue)
      }
      // Only a lack of memory can fail here: there is no wrong input.
      if ZSTD_isError(left) != 0 { throw .outOfMemory }
      return CompressionStep(
        consumed: source.pos, isComplete: isLast && left == 0 && source.pos == source.size)
    }
  }

  /// Reads frames that follow each other. A frame that asks for a window of more than 128 MiB is
  /// refused as corrupt, which bounds the memory. C: `ZSTD_decompressStream`.
  public struct Decompressor: CompressionStream, ~Copyable {
    private let context: OpaquePointer
    private var offset = 0
    private var isBetweenFrames = false

    /// A text of which nothing was read yet.
    public init() throws(CompressionError) {
      guard let context = ZSTD_createDCtx() else { throw .outOfMemory }
      self.context = context
    }

    deinit { ZSTD_freeDCtx(context) }

    /// Takes what it can of the input and fills what it can of the output.
    public mutating func step(
      _ input: RawSpan, isLast: Bool, into output: inout OutputSpan<UInt8>
    ) throws(CompressionError) -> CompressionStep {
      var source = ZSTD_inBuffer()
      if !(isBetweenFrames && input.isEmpty) {
        let left = Zstd.run(input, &source, &output) { [context] target, source in
          ZSTD_decompressStream(context, &target, &source)
        }
        if ZSTD_isError(left) != 0 {
          throw .corrupt(
            format: "zstd", offset: offset + source.pos,
            reason: String(cString: ZSTD_getErrorName(left)))
        }
        isBetweenFrames = left == 0
      }
      offset += source.pos
      let isAtEnd = isLast && source.pos == source.size
      if isAtEnd, !isBetweenFrames, !output.isFull {
        throw .truncated(format: "zstd", offset: offset)
      }
      return CompressionStep(consumed: source.pos, isComplete: isAtEnd && isBetweenFrames)
    }
  }

  /// Lends both buffers to zstd, and tells the output how much of it was filled.
  private static func run(
    _ input: RawSpan, _ source: inout ZSTD_inBuffer, _ output: inout OutputSpan<UInt8>,
    _ call: (inout ZSTD_outBuffer, inout ZSTD_inBuffer) -> Int
  ) -> Int {
    input.withUnsafeBytes { bytes in
      output.withUnsafeMutableBufferPointer { room, filled in
        source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        var target = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: filled)
        let result = call(&target, &source)
        filled = target.pos
        return result
      }
    }
  }
}
