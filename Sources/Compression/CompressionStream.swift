/// What is wrong with a compressed text, or with the work on it.
public enum CompressionError: Error, Equatable {
  /// The bytes are not of the format; the offset says how far they could be followed.
  case corrupt(format: String, offset: Int, reason: String)
  /// The bytes end in the middle.
  case truncated(format: String, offset: Int)
  /// What comes out is longer than the caller takes.
  case tooLong(limit: Int)
  /// There is not enough memory for the work.
  case outOfMemory

  /// What is wrong, in the words of an error line.
  public var message: String {
    switch self {
    case .corrupt(let format, let offset, let reason):
      "not valid \(format) at byte \(offset): \(reason)"
    case .truncated(let format, let offset): "\(format) ends too early, at byte \(offset)"
    case .tooLong(let limit): "longer than \(limit) bytes when decompressed"
    case .outOfMemory: "not enough memory"
    }
  }
}

/// How far one step of a compression came.
public struct CompressionStep: Equatable, Sendable {
  /// How many bytes of the input it took.
  public let consumed: Int
  /// Whether all is done: the input was the last, and everything has come out.
  public let isComplete: Bool

  /// A step of one's own telling.
  public init(consumed: Int, isComplete: Bool) {
    self.consumed = consumed
    self.isComplete = isComplete
  }
}

/// A compression or decompression that goes on piece by piece, in memory that does not grow with
/// what passes through it.
public protocol CompressionStream: ~Copyable {
  /// Takes what it can of the input and fills what it can of the output.
  ///
  /// The caller comes again with the rest of the input, and with room in the output, until the
  /// step is complete. `isLast` says that nothing follows this input.
  mutating func step(
    _ input: RawSpan, isLast: Bool, into output: inout OutputSpan<UInt8>
  ) throws(CompressionError) -> CompressionStep
}

extension CompressionStream where Self: ~Copyable {
  /// Passes a whole text through, for what is known to be small: nothing longer than `limit`
  /// comes out.
  public consuming func convert(
    _ bytes: [UInt8], limit: Int
  ) throws(CompressionError) -> [UInt8] {
    var result: [UInt8] = []
    var consumed = 0
    var isComplete = false
    while !isComplete {
      let piece = try [UInt8](capacity: 64 * 1024) { (output) throws(CompressionError) in
        let input = bytes.span.extracting(consumed...).bytes
        let step = try self.step(input, isLast: true, into: &output)
        consumed += step.consumed
        isComplete = step.isComplete
      }
      if result.count + piece.count > limit { throw .tooLong(limit: limit) }
      result += piece
    }
    return result
  }
}
