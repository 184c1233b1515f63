import Digests
import Platform

/// Where an entry lies: its namespace, and the hash of its key.
public struct EntryName: Hashable, Sendable {
  /// How many of the digest's bytes name an entry. The entry itself holds the whole key, so that
  /// two keys with one name would be told apart: the later one would replace the earlier.
  static let hashCount = 20
  /// Into how many folders the entries of a namespace are spread.
  static let folderCount = 256

  /// The namespace's folder.
  let space: SpaceName
  /// The first bytes of the BLAKE2b digest of the key.
  let hash: [UInt8]

  init(_ space: SpaceName, key: [UInt8]) {
    self.space = space
    hash = Array(Digest.of(key).bytes[0..<EntryName.hashCount])
  }

  init(_ space: SpaceName, hash: [UInt8]) {
    self.space = space
    self.hash = hash
  }

  /// The name in the folders: two digits for the folder, the others for the file.
  init?(_ space: SpaceName, folder: Int, file: BytePath) {
    guard file.bytes.count == 2 * (EntryName.hashCount - 1) else { return nil }
    var hash = [UInt8(folder)]
    var index = 0
    while index < file.bytes.count {
      guard let high = EntryName.digit(file.bytes[index]),
        let low = EntryName.digit(file.bytes[index + 1])
      else { return nil }
      hash.append(high << 4 | low)
      index += 2
    }
    self.init(space, hash: hash)
  }

  private static func digit(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Which of the namespace's accounts it belongs to.
  var shard: Int { Int(hash[0]) % Accounts.shardCount }

  /// The folder's name, two digits.
  static func folderName(_ folder: Int) -> [UInt8] { [digits[folder >> 4], digits[folder & 15]] }

  /// The folder, below the cache directory.
  var folder: BytePath {
    BytePath(bytes: space.path.bytes + [UInt8(ascii: "/")] + EntryName.folderName(Int(hash[0])))
  }

  /// The file's name within its folder.
  var file: BytePath {
    var name: [UInt8] = []
    name.reserveCapacity(2 * EntryName.hashCount)
    for byte in hash[1...] {
      name.append(EntryName.digits[Int(byte >> 4)])
      name.append(EntryName.digits[Int(byte & 15)])
    }
    return BytePath(bytes: name)
  }

  /// The file, below the cache directory.
  var path: BytePath { folder.appending(file.bytes) }

  /// A number that stands for it among others: for locks and for the record of what was evicted.
  var number: UInt64 {
    hash.littleEndian(at: 8) ^ Checksum.ofBlock(space.bytes)
  }
}
