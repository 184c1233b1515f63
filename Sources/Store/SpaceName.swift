import Platform

/// A namespace: any bytes, and the folder that stands for them.
public struct SpaceName: Hashable, Sendable {
  /// How long a name may be: in the folder's name a byte may take three.
  public static let countMax = 80

  /// The name as it was given.
  public let bytes: [UInt8]

  /// The namespace of those who name none.
  public static let standard = SpaceName(unchecked: Array("default".utf8))

  /// A name of 1 to 80 bytes; nil for others.
  public init?(_ bytes: [UInt8]) {
    guard (1...SpaceName.countMax).contains(bytes.count) else { return nil }
    self.bytes = bytes
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// The folder of its entries, below the cache directory. What is no letter, digit, `_`, `-` or `.`
  /// (nor a `.` in front) is written as `%` and two digits.
  var path: BytePath {
    var name = Array("spaces/".utf8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        name.append(byte)
      case UInt8(ascii: ".") where index > 0: name.append(byte)
      default:
        let digits = Array("0123456789ABCDEF".utf8)
        name += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return BytePath(bytes: name)
  }

  /// The namespace that a folder stands for; nil where it is none of ours.
  init?(folder: BytePath) {
    var bytes: [UInt8] = []
    var rest = folder.bytes[...]
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "%") {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    self.init(bytes)
    if path.lastComponent != folder.bytes { return nil }
  }
}

extension SpaceName: CustomStringConvertible {
  /// The name as text, with what is not UTF-8 replaced.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
