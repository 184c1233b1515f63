import Glibc

/// Memory of zeros, of which only the pages that are touched cost any, where there are many.
public enum ZeroedMemory {
  /// Room for so many values, for each of which zeros stand. C: `calloc`.
  public static func allocate<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value> {
    guard let memory = calloc(count, MemoryLayout<Value>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: Value.self, capacity: count)
  }

  /// Makes room for so many values, and keeps those that are there; what is new is anything. C: `realloc`.
  public static func enlarge<Value: BitwiseCopyable>(
    _ memory: UnsafeMutablePointer<Value>, to count: Int
  ) -> UnsafeMutablePointer<Value> {
    guard let memory = realloc(memory, count * MemoryLayout<Value>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: Value.self, capacity: count)
  }

  /// Gives it back. C: `free`.
  public static func release<Value: BitwiseCopyable>(_ memory: UnsafeMutablePointer<Value>) {
    free(memory)
  }
}

/// Memory of zeros in large pages, where the system has some: a table that is looked at all over, and that
/// comes page by page otherwise, at the price of an interruption each, and of more places for the processor to
/// remember than it can.
public struct LargePages: ~Copyable {
  private static let pageBytes = 2 << 20
  private let mapping: UnsafeMutableRawPointer
  private let mappedBytes: Int
  /// Where the memory begins.
  public let base: UnsafeMutableRawPointer

  /// Room for so many bytes. C: `mmap`, `madvise`.
  public init(bytes: Int) {
    mappedBytes = bytes + LargePages.pageBytes
    guard
      let mapping = mmap(
        nil, mappedBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      mapping != MAP_FAILED
    else { fatalError("out of memory") }
    self.mapping = mapping
    // In bounds: less than a large page is left out, and as much was mapped too many.
    let skipped = -Int(bitPattern: mapping) & (LargePages.pageBytes - 1)
    base = mapping + skipped
    // Where there are no large pages, nothing changes.
    madvise(base, bytes, MADV_HUGEPAGE)
  }

  deinit { munmap(mapping, mappedBytes) }
}
