import Platform

/// Changes values of a text in JSON where they stand. Whatever else is in the text, its order, its
/// indentation, its comments and its ends of lines among them, keeps its bytes.
///
/// The text is read twice: as it was, and as it has become, so that nothing is ever handed out that
/// does not say what was wanted.
public struct JSONEditor {
  let bytes: [UInt8]
  let tree: Tree
  private let ends: [Int: Int]
  private let options: JSONParser.Options
  private var changes: [(range: Range<Int>, bytes: [UInt8])] = []

  private init(_ text: FrozenBytes, _ options: JSONParser.Options) throws(EditError) {
    bytes = text.copy(0..<text.count)
    self.options = options
    do throws(ParseError) {
      (tree, ends) = try JSONParser.parse(text, options, keepsEnds: true)
    } catch {
      throw .parse(error)
    }
  }

  /// The text with another value at a path; what is missing on the way is made. An index that is the
  /// number of an array's elements adds one. A text that holds nothing is an empty object.
  public static func set(
    _ path: ValuePath, to value: Node, in text: FrozenBytes,
    _ options: JSONParser.Options = JSONParser.Options()
  ) throws(EditError) -> [UInt8] {
    let isBlank = text.copy(0..<min(text.count, 4096)).allSatisfy { isBlankByte($0) }
    let start = isBlank && text.count <= 4096 ? FrozenBytes(Array("{}\n".utf8)) : text
    var editor = try JSONEditor(start, options)
    let place = editor.locate(path)
    if place.rest.isEmpty {
      editor.replace(place.node, with: value)
    } else {
      try editor.insert(place, value)
    }
    return try editor.finish {
      ValuePath(place.steps + place.rest).find(in: $0)?.isEqual(to: value)
    }
  }

  /// The text without the value at a path.
  public static func delete(
    _ path: ValuePath, in text: FrozenBytes, _ options: JSONParser.Options = JSONParser.Options()
  ) throws(EditError) -> [UInt8] {
    var editor = try JSONEditor(text, options)
    let place = editor.locate(path)
    guard place.rest.isEmpty else { throw .notFound }
    guard place.nodes.count > 1 else {
      throw editor.unfit(place.node, "the whole cannot be deleted")
    }
    let parent = place.nodes[place.nodes.count - 2]
    editor.remove(place.node, from: parent)
    let outer = ValuePath(Array(place.steps.dropLast()))
    return try editor.finish { outer.find(in: $0)?.count == parent.count - 1 }
  }

  // MARK: Places

  /// How far a path leads.
  struct Place {
    /// The steps that lead to values.
    var steps: [ValuePath.Step] = []
    /// The value before each of those steps, and the one behind the last.
    var nodes: [Node]
    /// The steps that lead nowhere.
    var rest: [ValuePath.Step] = []

    /// The last value.
    var node: Node { nodes[nodes.count - 1] }
  }

  private func locate(_ path: ValuePath) -> Place {
    var place = Place(nodes: [tree.root])
    for (number, step) in path.steps.enumerated() {
      guard let next = ValuePath.follow(step, from: place.node) else {
        place.rest = Array(path.steps[number...])
        break
      }
      place.steps.append(step)
      place.nodes.append(next)
    }
    return place
  }

  /// Where the text of a value ends.
  func end(_ node: Node) -> Int { ends[node.offset] ?? node.offset }

  /// What stands before the first other byte of the line that a place is in.
  func indentation(at place: Int) -> [UInt8] {
    var start = place
    while start > 0, bytes[start - 1] != Letter.newline { start -= 1 }
    var end = start
    while end < bytes.count, bytes[end] == Letter.space || bytes[end] == Letter.tab { end += 1 }
    return Array(bytes[start..<end])
  }

  /// The place behind blanks and comments that follow, and behind at most one comma if it is wanted.
  func skipBlanks(_ place: Int, inLine: Bool = false) -> Int {
    var place = place
    while place < bytes.count {
      let byte = bytes[place]
      if byte == Letter.slash, place + 1 < bytes.count, options.allowsComments {
        let end = commentEnd(place)
        if inLine, bytes[place..<end].contains(Letter.newline) { return place }
        place = end
      } else if JSONEditor.isBlankByte(byte), !inLine || byte != Letter.newline {
        place += 1
      } else {
        return place
      }
    }
    return place
  }

  /// Where a comment ends: of one that ends with its line, before the end of the line.
  private func commentEnd(_ start: Int) -> Int {
    var place = start + 2
    if bytes[start + 1] == Letter.slash {
      while place < bytes.count, bytes[place] != Letter.newline { place += 1 }
      return place
    }
    while place + 1 < bytes.count, bytes[place] != Letter.star || bytes[place + 1] != Letter.slash {
      place += 1
    }
    return min(place + 2, bytes.count)
  }

  static func isBlankByte(_ byte: UInt8) -> Bool {
    byte == Letter.space || byte == Letter.newline || byte == Letter.tab
      || byte == Letter.carriageReturn
  }

  // MARK: Changes

  mutating func change(_ range: Range<Int>, to text: [UInt8]) { changes.append((range, text)) }

  func unfit(_ node: Node, _ message: String) -> EditError { .unfit(node.position, message) }

  /// The changed text, which is read once more to see that it says what was wanted.
  private func finish(_ isRight: (Node) -> Bool?) throws(EditError) -> [UInt8] {
    var text = bytes
    // From the back; of two at one place, the later one stands behind the earlier one.
    let order = changes.indices.sorted {
      (changes[$0].range.lowerBound, $0) > (changes[$1].range.lowerBound, $1)
    }
    for index in order { text.replaceSubrange(changes[index].range, with: changes[index].bytes) }
    guard let tree = try? JSONParser.parse(FrozenBytes(text), options), isRight(tree.root) == true
    else { throw unfit(self.tree.root, "this cannot be changed in place: change it by hand") }
    return text
  }
}
