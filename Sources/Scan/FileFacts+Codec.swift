import Digests
import Platform

/// What is known of a file, in as few bytes as it takes: some 40 with a digest. Numbers are as many
/// bytes as they need, and most of them are differences to the file before in its folder, to the
/// folder itself for the first: files that were made together are alike. The differences 0, -1, 1, -2,
/// 2 and so on are the numbers 0, 1, 2, 3, 4 and so on.
///
///      0  1  1 signature, 2 digest, 4 language, 8 racy, 16 not read; 32 the status was changed when
///            the content was; 64 on another device than its folder; 128 its language is certain, and
///            it is nothing but counted
///      1  1  lower half: bytes of the difference of inodes; upper half: bytes of the size
///      2  1  lower half: bytes of the difference of the modification; upper half: of the status change
///            then what is there of: inode, size, modified, status changed, device (8)
///            the digest (32)
///            the language: its nature (1) and how many candidates (1), unless 128 says both; their
///            numbers, and blank, comment, code (7 bits a byte, the lowest first; all but the last have
///            the eighth bit)
extension FileFacts {
  private static let isChangedWithContent: UInt8 = 32
  private static let isElsewhere: UInt8 = 64
  private static let isPlain: UInt8 = 128

  /// Writes what is known. `last` is the signature of the file before, and becomes that of this one.
  func append(to bytes: inout GrowingBytes, device: UInt64, after last: inout FileSignature) {
    guard state.contains(.hasSignature) else {
      bytes.append(state.rawValue)
      return
    }
    var flags = state.rawValue
    let (modified, changed) = (signature.modifiedNanoseconds, signature.changedNanoseconds)
    if changed == modified { flags |= FileFacts.isChangedWithContent }
    if signature.device != device { flags |= FileFacts.isElsewhere }
    let isPlain = state.contains(.hasLanguage) && language.isPlain
    if isPlain { flags |= FileFacts.isPlain }
    let numbers: InlineArray<4, UInt64> = [
      FileFacts.difference(Int64(bitPattern: signature.inode &- last.inode)),
      UInt64(bitPattern: signature.size),
      FileFacts.difference(modified &- last.modifiedNanoseconds),
      changed == modified ? 0 : FileFacts.difference(changed &- last.changedNanoseconds),
    ]
    bytes.append(flags)
    bytes.append(UInt8(FileFacts.bytes(numbers[0]) | FileFacts.bytes(numbers[1]) << 4))
    bytes.append(UInt8(FileFacts.bytes(numbers[2]) | FileFacts.bytes(numbers[3]) << 4))
    for index in 0..<4 {
      FileFacts.append(numbers[index], FileFacts.bytes(numbers[index]), to: &bytes)
    }
    if flags & FileFacts.isElsewhere != 0 { bytes.append(signature.device.littleEndian) }
    if state.contains(.hasDigest) { digest.append(to: &bytes) }
    if state.contains(.hasLanguage) { language.append(to: &bytes, isPlain: isPlain) }
    last = signature
  }

  /// A difference as a number that is small where it is near 0.
  private static func difference(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number << 1 ^ number >> 63)
  }

  /// What was made such a number.
  @inline(__always)
  private static func number(_ difference: UInt64) -> UInt64 {
    difference >> 1 ^ (0 &- (difference & 1))
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
  static func decode(_ bytes: [UInt8], folder: FileSignature) -> [FileFacts] {
    var facts: [FileFacts] = []
    var reader = FactReader(bytes)
    var last = folder
    while !reader.isAtEnd {
      var file = FileFacts()
      guard file.decode(&reader, device: folder.device, after: &last) else { break }
      facts.append(file)
    }
    return facts
  }

  /// Reads what is known of a file in place of what was known before. Returns whether all of it is
  /// there.
  private mutating func decode(
    _ reader: inout FactReader, device: UInt64, after last: inout FileSignature
  ) -> Bool {
    let flags = UInt8(truncatingIfNeeded: reader.number(1))
    state = State(rawValue: flags & 31)
    if !state.contains(.hasSignature) {
      state.formIntersection(.isUnread)
      return !reader.isCut
    }
    let counts = Int(reader.number(2))
    let (inode, size) = (counts & 15, counts >> 4 & 15)
    let (modified, changed) = (counts >> 8 & 15, counts >> 12)
    if max(inode, size, modified, changed) > 8 { return false }
    let inodeNumber = last.inode &+ FileFacts.number(reader.number(inode))
    let length = Int64(bitPattern: reader.number(size))
    let stamp =
      last.modifiedNanoseconds &+ Int64(bitPattern: FileFacts.number(reader.number(modified)))
    let change = Int64(bitPattern: FileFacts.number(reader.number(changed)))
    last = FileSignature(
      device: flags & FileFacts.isElsewhere != 0 ? reader.number(8) : device, inode: inodeNumber,
      size: length, modifiedNanoseconds: stamp,
      changedNanoseconds: flags & FileFacts.isChangedWithContent != 0
        ? stamp : last.changedNanoseconds &+ change)
    signature = last
    if state.contains(.hasDigest) {
      guard let digest = reader.digest() else { return false }
      self.digest = digest
    }
    if state.contains(.hasLanguage) {
      language = LanguageFacts(&reader, isPlain: flags & FileFacts.isPlain != 0)
    }
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

  /// The next number of 7 bits a byte.
  mutating func count() -> UInt32 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) {
      let byte = self.number(1)
      number |= (byte & 127) << shift
      if byte < 128 { break }
    }
    return UInt32(truncatingIfNeeded: number)
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
  /// Whether it is certain, and there is nothing to say of the file but that it counts.
  fileprivate var isPlain: Bool {
    bits == LanguageFacts.countedBit && candidates[0] != 0 && candidates[1] == 0
  }

  fileprivate init(_ reader: inout FactReader, isPlain: Bool) {
    bits = LanguageFacts.countedBit
    if isPlain {
      candidates[0] = UInt16(truncatingIfNeeded: reader.count())
    } else {
      bits = UInt8(truncatingIfNeeded: reader.number(1))
      for index in 0..<min(4, Int(reader.number(1))) {
        candidates[index] = UInt16(truncatingIfNeeded: reader.count())
      }
    }
    blank = reader.count()
    comment = reader.count()
    code = reader.count()
  }

  fileprivate func append(to bytes: inout GrowingBytes, isPlain: Bool) {
    let count = (0..<4).prefix { candidates[$0] != 0 }.count
    if !isPlain {
      bytes.append(bits)
      bytes.append(UInt8(count))
    }
    for index in 0..<count { LanguageFacts.append(UInt32(candidates[index]), to: &bytes) }
    LanguageFacts.append(blank, to: &bytes)
    LanguageFacts.append(comment, to: &bytes)
    LanguageFacts.append(code, to: &bytes)
  }

  private static func append(_ number: UInt32, to bytes: inout GrowingBytes) {
    var rest = number
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
