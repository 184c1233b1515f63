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
    var absences: [String] = []
    let text = try Asking.withTree(&invocation) { (root) throws(Failure) in
      var text: [UInt8] = []
      absences = []
      for path in paths {
        if let node = path.find(in: root) {
          try shape.check(node, path)
          shape.append(node, at: path, to: &text)
        } else if let standard = shape.standard {
          try shape.append(standard, at: path, to: &text)
        } else {
          absences.append(Asking.absence(of: path, in: root))
        }
      }
      return text
    }
    try invocation.output.write(bytes: text)
    for absence in absences { invocation.note(absence) }
    return absences.isEmpty ? .done : .negative
  }

  /// How values are printed.
  private struct Shape {
    let isJSON: Bool
    let isRaw: Bool
    let isVisible: Bool
    let end: UInt8
    let type: String?
    /// What is printed where there is no value.
    let standard: [UInt8]?

    init(_ invocation: borrowing Invocation) {
      isJSON = invocation.wantsJSON
      isRaw = invocation.arguments.has("raw")
      isVisible = invocation.output.isTerminal && !isRaw
      end = invocation.nameEnd
      type = invocation.arguments.text("type")
      standard = invocation.arguments.bytes("default")
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
      append(ConfigText.scalar(node), to: &text)
    }

    /// Adds a default: as it was given, or in JSON as the value that it is.
    func append(_ word: [UInt8], at path: ValuePath, to text: inout [UInt8]) throws(Failure) {
      let value = type == "string" ? ConfigValue.string(word) : ConfigValue.read(word)
      try check(value.root, path)
      if isJSON { append(value.root, at: path, to: &text) } else { append(word, to: &text) }
    }

    private func append(_ value: [UInt8], to text: inout [UInt8]) {
      text += isVisible ? Array(Visible.text(String(decoding: value, as: UTF8.self)).utf8) : value
      if !isRaw { text.append(end) }
    }
  }
}
