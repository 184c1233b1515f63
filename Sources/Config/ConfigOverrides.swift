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
    /// The number of the variable that has made it.
    let variable: Int

    init(_ variable: Int) { self.variable = variable }
  }

  /// The name of a variable that is `NAME=VALUE`.
  static func name(of variable: [UInt8]) -> String {
    String(decoding: variable.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
  }

  /// The variables as a source; nil where there are none. They are `NAME=VALUE` each. The offset of a
  /// value is the number of the variable that says it, or of the first that says a part of it.
  static func source(_ variables: [[UInt8]], prefix: [UInt8]) throws(ConfigError) -> ConfigSource? {
    if variables.isEmpty { return nil }
    let root = Branch(0)
    for number in variables.indices {
      do throws(Fault) {
        try add(number, variables, prefix: prefix, to: root)
      } catch {
        throw .variable(name(of: variables[number]), error.message(variables))
      }
    }
    var builder = TreeBuilder(source: FrozenBytes([]))
    let record = record(root, &builder)
    return ConfigSource(.environment, path: nil, format: nil, tree: builder.finish(record))
  }

  /// Why a variable does not fit: those that meet, by their numbers.
  private enum Fault: Error {
    case noName
    case around(Int)
    case within(Int)

    func message(_ variables: [[UInt8]]) -> String {
      switch self {
      case .noName: "expected names parted by two underscores after the prefix"
      case .around(let number):
        "\(ConfigOverrides.name(of: variables[number])) sets what lies around it: unset one"
      case .within(let number):
        "\(ConfigOverrides.name(of: variables[number])) sets the same or a part of it: unset one"
      }
    }
  }

  private static func add(
    _ number: Int, _ variables: [[UInt8]], prefix: [UInt8], to root: Branch
  ) throws(Fault) {
    let variable = variables[number]
    let name = variable.prefix { $0 != UInt8(ascii: "=") }
    let steps = steps(name.dropFirst(prefix.count))
    if steps.contains(where: { $0.isEmpty }) { throw .noName }
    var branch = root
    for step in steps {
      if branch.value != nil { throw .around(branch.variable) }
      if let index = branch.names.firstIndex(of: step) {
        branch = branch.branches[index]
      } else {
        let next = Branch(number)
        branch.names.append(step)
        branch.branches.append(next)
        branch = next
      }
    }
    if !branch.branches.isEmpty || branch.value != nil { throw .within(branch.variable) }
    branch.value = Array(variable.dropFirst(name.count + 1))
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

  private static func record(_ branch: Branch, _ builder: inout TreeBuilder) -> TreeRecord {
    if let value = branch.value {
      var record = builder.copy(ConfigValue.read(value).root)
      record.offset = UInt32(branch.variable)
      return record
    }
    var records: [TreeRecord] = []
    for (name, inner) in zip(branch.names, branch.branches) {
      records.append(builder.text(.string, name, at: inner.variable))
      records.append(record(inner, &builder))
    }
    return (try? builder.table(records.span, at: branch.variable)) ?? builder.null(at: 0)
  }
}

/// Values that are given as words.
public enum ConfigValue {
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
}
