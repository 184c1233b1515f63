import Platform

/// Reading a payload in place.
extension Entry {
  /// The payload as memory: that of the file, whose blocks are checked as they are touched, so that
  /// what is not looked at costs nothing. Nil where it is compressed, or cannot be mapped.
  public borrowing func mappedPayload() -> FrozenBytes? {
    if isCompressed { return nil }
    let (start, end) = (header.payloadOffset, Int(header.checksumsOffset))
    if let small = smallestPayload() { return small }
    let count = Int(8 * header.blockCount)
    guard let sums = try? IO.read(file.number, at: end, limit: count), sums.count == count,
      let mapped = try? MappedFile(file, path: BytePath()), mapped.count >= end
    else { return nil }
    let check = FrozenBytes.Check(blockBytes: EntryHeader.blockBytes) { block, bytes in
      Checksum.ofBlock(bytes) == sums.littleEndian(at: 8 * block)
    }
    return FrozenBytes(mapped: mapped, part: start..<end, check: check)
  }
}
