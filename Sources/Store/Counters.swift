import Platform

/// What was asked of a namespace since its counters began: twelve cells are added up, so that those
/// who count do not wait for each other.
///
/// A cell is 16 numbers of 8 bytes in the order below; the last one is a checksum (XXH64 of the
/// others). A cell that is spoilt counts from zero again.
public struct Counters: Equatable, Sendable {
  static let cellCount = 12
  static let size = 128
  /// How much larger a cache the record of evictions tells of: times the limit.
  public static let growths: [Double] = [1.25, 1.5, 2, 4]

  /// Answers that were there.
  public var hits: Int64 = 0
  /// Answers that were not.
  public var misses: Int64 = 0
  /// Hits that were past their time and given all the same.
  public var staleHits: Int64 = 0
  /// Entries that were written.
  public var puts: Int64 = 0
  /// Entries that were removed by name or by pattern.
  public var removals: Int64 = 0
  /// Entries that had to go for the limit.
  public var evictions: Int64 = 0
  /// Their bytes.
  public var evictedBytes: Int64 = 0
  /// Entries that were removed after their time.
  public var expirations: Int64 = 0
  /// What the hits would have taken to make, in nanoseconds.
  public var savedNanoseconds: Int64 = 0
  /// The payloads that were written, as they were put.
  public var payloadBytes: Int64 = 0
  /// The payloads that were written, as they were stored.
  public var storedBytes: Int64 = 0
  /// Misses that would have been hits, had the cache been larger: by each of the growths at most.
  public var nearMisses = InlineArray<4, Int64>(repeating: 0)

  /// Nothing yet.
  public init() {}

  private var numbers: InlineArray<15, Int64> {
    [
      hits, misses, staleHits, puts, removals, evictions, evictedBytes, expirations,
      savedNanoseconds, payloadBytes, storedBytes, nearMisses[0], nearMisses[1], nearMisses[2],
      nearMisses[3],
    ]
  }

  private init(_ numbers: InlineArray<15, Int64>) {
    hits = numbers[0]
    misses = numbers[1]
    staleHits = numbers[2]
    puts = numbers[3]
    removals = numbers[4]
    evictions = numbers[5]
    evictedBytes = numbers[6]
    expirations = numbers[7]
    savedNanoseconds = numbers[8]
    payloadBytes = numbers[9]
    storedBytes = numbers[10]
    for index in 0..<4 { nearMisses[index] = numbers[11 + index] }
  }

  init(cell bytes: [UInt8], at start: Int = 0) {
    self.init()
    guard bytes.count >= start + Counters.size,
      Checksum.ofBlock(bytes, start..<(start + 120))
        == bytes.littleEndian(at: start + 120)
    else { return }
    var numbers = InlineArray<15, Int64>(repeating: 0)
    for index in 0..<15 {
      numbers[index] = Int64(bitPattern: bytes.littleEndian(at: start + 8 * index))
    }
    self.init(numbers)
  }

  var cell: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Counters.size)
    let numbers = numbers
    for index in 0..<15 { bytes.append(littleEndian: UInt64(bitPattern: numbers[index])) }
    bytes.append(littleEndian: Checksum.ofBlock(bytes))
    return bytes
  }

  /// Adds others; sums stay at the largest number rather than overflow.
  public mutating func add(_ other: Counters) {
    var (sums, more) = (numbers, other.numbers)
    for index in 0..<15 {
      let (sum, overflow) = sums[index].addingReportingOverflow(more[index])
      sums[index] = overflow ? .max : sum
    }
    more = sums
    self = Counters(more)
  }

  /// Whether nothing was counted.
  var isEmpty: Bool {
    let numbers = numbers
    for index in 0..<15 where numbers[index] != 0 { return false }
    return true
  }

  /// Equal where all numbers are.
  public static func == (left: Counters, right: Counters) -> Bool {
    let (one, other) = (left.numbers, right.numbers)
    for index in 0..<15 where one[index] != other[index] { return false }
    return true
  }
}

extension Accounts {
  /// The counters of a namespace, as the file was last read.
  func counters(_ index: Int) -> Counters {
    var sum = Counters()
    for cell in 0..<Counters.cellCount {
      let start = Accounts.offset(ofSpace: index) + Accounts.cellsOffset + cell * Counters.size
      sum.add(Counters(cell: bytes, at: start))
    }
    return sum
  }

  /// Adds to the counters of a namespace.
  func add(_ counters: Counters, to index: Int) throws(SystemError) {
    let cell = Int(Environment.processNumber) % Counters.cellCount
    let start = Accounts.offset(ofSpace: index) + Accounts.cellsOffset + cell * Counters.size
    try take(at: start)
    defer { RangeLock.unlock(file.number, at: start) }
    let bytes = try IO.readOnce(file.number, at: start, limit: Counters.size, path: path)
    var sum = Counters(cell: bytes)
    sum.add(counters)
    try IO.write(file.number, sum.cell, at: start, path: path)
  }
}
