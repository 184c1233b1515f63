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

  /// Gives it back. C: `free`.
  public static func release<Value: BitwiseCopyable>(_ memory: UnsafeMutablePointer<Value>) {
    free(memory)
  }
}
