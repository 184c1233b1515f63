/// The key that a place of a line is guessed to have, with its quotes and its colon: at most sixteen bytes in
/// all, so that to see whether it is there is to compare two numbers.
struct KeyGuess: BitwiseCopyable {
  private var low: UInt64 = 1
  private var high: UInt64 = 1
  // None is never there: the bits that are compared are none, and those to compare with are not.
  private var lowMask: UInt64 = 0
  private var highMask: UInt64 = 0
  private var count: UInt8 = 0
  /// What the key stands for; `.max`: nothing.
  private(set) var role: UInt8 = .max
  private(set) var rank: UInt8 = 0

  /// None.
  init() {}

  /// What begins with a key's first quote and ends with its colon; none where that is too long.
  init(_ start: UnsafePointer<UInt8>, _ count: Int, _ role: UInt8, _ rank: UInt8) {
    if count > 16 { return }
    // In bounds: sixteen bytes may be read behind a line.
    (low, high) = LineFields.numbers(start, count)
    (lowMask, highMask) = (.max, 0)
    if count < 8 { lowMask = UInt64.max >> UInt64(8 * (8 - count)) }
    if count > 8 { highMask = UInt64.max >> UInt64(8 * (16 - count)) }
    (self.count, self.role, self.rank) = (UInt8(count), role, rank)
  }

  /// Whether the key is at an address, behind which sixteen bytes may be read.
  @inline(__always)
  func isKey(at start: UnsafePointer<UInt8>) -> Bool {
    let raw = UnsafeRawPointer(start)
    return raw.loadUnaligned(as: UInt64.self) & lowMask == low
      && raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & highMask == high
  }

  /// Passes over the key if it is there.
  @inline(__always)
  func takeKey(_ scanner: inout JSONScanner) -> Bool {
    // In bounds: sixteen bytes may be read behind a line.
    let isThere = isKey(at: scanner.next)
    if isThere { scanner.next += Int(count) }
    return isThere
  }
}
