import Formats

/// What is different between two configurations.
public struct ConfigDifference {
  /// What became of a value.
  public enum Kind: String, Sendable {
    /// Only the second has it.
    case added
    /// Only the first has it.
    case removed
    /// Both have it, and it is not the same.
    case changed
  }

  /// Where.
  public let path: ValuePath
  /// What became of it.
  public let kind: Kind
  /// What the first has.
  public let before: Node?
  /// What the second has.
  public let after: Node?

  /// All differences, in the order of the first, then what only the second has. Tables are compared
  /// member by member, arrays element by element.
  public static func all(_ first: Node, _ second: Node) -> [ConfigDifference] {
    var found: [ConfigDifference] = []
    compare(first, second, ValuePath(), &found)
    return found
  }

  private static func compare(
    _ first: Node, _ second: Node, _ path: ValuePath, _ found: inout [ConfigDifference]
  ) {
    if first.kind == .table, second.kind == .table {
      for (name, value) in first.members {
        let bytes = name.bytes
        let inner = path.appending(.name(bytes))
        if let other = second[bytes] {
          compare(value, other, inner, &found)
        } else {
          found.append(ConfigDifference(path: inner, kind: .removed, before: value, after: nil))
        }
      }
      for (name, value) in second.members where first[name.bytes] == nil {
        found.append(
          ConfigDifference(
            path: path.appending(.name(name.bytes)), kind: .added, before: nil, after: value))
      }
    } else if first.kind == .array, second.kind == .array {
      for index in 0..<max(first.count, second.count) {
        let inner = path.appending(.index(index))
        if index >= second.count {
          found.append(
            ConfigDifference(path: inner, kind: .removed, before: first.element(index), after: nil))
        } else if index >= first.count {
          found.append(
            ConfigDifference(path: inner, kind: .added, before: nil, after: second.element(index)))
        } else {
          compare(first.element(index), second.element(index), inner, &found)
        }
      }
    } else if !first.isEqual(to: second) {
      found.append(
        ConfigDifference(path: path, kind: .changed, before: first, after: second))
    }
  }
}
