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

  /// A schema in a file.
  public func schema(
    _ path: BytePath, _ options: Schema.Options = Schema.Options()
  ) throws(ConfigError) -> Schema {
    let tree = try file(path)
    do throws(SchemaError) {
      return try Schema(tree, address: SchemaFiles.address(path), options, resolve: document)
    } catch {
      throw failure(error, path)
    }
  }

  /// The error of a schema, with the file that it is in: as it was named, where it is the schema's own.
  public func failure(_ error: SchemaError, _ path: BytePath) -> ConfigError {
    let scheme = Array("file://".utf8)
    if error.address.isEmpty || error.address == SchemaFiles.address(path)
      || !error.address.starts(with: scheme)
    {
      return .schema(path, error)
    }
    let other = BytePath(bytes: SchemaFiles.decoded(error.address.dropFirst(scheme.count)))
    return .schema(other, error)
  }

  /// What a schema says for members that are missing, as a source; nil where it says nothing. Defaults
  /// of the elements of lists are left out: a list is taken whole from the file that has it.
  func defaults(_ path: BytePath, for root: Node) throws(ConfigError) -> ConfigSource? {
    let schema = try schema(path)
    var branch = ConfigBranch()
    do throws(SchemaError) {
      for item in try schema.defaults(for: root, intoMissing: true) {
        branch.add(item.path.steps[...], item.value)
      }
    } catch {
      throw failure(error, path)
    }
    if branch.names.isEmpty { return nil }
    var builder = TreeBuilder(source: FrozenBytes([]))
    let record = branch.record(&builder)
    return ConfigSource(.schema, path: path, format: nil, tree: builder.finish(record))
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

/// Values by their paths, on the way to become a tree.
private struct ConfigBranch {
  var names: [[UInt8]] = []
  private var values: [Node?] = []
  private var branches: [ConfigBranch] = []

  /// Adds a value; one at an element of a list is left out.
  mutating func add(_ steps: ArraySlice<ValuePath.Step>, _ node: Node) {
    guard case .name(let name) = steps.first,
      !steps.contains(where: { if case .index = $0 { true } else { false } })
    else { return }
    var index = names.count
    if let found = names.firstIndex(of: name) {
      index = found
    } else {
      names.append(name)
      values.append(nil)
      branches.append(ConfigBranch())
    }
    if steps.count == 1 {
      values[index] = node
    } else {
      branches[index].add(steps.dropFirst(), node)
    }
  }

  func record(_ builder: inout TreeBuilder) -> TreeRecord {
    var records: [TreeRecord] = []
    for index in names.indices {
      records.append(builder.text(.string, names[index], at: 0))
      if let node = values[index] {
        records.append(builder.copy(node))
      } else {
        records.append(branches[index].record(&builder))
      }
    }
    return (try? builder.table(records.span, at: 0)) ?? builder.null(at: 0)
  }
}
