import Compression
import Glibc
import Platform

/// An entry's payload, piece by piece, in memory that does not grow with it. No byte of a block is
/// handed on before the whole block was checked.
public struct Payload: ~Copyable {
  /// How many checksums are read at once: those of 32 MiB.
  private static let checksumsAtOnce: Int64 = 512

  private let file: Int32
  private let key: [UInt8]
  private let header: EntryHeader
  /// The whole file, where it was small enough to be read at once.
  private let head: [UInt8]
  private var nextBlock: Int64 = 0
  private var checksums: [UInt8] = []
  private var firstChecksum: Int64 = 0
  private var decompressor: Zstd.Decompressor?
  private var stored: [UInt8] = []
  private var consumed = 0
  private var isComplete = false
  private var count: Int64 = 0

  /// What the last step has brought.
  public private(set) var piece: [UInt8] = []

  init(file: Int32, key: [UInt8], header: EntryHeader, head: [UInt8], start: Int)
    throws(StoreError)
  {
    self.file = file
    self.key = key
    self.header = header
    self.head = head
    if header.isCompressed {
      decompressor = try? Zstd.Decompressor()
      if decompressor == nil { throw .system(SystemError(ENOMEM, "decompress")) }
    }
  }

  /// Goes on to the next piece, at most 64 KiB; false at the end.
  public mutating func next() throws(StoreError) -> Bool {
    if decompressor != nil { return try nextDecompressed() }
    guard try readBlock() else {
      piece = []
      return false
    }
    swap(&piece, &stored)
    return true
  }

  /// Reads the next block of what is stored into `stored`, and checks it.
  private mutating func readBlock() throws(StoreError) -> Bool {
    if nextBlock >= header.blockCount { return false }
    let offset = nextBlock * Int64(EntryHeader.blockBytes)
    let length = Int(min(Int64(EntryHeader.blockBytes), header.storedCount - offset))
    let start = Int64(header.payloadOffset) + offset
    let sum = try checksum(of: nextBlock)
    if head.isEmpty {
      stored = (try? IO.read(file, at: Int(start), limit: length)) ?? []
    } else {
      stored = Array(head[Int(start)..<(Int(start) + length)])
    }
    guard stored.count == length, Checksum.ofBlock(stored) == sum else {
      throw .damaged(key: key)
    }
    nextBlock += 1
    return true
  }

  private mutating func checksum(of block: Int64) throws(StoreError) -> UInt64 {
    if !head.isEmpty {
      return head.littleEndian(at: Int(header.checksumsOffset + 8 * block))
    }
    if checksums.isEmpty || block >= firstChecksum + Int64(checksums.count / 8) {
      let count = min(Payload.checksumsAtOnce, header.blockCount - block)
      let offset = header.checksumsOffset + 8 * block
      checksums = (try? IO.read(file, at: Int(offset), limit: Int(8 * count))) ?? []
      firstChecksum = block
      if checksums.count < 8 * count { throw .damaged(key: key) }
    }
    return checksums.littleEndian(at: Int(8 * (block - firstChecksum)))
  }

  private mutating func nextDecompressed() throws(StoreError) -> Bool {
    while !isComplete {
      if consumed == stored.count, nextBlock < header.blockCount {
        _ = try readBlock()
        consumed = 0
      }
      let isLast = nextBlock == header.blockCount
      try decompress(isLast: isLast)
      count += Int64(piece.count)
      if count > header.payloadCount { throw .damaged(key: key) }
      if !piece.isEmpty { return true }
    }
    piece = []
    if count != header.payloadCount { throw .damaged(key: key) }
    return false
  }

  private mutating func decompress(isLast: Bool) throws(StoreError) {
    var decompressor = self.decompressor.take()
    var step = CompressionStep(consumed: 0, isComplete: false)
    let (stored, consumed) = (stored, consumed)
    do throws(CompressionError) {
      piece = try [UInt8](capacity: EntryHeader.blockBytes) { (output) throws(CompressionError) in
        let input = stored.span.extracting(consumed...).bytes
        if let made = try decompressor?.step(input, isLast: isLast, into: &output) { step = made }
      }
    } catch {
      throw .damaged(key: key)
    }
    self.decompressor = decompressor
    self.consumed += step.consumed
    isComplete = step.isComplete
  }
}
