import Formats
import Platform

/// What the environment says: `PC_CONFIG_SERVER__PORT=1` is the value 1 at `server.port`.
///
/// Two underscores part the steps of the path. A name fits without regard to case, and `_` fits `-`,
/// too; one that no file has is written in lower case. Numbers name the elements of an array. What
/// reads as JSON is the value that it is there, else it is a string.
public enum ConfigOverrides {
  /// What the variables' names begin with, unless said otherwise.
  public static let prefix = Array("PC_CONFIG_".utf8)

  /// A name as one that the environment may fit.
  static func loose(_ name: [UInt8]) -> [UInt8] {
    name.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "-"): UInt8(ascii: "_")
      default: byte
      }
    }
  }

  /// A branch of what the variables say, while it grows.
  private final class Branch {
    var names: [[UInt8]] = []
    var branches: [Branch] = []
    var value: [UInt8]?
    /// The variable that has made it.
    let variable: [UInt8]

    init(_ variable: [UInt8]) { self.variable = variable }
  }

  /// The variables as a source; nil where there are none. They are `NAME=VALUE` each.
  static func source(_ variables: [[UInt8]], prefix: [UInt8]) throws(ConfigError) -> ConfigSource? {
    if variables.isEmpty { return nil }
    let root = Branch([])
    for variable in variables {
      let name = Array(variable.prefix { $0 != UInt8(ascii: "=") })
      try add(name, Array(variable.dropFirst(name.count + 1)), prefix: prefix, to: root)
    }
    var builder = TreeBuilder(source: FrozenBytes([]))
    let record = try record(root, &builder)
    return ConfigSource(.environment, path: nil, format: nil, tree: builder.finish(record))
  }

  private static func add(
    _ name: [UInt8], _ value: [UInt8], prefix: [UInt8], to root: Branch
  ) throws(ConfigError) {
    let shown = String(decoding: name, as: UTF8.self)
    let steps = steps(name.dropFirst(prefix.count))
    if steps.contains(where: { $0.isEmpty }) {
      throw .variable(shown, "expected names parted by two underscores after the prefix")
    }
    var branch = root
    for step in steps {
      if branch.value != nil {
        throw .variable(
          shown,
          "\(String(decoding: branch.variable, as: UTF8.self)) sets what lies around it: unset one")
      }
      if let index = branch.names.firstIndex(of: step) {
        branch = branch.branches[index]
      } else {
        let next = Branch(name)
        branch.names.append(step)
        branch.branches.append(next)
        branch = next
      }
    }
    if !branch.branches.isEmpty || branch.value != nil {
      throw .variable(
        shown,
        "\(String(decoding: branch.variable, as: UTF8.self)) sets the same or a part of it: unset one"
      )
    }
    branch.value = value
  }

  private static func steps(_ name: ArraySlice<UInt8>) -> [[UInt8]] {
    let underscore = UInt8(ascii: "_")
    var steps: [[UInt8]] = [[]]
    var rest = Array(loose(Array(name)))[...]
    while let byte = rest.popFirst() {
      if byte == underscore, rest.first == underscore {
        rest.removeFirst()
        steps.append([])
      } else {
        steps[steps.count - 1].append(byte)
      }
    }
    return steps
  }

  private static func record(
    _ branch: Branch, _ builder: inout TreeBuilder
  ) throws(ConfigError) -> TreeRecord {
    if let value = branch.value { return ConfigValue.record(of: value, &builder) }
    var records: [TreeRecord] = []
    for (name, inner) in zip(branch.names, branch.branches) {
      records.append(builder.text(.string, name, at: 0))
      records.append(try record(inner, &builder))
    }
    return (try? builder.table(records.span, at: 0)) ?? builder.null(at: 0)
  }
}

/// Values that are given as words.
public enum ConfigValue {
  /// What kind of value a word is to be.
  public enum Kind: String, Sendable {
    /// A whole number.
    case int
    /// True or false.
    case bool
    /// A text.
    case string
    /// An array.
    case list
    /// A table.
    case map
    /// A number.
    case float
  }

  /// What a word is: the value that it is in JSON, else a string.
  public static func read(_ word: [UInt8]) -> Tree {
    let text = FrozenBytes(word)
    if let tree = try? JSONParser.parse(text) { return tree }
    return string(word)
  }

  /// A string.
  public static func string(_ word: [UInt8]) -> Tree {
    var builder = TreeBuilder(source: FrozenBytes([]))
    let record = builder.text(.string, word, at: 0)
    return builder.finish(record)
  }

  static func record(of word: [UInt8], _ builder: inout TreeBuilder) -> TreeRecord {
    builder.copy(read(word).root)
  }
}
