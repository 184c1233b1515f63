import Glibc

/// A file's content as memory, read-only, for as long as its owner lives.
///
/// A file that is cut short while it is mapped ends the program with SIGBUS when the missing part
/// is touched: only files that are replaced whole, never changed in place, may be mapped.
public struct MappedFile: ~Copyable {
  let base: UnsafeRawPointer?
  /// How many bytes there are.
  public let count: Int

  /// Maps the whole of an open file. C: `mmap`.
  public init(_ descriptor: borrowing Descriptor, path: BytePath) throws(SystemError) {
    let size = Int(try FileStatus.of(descriptor.number, path: path).signature.size)
    var address: UnsafeMutableRawPointer?
    if size > 0 {
      address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor.number, 0)
      if address == MAP_FAILED { throw .last("map", path) }
    }
    count = size
    base = UnsafeRawPointer(address)
  }

  deinit {
    if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// Lends the content.
  public borrowing func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // In bounds: the mapping is `count` bytes long, and outlives the call.
    try body(UnsafeRawBufferPointer(start: base, count: count).bytes)
  }
}
