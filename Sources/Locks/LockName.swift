import CacheRoot
import Platform

/// A lock's name: any bytes but none, kept as a file name that cannot leave its folder.
///
/// Letters, digits, `_`, `-` and, except at the start, `.` stand for themselves; every other byte
/// is written `%XX`. A namespace comes first, with `%2F` between.
public struct LockName: Hashable, Sendable {
  /// The name as the user gave it, after its namespace and a slash where there is one.
  public let bytes: [UInt8]

  /// The longest encoded name: what is left of 255 bytes beside the suffixes.
  static let lengthMax = 230

  /// A name; nil where it is empty or too long for a file's name.
  public init?(_ name: [UInt8], namespace: [UInt8]? = nil) {
    if name.isEmpty || name.contains(0) { return nil }
    bytes = (namespace.map { $0 + [UInt8(ascii: "/")] } ?? []) + name
    if encoded.count > LockName.lengthMax { return nil }
  }

  /// The name that a lock file has; nil where it is no lock's first file.
  public init?(fileName: [UInt8]) {
    let suffix = Array(".lock".utf8)
    guard fileName.count > suffix.count, fileName.suffix(suffix.count) == suffix[...] else {
      return nil
    }
    var rest = fileName.dropLast(suffix.count)
    var decoded: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard let high = rest.popFirst(), let low = rest.popFirst(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
      else { return nil }
      decoded.append(value)
    }
    bytes = decoded
  }

  /// All locks that have a file in a cache directory, in the order of their names.
  public static func all(in directory: CacheDirectory) throws(CacheDirectoryError) -> [LockName] {
    try directory.open()
    let folder = try directory.folder("locks")
    do {
      return try Directory.names(in: folder).compactMap { LockName(fileName: $0) }
        .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    } catch {
      throw .system(error)
    }
  }

  /// The file that is locked for it.
  var fileName: [UInt8] { encoded + Array(".lock".utf8) }

  private var encoded: [UInt8] {
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        result.append(byte)
      case UInt8(ascii: ".") where index > 0:
        result.append(byte)
      default:
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return result
  }
}

extension LockName: CustomStringConvertible {
  /// The name as text, with what is not UTF-8 replaced.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
