import Glibc
import Platform
import Store

/// A file without a name, for what can be read once only, or has to be expanded. Where there is no room for
/// more of it, it goes on in the next place.
struct ScratchFile: ~Copyable {
  /// Where it may lie, in this order: memory is what is left.
  private enum Place: Int { case store, folder, memory }
  /// So much of memory is taken at most.
  private static let memoryBytesMax: Int64 = 256 << 20

  private(set) var descriptor: Descriptor
  /// How many bytes it has.
  private(set) var count: Int64 = 0
  /// Why it has less than it should have.
  var fault: String?
  /// What stood in the way of it.
  var failure: SystemError?
  private var place = Place.store
  private let store: Store?

  init(_ store: Store?) throws(SystemError) {
    self.store = store
    descriptor = try ScratchFile.open(&place, store)
  }

  consuming func release() -> Int32 { descriptor.release() }

  /// Opens a file in a place, or in the next one where that can be done.
  private static func open(
    _ place: inout Place, _ store: Store?
  ) throws(SystemError) -> Descriptor {
    if place == .store {
      if let file = try? store?.scratchFile() { return file }
      place = .folder
    }
    if place == .folder {
      let folder = Environment["TMPDIR"].map { BytePath(bytes: $0) } ?? "/tmp"
      if let file = try? Descriptor.open(folder, O_RDWR | __O_TMPFILE, mode: 0o600) { return file }
      place = .memory
    }
    return try Descriptor.inMemory()
  }

  /// Adds bytes.
  mutating func append(_ bytes: RawSpan, path: BytePath) throws(SystemError) {
    while true {
      do throws(SystemError) {
        try check(count + Int64(bytes.byteCount), path)
        try IO.write(descriptor.number, bytes, path: path)
        count += Int64(bytes.byteCount)
        return
      } catch {
        try moveOn(after: error, path)
      }
    }
  }

  private func check(_ bytes: Int64, _ path: BytePath) throws(SystemError) {
    if place == .memory, bytes > ScratchFile.memoryBytesMax {
      throw SystemError(ENOSPC, "set aside", path)
    }
  }

  /// Takes what there is along to the next place.
  private mutating func moveOn(after failure: SystemError, _ path: BytePath) throws(SystemError) {
    var failure = failure
    while let next = Place(rawValue: place.rawValue + 1) {
      place = next
      let target = try ScratchFile.open(&place, store)
      do throws(SystemError) {
        try check(count, path)
        var at: Int64 = 0
        while at < count {
          let limit = Int(min(count - at, 256 << 10))
          let piece = try IO.read(descriptor.number, at: Int(at), limit: limit, path: path)
          if piece.isEmpty { throw SystemError(EIO, "read", path) }
          try IO.write(target.number, piece.span.bytes, path: path)
          at += Int64(piece.count)
        }
        descriptor = target
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }
}
