import Platform

/// Files with ignore rules, as a manifest has them:
///
///      0  8  device    8  8  inode    16  8  size    24  8  modified    32  8  status changed
///     40  8  checksum of the text
///     48  1  1: racy
///     49  1  zero
///     50  2  length of the name
///     52  .  the name
extension IgnoreFile {
  func append(to bytes: inout GrowingBytes) {
    bytes.append(signature.device.littleEndian)
    bytes.append(signature.inode.littleEndian)
    bytes.append(signature.size.littleEndian)
    bytes.append(signature.modifiedNanoseconds.littleEndian)
    bytes.append(signature.changedNanoseconds.littleEndian)
    bytes.append(checksum.littleEndian)
    bytes.append(isRacy ? UInt16(1) : 0)
    bytes.append(UInt16(truncatingIfNeeded: name.count).littleEndian)
    bytes.append(name)
  }

  /// Reads them all; nil where one is cut.
  static func decode(_ bytes: [UInt8]) -> [IgnoreFile]? {
    var files: [IgnoreFile] = []
    var reader = FactReader(bytes)
    while !reader.isAtEnd {
      let device = reader.number(8)
      let inode = reader.number(8)
      let size = Int64(bitPattern: reader.number(8))
      let modified = Int64(bitPattern: reader.number(8))
      let changed = Int64(bitPattern: reader.number(8))
      let checksum = reader.number(8)
      let isRacy = reader.number(2) & 1 == 1
      let count = Int(reader.number(2))
      let name = (0..<count).map { _ in UInt8(reader.number(1)) }
      if reader.isCut { return nil }
      files.append(
        IgnoreFile(
          name: name,
          signature: FileSignature(
            device: device, inode: inode, size: size, modifiedNanoseconds: modified,
            changedNanoseconds: changed),
          isRacy: isRacy, checksum: checksum))
    }
    return files
  }
}
