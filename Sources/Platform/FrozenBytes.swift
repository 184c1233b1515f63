import Glibc
import Synchronization

/// Bytes that change no more, in memory or in a mapped file, for as long as somebody holds them.
///
/// Bytes of a file may be checked block by block as they are first touched. What fails its check, or
/// lies beyond the end, reads as zeros, and `isDamaged` says so from then on: who reads asks it
/// before believing what was read.
public final class FrozenBytes {
  /// How the blocks of a mapped file are checked.
  public struct Check: Sendable {
    let blockBytes: Int
    let isWhole: @Sendable (_ block: Int, _ bytes: RawSpan) -> Bool

    /// Blocks of so many bytes, and whether one of them, counted from 0, is what was written.
    public init(
      blockBytes: Int, isWhole: @escaping @Sendable (_ block: Int, _ bytes: RawSpan) -> Bool
    ) {
      self.blockBytes = blockBytes
      self.isWhole = isWhole
    }
  }

  private let base: UnsafeRawPointer?
  /// The file that the bytes lie in, or nil where they are in memory of ours.
  private let mapping: MappedFile?
  private let isMapped: Bool
  private let capacity: Int
  private let check: Check?
  private var isChecked: [Bool]
  /// The block that was checked last. To check one brings all of its pages into memory, of which few
  /// are looked at: they are given back when the next one is checked, once there are many.
  private var recent = -1
  private var checkedCount = 0
  private static let keptCount = 32
  /// How many bytes there are.
  public let count: Int
  /// Whether something was read that is not there, or not what was written.
  public private(set) var isDamaged = false

  init(owning base: UnsafeMutableRawPointer?, capacity: Int, count: Int) {
    self.capacity = capacity
    self.base = UnsafeRawPointer(base)
    self.count = count
    isMapped = false
    mapping = nil
    check = nil
    isChecked = []
  }

  /// A copy of some bytes.
  public convenience init(_ bytes: RawSpan) {
    let memory = malloc(max(1, bytes.byteCount))
    bytes.withUnsafeBytes { bytes in
      // In bounds: the memory is as long.
      if let memory, let start = bytes.baseAddress { memcpy(memory, start, bytes.count) }
    }
    self.init(owning: memory, capacity: 0, count: memory == nil ? 0 : bytes.byteCount)
  }

  /// A copy of some bytes.
  public convenience init(_ bytes: [UInt8]) { self.init(bytes.span.bytes) }

  /// A part of a mapped file, which must be within it. Its blocks are checked as they are touched.
  public init(mapped file: consuming MappedFile, part: Range<Int>, check: Check) {
    precondition(part.lowerBound >= 0 && part.upperBound <= file.count)
    base = file.base.map { $0 + part.lowerBound }
    count = part.count
    isMapped = true
    capacity = 0
    mapping = consume file
    self.check = check
    let blocks = (part.count + check.blockBytes - 1) / check.blockBytes
    isChecked = Array(repeating: false, count: blocks)
  }

  deinit {
    if !isMapped {
      GrowingBytes.release(UnsafeMutableRawPointer(mutating: base), capacity: capacity)
    }
  }

  /// Whether a range is there, and is what was written.
  @inline(__always)
  private func isReadable(_ offset: Int, _ size: Int) -> Bool {
    guard offset >= 0, size >= 0, offset <= count - size else {
      isDamaged = true
      return false
    }
    return check == nil || isWhole(offset, size)
  }

  private func isWhole(_ offset: Int, _ size: Int) -> Bool {
    guard let check, let base, size > 0 else { return true }
    for block in (offset / check.blockBytes)...((offset + size - 1) / check.blockBytes)
    where !isChecked[block] {
      let start = block * check.blockBytes
      // In bounds: the block begins before the range's end, and ends with the bytes at the latest.
      let bytes = UnsafeRawBufferPointer(
        start: base + start, count: min(check.blockBytes, count - start))
      guard check.isWhole(block, bytes.bytes) else {
        isDamaged = true
        return false
      }
      isChecked[block] = true
      if isMapped {
        checkedCount += 1
        if checkedCount > FrozenBytes.keptCount { giveBack(recent, check.blockBytes) }
        recent = block
      }
    }
    return true
  }

  /// Checks all blocks of a range that were not checked yet, by so many threads at most, and leaves them in this
  /// process's memory. Returns whether all is what was written. Nobody else may ask meanwhile.
  public func check(_ range: Range<Int>, threads: Int) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      isDamaged = true
      return false
    }
    guard let check, let base, !isDamaged, !range.isEmpty else { return !isDamaged }
    final class Result: Sendable { let isWhole = Atomic<Bool>(true) }
    let result = Result()
    let (start, count) = (UInt(bitPattern: base), count)
    let blocks =
      (range.lowerBound / check.blockBytes)...((range.upperBound - 1) / check.blockBytes)
    let toCheck = blocks.filter { !isChecked[$0] }
    Team.share(toCheck.count, among: threads, atATime: 16) { index, _ in
      let first = toCheck[index] * check.blockBytes
      // In bounds: the block begins before the end, and ends with the bytes at the latest.
      let bytes = UnsafeRawBufferPointer(
        start: UnsafeRawPointer(bitPattern: start + UInt(first)),
        count: min(check.blockBytes, count - first))
      if !check.isWhole(toCheck[index], bytes.bytes) {
        result.isWhole.store(false, ordering: .relaxed)
      }
    }
    isDamaged = !result.isWhole.load(ordering: .relaxed)
    if !isDamaged { for block in blocks { isChecked[block] = true } }
    return !isDamaged
  }

  /// Takes the pages of a block out of this process; what is looked at again comes back from the
  /// system's memory. C: `madvise`.
  private func giveBack(_ block: Int, _ blockBytes: Int) {
    guard block >= 0, let base else { return }
    let pageBytes = sysconf(Int32(_SC_PAGESIZE))
    // With a page that is touched the system brings its neighbours, some of which were given back
    // before.
    let start = UInt(bitPattern: base + max(0, block - 2) * blockBytes)
    let first = (start + UInt(pageBytes) - 1) & ~UInt(pageBytes - 1)
    let end =
      UInt(bitPattern: base + min(count, (block + 1) * blockBytes)) & ~UInt(pageBytes - 1)
    // In bounds: only whole pages within the bytes. The mapping is read-only and of a file, so that
    // nothing is lost.
    if end > first {
      madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_DONTNEED)
    }
  }

  /// The byte at an offset.
  public subscript(offset: Int) -> UInt8 {
    guard isReadable(offset, 1), let base else { return 0 }
    // In bounds: it was just asked.
    return base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// A number of 32 bits.
  public func word(at offset: Int) -> UInt32 {
    guard isReadable(offset, 4), let base else { return 0 }
    // In bounds: it was just asked.
    return base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }

  /// Four numbers of 32 bits.
  public func words(at offset: Int) -> SIMD4<UInt32> {
    guard isReadable(offset, 16), let base else { return SIMD4() }
    // In bounds: it was just asked.
    return base.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt32>.self)
  }

  /// Lends a range of the bytes; none where one of them is not there, or not what was written.
  public func withBytes<Result, Failure: Error>(
    _ range: Range<Int>, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard isReadable(range.lowerBound, range.count), let base else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0).bytes)
    }
    // In bounds: it was just asked, and this object outlives the call.
    return try body(
      UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count).bytes)
  }

  /// Lends all bytes.
  public func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withBytes(0..<count, body)
  }

  /// A copy of a range of the bytes.
  public func copy(_ range: Range<Int>) -> [UInt8] {
    withBytes(range) { bytes in
      bytes.withUnsafeBytes { Array($0) }
    }
  }
}
