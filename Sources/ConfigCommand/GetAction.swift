import CommandKit
import Config
import Formats
import Platform

/// `pc-config get`.
enum GetAction {
  static func run(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let paths = try invocation.arguments.operands.map { (word) throws(Failure) in
      try Asking.path(word)
    }
    let shape = Shape(invocation)
    var isComplete = true
    let isVerbose = invocation.isVerbose
    var missing: [ValuePath] = []
    let text = try Asking.withTree(&invocation) { (root) throws(Failure) in
      var text: [UInt8] = []
      isComplete = true
      missing = []
      for path in paths {
        if let node = path.find(in: root) {
          try shape.check(node, path)
          shape.append(node, at: path, to: &text)
        } else if let standard = shape.standard {
          try shape.check(standard.root, path)
          shape.append(standard.root, at: path, to: &text)
        } else {
          isComplete = false
          missing.append(path)
        }
      }
      return text
    }
    try invocation.output.write(bytes: text)
    if isVerbose, !missing.isEmpty {
      let words = missing.map(Asking.shown).joined(separator: ", ")
      invocation.note("there is nothing at \(words)")
    }
    return isComplete ? .done : .negative
  }

  /// How values are printed.
  private struct Shape {
    let isJSON: Bool
    let isRaw: Bool
    let isVisible: Bool
    let end: UInt8
    let type: String?
    /// What is printed where there is no value.
    let standard: Tree?

    init(_ invocation: borrowing Invocation) {
      isJSON = invocation.wantsJSON
      isRaw = invocation.arguments.has("raw")
      isVisible = invocation.output.isTerminal && !isRaw
      end = invocation.nameEnd
      type = invocation.arguments.text("type")
      standard = invocation.arguments.bytes("default").map { ConfigValue.read($0) }
    }

    func check(_ node: Node, _ path: ValuePath) throws(Failure) {
      guard let type, Asking.typeName(node) != type else { return }
      if type == "float", node.kind == .integer { return }
      throw Failure(
        .badData, "\(Asking.shown(path)): expected \(type), found \(Asking.typeName(node))")
    }

    func append(_ node: Node, at path: ValuePath, to text: inout [UInt8]) {
      if isJSON {
        var json = JSONWriter()
        json.string(Asking.shown(path))
        text += Array("{\"path\":".utf8) + json.bytes + Array(",\"value\":".utf8)
        text += JSONTreeWriter.write(node, style: .compact) + Array("}\n".utf8)
        return
      }
      let value = ConfigText.scalar(node)
      text += isVisible ? Array(Visible.text(String(decoding: value, as: UTF8.self)).utf8) : value
      if !isRaw { text.append(end) }
    }
  }
}
