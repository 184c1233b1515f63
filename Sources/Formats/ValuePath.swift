import Platform

/// A path to a value in a tree: `server.port`, `workers[2].name`, `a."key.with.dots"`, `list[-1]`.
///
///     PATH = "." | STEP { "." NAME | "[" INDEX "]" | "[" QUOTED "]" }
///     STEP = NAME | "[" INDEX "]" | "[" QUOTED "]"
///     NAME = one character or more, none of them . [ ] " ' or blank, or QUOTED
///     QUOTED = a string as JSON has it, or '...' in which nothing is escaped
///     INDEX = a whole number, from the end where it is negative: -1 is the last
///
/// A dot alone is the whole. A name that consists of digits finds an element, too, where the value
/// is an array: `workers.2.name`.
public struct ValuePath: Equatable, Sendable {
  /// One step.
  public enum Step: Equatable, Sendable {
    /// To the member of that name.
    case name([UInt8])
    /// To an element, counted from 0, or from the end where it is negative.
    case index(Int)
  }

  /// What a path is not: where, counted from 0, and why.
  public struct Fault: Error, Equatable {
    /// The byte at which it is wrong.
    public let offset: Int
    /// Why.
    public let message: String
  }

  /// From the outermost value inwards.
  public var steps: [Step]

  /// A path of some steps; of none, the whole.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// Reads a path.
  public static func parse(_ text: [UInt8]) throws(Fault) -> ValuePath {
    if text == [Letter.dot] { return ValuePath() }
    var reader = Reader(text: text)
    return ValuePath(try reader.steps())
  }

  /// Follows the path from a value; nil where it leads nowhere.
  public func find(in root: Node) -> Node? {
    var node = root
    for step in steps {
      guard let next = ValuePath.follow(step, from: node) else { return nil }
      node = next
    }
    return node
  }

  /// One step from a value.
  public static func follow(_ step: Step, from node: Node) -> Node? {
    switch (step, node.kind) {
    case (.name(let name), .table): return node[name]
    case (.name(let name), .array):
      // Only the plain form of a number: `workers.2`, not `workers.+2`.
      guard let index = Int(String(decoding: name, as: UTF8.self)), index >= 0,
        Array("\(index)".utf8) == name
      else { return nil }
      return index < node.count ? node.element(index) : nil
    case (.index(let index), .array):
      let place = index < 0 ? node.count + index : index
      return place >= 0 && place < node.count ? node.element(place) : nil
    default: return nil
    }
  }

  /// The path with one step more.
  public func appending(_ step: Step) -> ValuePath { ValuePath(steps + [step]) }

  // MARK: As text

  /// The path as it is read.
  public var bytes: [UInt8] {
    if steps.isEmpty { return [Letter.dot] }
    var text: [UInt8] = []
    for step in steps {
      switch step {
      case .index(let index): text += Array("[\(index)]".utf8)
      case .name(let name):
        if !text.isEmpty { text.append(Letter.dot) }
        text += ValuePath.isPlain(name) ? name : ValuePath.quoted(name)
      }
    }
    return text
  }

  private static func isPlain(_ name: [UInt8]) -> Bool {
    !name.isEmpty && name.allSatisfy { !ends($0) && $0 > Letter.space && $0 != Letter.delete }
  }

  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case Letter.dot, Letter.openBracket, Letter.closeBracket, Letter.quote, Letter.apostrophe,
      Letter.space, Letter.tab, Letter.newline, Letter.carriageReturn:
      true
    default: false
    }
  }

  private static func quoted(_ name: [UInt8]) -> [UInt8] {
    var writer = JSONWriter()
    writer.string(String(decoding: name, as: UTF8.self))
    return writer.bytes
  }

  // MARK: Reading

  private struct Reader {
    let text: [UInt8]
    var offset = 0

    var next: UInt8? { offset < text.count ? text[offset] : nil }

    mutating func steps() throws(Fault) -> [Step] {
      var steps: [Step] = []
      repeat {
        if next == Letter.openBracket {
          steps.append(try bracket())
          continue
        }
        if !steps.isEmpty {
          guard next == Letter.dot else { throw fault("expected . or [ after a step") }
          offset += 1
        }
        steps.append(.name(try name()))
      } while offset < text.count
      return steps
    }

    private func fault(_ message: String, at place: Int? = nil) -> Fault {
      Fault(offset: place ?? offset, message: message)
    }

    private mutating func name() throws(Fault) -> [UInt8] {
      if next == Letter.quote || next == Letter.apostrophe { return try quoted() }
      let start = offset
      while let byte = next, !ValuePath.ends(byte) { offset += 1 }
      if offset == start {
        throw fault(
          next == nil ? "expected a name at the end" : "expected a name: put others in quotes")
      }
      return Array(text[start..<offset])
    }

    private mutating func bracket() throws(Fault) -> Step {
      let start = offset
      offset += 1
      let step: Step
      if next == Letter.quote || next == Letter.apostrophe {
        step = .name(try quoted())
      } else {
        let first = offset
        while let byte = next, byte != Letter.closeBracket { offset += 1 }
        guard let index = Int(String(decoding: text[first..<offset], as: UTF8.self)) else {
          throw fault("expected a whole number or a name in quotes in the brackets", at: first)
        }
        step = .index(index)
      }
      guard next == Letter.closeBracket else { throw fault("the bracket has no end", at: start) }
      offset += 1
      return step
    }

    private mutating func quoted() throws(Fault) -> [UInt8] {
      let start = offset
      let quote = text[start]
      offset += 1
      while let byte = next, byte != quote {
        offset += byte == Letter.backslash && quote == Letter.quote ? 2 : 1
      }
      guard next == quote else { throw fault("the quoted name has no end", at: start) }
      offset += 1
      if quote == Letter.apostrophe { return Array(text[(start + 1)..<(offset - 1)]) }
      guard let tree = try? JSONParser.parse(FrozenBytes(Array(text[start..<offset]))),
        let name = tree.root.string
      else { throw fault("the quoted name is not a string as JSON has it", at: start) }
      return name
    }
  }
}
