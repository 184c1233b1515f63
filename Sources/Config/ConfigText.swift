import Formats
import YAML

/// A configuration as text.
public enum ConfigText {
  /// How it is written.
  public enum Form: String, CaseIterable, Sendable {
    /// JSON, indented.
    case json
    /// YAML.
    case yaml
    /// TOML.
    case toml
    /// `NAME=VALUE` lines, as a file of variables has them.
    case env
    /// A line for each scalar: its path, `=`, and the value as JSON.
    case flat
  }

  /// What a form cannot hold: where, and why.
  public struct Fault: Error {
    /// The value's path.
    public let path: ValuePath
    /// Why.
    public let message: String
  }

  /// A value's text: of a scalar as it is, of an array or a table as a line of JSON.
  public static func scalar(_ node: Node) -> [UInt8] {
    switch node.kind {
    case .null: Array("null".utf8)
    case .bool: Array((node.bool == true ? "true" : "false").utf8)
    case .array, .table, .index: JSONTreeWriter.write(node, style: .compact)
    default: node.bytes
    }
  }

  /// All scalars in a value, and the arrays and tables that are empty, each with its path.
  public static func forEachLeaf<Failure: Error>(
    of node: Node, at path: ValuePath = ValuePath(),
    _ body: (ValuePath, Node) throws(Failure) -> Void
  ) throws(Failure) {
    if node.kind == .table, node.count > 0 {
      for (name, value) in node.members {
        try forEachLeaf(of: value, at: path.appending(.name(name.bytes)), body)
      }
    } else if node.kind == .array, node.count > 0 {
      for (index, element) in node.elements.enumerated() {
        try forEachLeaf(of: element, at: path.appending(.index(index)), body)
      }
    } else {
      try body(path, node)
    }
  }

  /// A line for each scalar: `server.port = 8080`.
  public static func flat(_ node: Node) -> [UInt8] {
    var text: [UInt8] = []
    forEachLeaf(of: node) { path, leaf in
      text += path.bytes
      text += Array(" = ".utf8)
      text += JSONTreeWriter.write(leaf, style: .compact)
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  /// The variable that a path is: `SERVER_PORT`, with a prefix.
  public static func variable(_ path: ValuePath, prefix: [UInt8]) -> [UInt8] {
    var name = prefix
    for (number, step) in path.steps.enumerated() {
      if number > 0 { name.append(UInt8(ascii: "_")) }
      let word: [UInt8]
      switch step {
      case .name(let bytes): word = bytes
      case .index(let index): word = Array("\(index)".utf8)
      }
      for byte in word {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): name.append(byte & 0xDF)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          name.append(byte)
        default: name.append(UInt8(ascii: "_"))
        }
      }
    }
    if let first = name.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") {
      name.insert(UInt8(ascii: "_"), at: 0)
    }
    return name
  }

  /// Which shell reads the variables.
  public enum Shell: String, CaseIterable, Sendable {
    /// bash, zsh, and every other POSIX shell.
    case sh
    /// fish.
    case fish
  }

  /// All scalars as variables of a shell, each in single quotes, so that nothing in a value is more
  /// than text to `eval`. Two paths that make one name, what no variable can hold, and the names by
  /// which a shell finds and runs programs are refused.
  public static func exports(
    _ node: Node, _ shell: Shell, prefix: [UInt8], isExported: Bool
  ) throws(Fault) -> [UInt8] {
    var seen: [[UInt8]: ValuePath] = [:]
    var text: [UInt8] = []
    try forEachLeaf(of: node) { (path, leaf) throws(Fault) in
      let name = variable(path, prefix: prefix)
      let value = scalar(leaf)
      if name.isEmpty {
        throw Fault(path: path, message: "a single value has no name: give --prefix")
      }
      if isShells(name) {
        let shown = String(decoding: name, as: UTF8.self)
        throw Fault(path: path, message: "\(shown) is a variable of the shell's own: give --prefix")
      }
      if let other = seen.updateValue(path, forKey: name) {
        let shown = String(decoding: name, as: UTF8.self)
        throw Fault(
          path: path,
          message: "\(String(decoding: other.bytes, as: UTF8.self)) is the variable \(shown), too")
      }
      if value.contains(0) {
        throw Fault(path: path, message: "no variable can hold a NUL byte")
      }
      switch shell {
      case .sh:
        text += Array((isExported ? "export " : "").utf8) + name + [UInt8(ascii: "=")]
      case .fish:
        text += Array((isExported ? "set -gx " : "set -g ").utf8) + name + [UInt8(ascii: " ")]
      }
      text += quoted(value, shell) + [UInt8(ascii: "\n")]
    }
    return text
  }

  /// Whether a variable tells a shell, or the loader of programs, what to run or where to find it:
  /// what a configuration says must not.
  private static func isShells(_ name: [UInt8]) -> Bool {
    let names = [
      "BASH_ENV", "BASHOPTS", "CDPATH", "ENV", "EUID", "FPATH", "HOME", "IFS", "PATH", "PPID",
      "PROMPT_COMMAND", "PS0", "PS1", "PS2", "PS3", "PS4", "SHELL", "SHELLOPTS", "UID", "ZDOTDIR",
    ]
    return name.starts(with: "LD_".utf8) || names.contains { $0.utf8.elementsEqual(name) }
  }

  /// A text in single quotes.
  private static func quoted(_ text: [UInt8], _ shell: Shell) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    var quoted = [quote]
    for byte in text {
      switch (byte, shell) {
      case (quote, .sh): quoted += Array("'\\''".utf8)
      case (quote, .fish): quoted += Array("\\'".utf8)
      case (UInt8(ascii: "\\"), .fish): quoted += Array("\\\\".utf8)
      default: quoted.append(byte)
      }
    }
    return quoted + [quote]
  }
}
