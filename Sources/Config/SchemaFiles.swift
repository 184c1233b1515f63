import Formats
import Platform
import Schemas

/// The files that a schema consists of: itself, and what it refers to by relative addresses.
public final class SchemaFiles {
  /// How long a document that is fetched may take, and how long it may be.
  private static let fetchNanoseconds: Int64 = 30_000_000_000
  private static let fetchBytesMax = 64 << 20

  private let limits: ConfigLimits
  private let allowsRemote: Bool
  /// The files that were read, with what they say: for the places of errors, and for caching.
  public private(set) var read: [(path: BytePath, tree: Tree)] = []

  /// Files, and with `allowsRemote` what is fetched over the network.
  public init(_ limits: ConfigLimits, allowsRemote: Bool) {
    self.limits = limits
    self.allowsRemote = allowsRemote
  }

  /// Reads a file, in any format.
  public func file(_ path: BytePath) throws(ConfigError) -> Tree {
    let text = try ConfigSource.bytes(of: path, limits)
    let format = ConfigFormat(name: path) ?? ConfigFormat.found(in: text, limits)
    do throws(ParseError) {
      let trees = try format.read(text, limits)
      guard let tree = trees.first else { return ConfigFormat.nothing }
      read.append((path, tree))
      return tree
    } catch {
      throw .parse(ConfigSource.shown(path), error)
    }
  }

  /// The address of a file.
  public static func address(_ path: BytePath) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var address = Array("file://".utf8)
    for byte in path.absolute().withoutDots().bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        address.append(byte)
      default: address += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return address
  }

  /// The document of an address.
  public func document(_ address: [UInt8]) throws(SchemaError) -> Tree? {
    let text = String(decoding: address, as: UTF8.self)
    let scheme = Array("file://".utf8)
    if address.starts(with: scheme) {
      do throws(ConfigError) {
        return try file(BytePath(bytes: SchemaFiles.decoded(address.dropFirst(scheme.count))))
      } catch {
        throw SchemaError("the reference \(text): \(error.message)")
      }
    }
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
    if !allowsRemote {
      throw SchemaError(
        "the reference \(text) leads to another machine: allow it by --allow-remote-refs")
    }
    return try fetched(text)
  }

  private func fetched(_ address: String) throws(SchemaError) -> Tree {
    let words = ["curl", "-fsSL", "--proto", "=http,https", "--", address]
    let answer: ProgramOutput
    do throws(SystemError) {
      answer = try Program(words.map { Array($0.utf8) }).output(
        by: Deadline(afterNanoseconds: SchemaFiles.fetchNanoseconds, .system),
        limit: SchemaFiles.fetchBytesMax)
    } catch {
      throw SchemaError("the reference \(address): cannot run curl: \(error.reason)")
    }
    guard answer.end == .exited(0) else {
      throw SchemaError("the reference \(address): curl could not fetch it")
    }
    do throws(ParseError) {
      return try JSONParser.parse(FrozenBytes(answer.bytes))
    } catch {
      throw SchemaError("the reference \(address): \(error.position): \(error.message)")
    }
  }

  /// An address without its percent signs.
  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
