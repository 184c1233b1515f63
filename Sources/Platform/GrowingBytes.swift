import CLinux
import Glibc

/// Memory that grows as bytes are added to its end. What was added stays where it is counted from
/// the beginning, and large memory grows by moving pages, not bytes.
public struct GrowingBytes: ~Copyable {
  @usableFromInline var base: UnsafeMutableRawPointer?
  @usableFromInline var capacity = 0
  /// How many bytes there are.
  public private(set) var count = 0

  /// Memory without bytes; room for as many is taken at once.
  public init(capacity: Int = 0) {
    if capacity > 0 { reserve(capacity) }
  }

  deinit { GrowingBytes.release(base, capacity: capacity) }

  /// Adds a value of fixed size, as it lies in memory.
  @inlinable
  @inline(__always)
  public mutating func append<Value: BitwiseCopyable>(_ value: Value) {
    let size = MemoryLayout<Value>.size
    if capacity - count < size { reserve(size) }
    // In bounds: there is room for `size` bytes behind the first `count`.
    if let base { (base + count).storeBytes(of: value, as: Value.self) }
    advance(size)
  }

  /// Adds bytes.
  public mutating func append(_ bytes: RawSpan) {
    let size = bytes.byteCount
    if size == 0 { return }
    if capacity - count < size { reserve(size) }
    bytes.withUnsafeBytes { bytes in
      // In bounds: as above.
      if let base, let start = bytes.baseAddress { memcpy(base + count, start, size) }
    }
    advance(size)
  }

  /// Adds bytes.
  public mutating func append(_ bytes: [UInt8]) { append(bytes.span.bytes) }

  /// Lends what is there.
  public borrowing func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // In bounds: `count` bytes were written, and the memory outlives the call.
    try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(base), count: count).bytes)
  }

  /// Changes a number that was added before; an offset beyond them is a mistake of the caller's.
  public mutating func store(_ value: UInt32, at offset: Int) {
    precondition(offset >= 0 && offset + 4 <= count)
    base?.storeBytes(of: value, toByteOffset: offset, as: UInt32.self)
  }

  /// A number that was added before; an offset beyond them is a mistake of the caller's.
  public borrowing func load(at offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset + 4 <= count)
    return base?.loadUnaligned(fromByteOffset: offset, as: UInt32.self) ?? 0
  }

  /// The bytes, which change no more; they are not copied.
  public consuming func frozen() -> FrozenBytes {
    defer {
      base = nil
      capacity = 0
    }
    return FrozenBytes(owning: base, capacity: capacity, count: count)
  }

  /// Reads a file from where it is read next to its end, refusing what is longer than `limit`.
  /// C: `read`.
  public static func reading(
    _ descriptor: Int32, limit: Int, path: BytePath = BytePath()
  ) throws(SystemError) -> GrowingBytes {
    var bytes = GrowingBytes()
    // One more than there is, so that the end is found by the read that reads the last byte.
    if let status = try? FileStatus.of(descriptor, path: path), status.kind == .file {
      bytes.reserve(Int(clamping: min(status.signature.size, Int64(limit))) + 1)
    }
    while true {
      if bytes.count == bytes.capacity { bytes.reserve(65536) }
      // In bounds: as many bytes are free behind the first `count`.
      let room = UnsafeMutableRawBufferPointer(
        start: bytes.base.map { $0 + bytes.count }, count: bytes.capacity - bytes.count)
      let count = try IO.read(descriptor, into: room, path: path)
      if count == 0 { return bytes }
      bytes.advance(count)
      if bytes.count > limit { throw SystemError(EFBIG, "read", path) }
    }
  }

  @usableFromInline
  mutating func advance(_ size: Int) { count += size }

  /// Makes room for more.
  @usableFromInline
  @inline(never)
  mutating func reserve(_ size: Int) {
    let wanted = max(capacity * 2, count + size, 256)
    if wanted < GrowingBytes.largeBytes {
      guard let memory = realloc(base, wanted) else { fatalError("out of memory") }
      (base, capacity) = (memory, wanted)
    } else {
      reserveLarge(wanted)
    }
  }

  /// From this size on memory is asked for in large pages. Half of the time of reading a large text is
  /// the kernel's, giving memory page by page: by 2 MiB at once it is a tenth.
  private static let largeBytes = 4 << 20
  private static let largePageBytes = 2 << 20

  /// Makes room in memory of its own, which grows by moving pages. C: `mmap`, `mremap`, `madvise`.
  private mutating func reserveLarge(_ size: Int) {
    let wanted = (size + GrowingBytes.largePageBytes - 1) & ~(GrowingBytes.largePageBytes - 1)
    let isLarge = capacity >= GrowingBytes.largeBytes
    let memory =
      isLarge
      ? linux_remap(base, UInt(capacity), UInt(wanted))
      : mmap(nil, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { fatalError("out of memory") }
    // Where there are no large pages, nothing changes.
    if !isLarge { madvise(memory, wanted, MADV_HUGEPAGE) }
    if !isLarge, let base {
      // In bounds: there are `count` bytes there, and room for more here.
      memcpy(memory, base, count)
      free(base)
    }
    (base, capacity) = (memory, wanted)
  }

  /// Gives memory back that was reserved.
  static func release(_ base: UnsafeMutableRawPointer?, capacity: Int) {
    if capacity >= largeBytes { munmap(base, capacity) } else { free(base) }
  }
}
