import Digests
import Platform

/// What is known of a file, in as few bytes as it takes: some 50 with a digest.
///
///      0  1  1 signature, 2 digest, 4 language, 8 racy, 16 not read; 32 the status was changed when
///            the content was; 64 modified at a whole second (4 bytes); 128 on another device than
///            its folder
///      1  1  lower half: bytes of the inode; upper half: bytes of the size
///            then what is there of: inode, size, modified (8 or 4), status changed (8), device (8)
///            the digest (32)
///            the language: its nature (1), how many candidates (1), their numbers (2 each), and blank,
///            comment, code (4 each)
extension FileFacts {
  private static let isChangedWithContent: UInt8 = 32
  private static let isWholeSecond: UInt8 = 64
  private static let isElsewhere: UInt8 = 128

  func append(to bytes: inout GrowingBytes, device: UInt64) {
    var flags = state.rawValue
    let (modified, changed) = (signature.modifiedNanoseconds, signature.changedNanoseconds)
    let seconds = modified / 1_000_000_000
    if state.contains(.hasSignature) {
      if changed == modified { flags |= FileFacts.isChangedWithContent }
      if seconds * 1_000_000_000 == modified, seconds >= 0, seconds <= Int64(UInt32.max) {
        flags |= FileFacts.isWholeSecond
      }
      if signature.device != device { flags |= FileFacts.isElsewhere }
    }
    bytes.append(flags)
    guard state.contains(.hasSignature) else { return }
    let size = UInt64(bitPattern: signature.size)
    let (inodeCount, sizeCount) = (FileFacts.bytes(signature.inode), FileFacts.bytes(size))
    bytes.append(UInt8(inodeCount | sizeCount << 4))
    FileFacts.append(signature.inode, inodeCount, to: &bytes)
    FileFacts.append(size, sizeCount, to: &bytes)
    if flags & FileFacts.isWholeSecond != 0 {
      bytes.append(UInt32(seconds).littleEndian)
    } else {
      bytes.append(modified.littleEndian)
    }
    if flags & FileFacts.isChangedWithContent == 0 { bytes.append(changed.littleEndian) }
    if flags & FileFacts.isElsewhere != 0 { bytes.append(signature.device.littleEndian) }
    if state.contains(.hasDigest) { digest.append(to: &bytes) }
    if state.contains(.hasLanguage) { language.append(to: &bytes) }
  }

  private static func bytes(_ number: UInt64) -> Int { (71 - number.leadingZeroBitCount) / 8 }

  private static func append(_ number: UInt64, _ count: Int, to bytes: inout GrowingBytes) {
    var rest = number
    for _ in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Reads the facts of a folder's files; those until the first one that is cut.
  static func decode(_ bytes: [UInt8], device: UInt64) -> [FileFacts] {
    var facts: [FileFacts] = []
    var reader = FactReader(bytes)
    while !reader.isAtEnd {
      var file = FileFacts()
      guard file.decode(&reader, device: device) else { break }
      facts.append(file)
    }
    return facts
  }

  /// Reads what is known of a file in place of what was known before. Returns whether all of it is
  /// there.
  mutating func decode(_ reader: inout FactReader, device: UInt64) -> Bool {
    let flags = UInt8(truncatingIfNeeded: reader.number(1))
    state = State(rawValue: flags & 31)
    if !state.contains(.hasSignature) {
      state.formIntersection(.isUnread)
      return !reader.isCut
    }
    let counts = Int(reader.number(1))
    if counts & 15 > 8 || counts >> 4 > 8 { return false }
    let inode = reader.number(counts & 15)
    let size = reader.number(counts >> 4)
    let modified =
      flags & FileFacts.isWholeSecond != 0
      ? Int64(reader.number(4)) * 1_000_000_000 : Int64(bitPattern: reader.number(8))
    let changed =
      flags & FileFacts.isChangedWithContent != 0
      ? modified : Int64(bitPattern: reader.number(8))
    signature = FileSignature(
      device: flags & FileFacts.isElsewhere != 0 ? reader.number(8) : device, inode: inode,
      size: Int64(bitPattern: size), modifiedNanoseconds: modified, changedNanoseconds: changed)
    if state.contains(.hasDigest) {
      guard let digest = reader.digest() else { return false }
      self.digest = digest
    }
    if state.contains(.hasLanguage) { language = LanguageFacts(&reader) }
    return !reader.isCut
  }
}

/// Reads numbers of any length one after the other.
struct FactReader {
  let bytes: [UInt8]
  var offset = 0
  /// Whether something was asked for that is not there.
  var isCut = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether all was read.
  var isAtEnd: Bool { offset >= bytes.count }

  /// The next number of so many bytes, at most 8; 0 where they are not there.
  @inline(__always)
  mutating func number(_ count: Int) -> UInt64 {
    defer { offset += count }
    if count == 0 { return 0 }
    if offset <= bytes.count - 8 {
      return bytes.littleEndian(at: offset) & (UInt64.max >> UInt64(64 - 8 * count))
    }
    guard offset <= bytes.count - count else {
      isCut = true
      return 0
    }
    return bytes.littleEndian(at: offset, count: count)
  }

  /// The next bytes; nil where they are not there.
  mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, offset <= bytes.count - count else { return nil }
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }

  mutating func digest() -> Digest? {
    defer { offset += Digest.byteCount }
    return Digest(bytes, at: offset)
  }
}

extension LanguageFacts {
  fileprivate init(_ reader: inout FactReader) {
    bits = UInt8(truncatingIfNeeded: reader.number(1))
    for index in 0..<min(4, Int(reader.number(1))) {
      candidates[index] = UInt16(reader.number(2))
    }
    blank = UInt32(reader.number(4))
    comment = UInt32(reader.number(4))
    code = UInt32(reader.number(4))
  }

  fileprivate func append(to bytes: inout GrowingBytes) {
    bytes.append(bits)
    let count = (0..<4).prefix { candidates[$0] != 0 }.count
    bytes.append(UInt8(count))
    for index in 0..<count { bytes.append(candidates[index].littleEndian) }
    for number in [blank, comment, code] { bytes.append(number.littleEndian) }
  }
}
