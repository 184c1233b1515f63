import Compression
import Platform
import Store

/// What is set aside.
extension ScratchFile {
  private static let pieceBytes = 256 << 10

  /// What can be read once only.
  static func gathering(
    _ descriptor: Int32, _ store: Store?, _ path: BytePath
  ) throws(SystemError) -> ScratchFile {
    var file = try ScratchFile(store)
    var buffer = [UInt8](repeating: 0, count: pieceBytes)
    while true {
      let count = try IO.read(descriptor, into: &buffer, path: path)
      if count == 0 { return file }
      try file.append(buffer.span.bytes.extracting(0..<count), path: path)
    }
  }

  /// What a compressed log expands to: of one that is cut off or damaged as much as there is.
  static func expanding(
    _ opened: borrowing Descriptor, _ path: BytePath, _ form: LogFile.Form, _ store: Store?
  ) throws(SystemError) -> ScratchFile {
    var file = try ScratchFile(store)
    do throws(CompressionError) {
      if form == .gzip {
        try file.expand(opened.number, path, try Gzip.Decompressor())
      } else {
        try file.expand(opened.number, path, try Zstd.Decompressor())
      }
    } catch {
      file.fault = error.message
    }
    if let failure = file.failure { throw failure }
    return file
  }

  private mutating func expand<Stream: CompressionStream & ~Copyable>(
    _ source: Int32, _ path: BytePath, _ stream: consuming Stream
  ) throws(CompressionError) {
    var input = [UInt8](repeating: 0, count: ScratchFile.pieceBytes)
    var (count, consumed, isLast, isComplete) = (0, 0, false, false)
    var hasBegun = false
    while !isComplete {
      if consumed == count, !isLast {
        do throws(SystemError) { count = try IO.read(source, into: &input, path: path) } catch {
          failure = error
          return
        }
        (consumed, isLast) = (0, count == 0)
        // A file without any bytes has no entries, and nothing is wrong with it.
        if isLast, !hasBegun { return }
        hasBegun = true
      }
      var fault: CompressionError?
      let piece = [UInt8](capacity: ScratchFile.pieceBytes) { output in
        do throws(CompressionError) {
          // In bounds: so many bytes were read, and not all of them were taken.
          let step = try stream.step(
            input.span.bytes.extracting(consumed..<count), isLast: isLast, into: &output)
          consumed += step.consumed
          isComplete = step.isComplete
        } catch {
          fault = error
        }
      }
      do throws(SystemError) { try append(piece.span.bytes, path: path) } catch {
        failure = error
        return
      }
      if let fault { throw fault }
    }
  }
}
