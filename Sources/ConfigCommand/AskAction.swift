import CommandKit
import Config
import Formats
import Platform

/// `pc-config has`, `keys`, `len` and `type`.
enum AskAction {
  static func has(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    let paths = try invocation.arguments.operands.map { (word) throws(Failure) in
      try Asking.path(word)
    }
    let isThere = try Asking.withTree(&invocation) { (root) throws(Failure) in
      paths.allSatisfy { $0.find(in: root) != nil }
    }
    return isThere ? .done : .negative
  }

  static func keys(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try answer(&invocation) { (node, path, shape) throws(Failure) in
      guard node.kind == .table || node.kind == .array else {
        throw unfit(path, node, "a map or a list")
      }
      if shape.isJSON {
        var json = JSONWriter()
        json.array { json in
          for index in 0..<node.count {
            if node.kind == .table {
              json.string(node.name(index).text)
            } else {
              json.number(index)
            }
          }
        }
        return json.bytes + [UInt8(ascii: "\n")]
      }
      var text: [UInt8] = []
      for index in 0..<node.count {
        text += node.kind == .table ? node.name(index).bytes : Array("\(index)".utf8)
        text.append(shape.end)
      }
      return text
    }
  }

  static func len(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try answer(&invocation) { (node, path, shape) throws(Failure) in
      let count: Int
      switch node.kind {
      case .table, .array: count = node.count
      case .string: count = node.text.unicodeScalars.count
      default: throw unfit(path, node, "a map, a list or a string")
      }
      return Array("\(count)\n".utf8)
    }
  }

  static func type(_ invocation: inout Invocation) throws(Failure) -> ExitStatus {
    try answer(&invocation) { (node, path, shape) throws(Failure) in
      var json = JSONWriter()
      json.string(Asking.typeName(node))
      let text = shape.isJSON ? json.bytes : Array(Asking.typeName(node).utf8)
      return text + [UInt8(ascii: "\n")]
    }
  }

  private struct Shape {
    let isJSON: Bool
    let end: UInt8
  }

  /// Prints what is to be said of the value at the path that was given; 1 where there is none.
  private static func answer(
    _ invocation: inout Invocation,
    _ body: (Node, ValuePath, Shape) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ExitStatus {
    let path = try Asking.path(invocation)
    let shape = Shape(isJSON: invocation.wantsJSON, end: invocation.nameEnd)
    let text = try Asking.withTree(&invocation) { (root) throws(Failure) -> [UInt8]? in
      guard let node = path.find(in: root) else { return nil }
      return try body(node, path, shape)
    }
    guard let text else {
      invocation.note("\(Asking.shown(path)): there is no such value")
      return .negative
    }
    try invocation.output.write(bytes: text)
    return .done
  }

  private static func unfit(_ path: ValuePath, _ node: Node, _ expected: String) -> Failure {
    Failure(
      .badData, "\(Asking.shown(path)): expected \(expected), found \(Asking.typeName(node))")
  }
}
