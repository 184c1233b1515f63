import Formats
import Platform
import YAML

/// What a configuration file is written in.
public enum ConfigFormat: String, CaseIterable, Sendable {
  /// YAML 1.2.
  case yaml
  /// TOML 1.0.
  case toml
  /// JSON.
  case json
  /// JSON with comments, and commas at the ends.
  case jsonc

  /// The format that a file's name tells; nil where it tells none.
  public init?(name path: BytePath) {
    let name = path.lastComponent
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased() {
    case "yaml", "yml": self = .yaml
    case "toml": self = .toml
    case "json": self = .json
    case "jsonc": self = .jsonc
    default: return nil
    }
  }

  /// The format of a text whose name does not tell: JSON where it begins with a brace, TOML where
  /// it is a TOML document with something in it, else YAML.
  static func found(in text: FrozenBytes, _ limits: ConfigLimits) -> ConfigFormat {
    if let offset = firstLetter(of: text), text[offset] == UInt8(ascii: "{"),
      (try? ConfigFormat.json.read(text, limits)) != nil
    {
      return .json
    }
    if let trees = try? ConfigFormat.toml.read(text, limits), trees[0].root.count > 0 {
      return .toml
    }
    return .yaml
  }

  /// Reads a text: its documents, of which only YAML has more than one, or none. A text in JSON or TOML
  /// that holds nothing is an empty table.
  func read(_ text: FrozenBytes, _ limits: ConfigLimits) throws(ParseError) -> [Tree] {
    switch self {
    case .toml: return [try TOMLParser.parse(text, depthMax: limits.depthMax)]
    case .yaml:
      var options = YAMLParser.Options()
      options.depthMax = limits.depthMax
      options.expandedCountMax = limits.valuesMax
      return try YAMLParser.parse(text, options)
    case .json, .jsonc:
      if ConfigFormat.firstLetter(of: text) == nil { return [ConfigFormat.nothing] }
      return [try JSONParser.parse(text, jsonOptions(limits))]
    }
  }

  /// How JSON is read.
  func jsonOptions(_ limits: ConfigLimits) -> JSONParser.Options {
    JSONParser.Options(allowsComments: self == .jsonc, depthMax: limits.depthMax)
  }

  /// Where the first byte stands that is no white space; nil where there is none.
  private static func firstLetter(of text: FrozenBytes) -> Int? {
    (0..<text.count).first { ![0x20, 0x09, 0x0A, 0x0D].contains(text[$0]) }
  }

  /// An empty table.
  static var nothing: Tree {
    var builder = TreeBuilder(source: FrozenBytes([]))
    let root = (try? builder.table(Span(), at: 0)) ?? builder.null(at: 0)
    return builder.finish(root)
  }
}

/// What a configuration may be at most.
public struct ConfigLimits: Equatable, Sendable {
  /// How long a file may be.
  public var fileBytesMax: Int64 = 2 << 30
  /// How deep tables and arrays may be nested.
  public var depthMax = JSONParser.depthMax
  /// How many values a document may have once its aliases are followed.
  public var valuesMax = 10_000_000

  /// The usual limits.
  public init() {}
}
