import CommandKit
import Config
import Formats
import Platform
import YAML

/// `pc-config dump` and `export`.
enum DumpAction {
  static func dump(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let path = try Asking.path(invocation)
    let word = invocation.arguments.text("format") ?? "json"
    // What a line is of text is a value and its path.
    let form = ConfigText.Form(rawValue: word) ?? .flat
    let isCompact = invocation.arguments.has("compact")
    let formats = ["text"] + ConfigText.Form.allCases.map { $0.rawValue }
    return try show(path, &invocation, formats: formats) { (node) throws(Failure) in
      try text(node, at: path, form, isCompact: isCompact)
    }
  }

  private static func text(
    _ node: Node, at path: ValuePath, _ form: ConfigText.Form, isCompact: Bool
  ) throws(Failure) -> [UInt8] {
    switch form {
    case .json:
      return JSONTreeWriter.write(node, style: isCompact ? .compact : .indented(2))
        + [UInt8(ascii: "\n")]
    case .yaml: return YAMLTreeWriter.write(node)
    case .flat: return ConfigText.flat(node)
    case .toml:
      do throws(TOMLWriteError) { return try TOMLTreeWriter.write(node) } catch {
        throw Failure(.badData, "\(Asking.shown(error.path)): \(error.message)")
      }
    case .env:
      do throws(ConfigText.Fault) {
        return try ConfigText.exports(node, .sh, prefix: [], isExported: false)
      } catch {
        throw Failure(.badData, "\(Asking.shown(error.path)): \(error.message)")
      }
    }
  }

  static func export(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let path = try Asking.path(invocation)
    let arguments = invocation.arguments
    let prefix = arguments.bytes("prefix") ?? []
    let isName = prefix.allSatisfy { byte in
      (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "_")
    }
    if !isName {
      throw Failure(.usage, "--prefix: a variable's name has letters, digits and _ alone")
    }
    let shell = arguments.text("shell") == "fish" ? ConfigText.Shell.fish : .sh
    let isExported = !arguments.has("no-export")
    return try show(path, &invocation) { (node) throws(Failure) in
      do throws(ConfigText.Fault) {
        return try ConfigText.exports(node, shell, prefix: prefix, isExported: isExported)
      } catch {
        throw Failure(.badData, "\(Asking.shown(error.path)): \(error.message)")
      }
    }
  }

  private static func show(
    _ path: ValuePath, _ invocation: inout Invocation, formats: [String] = ["text"],
    _ body: (Node) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ExitStatus {
    let text = try Asking.withTree(&invocation, formats: formats) {
      (root) throws(Failure) -> [UInt8]? in
      guard let node = path.find(in: root) else { return nil }
      return try body(node)
    }
    guard let text else {
      invocation.note("\(Asking.shown(path)): there is no such value")
      return .negative
    }
    try invocation.output.write(bytes: text)
    return .done
  }
}
