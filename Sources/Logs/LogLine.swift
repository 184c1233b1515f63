/// A line of a log while it is looked at, without the newline that ends it.
///
/// Its bytes lie in a buffer of ours in which a newline follows them, and then 64 bytes more that may be
/// read: whoever looks for the end of something finds the newline at the latest, and needs to ask nowhere
/// else whether bytes are left. It is valid within the call that lends it.
public struct LogLine {
  /// How many bytes may be read beyond the newline.
  static let roomBytes = 64

  let start: UnsafePointer<UInt8>
  /// How many bytes it has.
  public let count: Int

  /// A line; the caller promises the newline and the room behind it.
  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
  }

  /// The line without a mark of the byte order before it.
  var withoutMark: LogLine {
    // In bounds: it has three bytes.
    count >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF
      ? LogLine(start + 3, count - 3) : self
  }

  /// Lends the bytes.
  public func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // In bounds: the line has so many bytes.
    try body(UnsafeRawBufferPointer(start: start, count: count).bytes)
  }

  /// Lends the bytes and the newline behind them.
  public func withEndedBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // In bounds: a newline follows the line.
    try body(UnsafeRawBufferPointer(start: start, count: count + 1).bytes)
  }

  /// A copy of a part of it.
  public func copy(_ range: Range<Int>) -> [UInt8] {
    // In bounds: ranges come from values within the line.
    Array(UnsafeBufferPointer(start: start + range.lowerBound, count: range.count))
  }

  /// A copy of it.
  public var bytes: [UInt8] { copy(0..<count) }

  /// Lends some bytes as a line. Costs a copy.
  public static func lending<Result>(_ bytes: [UInt8], _ body: (LogLine) -> Result) -> Result {
    var copy = bytes
    return lending(own: &copy, body)
  }

  /// Lends some bytes as a line, and adds to them what has to follow it.
  static func lending<Result>(own bytes: inout [UInt8], _ body: (LogLine) -> Result) -> Result {
    let count = bytes.count
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(0, count: roomBytes))
    return bytes.withUnsafeBufferPointer { buffer in
      // In bounds: a newline and room follow the bytes. The buffer is not empty.
      guard let start = buffer.baseAddress else { fatalError("no bytes") }
      return body(LogLine(start, count))
    }
  }
}

/// What a value in a line is.
public enum ValueKind: UInt8, Sendable, BitwiseCopyable {
  /// There is none.
  case none
  /// A string without escapes.
  case string
  /// A string with escapes.
  case escapedString
  /// A number.
  case number
  /// `true`.
  case yes
  /// `false`.
  case no
  /// `null`.
  case null
  /// An object.
  case object
  /// An array.
  case array
}

/// Where a value lies in a line, and what it is: of a string what is between the quotes.
public struct LineValue: Sendable, BitwiseCopyable {
  // Lines have at most 256 MiB: so many of these are copied that their size counts.
  private var first: UInt32 = 0
  private var behind: UInt32 = 0
  /// What it is.
  public var kind = ValueKind.none

  /// None.
  public init() {}

  @inline(__always)
  init(_ start: Int, _ end: Int, _ kind: ValueKind) {
    first = UInt32(truncatingIfNeeded: start)
    behind = UInt32(truncatingIfNeeded: end)
    self.kind = kind
  }

  /// The offset of its first byte.
  @inline(__always)
  public var start: Int { Int(first) }
  /// The offset behind its last byte.
  @inline(__always)
  public var end: Int { Int(behind) }
  /// Where its bytes lie.
  public var range: Range<Int> { start..<end }
  /// Whether it is there, and not `null`.
  public var isThere: Bool { kind != .none && kind != .null }
  /// Whether it is a string.
  public var isString: Bool { kind == .string || kind == .escapedString }
}
